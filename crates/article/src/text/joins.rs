//! Words that a hyphen breaks over two lines, as typesetters and scanners leave them.

use super::blocks::Blocks;
use super::characters::{Class, class, is_unspaced};
use super::lines::Line;

/// A hyphen at the end of a line and everything up to the next word: it vanishes from the word around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Join {
    /// The hyphen's first byte.
    pub(super) start: u32,
    /// First byte of the rest of the word.
    pub(super) end: u32,
}

/// Fills `joins`, in order, and hands their bytes in `blocks` to the look at whole characters. Linear.
///
/// A join is a letter, a hyphen (or soft hyphen), one line break with or without white space around it, and a
/// lower-case letter. A compound such as `well-` / `known` is joined with the others: no rule without a
/// dictionary tells the two apart, and both copies of a text that was scanned are treated alike.
pub(super) fn find(text: &str, lines: &[Line], blocks: &mut Blocks, joins: &mut Vec<Join>) {
    joins.clear();
    for pair in lines.windows(2) {
        let (first, second) = (pair[0], pair[1]);
        let Some(word) = first.of(text).strip_suffix(['-', '\u{2010}', '\u{AD}']) else { continue };
        if !second.after_blank && ends_with_letter(word) && second.of(text).starts_with(char::is_lowercase) {
            let start = first.start + word.len() as u32;
            joins.push(Join { start, end: second.start });
            blocks.mark_involved(start as usize, second.start as usize);
        }
    }
}

fn ends_with_letter(word: &str) -> bool {
    word.chars().next_back().is_some_and(|character| match class(character) {
        Class::Letter => !character.is_numeric() && !is_unspaced(character),
        Class::Mark => true,
        Class::Vanishing | Class::Separator => false,
    })
}

/// Whether a join leads into the line that starts at `start`.
pub(super) fn leads_to(joins: &[Join], start: u32) -> bool {
    joins.binary_search_by_key(&start, |join| join.end).is_ok()
}
