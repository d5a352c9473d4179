//! A text ready to be aligned.

use std::ops::Range;
use wirecopy_article::text::Analysis;
use wirecopy_reuse::align::NgramIndex;

/// A text, the offsets of its tokens, and an index of its runs of tokens. About 45 bytes per token.
///
/// ```
/// let compared = wirecopy::compare("The old quay, closed.", "The old pier.");
/// assert_eq!((compared.a.words(), compared.a.slice(&(1..4))), (4, "old quay, closed"));
/// ```
#[derive(Debug, Clone)]
pub struct TokenisedText {
    /// The text as it was given.
    pub text: String,
    /// First byte of each token and the byte after its last.
    pub spans: Vec<(u32, u32)>,
    /// The runs that alignment looks up.
    pub ngrams: NgramIndex,
}

impl TokenisedText {
    /// Takes a text that has been analysed already and the hashes of its tokens.
    pub(crate) fn of_hashed(text: String, analysis: &Analysis, hashes: Vec<u64>) -> TokenisedText {
        TokenisedText {
            ngrams: NgramIndex::new(hashes),
            spans: analysis.tokens.iter().map(|token| (token.start, token.end)).collect(),
            text,
        }
    }

    /// Returns the number of tokens.
    pub fn words(&self) -> u32 {
        self.spans.len() as u32
    }

    /// Returns the bytes from the first token to the end of the last; an empty range behind the
    /// token before if there is none.
    pub fn bytes(&self, tokens: &Range<u32>) -> Range<usize> {
        if tokens.is_empty() {
            let end_before = |token: u32| self.spans[token as usize].1 as usize;
            let offset = tokens.start.checked_sub(1).map_or(0, end_before);
            return offset..offset;
        }
        self.spans[tokens.start as usize].0 as usize..self.spans[tokens.end as usize - 1].1 as usize
    }

    /// Returns the text from the first of some tokens to the end of the last.
    pub fn slice(&self, tokens: &Range<u32>) -> &str {
        &self.text[self.bytes(tokens)]
    }
}
