//! `fragments.jsonl`: one row a fragment, the most carried first, then by id.

use serde::{Deserialize, Serialize};
use wirecopy_article::text::Role;

/// A paragraph that stands more than once, within one article or across several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fragment {
    /// Id derived from the tokens of its distinct paragraphs.
    pub fragment: String,
    /// How its occurrences match.
    pub kind: FragmentKind,
    /// What the paragraph is on the page.
    pub role: Role,
    /// The representative paragraph, as it stands in one of its articles.
    pub text: String,
    /// Smallest exact similarity of an occurrence to the representative paragraph, six decimals.
    pub score: f64,
    /// What `score` measures.
    pub measure: Measure,
    /// Articles that carry it, exact copies included.
    pub articles: u64,
    /// Known outlets that carry it, ordered bytewise, the first 100.
    pub outlets: Vec<String>,
    /// The first 100 occurrences by (article, paragraph); all stand in `occurrences.jsonl`.
    pub occurrences: Vec<super::Occurrence>,
    /// How many occurrences there are in all.
    pub occurrences_total: u64,
}

/// The part of a row that a summary shows of boilerplate.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ShownFragment {
    /// As [`Fragment::role`].
    pub role: Role,
    /// As [`Fragment::text`].
    pub text: String,
    /// As [`Fragment::articles`].
    pub articles: u64,
    /// As [`Fragment::outlets`].
    pub outlets: Vec<String>,
}

/// How the occurrences of a fragment match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FragmentKind {
    /// All have the same tokens.
    Exact,
    /// Each reaches the threshold against the representative paragraph.
    Near,
    /// A short paragraph that stands inside a longer one of the same article.
    Echo,
}

impl FragmentKind {
    /// The label as files carry it.
    pub fn name(self) -> &'static str {
        match self {
            FragmentKind::Exact => "exact",
            FragmentKind::Near => "near",
            FragmentKind::Echo => "echo",
        }
    }
}

/// What a fragment's score measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Equal tokens: 1.
    Tokens,
    /// Jaccard of the word-5-shingle sets.
    WordJaccard,
    /// Jaccard of the character-5-shingle sets, over tokens joined by one space.
    CharacterJaccard,
    /// Containment of the shorter in the longer by character-5-shingles.
    CharacterContainment,
}
