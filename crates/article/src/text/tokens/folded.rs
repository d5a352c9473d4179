//! The folded text under construction.

use super::token::Token;

/// Tokens of up to this many bytes are copied as one block of this size, without a call or a loop.
const SHORT_TOKEN_BYTES: usize = 32;

/// The folded text and its tokens while a text is being read.
///
/// `bytes` is longer than what has been written, so that a short token can be copied as a whole
/// block.
#[derive(Debug)]
pub(crate) struct Folded<'tokens> {
    bytes: Vec<u8>,
    len: usize,
    tokens: &'tokens mut Vec<Token>,
}

impl<'tokens> Folded<'tokens> {
    /// Starts anew in the memory of `folded` and `tokens`, with capacity for `text_bytes` of plain
    /// text.
    pub(crate) fn begin(folded: String, tokens: &'tokens mut Vec<Token>, text_bytes: usize) -> Self {
        tokens.clear();
        let mut bytes = folded.into_bytes();
        bytes.clear();
        bytes.resize(text_bytes + 2 * SHORT_TOKEN_BYTES, 0);
        Folded { bytes, len: 0, tokens }
    }

    /// Adds the token at the front of `padded`, `end - start` bytes long.
    #[inline]
    pub(crate) fn push_plain_token(&mut self, padded: &[u8], start: usize, end: usize) {
        let len = end - start;
        let at = self.open_token(len);
        match padded.first_chunk::<SHORT_TOKEN_BYTES>() {
            Some(block) if len <= SHORT_TOKEN_BYTES => {
                self.bytes[at..at + SHORT_TOKEN_BYTES].copy_from_slice(block);
            }
            _ => self.bytes[at..at + len].copy_from_slice(&padded[..len]),
        }
        self.close_token(at, len, start, end);
    }

    /// Adds the token `folded`, which came from the bytes `start..end` of the original.
    pub(crate) fn push_token(&mut self, folded: &[u8], start: usize, end: usize) {
        let at = self.open_token(folded.len());
        self.bytes[at..at + folded.len()].copy_from_slice(folded);
        self.close_token(at, folded.len(), start, end);
    }

    /// Writes the space before a token and returns the offset of its first byte, with capacity for
    /// it and a block.
    #[inline]
    fn open_token(&mut self, len: usize) -> usize {
        let needed = self.len + 1 + len + SHORT_TOKEN_BYTES;
        if self.bytes.len() < needed {
            self.bytes.resize(needed + needed / 2, 0);
        }
        if self.len == 0 {
            return 0;
        }
        self.bytes[self.len] = b' ';
        self.len + 1
    }

    #[inline]
    fn close_token(&mut self, at: usize, len: usize, start: usize, end: usize) {
        self.len = at + len;
        self.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            folded_start: at as u32,
            folded_end: self.len as u32,
        });
    }

    /// The folded text.
    pub(crate) fn finish(mut self) -> String {
        self.bytes.truncate(self.len);
        String::from_utf8(self.bytes).expect("tokens are whole characters")
    }
}
