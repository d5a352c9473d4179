//! Sets of positions in 64 bytes of text.

/// Bytes in a block: one bit each in a machine word.
pub(crate) const BLOCK_BYTES: usize = 64;

/// Sets of positions in one block, lowest bit first.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ByteSets {
    /// ASCII letters and digits.
    pub(crate) plain: u64,
    /// Bytes of characters beyond ASCII that may belong to a token.
    pub(crate) involved: u64,
    /// First bytes of line breaks.
    pub(crate) breaks: u64,
    /// First bytes of quotation marks, apostrophes excluded.
    pub(crate) quotes: u64,
}
