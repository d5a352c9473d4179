//! `removed.jsonl`: one row a removed paragraph, then one a removed article, then one a rejected record; each in the order of reading.

use serde::{Deserialize, Serialize};

/// What went, against what, and why. With the survivors it accounts for every record that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Removed {
    /// Whether a paragraph went, an article, or a record that was none.
    pub level: RemovedLevel,
    /// The article's id, also where a paragraph of it went; `null` for a rejected record without one.
    pub id: Option<String>,
    /// Where the record stands: `file:line`.
    pub place: String,
    /// Id of the article that stays; that of the same one where a paragraph stands in it before; `null` for other paragraphs and a rejected record.
    pub kept: Option<String>,
    /// Where that stands.
    pub kept_place: Option<String>,
    /// Exact Jaccard of both, six decimals.
    pub jaccard: Option<f64>,
    /// The share of what went that stands in what stays, six decimals.
    pub containment: Option<f64>,
    /// What the two are.
    pub relation: Option<String>,
    /// What made the other one stay; with a paragraph what it is: `boilerplate`, `caption` or `repeat`; with a rejected record `rejected`.
    pub rule: String,
    /// Why a record was rejected; how boilerplate was found.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// First byte of a paragraph in the text as it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub start: Option<u64>,
    /// After its last byte.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub end: Option<u64>,
    /// How a paragraph begins.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub opening: Option<String>,
    /// Hash of the record's bytes, 16 hex digits: tells whether a list fits an input.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hash: Option<String>,
    /// The same of the record that stays.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kept_hash: Option<String>,
    /// What the row was made from; absent where nobody wants that to be checked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub input: Option<ListedInput>,
}

/// All records that a list was made from. Every row tells it, so that a list from which rows were taken out still does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedInput {
    /// How many they are, rejected ones included.
    pub records: u64,
    /// Hash of all that can be read, in order, 16 hex digits.
    pub hash: String,
    /// The same of those before the record that the row is about; absent with a rejected one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub before: Option<String>,
}

/// What a row of `removed.jsonl` is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemovedLevel {
    /// A whole article.
    Article,
    /// A paragraph of an article that stays.
    Paragraph,
    /// A record that could not be used.
    Record,
}
