//! `pairs.jsonl`: one row a verified pair of articles, ordered by (`a`, `b`).

use crate::relation::Relation;
use serde::{Deserialize, Serialize};

/// Two articles that share text. All scores are exact, over the sets of word-5-shingle hashes of the whole texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The id that is smaller bytewise.
    pub a: String,
    /// The other id.
    pub b: String,
    /// |A∩B| / |A∪B|, six decimals.
    pub jaccard: f64,
    /// |A∩B| / |A|, six decimals.
    pub a_in_b: f64,
    /// |A∩B| / |B|, six decimals.
    pub b_in_a: f64,
    /// |A∩B|.
    pub shared_shingles: u64,
    /// What the pair is.
    pub relation: Relation,
}
