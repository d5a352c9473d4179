//! One article taken apart.

use std::ops::Range;

use super::blocks::Blocks;
use super::folded::Folded;
use super::joins::Join;
use super::lines::Line;
use super::unicode_run::StretchBuffers;
use super::{Role, joins, layout, lines, paragraphs, tokens};

/// The longest text that [`analyse`] takes, in bytes.
///
/// Offsets into the folded text are 32 bits wide, and folding can lengthen a text: U+FDFA, three bytes, gives four
/// words of 33 bytes and their spaces. No character gives more than twelve bytes for each of its own.
pub const TEXT_BYTES_MAX: usize = u32::MAX as usize / 12;

/// An article taken apart: its folded text, its tokens and its paragraphs.
///
/// Reused between articles, so that nothing is allocated per article once warm. Holds about 7 bytes per byte of
/// English text.
#[derive(Default, Debug, Clone)]
pub struct Analysis {
    /// All tokens of the article joined by one space (U+0020), across paragraphs too.
    pub folded: String,
    /// The tokens in order of their starts.
    pub tokens: Vec<Token>,
    /// The paragraphs in order; together they hold every token once.
    pub paragraphs: Vec<Paragraph>,
    scratch: Scratch,
}

/// What is worked out on the way and kept only for its memory.
#[derive(Default, Debug, Clone)]
struct Scratch {
    blocks: Blocks,
    lines: Vec<Line>,
    joins: Vec<Join>,
    stretch: StretchBuffers,
}

/// One token: where it stands in the original and in the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte in the original text.
    pub start: u32,
    /// After its last byte in the original; always on a character border, as is `start`. Spans of two tokens overlap
    /// only in a character that gave part of both.
    pub end: u32,
    /// First byte in [`Analysis::folded`].
    pub folded_start: u32,
    /// After its last byte there.
    pub folded_end: u32,
}

/// One paragraph. It may hold no token (a line of asterisks).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// First byte in the original text that is no white space.
    pub start: u32,
    /// After the last one.
    pub end: u32,
    /// Its tokens, as places in [`Analysis::tokens`].
    pub tokens: Range<u32>,
    /// What it is on the page, by layout and cues; never [`Role::Boilerplate`].
    pub role: Role,
}

impl Analysis {
    /// The places of all tokens.
    pub fn all_tokens(&self) -> Range<u32> {
        0..self.tokens.len() as u32
    }

    /// The bytes of the text that was taken apart where a word may begin: the first of each stretch of ASCII letters and digits, and all
    /// of characters beyond ASCII that may belong to a token. In order; a byte within a word or character now and then is among them.
    pub fn word_starts(&self) -> impl Iterator<Item = usize> + '_ {
        self.scratch.blocks.word_starts()
    }

    /// Where the quotation marks of a paragraph begin, counted from its first byte.
    pub(super) fn quotation_marks(&self, paragraph: &Paragraph) -> impl Iterator<Item = usize> + Clone + '_ {
        let (start, end) = (paragraph.start as usize, paragraph.end as usize);
        self.scratch.blocks.quotes(start..end).map(move |at| at - start)
    }

    /// The folded token at place `i`.
    ///
    /// # Panics
    /// If there is no such token.
    pub fn token(&self, i: usize) -> &str {
        let token = self.tokens[i];
        &self.folded[token.folded_start as usize..token.folded_end as usize]
    }

    /// Its bytes, for hashing: no look at the borders of characters.
    ///
    /// # Panics
    /// If there is no such token.
    pub fn token_bytes(&self, i: usize) -> &[u8] {
        let token = self.tokens[i];
        &self.folded.as_bytes()[token.folded_start as usize..token.folded_end as usize]
    }

    /// The folded tokens of `tokens`, joined by one space; empty for an empty range.
    ///
    /// # Panics
    /// If the range is not within the tokens.
    pub fn folded_of(&self, tokens: &Range<u32>) -> &str {
        let tokens = &self.tokens[tokens.start as usize..tokens.end as usize];
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => &self.folded[first.folded_start as usize..last.folded_end as usize],
            _ => "",
        }
    }
}

/// Takes `text` apart into `analysis`, whose former content is gone.
///
/// The same text gives the same answer on every machine. Linear in the text.
///
/// # Panics
/// If `text` is longer than [`TEXT_BYTES_MAX`]; who reads texts rejects such.
pub fn analyse(text: &str, analysis: &mut Analysis) {
    analyse_without_roles(text, analysis);
    layout::give_roles(text, analysis);
}

/// The same but for roles: every paragraph has [`Role::Body`]. For who knows the roles from an earlier reading.
///
/// # Panics
/// As [`analyse`].
pub fn analyse_without_roles(text: &str, analysis: &mut Analysis) {
    assert!(text.len() <= TEXT_BYTES_MAX, "a text of {} bytes was not rejected", text.len());
    let Analysis { folded, tokens, paragraphs, scratch } = analysis;
    let Scratch { blocks, lines, joins, stretch } = scratch;
    blocks.read(text.as_bytes());
    lines::split(text, blocks, lines);
    joins::find(text, lines, blocks, joins);
    let mut growing = Folded::begin(std::mem::take(folded), tokens, text.len());
    tokens::push_all(text, blocks, joins, stretch, &mut growing);
    *folded = growing.finish();
    paragraphs::split(text, lines, joins, tokens, paragraphs);
}
