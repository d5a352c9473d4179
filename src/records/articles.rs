//! `articles.jsonl`: one row an article, ordered by id.

use serde::{Deserialize, Serialize};

/// One article that was read and not rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Unique id.
    pub id: String,
    /// Outlet, `null` where unknown.
    pub outlet: Option<String>,
    /// ISO 8601 in the precision that the record gave, `null` where missing or not understood.
    pub published: Option<String>,
    /// Address, `null` where unknown.
    pub url: Option<String>,
    /// Title as given by the record, `null` where it gave none.
    pub title: Option<String>,
    /// Tokens in the text.
    pub words: u64,
    /// Paragraphs in the text.
    pub paragraphs: u64,
    /// Id of its cluster, `null` where it stands alone.
    pub cluster: Option<String>,
    /// The first copy in its exact group; absent in that copy and in articles without copies.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub exact_copy_of: Option<String>,
    /// Paragraphs that this article repeats within itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub repeats_within: Option<Vec<Repeat>>,
    /// Its page furniture.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub furniture: Option<Vec<FurnitureSpan>>,
}

/// A fragment that stands more than once in one article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeat {
    /// Id of the fragment.
    pub fragment: String,
    /// Paragraph numbers, from 0.
    pub paragraphs: Vec<u64>,
}

/// A paragraph that belongs to the page and not to the story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FurnitureSpan {
    /// First byte in the text.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
    /// Paragraph number, from 0.
    pub paragraph: u64,
    /// `carriers` (its carriers share nothing else) or `phrase` (a known phrase at either end of the text).
    pub rule: String,
    /// Its fragment, where it was found by its carriers.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fragment: Option<String>,
    /// Its first 80 characters, where it was found by a phrase.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub opening: Option<String>,
}
