//! An analysed text.

use super::joins::Join;
use super::lines::TextLine;
use super::paragraphs::Paragraph;
use super::tokens::{Blocks, HanFolding, StretchBuffers, Token};
use std::ops::Range;

/// The longest text that can be analysed, in bytes.
///
/// Offsets into the folded text are 32 bits wide, and folding can lengthen a text: U+FDFA, three
/// bytes, gives four words of 33 bytes with their spaces. No character gives more than twelve bytes
/// for each of its own.
pub const TEXT_BYTES_MAX: usize = u32::MAX as usize / 12;

/// An analysed text: its folded text, its tokens and its paragraphs.
///
/// Reused between texts, so that nothing is allocated per text once warm. Takes about 7 bytes per
/// byte of English text.
#[derive(Default, Debug, Clone)]
pub struct Analysis {
    /// All tokens of the text joined by one space (U+0020), across paragraphs too.
    pub folded: String,
    /// The tokens in order of their starts.
    pub tokens: Vec<Token>,
    /// The paragraphs in order; together they contain every token once.
    pub paragraphs: Vec<Paragraph>,
    /// Matching of the next text's Chinese characters.
    pub han: HanFolding,
    pub(crate) scratch: Scratch,
}

/// Intermediate results, kept only for their memory.
#[derive(Default, Debug, Clone)]
pub(crate) struct Scratch {
    pub(crate) blocks: Blocks,
    pub(crate) lines: Vec<TextLine>,
    pub(crate) joins: Vec<Join>,
    pub(crate) stretch: StretchBuffers,
}

impl Analysis {
    /// Returns an empty analysis for texts whose Chinese characters are matched in this way.
    pub fn with_han(han: HanFolding) -> Analysis {
        Analysis { han, ..Analysis::default() }
    }

    /// Returns the range of all tokens.
    pub fn all_tokens(&self) -> Range<u32> {
        0..self.tokens.len() as u32
    }

    /// Iterates over the byte offsets of the original text at which a word may start: the first
    /// byte of each run of ASCII letters and digits, and all bytes of characters beyond ASCII that
    /// may belong to a token. In order; an offset within a word or a character is now and then
    /// among them.
    pub fn word_starts(&self) -> impl Iterator<Item = usize> + '_ {
        self.scratch.blocks.word_starts()
    }

    /// Offsets of the quotation marks of a paragraph, counted from its first byte.
    pub(crate) fn quotation_marks(&self, paragraph: &Paragraph) -> impl Iterator<Item = usize> + Clone + '_ {
        let (start, end) = (paragraph.start as usize, paragraph.end as usize);
        self.scratch.blocks.quotes(start..end).map(move |at| at - start)
    }

    /// Returns the folded token of an index in [`Analysis::tokens`].
    ///
    /// # Panics
    /// If there is no such token.
    pub fn token(&self, index: usize) -> &str {
        let token = self.tokens[index];
        &self.folded[token.folded_start as usize..token.folded_end as usize]
    }

    /// Returns the folded tokens of a range, joined by one space; an empty string for an empty
    /// range.
    ///
    /// # Panics
    /// If the range exceeds the tokens.
    pub fn folded_of(&self, tokens: &Range<u32>) -> &str {
        let tokens = &self.tokens[tokens.start as usize..tokens.end as usize];
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => &self.folded[first.folded_start as usize..last.folded_end as usize],
            _ => "",
        }
    }
}
