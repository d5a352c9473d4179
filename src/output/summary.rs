//! `summary.json`: what was asked, with which scheme, and counts that reconcile.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The whole of `summary.json`. The same input and parameters give the same bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Everything that the answer depends on.
    pub parameters: Parameters,
    /// Fingerprint of the sketch scheme, 16 hex digits: stored sketches of another one do not fit.
    pub scheme: String,
    /// For each role (`text`, `id`, `outlet`, `published`, `url`, `title`) the fields that served it and how many records each served.
    pub fields: BTreeMap<String, BTreeMap<String, u64>>,
    /// Recall that the engines in force promise or expect.
    pub expected: Expected,
    /// Counts.
    pub counts: Counts,
}

/// Parameters by name, as the command line spells them.
pub type Parameters = BTreeMap<String, serde_json::Value>;

/// What the candidate engines promise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    /// Article engine: `seeds`, `bands` or `both`; `null` with `--only paragraphs`.
    pub articles: Option<String>,
    /// A shared run of this many words is always found, `null` where seeds are off.
    pub run_words_guaranteed: Option<u64>,
    /// P(candidate) of the article bands by Jaccard, `null` where bands are off.
    pub article_bands: Option<BTreeMap<String, f64>>,
    /// P(candidate) of the paragraph bands by word-5 Jaccard, `null` with `--only articles`.
    pub paragraph_word_bands: Option<BTreeMap<String, f64>>,
    /// P(candidate) of the paragraph bands by character-5 Jaccard, `null` with `--only articles`.
    pub paragraph_character_bands: Option<BTreeMap<String, f64>>,
}

/// Counts: `read = articles + rejected`, `articles = distinct + exact_copies`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Records read.
    pub read: u64,
    /// Records accepted.
    pub articles: u64,
    /// Records rejected.
    pub rejected: u64,
    /// Articles with different token sequences.
    pub distinct: u64,
    /// Articles whose tokens equal those of an earlier member of their exact group.
    pub exact_copies: u64,
    /// Articles whose outlet is known.
    pub with_outlet: u64,
    /// Articles whose date is known.
    pub with_date: u64,
    /// Records whose date was given and not understood.
    pub dates_not_understood: u64,
    /// Tokens in all articles.
    pub words: u64,
    /// Paragraphs in all articles.
    pub paragraphs: u64,
    /// Article candidates that were verified.
    pub candidates: u64,
    /// Rows of `pairs.jsonl`.
    pub pairs: u64,
    /// Pairs by relation.
    pub pairs_by_relation: BTreeMap<String, u64>,
    /// Rows of `clusters.jsonl`.
    pub clusters: u64,
    /// Articles in clusters.
    pub clustered: u64,
    /// Rows of `fragments.jsonl`.
    pub fragments: u64,
    /// Fragments that are boilerplate.
    #[serde(alias = "fragments_of_furniture")]
    pub fragments_of_boilerplate: u64,
    /// Fragments by kind.
    pub fragments_by_kind: BTreeMap<String, u64>,
    /// Rows of `occurrences.jsonl`.
    pub occurrences: u64,
    /// Paragraph occurrences that are boilerplate.
    #[serde(alias = "furniture")]
    pub boilerplate: u64,
    /// Articles by the agency that their text credits as its origin.
    #[serde(default)]
    pub agencies: BTreeMap<String, u64>,
    /// Articles by verdict.
    #[serde(default)]
    pub verdicts: BTreeMap<String, u64>,
    /// Articles whose text breaks off.
    #[serde(default)]
    pub truncated: u64,
    /// Groups of articles above `group_len_max`.
    pub article_groups_over_limit: u64,
    /// Groups of paragraphs above a quarter of it.
    pub paragraph_groups_over_limit: u64,
}
