//! Hard-wrapped texts, in which a line is not a paragraph.

use super::sentences::ends_sentence;
use crate::text::lines::TextLine;

/// Fewer lines are never considered wrapped: a share of so few means nothing.
const LINES_MIN: usize = 6;
/// The narrowest and the widest width to which text is wrapped, in characters.
const WIDTH_MIN: usize = 40;
const WIDTH_MAX: usize = 100;
/// Percent of the lines that another follows within their paragraph that must be full.
const FULL_LINES_PERCENT: u32 = 70;

/// The width, in characters, to which a text is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HardWrap {
    width: usize,
}

/// Counts of lines of one length, or of a range of lengths.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    lines: u32,
    /// Those that end a sentence.
    sentence_ends: u32,
    /// Those followed by a line that starts in lower case.
    continued: u32,
}

impl Count {
    fn plus(self, other: Count) -> Count {
        Count {
            lines: self.lines + other.lines,
            sentence_ends: self.sentence_ends + other.sentence_ends,
            continued: self.continued + other.continued,
        }
    }

    fn minus(self, other: Count) -> Count {
        Count {
            lines: self.lines - other.lines,
            sentence_ends: self.sentence_ends - other.sentence_ends,
            continued: self.continued - other.continued,
        }
    }
}

/// The shortest full line of a text wrapped to `width`: three quarters of it.
fn full_line_min(width: usize) -> usize {
    (3 * width).div_ceil(4)
}

/// Detects the width to which lines are wrapped; `None` if each line is a paragraph.
///
/// A line is *full* for a width if it has three quarters of it to all of it. Among at least six
/// lines there must be a width from 40 to 100 characters for which
/// - of the lines that another follows without a blank line or an indent, at least 70 % are full,
///   not counting shorter ones that end a sentence (the last lines of paragraphs that nothing else
///   separates);
/// - the full lines are a third of all lines or more;
/// - fewer than half of them end a sentence, which distinguishes wrapped text from short
///   paragraphs; and
/// - a third of them or more are followed by a line in lower case, which distinguishes it from
///   lists, verse and tables. Text in capitals, or in a script without case, is therefore never
///   considered wrapped.
///
/// Linear: one count per length of line.
pub(crate) fn detect(text: &str, lines: &[TextLine]) -> Option<HardWrap> {
    if lines.len() < LINES_MIN {
        return None;
    }
    let (shorter_than, inner_lines) = count_lengths(text, lines);
    let passes = |&(width, full): &(usize, Count)| {
        let last_lines = shorter_than[full_line_min(width)].sentence_ends;
        100 * full.lines >= FULL_LINES_PERCENT * (inner_lines - last_lines)
            && 3 * full.lines as usize >= lines.len()
            && 2 * full.sentence_ends < full.lines
            && 3 * full.continued >= full.lines
    };
    (WIDTH_MIN..=WIDTH_MAX)
        .map(|width| (width, shorter_than[width + 1].minus(shorter_than[full_line_min(width)])))
        .filter(passes)
        // The width with most full lines wins, and among equals the narrowest.
        .max_by_key(|&(width, full)| (full.lines, std::cmp::Reverse(width)))
        .map(|(width, _)| HardWrap { width })
}

/// For each length in characters the inner lines below it, and the number of all inner lines: those
/// followed by another line of their paragraph, as far as blank lines and indents show.
fn count_lengths(text: &str, lines: &[TextLine]) -> ([Count; WIDTH_MAX + 2], u32) {
    let mut shorter_than = [Count::default(); WIDTH_MAX + 2];
    let mut inner_lines = 0;
    for pair in lines.windows(2).filter(|pair| !is_set_apart(&pair[0], &pair[1])) {
        inner_lines += 1;
        if let Some(length) = length(text, &pair[0]) {
            let line = Count {
                lines: 1,
                sentence_ends: ends_sentence(pair[0].content(text)).into(),
                continued: pair[1].content(text).starts_with(char::is_lowercase).into(),
            };
            shorter_than[length + 1] = shorter_than[length + 1].plus(line);
        }
    }
    for length in 1..shorter_than.len() {
        shorter_than[length] = shorter_than[length].plus(shorter_than[length - 1]);
    }
    (shorter_than, inner_lines)
}

/// The number of characters of a line with its indent; `None` above [`WIDTH_MAX`].
fn length(text: &str, line: &TextLine) -> Option<usize> {
    let content = line.content(text);
    // No character has more than four bytes, so the longest lines need no count.
    let may_be_short = content.len() <= 4 * WIDTH_MAX;
    let length = may_be_short.then(|| content.chars().count() + line.indent as usize);
    length.filter(|&length| length <= WIDTH_MAX)
}

/// Returns whether a blank line or a deeper indent sets `line` apart from the one before it.
fn is_set_apart(before: &TextLine, line: &TextLine) -> bool {
    line.after_blank || line.indent > before.indent
}

impl HardWrap {
    /// Returns whether `line` starts a paragraph: it is set apart, or the line before it ends a
    /// sentence and is not full.
    pub(crate) fn starts_paragraph(&self, text: &str, before: &TextLine, line: &TextLine) -> bool {
        let is_last_line = || {
            length(text, before).is_some_and(|length| length < full_line_min(self.width))
                && ends_sentence(before.content(text))
        };
        is_set_apart(before, line) || is_last_line()
    }
}
