//! What a scan reported, as far as scoring looks at it.
//!
//! These rows are read more leniently than the program reads its own, so that a scan of an older or a newer version is scored by what it has.

use super::Span;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The rows of one scan. `None` where the scan wrote no such file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reported {
    /// `articles.jsonl`
    pub articles: Vec<ReportedArticle>,
    /// `pairs.jsonl`
    pub pairs: Option<Vec<ReportedPair>>,
    /// `occurrences.jsonl`
    pub occurrences: Option<Vec<ReportedOccurrence>>,
    /// Whether the pairs were given to be aligned and not found, so that they say nothing of what a scan finds.
    pub pairs_are_given: bool,
    /// Whether [`Reported::count_in_characters`] has turned the passages from bytes to characters.
    pub passages_in_characters: bool,
}

/// A row of `articles.jsonl`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct ReportedArticle {
    /// Unique id.
    pub id: String,
    /// Id of its cluster.
    #[serde(default)]
    pub cluster: Option<String>,
    /// The first copy in its exact group.
    #[serde(default)]
    pub exact_copy_of: Option<String>,
    /// Boilerplate, in bytes.
    #[serde(default)]
    #[serde(alias = "furniture")]
    pub boilerplate: Option<Vec<Span>>,
    /// Credits; `None` where they were not looked for.
    #[serde(default)]
    pub credits: Option<Vec<ReportedCredit>>,
    /// What the credits and the pairs together say about its origin; `None` where that was not looked for.
    #[serde(default)]
    pub verdict: Option<String>,
}

/// One credit of an article.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct ReportedCredit {
    /// What form it has.
    #[serde(default)]
    pub class: Option<String>,
    /// Who is credited.
    #[serde(default, alias = "source")]
    pub agency: Option<String>,
    /// `text`, `photo` or `data`; `None` counts as text.
    #[serde(default)]
    pub scope: Option<String>,
}

/// A row of `pairs.jsonl`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct ReportedPair {
    /// The id that is smaller bytewise.
    pub a: String,
    /// The other id.
    pub b: String,
    /// Exact Jaccard.
    pub jaccard: f64,
    /// Exact share of `a` in `b`.
    pub a_in_b: f64,
    /// Exact share of `b` in `a`.
    pub b_in_a: f64,
    /// Shingles in common.
    pub shared_shingles: u64,
    /// What the pair is called.
    pub relation: String,
    /// Words of the longest passage.
    #[serde(default)]
    pub longest_match_words: Option<u64>,
    /// Who took from whom, in whatever form the scan has it.
    #[serde(default)]
    pub direction: Option<Value>,
    /// Aligned passages; `None` where they were not looked for.
    #[serde(default)]
    pub passages: Option<Vec<ReportedPassage>>,
}

/// One aligned passage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct ReportedPassage {
    /// First place in `a`.
    pub a_start: u64,
    /// Place after the last in `a`.
    pub a_end: u64,
    /// First place in `b`.
    pub b_start: u64,
    /// Place after the last in `b`.
    pub b_end: u64,
}

/// A row of `occurrences.jsonl`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct ReportedOccurrence {
    /// Id of the fragment.
    pub fragment: String,
    /// Id of the article.
    pub article: String,
    /// Paragraph number, from 0.
    pub paragraph: u64,
    /// First byte.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
}

impl Reported {
    /// The byte offsets of all passages, by article: what has to be known in characters before PAN's spans can be compared.
    pub fn passage_offsets(&self) -> BTreeMap<String, Vec<u64>> {
        let mut offsets: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
        for pair in self.pairs.iter().flatten() {
            for passage in pair.passages.iter().flatten() {
                offsets.entry(&pair.a).or_default().extend([passage.a_start, passage.a_end]);
                offsets.entry(&pair.b).or_default().extend([passage.b_start, passage.b_end]);
            }
        }
        offsets.into_iter().map(|(id, offsets)| (id.to_owned(), offsets.into_iter().collect())).collect()
    }

    /// Turns the passages from bytes to characters. `character_of(article, byte)` is `None` where the article's text is not known; then
    /// nothing is changed, and the article's id is the error.
    ///
    /// # Errors
    /// The id of an article whose text is not known.
    pub fn count_in_characters(
        &mut self,
        character_of: impl Fn(&str, u64) -> Option<u64>,
    ) -> std::result::Result<(), String> {
        let turned = |id: &str, byte: u64| character_of(id, byte).ok_or_else(|| id.to_owned());
        let mut pairs = self.pairs.clone();
        for pair in pairs.iter_mut().flatten() {
            for passage in pair.passages.iter_mut().flatten() {
                passage.a_start = turned(&pair.a, passage.a_start)?;
                passage.a_end = turned(&pair.a, passage.a_end)?;
                passage.b_start = turned(&pair.b, passage.b_start)?;
                passage.b_end = turned(&pair.b, passage.b_end)?;
            }
        }
        self.pairs = pairs;
        self.passages_in_characters = true;
        Ok(())
    }
}
