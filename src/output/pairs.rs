//! `pairs.jsonl`: one row a verified pair of articles, ordered by (`a`, `b`).

use super::{PairPassage, told};
use serde::{Deserialize, Serialize};
use wirecopy_news::relation::{Relation, RelationEvidence};
use wirecopy_news::story::{Confidence, Direction, DirectionRule, Origin};

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
    /// Words of the longest run that both have; 0 where no passage joins them, absent where passages were not looked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub longest_match_words: Option<u64>,
    /// What the pair is.
    pub relation: Relation,
    /// What shows that.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub evidence: Option<Vec<RelationEvidence>>,
    /// Which of the two had it first.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub direction: Option<PairDirection>,
    /// Seconds from the first to the second, where both are known to the second; negative where the second came first.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "told")]
    pub lag_seconds: Option<Option<i64>>,
    /// What corresponds in both, in the order of `a`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub passages: Option<Vec<PairPassage>>,
}

/// Whose text it was, and what shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairDirection {
    /// `a`, `b` or `unknown`.
    pub from: Origin,
    /// The rule that decided; with `unknown` why none did.
    pub rule: DirectionRule,
    /// How much that proves.
    pub confidence: Confidence,
}

impl From<Direction> for PairDirection {
    fn from(direction: Direction) -> Self {
        let Direction { from, rule, confidence } = direction;
        PairDirection { from, rule, confidence }
    }
}
