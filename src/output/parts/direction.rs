//! Directions inside rows of `pairs.jsonl` and of an explanation.

use serde::{Deserialize, Serialize};
use wirecopy_news::direction::{Confidence, Direction, DirectionRule, Origin};

/// The one of two articles that had the text first, and the rule that shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PairDirection {
    /// `a`, `b` or `unknown`.
    pub from: Origin,
    /// The rule that decided; with `unknown` the reason why none did.
    pub rule: DirectionRule,
    /// The strength of that rule: `low`, `medium` or `high`.
    pub confidence: Confidence,
    /// The one that certainly appeared first, if that does not make it the source; absent if the
    /// direction is known, or the order is not.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub first: Option<Origin>,
}

impl From<Direction> for PairDirection {
    fn from(Direction { from, rule, confidence }: Direction) -> Self {
        PairDirection { from, rule, confidence, first: None }
    }
}
