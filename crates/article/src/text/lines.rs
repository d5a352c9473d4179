//! Lines that are not blank.

use super::tokens::{Blocks, vanishes};

/// A line that is not blank: it has more than white space and characters that vanish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextLine {
    /// Offset of the first byte that is not white space.
    pub(crate) start: u32,
    /// Offset after the last such byte.
    pub(crate) end: u32,
    /// Number of white-space characters before `start`.
    pub(crate) indent: u32,
    /// True if a blank line precedes it.
    pub(crate) after_blank: bool,
}

impl TextLine {
    /// The line without the white space around it.
    pub(crate) fn content<'text>(&self, text: &'text str) -> &'text str {
        &text[self.start as usize..self.end as usize]
    }
}

/// Fills `lines` with the lines of `text` that are not blank. Linear.
pub(crate) fn split(text: &str, blocks: &Blocks, lines: &mut Vec<TextLine>) {
    lines.clear();
    let mut after_blank = false;
    let mut push = |start: usize, end: usize| {
        let line = &text[start..end];
        let from_content = line.trim_start();
        let content = from_content.trim_end();
        if content.chars().all(|character| vanishes(character) || character.is_whitespace()) {
            after_blank = true;
            return;
        }
        let start = end - from_content.len();
        let indent = line[..line.len() - from_content.len()].chars().count();
        lines.push(TextLine {
            start: start as u32,
            end: (start + content.len()) as u32,
            indent: indent as u32,
            after_blank,
        });
        after_blank = false;
    };
    let mut start = 0;
    for at in blocks.breaks() {
        if at < start {
            // The line feed after a carriage return is part of the same break.
            continue;
        }
        push(start, at);
        start = at + break_len(&text.as_bytes()[at..]);
    }
    push(start, text.len());
}

/// The length in bytes of the line break at the front of `bytes`.
fn break_len(bytes: &[u8]) -> usize {
    match *bytes {
        [b'\r', b'\n', ..] | [0xC2, ..] => 2,
        [0xE2, ..] => 3,
        _ => 1,
    }
}
