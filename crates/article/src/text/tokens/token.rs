//! Tokens and their offsets.

/// The offsets of one token in the original and in the folded text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Start in the original text.
    pub start: u32,
    /// End in the original text. Both are on character borders, and the spans of two tokens overlap
    /// only in a character that gave part of both.
    pub end: u32,
    /// Start in [`Analysis::folded`](super::super::Analysis::folded).
    pub folded_start: u32,
    /// End there.
    pub folded_end: u32,
}
