//! Rows of `truth.jsonl`, the truth about a labelled dump: one row per article.

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// One article's row. [`crate::generate`] writes it and an evaluation reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TruthRow {
    /// The article.
    pub id: String,
    /// Number of its story.
    pub story: u64,
    /// Id of the original of the story; `null` if this is the original.
    pub source: Option<String>,
    /// Operations on the source, in the order of [`Operation`].
    pub operations: Vec<Operation>,
    /// Maximal passages of five words or more that are in this text and in the source's, in the
    /// order of this text.
    pub spans: Vec<CopiedSpan>,
    /// Exact Jaccard with the source over the word-5 shingles of both whole texts, six decimals;
    /// `null` without a source.
    pub jaccard: Option<f64>,
    /// Share of this article's shingles that are in the source; `null` without a source.
    pub a_in_b: Option<f64>,
    /// Share of the source's shingles that are in this article; `null` without a source.
    pub b_in_a: Option<f64>,
    /// Shingles that both have; `null` without a source.
    pub shared_shingles: Option<u64>,
    /// Relation to its source; `null` without a source.
    pub relation: Option<TrueRelation>,
    /// Credit of its origin in the text.
    pub credit: TrueCredit,
    /// The agency that the text names, or the uncredited agency that wrote its words; `null` if
    /// there is none.
    pub agency: Option<String>,
    /// The agency or outlet that wrote the larger part of the text.
    pub text_origin: String,
    /// Ids of the originals of all stories of a roundup; otherwise empty.
    pub sources: Vec<String>,
    /// The article whose quotations it shares, in a report of other words; `null` if there is none.
    pub quote_of: Option<String>,
    /// The article with the same skeleton and other numbers and names; `null` if there is none.
    pub template: Option<String>,
    /// Boilerplate of the outlet.
    pub boilerplate: Vec<Span>,
    /// Captions that were written for an article of the dump.
    pub captions: Vec<CaptionSpan>,
}

/// A copied passage: equal tokens in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CopiedSpan {
    /// First byte in this text.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
    /// First byte in the source's text.
    pub source_start: u64,
    /// Byte after the last.
    pub source_end: u64,
}

/// A caption and the article that it was written for, which may be this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaptionSpan {
    /// First byte.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
    /// Id of that article.
    pub of: String,
    /// Number of the caption within that article, from 0.
    pub caption: u64,
}

/// Operation of an outlet on a story that it copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// The story is complete from its lead to its last paragraph, as far as no other operation says
    /// otherwise.
    Whole,
    /// The end is missing.
    Truncated,
    /// Some paragraphs are inside a longer article of other words.
    Embedded,
    /// Parts of several stories, one after another.
    Roundup,
    /// Numbers changed in a later version of the same outlet.
    NumbersChanged,
    /// Only quotations, in a report of other words.
    QuotesShared,
    /// Equal skeleton, with other numbers and names.
    TemplateFilled,
    /// Another headline.
    Reheadlined,
    /// Paragraphs in another order.
    Reordered,
    /// Paragraphs are missing.
    Dropped,
    /// Words replaced, removed or inserted.
    WordEdits,
    /// A caption says something else about the same picture.
    CaptionsSwapped,
    /// Dateline, byline, sign-off and copyright are removed.
    CreditStripped,
    /// Characters misread, words broken at hyphens.
    OcrNoise,
    /// Other quotation marks, dashes and spaces around equal words.
    Restyled,
    /// Characters outside ASCII were decoded wrongly.
    Mojibake,
}

/// Relation of an article to its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TrueRelation {
    /// Equal token sequences.
    Exact,
    /// Equal text with changes.
    Near,
    /// The beginning of the source, with an open end.
    CopyTruncated,
    /// Hardly more than the lead.
    Teaser,
    /// A part of one is in the other.
    Excerpt,
    /// A later version of the same outlet with other numbers.
    Update,
    /// Made of two sources or more.
    Roundup,
    /// Only quotations.
    SharedQuote,
    /// Equal skeleton, with other numbers and names.
    Template,
}

/// Credit of the origin of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TrueCredit {
    /// Its own text, under its own name.
    Original,
    /// An agency's text with the agency's dateline.
    WireCredited,
    /// Another outlet's text, with a line that says so.
    Rehosted,
    /// Its own text that names a source of some of it.
    Mention,
    /// The text of somebody else, who is not named.
    UncreditedMatch,
}
