//! Forms of JSON rows of truth files.

use crate::span::Span;
use serde::Deserialize;
use serde_json::Value;

pub(super) enum Row {
    Typed(TypedRow),
    Article(ArticleRow),
    Compared(ComparedRow),
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum TypedRow {
    Article(ArticleRow),
    Pair(TruePairRow),
    NotPair { a: String, b: String },
    Fragment(FragmentRow),
}

#[derive(Deserialize)]
pub(super) struct ArticleRow {
    pub(super) id: String,
    /// A name or a number.
    #[serde(default)]
    pub(super) story: Value,
    pub(super) source: Option<String>,
    #[serde(default)]
    pub(super) sources: Option<Vec<String>>,
    pub(super) relation: Option<String>,
    pub(super) jaccard: Option<f64>,
    pub(super) a_in_b: Option<f64>,
    pub(super) b_in_a: Option<f64>,
    pub(super) shared_shingles: Option<u64>,
    #[serde(default)]
    pub(super) credit: Value,
    pub(super) agency: Option<String>,
    pub(super) spans: Option<Vec<SourceSpan>>,
    #[serde(alias = "furniture")]
    pub(super) boilerplate: Option<Vec<Span>>,
    pub(super) captions: Option<Vec<Caption>>,
}

#[derive(Deserialize)]
pub(super) struct SourceSpan {
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) source_start: u64,
    pub(super) source_end: u64,
    /// The source, if there are several.
    pub(super) source: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Caption {
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) of: String,
    /// Number of the caption within that article.
    #[serde(default)]
    pub(super) caption: u64,
}

#[derive(Deserialize)]
pub(super) struct TruePairRow {
    pub(super) a: String,
    pub(super) b: String,
    pub(super) relation: Option<String>,
    #[serde(default)]
    pub(super) also: Vec<String>,
    pub(super) basic: Option<String>,
    pub(super) jaccard: Option<f64>,
    pub(super) a_in_b: Option<f64>,
    pub(super) b_in_a: Option<f64>,
    pub(super) shared_shingles: Option<u64>,
    pub(super) reported: Option<bool>,
}

#[derive(Deserialize)]
pub(super) struct FragmentRow {
    pub(super) kind: String,
    pub(super) paragraphs: Vec<(String, u64)>,
}

/// PAN's pairs, and graded revisions.
#[derive(Deserialize)]
pub(super) struct ComparedRow {
    pub(super) a: String,
    pub(super) b: String,
    #[serde(alias = "level")]
    pub(super) kind: String,
    pub(super) duplicate: Option<bool>,
    pub(super) spans: Option<Vec<PanSpan>>,
}

#[derive(Deserialize)]
pub(super) struct PanSpan {
    pub(super) this_offset: u64,
    pub(super) this_length: u64,
    pub(super) source_offset: u64,
    pub(super) source_length: u64,
}
