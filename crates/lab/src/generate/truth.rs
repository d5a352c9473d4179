//! `truth.jsonl`: what is known about each article of a labelled dump, one row an article.

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// One article's row. [`crate::generate`] writes it and an evaluation reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TruthRow {
    /// The article.
    pub id: String,
    /// Number of the story it tells.
    pub story: u64,
    /// Id of the story's original article; `null` where this is the original.
    pub source: Option<String>,
    /// What was done to the source, in the order of [`Operation`].
    pub operations: Vec<Operation>,
    /// Maximal passages of five words or more that stand in this text and in the source's, in the order of this text.
    pub spans: Vec<CopiedSpan>,
    /// Exact Jaccard to the source over the word-5 shingles of both whole texts, six decimals; `null` without a source.
    pub jaccard: Option<f64>,
    /// Share of this article's shingles that stand in the source.
    pub a_in_b: Option<f64>,
    /// Share of the source's shingles that stand in this article.
    pub b_in_a: Option<f64>,
    /// Shingles that both have; `null` without a source.
    pub shared_shingles: Option<u64>,
    /// What this article is to its source; `null` without a source.
    pub relation: Option<TrueRelation>,
    /// What the text says about its origin.
    pub credit: TrueCredit,
    /// The agency that the text names, or whose words it carries without naming it; `null` where there is none.
    pub agency: Option<String>,
    /// The agency or outlet that wrote the larger part of the text.
    pub text_origin: String,
    /// The text_source of all stories that a roundup is made of; else empty.
    pub sources: Vec<String>,
    /// The article whose quotations stand here in a report of other words.
    pub quote_of: Option<String>,
    /// The article whose skeleton is filled here with other numbers and names.
    pub template: Option<String>,
    /// boilerplate of the outlet.
    pub boilerplate: Vec<Span>,
    /// Captions that were written for some article of the dump.
    pub captions: Vec<CaptionSpan>,
}

/// A copied passage: equal tokens in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedSpan {
    /// First byte in this text.
    pub start: u64,
    /// After the last one.
    pub end: u64,
    /// First byte in the source's text.
    pub source_start: u64,
    /// After the last one.
    pub source_end: u64,
}

/// A caption and the article that it was written for, which may be this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptionSpan {
    /// First byte.
    pub start: u64,
    /// After the last one.
    pub end: u64,
    /// Id of that article.
    pub of: String,
    /// Which of that article's captions it is, from 0.
    pub caption: u64,
}

/// What an outlet did to the story that it took over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// The story stands here from its lead to its last paragraph, as far as no other operation says otherwise.
    Whole,
    /// The end is missing.
    Truncated,
    /// Some paragraphs stand inside a longer article of other words.
    Embedded,
    /// Parts of several stories stand one after another.
    Roundup,
    /// Numbers changed in a later version of the same outlet.
    NumbersChanged,
    /// Only quotations stand here, in a report of other words.
    QuotesShared,
    /// The same skeleton with other numbers and names.
    TemplateFilled,
    /// Another headline.
    Reheadlined,
    /// Paragraphs stand in another order.
    Reordered,
    /// Paragraphs are missing.
    Dropped,
    /// Words replaced, left out, put in.
    WordEdits,
    /// A caption says something else about the same picture.
    CaptionsSwapped,
    /// Dateline, byline, sign-off and copyright are gone.
    CreditStripped,
    /// Characters misread, words broken at hyphens.
    OcrNoise,
    /// Other quotation marks, dashes and spaces; the words are the same.
    Restyled,
    /// Characters outside ASCII were decoded wrongly.
    Mojibake,
}

/// What an article is to its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrueRelation {
    /// Equal token sequences.
    Exact,
    /// The same text with changes.
    Near,
    /// The beginning of the source, with an open end.
    CopyTruncated,
    /// Hardly more than the lead.
    Teaser,
    /// A part of one stands in the other.
    Excerpt,
    /// A later version of the same outlet with other numbers.
    Update,
    /// Made of two sources or more.
    Roundup,
    /// Quotations and nothing else.
    SharedQuote,
    /// The same skeleton with other numbers and names.
    Template,
}

/// What an article says about where its text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// Somebody's text that names nobody.
    UncreditedMatch,
}
