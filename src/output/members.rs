//! `members.jsonl`: one row a member, clusters in the order of `clusters.jsonl`, members by id.

use serde::{Deserialize, Serialize};

/// One article's place in its cluster.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Id of the cluster.
    pub cluster: String,
    /// Id of the article.
    pub id: String,
    /// Exact Jaccard to the representative, six decimals.
    pub jaccard: f64,
    /// The larger of both exact containments with the representative, six decimals.
    pub containment: f64,
    /// `representative`, `exact` (copy of the representative) or `member`.
    pub role: String,
}
