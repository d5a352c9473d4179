//! What a deduplication took away, counted: the damage report.

use super::Parameters;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All counts of a deduplication: `read = kept + removed + rejected`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Deduplication {
    /// Everything that the answer depends on.
    pub parameters: Parameters,
    /// Records read.
    pub read: u64,
    /// Articles that stay.
    pub kept: u64,
    /// Articles that go.
    pub removed: u64,
    /// Records that were no article.
    pub rejected: u64,
    /// Articles that go, by relation.
    pub removed_by_relation: BTreeMap<String, u64>,
    /// What articles that stay lose; absent where no paragraph was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub paragraphs: Option<ParagraphLoss>,
    /// What each known outlet loses, the greatest number first; articles of unknown outlets are counted under `null`.
    pub outlets: Vec<OutletLoss>,
    /// What each day loses (UTC), in order; articles without a date are counted under `null`.
    pub days: Vec<DayLoss>,
    /// Survivors against which the most articles went, the greatest number first.
    pub clusters: Vec<ClusterLoss>,
}

/// Paragraphs that go out of articles that stay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParagraphLoss {
    /// Articles that lose some.
    pub articles: u64,
    /// Paragraphs that go.
    pub removed: u64,
    /// Those, by what they are: `boilerplate`, `caption`, `repeat`.
    pub by_rule: BTreeMap<String, u64>,
    /// Bytes of the records that go with them.
    pub bytes: u64,
    /// Articles that keep theirs, because the bytes of their records cannot be cut and read again.
    pub articles_not_cut: u64,
}

/// What one outlet loses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutletLoss {
    /// The outlet.
    pub outlet: Option<String>,
    /// Its articles.
    pub articles: u64,
    /// Those that go.
    pub removed: u64,
    /// Those that go, by relation.
    pub by_relation: BTreeMap<String, u64>,
}

/// What one day loses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayLoss {
    /// The day, as `2031-03-10`.
    pub day: Option<String>,
    /// Its articles.
    pub articles: u64,
    /// Those that go.
    pub removed: u64,
}

/// One survivor and what went against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClusterLoss {
    /// Id of the survivor.
    pub kept: String,
    /// Its title.
    pub title: Option<String>,
    /// Articles that went against it.
    pub removed: u64,
    /// Those, by relation.
    pub by_relation: BTreeMap<String, u64>,
}
