//! Rows of a trace: one per story of the wire and article that carries it, ordered by (`wire`,
//! `carrier`, `file`, `line`).

use super::parts::{CreditRow, PairDirection, PairPassage};
use serde::{Deserialize, Serialize};

/// An article of a dump and a story of the wire that it carries.
///
/// ```
/// use wirecopy::output::{Carrier, CreditState, TraceCounts};
/// use wirecopy::{Input, ReadOptions, TraceParams, trace};
///
/// let wire = Input::Path("data/sample/wire.jsonl".into());
/// let dump = Input::Path("data/sample".into());
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let found = trace(&[wire], &[dump], &reading, &TraceParams::default(), &|_| {})?;
/// let carriers: Vec<Carrier> = found.rows().collect::<wirecopy::Result<_>>()?;
/// let counts: &TraceCounts = &found.counts;
/// assert_eq!(counts.rows, carriers.len() as u64);
/// assert!(carriers.iter().any(|carrier| carrier.credit == CreditState::Credited));
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Carrier {
    /// Id of the story.
    pub wire: String,
    /// Title of the story, `null` if its record has none.
    pub wire_title: Option<String>,
    /// Its title or, without one, the first line of its text; absent if that has no words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub wire_headline: Option<String>,
    /// Date of the story, ISO 8601; `null` if unknown.
    pub wire_published: Option<String>,
    /// Id of the article that carries it, as in its record, or else `file:line`.
    pub carrier: String,
    /// File of the article's record, as it was named.
    pub file: String,
    /// Line of the article's record, from 1.
    pub line: u64,
    /// Outlet of the article, `null` if unknown.
    pub outlet: Option<String>,
    /// Date of the article, ISO 8601; `null` if unknown.
    pub published: Option<String>,
    /// Address of the article, `null` if unknown.
    pub url: Option<String>,
    /// Title of the article, `null` if its record has none.
    pub title: Option<String>,
    /// True if this is the story that the article shares the most with; each article has one such
    /// row.
    pub best: bool,
    /// |W∩C| / |W∪C|, six decimals, where W and C are the sets of word-5-shingle hashes of story
    /// and article.
    pub jaccard: f64,
    /// |W∩C| / |W|: the share of the story that the article carries, six decimals.
    pub wire_in_carrier: f64,
    /// |W∩C| / |C|: the share of the article that is the story, six decimals.
    pub carrier_in_wire: f64,
    /// |W∩C|.
    pub shared_shingles: u64,
    /// Words of the article.
    pub words: u64,
    /// Seconds from the date of the story to that of the article; `null` if they are not both
    /// known to the second.
    pub lag_seconds: Option<i64>,
    /// `same` or `changed`; `null` if one of the two has no title.
    pub headline: Option<String>,
    /// Words of the longest run that both have.
    pub longest_match_words: u64,
    /// The one of the two that had the text first, and the rule that decided: `a` is the story, `b`
    /// the article.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub direction: Option<PairDirection>,
    /// The agency that both credit and that is neither of them: both have the story from it, and
    /// neither from the other; absent if there is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub common_agency: Option<String>,
    /// Credit that the article gives the wire.
    pub credit: CreditState,
    /// Credits of the article, in the order of its text.
    pub credits: Vec<CreditRow>,
    /// Corresponding stretches: `a` is the story, `b` the article.
    pub passages: Vec<PairPassage>,
}

/// Credit that an article gives the wire whose story it carries. A licensed outlet may print
/// without a credit: none of these is a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum CreditState {
    /// It names the wire as the origin of its text.
    Credited,
    /// It names somebody else as the origin of its text.
    CreditedElsewhere,
    /// It names the wire, but not as the origin of its text.
    Mentioned,
    /// It names the wire for a photograph only.
    PhotoOnly,
    /// It does not name the wire.
    Uncredited,
}

#[cfg(feature = "report")]
impl CreditState {
    /// The label in files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            CreditState::Credited => "credited",
            CreditState::CreditedElsewhere => "credited_elsewhere",
            CreditState::Mentioned => "mentioned",
            CreditState::PhotoOnly => "photo_only",
            CreditState::Uncredited => "uncredited",
        }
    }
}

/// Counts of a trace: `read = articles + rejected`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TraceCounts {
    /// Records of the wire.
    pub wire_read: u64,
    /// Records of the wire that could not be used.
    pub wire_rejected: u64,
    /// Distinct stories of the wire.
    pub wire_stories: u64,
    /// Records of the inputs.
    pub read: u64,
    /// Articles among them.
    pub articles: u64,
    /// Records that could not be used.
    pub rejected: u64,
    /// Articles that are the wire's own records of its stories, and are not counted as carriers.
    pub own: u64,
    /// Articles that carry at least one story.
    pub carriers: u64,
    /// Stories that at least one article carries.
    pub stories_carried: u64,
    /// Rows: pairs of a story and an article.
    pub rows: u64,
    /// Pairs of a story and an article that were left out because the article shares more with
    /// `pairs_max` others.
    #[serde(default)]
    pub rows_left_out: u64,
    /// Seeds that `group_len_max` stories of the wire or more have.
    pub groups_over_limit: u64,
}
