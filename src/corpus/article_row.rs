//! One row per article: everything that is kept in memory about it, besides its paragraphs.

use crate::corpus::sketched_block::ParagraphSketch;
use crate::numbers::{HostId, OutletId, SourceId};
use wirecopy_article::{Published, TextLocation};
use wirecopy_news::credit::AgencyNumber;
use wirecopy_news::kind::PageKind;

/// One article of the table. Names of outlets, hosts and sources are numbers of their lists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TableRow {
    /// xxh3-128 of the folded tokens.
    pub(crate) text_hash: u128,
    pub(crate) tokens: u32,
    pub(crate) shingles: u32,
    /// Paragraphs of its block before its own that have keys.
    pub(crate) keys_before: KeyCounts,
    pub(crate) location: TextLocation,
    pub(crate) outlet: Option<OutletId>,
    pub(crate) published: Option<Published>,
    /// Host of its address.
    pub(crate) host: Option<HostId>,
    /// Host of the page on another site that it names as canonical.
    pub(crate) canonical_host: Option<HostId>,
    /// The publication in which its text says that it appeared before.
    pub(crate) source: Option<SourceId>,
    /// The agency that its credits name as the author of the text.
    pub(crate) agency: Option<AgencyNumber>,
    /// True if it credits or names anybody as a source of its words.
    pub(crate) names_source: bool,
    /// True if its text has a good part twice.
    pub(crate) is_doubled: bool,
    pub(crate) kind: PageKind,
}

/// The two kinds of band keys that paragraphs have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyLevel {
    Words,
    Characters,
}

impl KeyLevel {
    /// Returns whether a paragraph has keys of this level, where paragraphs have keys.
    pub(crate) fn has_keys(self, paragraph: &ParagraphSketch) -> bool {
        match self {
            KeyLevel::Words => paragraph.has_word_keys(),
            KeyLevel::Characters => paragraph.has_character_keys,
        }
    }
}

/// Numbers of paragraphs that have keys, by level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct KeyCounts {
    words: u32,
    characters: u32,
}

impl KeyCounts {
    pub(crate) fn add(&mut self, paragraph: &ParagraphSketch) {
        self.words += u32::from(KeyLevel::Words.has_keys(paragraph));
        self.characters += u32::from(KeyLevel::Characters.has_keys(paragraph));
    }

    pub(crate) fn of(&self, level: KeyLevel) -> u32 {
        match level {
            KeyLevel::Words => self.words,
            KeyLevel::Characters => self.characters,
        }
    }
}
