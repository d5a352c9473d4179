//! Whether an article's lines were broken to a width, so that a line is no paragraph.

use super::lines::Line;
use super::sentences::ends_sentence;

/// Fewer lines than this are never taken for wrapped ones: a share of so few means nothing.
const LINES_MIN: usize = 6;
/// The widths to which text is wrapped, in characters.
const WIDTH_MIN: usize = 40;
const WIDTH_MAX: usize = 100;
/// A full line lies between this share of the width and the width: the next word did not fit.
const FULL_LINE_SHARE: f64 = 0.75;
/// This share of the lines that have a next line in their block must be full.
const FULL_LINES_SHARE: f64 = 0.7;

/// Whether the lines are broken to some width of 40 to 100 characters.
///
/// That is so where there are at least six lines; of those that have a next line in their block (no blank line
/// between), at least 70 % are full for one width; and most full ones do not end a sentence. Linear: one count for
/// each width.
pub(super) fn is_hard_wrapped(text: &str, lines: &[Line]) -> bool {
    if lines.len() < LINES_MIN {
        return false;
    }
    // For each length in characters: how many lines have it, and how many of them end a sentence.
    let mut lengths = [(0u32, 0u32); WIDTH_MAX + 1];
    let mut inner_lines = 0;
    for pair in lines.windows(2).filter(|pair| !pair[1].after_blank) {
        inner_lines += 1;
        let line = pair[0].of(text);
        // No character has more than four bytes, so longer lines need no count.
        if line.len() <= 4 * WIDTH_MAX {
            let length = line.chars().count() + pair[0].indent as usize;
            if let Some((lines, ends)) = lengths.get_mut(length) {
                *lines += 1;
                *ends += u32::from(ends_sentence(line));
            }
        }
    }
    inner_lines > 0 && (WIDTH_MIN..=WIDTH_MAX).any(|width| {
        let shortest = (width as f64 * FULL_LINE_SHARE).ceil() as usize;
        let full = &lengths[shortest..=width];
        let lines: u32 = full.iter().map(|length| length.0).sum();
        let ends: u32 = full.iter().map(|length| length.1).sum();
        f64::from(lines) >= FULL_LINES_SHARE * f64::from(inner_lines) && 2 * ends < lines
    })
}

/// Whether `line` starts a paragraph of a hard-wrapped text: after a blank line, where it is indented deeper than the
/// line before it, or where it opens with a sign and a tab.
pub(super) fn starts_paragraph(text: &str, before: &Line, line: &Line) -> bool {
    let mut characters = line.of(text).chars();
    let opens_with_sign = characters.next().is_some_and(|sign| !sign.is_alphanumeric());
    line.after_blank || line.indent > before.indent || (opens_with_sign && characters.next() == Some('\t'))
}
