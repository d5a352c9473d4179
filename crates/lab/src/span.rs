//! Spans of a text.

use serde::{Deserialize, Serialize};

/// A part of a text: bytes, or characters where the text's file counts those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// Offset of the first.
    pub start: u64,
    /// Offset after the last.
    pub end: u64,
}

impl Span {
    /// Length; 0 if the span ends before it starts.
    pub fn len(self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    /// Returns whether its length is 0.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The part that two spans have in common, perhaps empty.
    pub fn intersection(self, other: Span) -> Span {
        Span { start: self.start.max(other.start), end: self.end.min(other.end) }
    }
}
