//! Words broken by a hyphen over two lines, as typesetters and scanners leave them.

use super::lines::TextLine;
use super::tokens::{Blocks, CharacterClass, class, is_unspaced};

/// A hyphen at the end of a line and everything up to the next word. It vanishes from the word
/// around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Join {
    /// Offset of the hyphen.
    pub(crate) start: u32,
    /// Offset of the rest of the word.
    pub(crate) end: u32,
}

/// Fills `joins`, in order, and marks their bytes in `blocks` to be read as whole characters.
/// Linear.
///
/// A join is a letter, a hyphen (or soft hyphen), one line break with or without white space around
/// it, and a lower-case letter. A compound such as `well-` / `known` is joined like the others: no
/// rule without a dictionary distinguishes the two, and both copies of a scanned text are treated
/// alike.
pub(crate) fn find(text: &str, lines: &[TextLine], blocks: &mut Blocks, joins: &mut Vec<Join>) {
    joins.clear();
    for pair in lines.windows(2) {
        let (first, second) = (pair[0], pair[1]);
        let Some(word) = first.content(text).strip_suffix(['-', '\u{2010}', '\u{AD}']) else { continue };
        if !second.after_blank
            && ends_with_letter(word)
            && second.content(text).starts_with(char::is_lowercase)
        {
            let start = first.start + word.len() as u32;
            joins.push(Join { start, end: second.start });
            blocks.mark_involved(start as usize, second.start as usize);
        }
    }
}

fn ends_with_letter(word: &str) -> bool {
    // A vowel mark that vanishes may be part of a letter that is written as one character
    // elsewhere.
    let last = word.chars().rev().find(|character| class(*character) != CharacterClass::Vanishing);
    last.is_some_and(|character| match class(character) {
        CharacterClass::Letter => !character.is_numeric() && !is_unspaced(character),
        CharacterClass::Mark => true,
        CharacterClass::Vanishing | CharacterClass::Separator => false,
    })
}

/// Returns whether a join leads into the line that starts at `start`.
pub(crate) fn leads_to(joins: &[Join], start: u32) -> bool {
    joins.binary_search_by_key(&start, |join| join.end).is_ok()
}
