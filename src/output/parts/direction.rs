//! Directions inside rows of `pairs.jsonl` and of an explanation.

use serde::{Deserialize, Serialize};
use wirecopy_news::direction::{Confidence, Direction, DirectionRule, Origin};

/// Which of two articles had the text first, and what shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PairDirection {
    /// `a`, `b` or `unknown`.
    pub from: Origin,
    /// The rule that decided; with `unknown` the reason why none did.
    pub rule: DirectionRule,
    /// How much that proves.
    pub confidence: Confidence,
}

impl From<Direction> for PairDirection {
    fn from(Direction { from, rule, confidence }: Direction) -> Self {
        PairDirection { from, rule, confidence }
    }
}
