//! Rows of a trace: one an article that carries a story of the wire, ordered by (`wire`, `carrier`, `file`, `line`).

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
    /// Seeds that more stories of the wire have than `group_len_max`.
    pub groups_over_limit: u64,
}
