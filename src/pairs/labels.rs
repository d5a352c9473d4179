//! Labels of pairs, and the story parts by which roundups are found later.

use crate::numbers::TextId;
use std::ops::Range;
use wirecopy_news::relation::{FormCue, Relation};
use wirecopy_scratch::blob::FrameSpan;

/// Relations of the reported pairs, in their order.
#[derive(Default)]
pub(crate) struct Labels {
    pub(crate) relations: Vec<Relation>,
    /// Pairs, by index, of which one text is the beginning of the other, with the text that has
    /// less of its own.
    pub(crate) truncated: Vec<(u32, TextId)>,
    /// Pairs, by index, that may be copies, with the sign of one form that both fill in.
    pub(crate) forms: Vec<(u32, FormCue)>,
    /// Pairs, by index, of which one text may contain a part of the other's story, with the frame
    /// of their [`StoryParts`].
    pub(crate) parts: Vec<(u32, FrameSpan)>,
}

/// The label of a pair that is not reported.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WeakLabel {
    /// The frame of its [`StoryParts`]; `None` if neither text contains a part of the other's
    /// story.
    pub(crate) parts: Option<FrameSpan>,
}

/// The tokens of both articles that are in passages of their stories.
#[derive(Debug, bincode::Encode, bincode::Decode)]
pub(crate) struct StoryParts {
    pub(crate) a: StoryPart,
    pub(crate) b: StoryPart,
}

/// The tokens of one article that the other one also has.
#[derive(Debug, bincode::Encode, bincode::Decode)]
pub(crate) struct StoryPart {
    pub(crate) tokens: Vec<Range<u32>>,
    /// True if its first words are among them.
    pub(crate) is_lead: bool,
}

impl StoryParts {
    /// Returns whether neither article contains any of the other's story.
    pub(crate) fn are_empty(&self) -> bool {
        self.a.tokens.is_empty() && self.b.tokens.is_empty()
    }
}

impl Labels {
    /// Returns the relation of the pair with this index.
    pub(crate) fn relation(&self, pair: usize) -> Relation {
        self.relations[pair]
    }

    /// Gives the pair with this index another relation.
    pub(crate) fn relabel(&mut self, pair: usize, relation: Relation) {
        self.relations[pair] = relation;
    }

    /// Returns the pairs, by index, of which one text is the beginning of the other, with that
    /// text.
    pub(crate) fn truncated_by_longer_copies(&self) -> impl Iterator<Item = (usize, TextId)> {
        let is_truncated =
            |(pair, _): &&(u32, TextId)| self.relation(*pair as usize) == Relation::CopyTruncated;
        self.truncated.iter().filter(is_truncated).map(|(pair, text_id)| (*pair as usize, *text_id))
    }
}
