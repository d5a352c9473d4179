//! `occurrences.jsonl`: one row an occurrence, fragments in the order of `fragments.jsonl`, then by (article, paragraph).

use serde::{Deserialize, Serialize};

/// One place where a fragment stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Occurrence {
    /// Id of the fragment; absent inside `fragments.jsonl`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fragment: Option<String>,
    /// Id of the article.
    pub article: String,
    /// Paragraph number, from 0.
    pub paragraph: u64,
    /// First byte in the article's text.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
    /// Exact similarity to the representative paragraph by the fragment's measure, six decimals.
    pub score: f64,
}
