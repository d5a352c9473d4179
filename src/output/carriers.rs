//! Rows of a trace: one an article that carries a story of the wire, ordered by (`wire`, `carrier`, `file`, `line`).

use super::{CreditRow, PairPassage};
use serde::{Deserialize, Serialize};

/// An article of a dump and the story of the wire that it carries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Carrier {
    /// Id of the story.
    pub wire: String,
    /// Its title, `null` where the record gave none.
    pub wire_title: Option<String>,
    /// When the wire sent it, `null` where unknown.
    pub wire_published: Option<String>,
    /// Id of the article that carries it, as its record gives it or `file:line`.
    pub carrier: String,
    /// File of that record, as it was named.
    pub file: String,
    /// Its line, from 1.
    pub line: u64,
    /// Outlet, `null` where unknown.
    pub outlet: Option<String>,
    /// When it was published, `null` where unknown.
    pub published: Option<String>,
    /// Address, `null` where unknown.
    pub url: Option<String>,
    /// Title, `null` where the record gave none.
    pub title: Option<String>,
    /// Whether this is the story that the article carries most of; each article has one such row.
    pub best: bool,
    /// |W∩C| / |W∪C|, six decimals; all scores are exact, over the sets of word-5-shingle hashes of the whole texts.
    pub jaccard: f64,
    /// |W∩C| / |W|: how much of the story the article carries, six decimals.
    pub wire_in_carrier: f64,
    /// |W∩C| / |C|: how much of the article is the story, six decimals.
    pub carrier_in_wire: f64,
    /// |W∩C|.
    pub shared_shingles: u64,
    /// Words of the article.
    pub words: u64,
    /// Seconds from the wire's date to the article's, `null` where these are not both known to the second.
    pub lag_seconds: Option<i64>,
    /// `same` or `changed`, `null` where one of the two has no title.
    pub headline: Option<String>,
    /// The longest run of words that both have.
    pub longest_match_words: u64,
    /// What the article says of the wire.
    pub credit: CreditState,
    /// Whom the article credits, quoted, in the order of its text.
    pub credits: Vec<CreditRow>,
    /// The passages that prove it: `a` is the story, `b` the article.
    pub passages: Vec<PairPassage>,
}

/// What an article says of the wire whose story it carries. Whoever is licensed may print without a credit: none of these is a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditState {
    /// It names the wire as the origin of its text.
    Credited,
    /// It names somebody else as the origin of its text.
    CreditedElsewhere,
    /// It names the wire, but not as the origin of its text.
    Mentioned,
    /// It names the wire for a picture only.
    PhotoOnly,
    /// It does not name the wire.
    Uncredited,
}

impl CreditState {
    /// As files carry it.
    pub fn name(self) -> &'static str {
        match self {
            CreditState::Credited => "credited",
            CreditState::CreditedElsewhere => "credited_elsewhere",
            CreditState::Mentioned => "mentioned",
            CreditState::PhotoOnly => "photo_only",
            CreditState::Uncredited => "uncredited",
        }
    }
}

/// What a trace read and found; the counts reconcile: `read` = `articles` + `rejected`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceCounts {
    /// Records of the wire.
    pub wire_read: u64,
    /// Records of the wire that could not be used.
    pub wire_rejected: u64,
    /// Different stories of the wire.
    pub wire_stories: u64,
    /// Records of the inputs.
    pub read: u64,
    /// Articles among them.
    pub articles: u64,
    /// Records that could not be used.
    pub rejected: u64,
    /// Articles that are the wire's own record of a story, which carry nothing.
    pub own: u64,
    /// Articles that carry a story or more.
    pub carriers: u64,
    /// Stories that an article carries.
    pub stories_carried: u64,
    /// Rows: pairs of a story and an article.
    pub rows: u64,
    /// Seeds that `group_len_max` stories of the wire or more have.
    pub groups_over_limit: u64,
}
