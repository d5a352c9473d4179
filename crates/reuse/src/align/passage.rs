//! Passages: what an alignment consists of.

use std::ops::Range;

/// A range of tokens of one text and the range of another that it corresponds to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Tokens of the first text.
    pub a: Range<u32>,
    /// Tokens of the second text.
    pub b: Range<u32>,
    /// Number of tokens that both ranges have in common, in the same order.
    pub words: u32,
    /// Length of the longest run of equal tokens, in tokens.
    pub longest: u32,
    /// The kind of difference between the two ranges.
    pub kind: PassageKind,
    /// The differences, in order; empty for an identical passage.
    pub edits: Vec<Edit>,
}

/// The kind of difference between the two ranges of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// None.
    Identical,
    /// Some words.
    Edited,
}

/// One difference inside a passage. One of the ranges is empty for an insertion or a deletion,
/// neither for a substitution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Tokens that only the first text has here.
    pub a: Range<u32>,
    /// Tokens that only the second text has here.
    pub b: Range<u32>,
}

impl Passage {
    /// The passage with its sides exchanged.
    pub(super) fn flipped(&self) -> Passage {
        let edits = self.edits.iter().map(|edit| Edit { a: edit.b.clone(), b: edit.a.clone() });
        Passage { a: self.b.clone(), b: self.a.clone(), edits: edits.collect(), ..*self }
    }
}

/// Returns the length of the longest run of equal tokens in any of the passages, in tokens; 0 for
/// no passage.
pub fn longest(passages: &[Passage]) -> u32 {
    passages.iter().map(|passage| passage.longest).max().unwrap_or(0)
}

/// Returns the one passage of two equal texts of `words` tokens.
pub fn identical(words: u32) -> Passage {
    let whole = 0..words;
    Passage {
        a: whole.clone(),
        b: whole,
        words,
        longest: words,
        kind: PassageKind::Identical,
        edits: Vec::new(),
    }
}
