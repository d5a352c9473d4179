//! A name or phrase in its paragraph, with the words around it.

use super::found::{Class, Credit, CreditPosition, CreditedParty, QUOTED_BYTES_MAX, Scope, Strength};
use std::ops::Range;
use wirecopy_article::text::{Paragraph, Role, is_stop};

/// Maximum number of bytes before and after a name that can belong to its credit. They bound the
/// cost of one name.
const SURROUNDINGS_BYTES: usize = 240;

/// The position of a paragraph in its article.
#[derive(Debug, Clone, Copy)]
pub(super) struct ParagraphPosition {
    pub(super) position: CreditPosition,
    /// True if the story ends with the paragraph or above it.
    pub(super) is_last: bool,
}

/// A name or phrase in its paragraph.
#[derive(Debug, Clone)]
pub(super) struct Mention<'t> {
    text: &'t str,
    pub(super) position: CreditPosition,
    /// True if the story ends with the paragraph or above it.
    pub(super) is_last: bool,
    pub(super) role: Role,
    pub(super) n_tokens: usize,
    /// Bytes of the paragraph in the text.
    paragraph: Range<usize>,
    /// Bytes of the name in the text.
    bytes: Range<usize>,
    /// The paragraph before the name, up to [`SURROUNDINGS_BYTES`].
    pub(super) before: &'t str,
    /// The paragraph after the name, up to [`SURROUNDINGS_BYTES`].
    pub(super) after: &'t str,
}

impl<'t> Mention<'t> {
    /// Creates the mention of the name at `bytes` of the text, inside `paragraph`.
    pub(super) fn new(
        text: &'t str,
        paragraph: &Paragraph,
        position: ParagraphPosition,
        bytes: Range<usize>,
    ) -> Self {
        let ParagraphPosition { position, is_last } = position;
        let around = paragraph.start as usize..paragraph.end as usize;
        let bytes = bytes.start.max(around.start)..bytes.end.min(around.end);
        Mention {
            text,
            position,
            is_last,
            role: paragraph.role,
            n_tokens: paragraph.tokens.len(),
            before: tail(&text[around.start..bytes.start], SURROUNDINGS_BYTES),
            after: head(&text[bytes.end..around.end], SURROUNDINGS_BYTES),
            paragraph: around,
            bytes,
        }
    }

    /// Returns the name as it is written.
    pub(super) fn name(&self) -> &'t str {
        &self.text[self.bytes.clone()]
    }

    /// Returns whether `before` reaches the start of the paragraph.
    pub(super) fn reaches_start(&self) -> bool {
        self.bytes.start - self.before.len() == self.paragraph.start
    }

    /// Returns whether `after` reaches the end of the paragraph.
    pub(super) fn reaches_end(&self) -> bool {
        self.bytes.end + self.after.len() == self.paragraph.end
    }

    /// Returns the offset of the name in its paragraph, in bytes.
    pub(super) fn offset(&self) -> usize {
        self.bytes.start - self.paragraph.start
    }

    /// Returns whether the paragraph is a line of at most `tokens_max` tokens.
    pub(super) fn is_line(&self, tokens_max: usize) -> bool {
        self.n_tokens <= tokens_max
    }

    /// Returns the last `bytes_max` bytes before the name, in lower case.
    pub(super) fn before_in_lower_case(&self, bytes_max: usize) -> String {
        tail(self.before, bytes_max).to_lowercase()
    }

    /// Returns the first `bytes_max` bytes after the name, in lower case.
    pub(super) fn after_in_lower_case(&self, bytes_max: usize) -> String {
        head(self.after, bytes_max).to_lowercase()
    }

    /// Returns the part of its sentence before the name, as far as `before` reaches. The stop of an
    /// initial ends no sentence.
    pub(super) fn sentence_before(&self) -> &'t str {
        let before = self.before;
        let ends = |(at, sign): (usize, char)| {
            let word = before[..at].rsplit(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
            let is_initial = sign == '.' && word.chars().count() == 1 && word.starts_with(char::is_uppercase);
            let is_end = is_stop(sign) && !is_initial;
            is_end.then_some(at + sign.len_utf8())
        };
        &before[before.char_indices().rev().find_map(ends).unwrap_or(0)..]
    }

    /// Returns the numbers of bytes from the opening bracket to the name, and from the name to the
    /// end of the closing bracket; `None` if the name is in no brackets.
    pub(super) fn in_brackets(&self) -> Option<(usize, usize)> {
        let open = self.before.rfind(['(', '（', '[', '【', '<', '〈'])?;
        if self.before[open..].contains([')', '）', ']', '】', '>']) {
            return None;
        }
        let close = self.after.find([')', '）', ']', '】', '>'])?;
        let closing = self.after[close..].chars().next().map_or(0, char::len_utf8);
        Some((self.before.len() - open, close + closing))
    }

    /// Creates a credit that covers the name and `around` bytes before and after it, as far as
    /// whole words.
    pub(super) fn credit(
        &self,
        class: Class,
        credited: CreditedParty,
        strength: Strength,
        around: (usize, usize),
    ) -> Credit {
        let mut start = self.bytes.start - around.0;
        while start < self.bytes.start && is_inside_word(self.text, start) {
            start = next_border(self.text, start);
        }
        let mut end = self.bytes.end + around.1;
        while end > self.bytes.end && is_inside_word(self.text, end) {
            end = last_border(self.text, end);
        }
        let quoted = &self.text[start..end];
        let start = start + quoted.len() - quoted.trim_start().len();
        let end = start + quoted.trim().len();
        Credit {
            start: start as u32,
            end: end as u32,
            text: whole_words(&self.text[start..end], QUOTED_BYTES_MAX).to_owned(),
            class,
            credited,
            channel: None,
            position: self.position,
            field: None,
            strength,
            scope: if class == Class::Photo { Scope::Photo } else { Scope::Text },
            join_key: None,
        }
    }

    /// Returns the numbers of bytes of the paragraph before and after the name, as far as `before`
    /// and `after` reach.
    pub(super) fn line(&self) -> (usize, usize) {
        (self.before.len(), self.after.len())
    }
}

/// Returns the last whole characters of `text`, at most `bytes_max` bytes.
pub(super) fn tail(text: &str, bytes_max: usize) -> &str {
    let mut from = text.len().saturating_sub(bytes_max);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// Returns whether an offset is between two characters of one word.
fn is_inside_word(text: &str, offset: usize) -> bool {
    let is_of_word = |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() && !is_wide(sign));
    is_of_word(text[..offset].chars().next_back()) && is_of_word(text[offset..].chars().next())
}

fn next_border(text: &str, offset: usize) -> usize {
    offset + text[offset..].chars().next().map_or(0, char::len_utf8)
}

fn last_border(text: &str, offset: usize) -> usize {
    offset - text[..offset].chars().next_back().map_or(0, char::len_utf8)
}

/// Returns the first whole words of `text`, at most `bytes_max` bytes; of a longer word, its first
/// characters.
pub(super) fn whole_words(text: &str, bytes_max: usize) -> &str {
    let mut end = head(text, bytes_max).len();
    while end > 0 && is_inside_word(text, end) {
        end = last_border(text, end);
    }
    if end == 0 { head(text, bytes_max) } else { text[..end].trim_end() }
}

/// Returns whether a character is at or after the CJK radicals, and so belongs to a script that is
/// written without spaces.
pub(super) fn is_wide(sign: char) -> bool {
    sign as u32 >= 0x2E80
}

/// Returns the first whole characters of `text`, at most `bytes_max` bytes.
pub(super) fn head(text: &str, bytes_max: usize) -> &str {
    let mut to = text.len().min(bytes_max);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[..to]
}
