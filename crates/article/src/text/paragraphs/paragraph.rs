//! Paragraphs as ranges.

use crate::text::layout::Role;
use std::ops::Range;

/// One paragraph. It may have no token (a line of asterisks).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Offset, in the original text, of the first byte that is not white space.
    pub start: u32,
    /// Offset after the last such byte.
    pub end: u32,
    /// Indexes of its tokens in [`Analysis::tokens`](crate::text::Analysis::tokens).
    pub tokens: Range<u32>,
    /// Its role on the page, by layout and cues; never [`Role::Boilerplate`].
    pub role: Role,
}
