//! `articles.jsonl`: one row an article, ordered by id.

use super::told;
use serde::{Deserialize, Serialize};
use wirecopy_article::text::TruncationCue;

/// One article that was read and not rejected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// Share of its words outside boilerplate that no article elsewhere carried earlier, six decimals; `null` where dates leave it open.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "told")]
    pub originality: Option<Option<f64>>,
    /// Its dateline as it stands in the text, `null` where it has none.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "told")]
    pub dateline: Option<Option<String>>,
    /// Whom it credits, in the order of the text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub credits: Option<Vec<CreditRow>>,
    /// Whose it is, by its credits and by what its neighbours carry.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub verdict: Option<String>,
    /// Whether its text breaks off.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub truncated: Option<bool>,
    /// What shows that its text breaks off; absent where nothing does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub broken_off: Option<BrokenOff>,
    /// Paragraphs that this article repeats within itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub repeats_within: Option<Vec<Repeat>>,
    /// Its boilerplate.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[serde(alias = "furniture")]
    pub boilerplate: Option<Vec<BoilerplateSpan>>,
}

/// The part of a row that a summary shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ShownArticle {
    /// As [`Article::id`].
    pub id: String,
    /// As [`Article::outlet`].
    pub outlet: Option<String>,
    /// As [`Article::title`].
    pub title: Option<String>,
    /// As [`Article::boilerplate`].
    #[serde(alias = "furniture")]
    pub boilerplate: Option<Vec<ShownBoilerplate>>,
}

/// The part of a [`BoilerplateSpan`] that a summary shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ShownBoilerplate {
    /// As [`BoilerplateSpan::opening`].
    pub opening: Option<String>,
}

/// What shows that a text breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokenOff {
    /// `open_quotation`, `ellipsis`, `no_final_stop`, `read_more` or `longer_copy`.
    pub cue: TruncationCue,
    /// First byte of the paragraph that shows it.
    pub start: u64,
    /// Byte after its last.
    pub end: u64,
}

/// One credit in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditRow {
    /// First byte in the text.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
    /// What stands there.
    pub text: String,
    /// `dateline`, `byline`, `sign_off`, `copyright`, `distributor`, `republication`, `mixed`, `attribution`, `photo`, `data` or `press_release`.
    pub class: String,
    /// Who is credited: an agency, or an outlet as the text names it; `null` where a wire is credited and none is named.
    pub agency: Option<String>,
    /// Through whom it came: AFP *via Getty Images*.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub channel: Option<String>,
    /// `head`, `lead`, `body` or `tail`.
    pub position: String,
    /// `mention`, `weak`, `strong` or `very_strong`.
    pub strength: String,
    /// `text`, `photo` or `data`.
    pub scope: String,
    /// An id that other copies of the same item carry too.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub join_key: Option<String>,
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
pub struct BoilerplateSpan {
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
