//! `clusters.jsonl`: one row a cluster, the largest first, then by id.

use super::told;
use serde::{Deserialize, Serialize};

/// Articles that all carry the representative's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// Id derived from the members' ids and texts.
    pub cluster: String,
    /// Members, exact copies included.
    pub size: u64,
    /// Id of the member that every other one was verified against.
    pub representative: String,
    /// `exact` where all members are exact copies, else `star`: each member reaches the threshold against the representative.
    pub rule: String,
    /// Smallest similarity of a member to the representative: the larger of Jaccard and both containments, six decimals.
    pub min_similarity: f64,
    /// Mean of the same over all members but the representative.
    pub mean_similarity: f64,
    /// Verified pairs that lead to members of other clusters or to articles that stand between clusters.
    pub bridges: u64,
    /// Known outlets, ordered bytewise.
    pub outlets: Vec<String>,
    /// Earliest known date, ISO 8601.
    pub first_seen: Option<String>,
    /// Latest known date, ISO 8601.
    pub last_seen: Option<String>,
    /// The agency that most members credit, `null` where none or two are credited most.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "told")]
    pub agency: Option<Option<String>>,
    /// Updates and corrections in one outlet: ids in the order of time.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub versions: Option<Vec<Vec<String>>>,
    /// The first 100 members by id; all stand in `members.jsonl`.
    pub members: Vec<String>,
}
