//! A page as it is written: the text, and what each paragraph of it is.

use crate::generate::outlets::Outlet;
use crate::generate::random::Random;

/// What a paragraph of a page was written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartKind {
    Boilerplate,
    Headline,
    Byline,
    /// The first paragraph; a dateline may stand before it.
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
    /// PagePart of the story itself and not of what stands around it.
    pub(crate) fn is_story(self) -> bool {
        matches!(self, PartKind::Lead | PartKind::Body | PartKind::Quote)
    }

    /// Names who wrote the text.
    pub(crate) fn is_credit(self) -> bool {
        matches!(self, PartKind::Byline | PartKind::SignOff | PartKind::Copyright | PartKind::Republication)
    }

    /// Stands the same on many pages that tell different stories.
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

/// Most texts are shorter, and grow without being moved.
const TEXT_BYTES: usize = 4096;

/// One article's text in the making.
#[derive(Debug, Clone, Default)]
pub(crate) struct ArticlePage {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) parts: Vec<PagePart>,
    /// Whom the text names as a source of what it tells.
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

    /// Writes one paragraph; nothing is added where `write` writes nothing.
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

    /// Tells that the last paragraph opens with a dateline of so many bytes.
    pub(crate) fn mark_dateline(&mut self, len: usize) {
        if let Some(part) = self.parts.last_mut() {
            part.dateline_len = len;
        }
    }
}
