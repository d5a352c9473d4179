//! A name or phrase with what stands around it in its paragraph.

use super::credit::{Class, Credit, Credited, Position, QUOTED_BYTES_MAX, Scope, Strength};
use std::ops::Range;
use wirecopy_article::text::{Paragraph, Role};

/// Nothing further away than this belongs to a credit, in bytes. It bounds what one hit costs.
const SURROUNDINGS_BYTES: usize = 240;

/// Where the paragraph of a mention stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) position: Position,
    /// Whether the story ends with it, or above it.
    pub(super) is_last: bool,
}

/// A name or phrase that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention<'t> {
    text: &'t str,
    pub(super) place: Place,
    pub(super) role: Role,
    pub(super) n_tokens: usize,
    /// First byte of the paragraph, and after its last.
    paragraph: (usize, usize),
    start: usize,
    end: usize,
    /// What stands before it in the paragraph, as far as it may matter.
    pub(super) before: &'t str,
    /// What stands behind it.
    pub(super) after: &'t str,
}

impl<'t> Mention<'t> {
    pub(super) fn new(text: &'t str, paragraph: &Paragraph, place: Place, hit: Range<usize>) -> Self {
        let (first, end) = (paragraph.start as usize, paragraph.end as usize);
        let hit = hit.start.max(first)..hit.end.min(end);
        let mut from = first.max(hit.start.saturating_sub(SURROUNDINGS_BYTES));
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let mut to = end.min(hit.end + SURROUNDINGS_BYTES);
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        Mention {
            text,
            place,
            role: paragraph.role,
            n_tokens: paragraph.tokens.len(),
            paragraph: (first, end),
            start: hit.start,
            end: hit.end,
            before: &text[from..hit.start],
            after: &text[hit.end..to],
        }
    }

    /// The name itself.
    pub(super) fn written(&self) -> &'t str {
        &self.text[self.start..self.end]
    }

    /// Whether `before` is all that stands before it in the paragraph.
    pub(super) fn reaches_start(&self) -> bool {
        self.start - self.before.len() == self.paragraph.0
    }

    /// Whether `after` is all that stands behind it.
    pub(super) fn reaches_end(&self) -> bool {
        self.end + self.after.len() == self.paragraph.1
    }

    /// Bytes from the beginning of the paragraph.
    pub(super) fn offset(&self) -> usize {
        self.start - self.paragraph.0
    }

    /// Whether the paragraph is no more than a line.
    pub(super) fn is_line(&self, tokens_max: usize) -> bool {
        self.n_tokens <= tokens_max
    }

    /// The last bytes before it, lower case.
    pub(super) fn before_in_lower_case(&self, bytes_max: usize) -> String {
        tail(self.before, bytes_max).to_lowercase()
    }

    /// The first bytes behind it, lower case.
    pub(super) fn after_in_lower_case(&self, bytes_max: usize) -> String {
        head(self.after, bytes_max).to_lowercase()
    }

    /// The sentence before it, as far as it may matter.
    pub(super) fn sentence_before(&self) -> &'t str {
        let cut = self
            .before
            .rfind(['.', '!', '?', '。', '！', '？'])
            .map_or(0, |at| at + self.before[at..].chars().next().map_or(0, char::len_utf8));
        &self.before[cut..]
    }

    /// The bracket that it stands in: bytes before it since the bracket opened, and behind it until it closes.
    pub(super) fn in_brackets(&self) -> Option<(usize, usize)> {
        let open = self.before.rfind(['(', '（', '[', '【', '<', '〈'])?;
        if self.before[open..].contains([')', '）', ']', '】', '>']) {
            return None;
        }
        let close = self.after.find([')', '）', ']', '】', '>'])?;
        let closing = self.after[close..].chars().next().map_or(0, char::len_utf8);
        Some((self.before.len() - open, close + closing))
    }

    /// Credit over the mention and so many bytes before and behind it.
    pub(super) fn evidence(
        &self,
        class: Class,
        credited: Credited,
        strength: Strength,
        around: (usize, usize),
    ) -> Credit {
        let quoted = &self.text[self.start - around.0..self.end + around.1];
        let start = self.start - around.0 + quoted.len() - quoted.trim_start().len();
        let end = start + quoted.trim().len();
        Credit {
            start: start as u32,
            end: end as u32,
            text: head(&self.text[start..end], QUOTED_BYTES_MAX).to_owned(),
            class,
            credited,
            channel: None,
            position: self.place.position,
            strength,
            scope: if class == Class::Photo { Scope::Photo } else { Scope::Text },
            join_key: None,
        }
    }

    /// As many bytes as reach the beginning of the paragraph and its end, as far as they may matter.
    pub(super) fn line(&self) -> (usize, usize) {
        (self.before.len(), self.after.len())
    }
}

/// The last whole characters of at most so many bytes.
pub(super) fn tail(text: &str, bytes_max: usize) -> &str {
    let mut from = text.len().saturating_sub(bytes_max);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// The first whole characters of at most so many bytes.
pub(super) fn head(text: &str, bytes_max: usize) -> &str {
    let mut to = text.len().min(bytes_max);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[..to]
}
