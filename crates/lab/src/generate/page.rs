//! A page: its text and the kinds of its paragraphs.

use crate::generate::outlets::Outlet;
use crate::generate::random::Random;

/// Kind of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartKind {
    Boilerplate,
    Headline,
    Byline,
    /// The first paragraph, perhaps with a dateline.
    Lead,
    Body,
    Quote,
    Caption,
    SignOff,
    Copyright,
    /// Names the outlet that the story comes from.
    Republication,
}

impl PartKind {
    /// Returns whether it belongs to the story itself.
    pub(crate) fn is_story(self) -> bool {
        matches!(self, PartKind::Lead | PartKind::Body | PartKind::Quote)
    }

    /// Returns whether it credits the author of the text.
    pub(crate) fn is_credit(self) -> bool {
        matches!(self, PartKind::Byline | PartKind::SignOff | PartKind::Copyright | PartKind::Republication)
    }

    /// Returns whether it is repeated on pages of different stories.
    pub(crate) fn is_boilerplate(self) -> bool {
        matches!(self, PartKind::Boilerplate | PartKind::Copyright | PartKind::Republication)
    }
}

/// One paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PagePart {
    pub(crate) kind: PartKind,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Bytes of the dateline at its beginning.
    pub(crate) dateline_len: usize,
}

/// Capacity of a text in bytes: most texts are shorter and need no reallocation.
const TEXT_BYTES: usize = 4096;

/// One article's text in the making.
#[derive(Debug, Clone, Default)]
pub(crate) struct ArticlePage {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) parts: Vec<PagePart>,
    /// The agency that the text names as a source.
    pub(crate) mentions: Option<&'static str>,
    separator: &'static str,
}

impl ArticlePage {
    /// Empties the page for an article of `outlet`.
    pub(crate) fn begin(&mut self, outlet: &Outlet) {
        self.title.clear();
        self.text.clear();
        self.text.reserve(TEXT_BYTES);
        self.parts.clear();
        self.mentions = None;
        self.separator = outlet.separator;
    }

    /// Writes one paragraph; nothing is added if `write` writes nothing.
    pub(crate) fn push(&mut self, kind: PartKind, write: impl FnOnce(&mut String)) {
        let before = self.text.len();
        if !self.text.is_empty() {
            self.text.push_str(self.separator);
        }
        let start = self.text.len();
        write(&mut self.text);
        if self.text.len() == start {
            self.text.truncate(before);
        } else {
            self.parts.push(PagePart { kind, start, end: self.text.len(), dateline_len: 0 });
        }
    }

    /// Writes lines of boilerplate.
    pub(crate) fn push_boilerplate(&mut self, lines: &[String], random: &mut Random) {
        for line in lines {
            self.push(PartKind::Boilerplate, |text| match line.split_once("{#}") {
                Some((before, after)) => {
                    text.push_str(before);
                    text.push_str(&random.between(1, 99).to_string());
                    text.push_str(after);
                }
                None => text.push_str(line),
            });
        }
    }

    /// Adds to the last paragraph.
    pub(crate) fn extend_last(&mut self, addition: &str) {
        self.text.push_str(addition);
        if let Some(part) = self.parts.last_mut() {
            part.end = self.text.len();
        }
    }

    /// Marks the first bytes of the last paragraph as its dateline.
    pub(crate) fn mark_dateline(&mut self, len: usize) {
        if let Some(part) = self.parts.last_mut() {
            part.dateline_len = len;
        }
    }
}
