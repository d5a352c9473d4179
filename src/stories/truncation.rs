//! Ends of stories, and truncation of articles.

use crate::corpus::numbering::Corpus;
use crate::numbers::{ParagraphId, TextId};
use wirecopy_article::text::{
    Close, ParagraphEnd, StoryEnd, Truncation, TruncationCue, story_end, truncation_of,
};

/// The end of the story of a text, and where it is truncated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextEnd {
    /// `None` if the text has no running text.
    pub(crate) story: Option<StoryEnd>,
    /// Tokens of its paragraphs up to there, without boilerplate.
    pub(crate) story_tokens: u32,
    pub(crate) truncation: Option<Truncation>,
}

impl TextEnd {
    /// Finds both by the text's own last lines.
    ///
    /// `is_boilerplate` takes the corpus-wide number of a paragraph; `ends` is working
    /// space.
    pub(crate) fn of(
        corpus: &Corpus,
        is_boilerplate: impl Fn(ParagraphId) -> bool,
        text_id: TextId,
        ends: &mut Vec<ParagraphEnd>,
    ) -> TextEnd {
        ends.clear();
        let paragraphs = corpus.paragraph_ids(text_id).zip(corpus.paragraph_sketches(text_id));
        ends.extend(paragraphs.map(|(number, sketch)| sketch.end(is_boilerplate(number))));
        let story = story_end(ends);
        let paragraphs = story.map_or(0, |end| end.paragraph + 1);
        let of_story = ends[..paragraphs].iter().filter(|end| end.has_story());
        TextEnd { story, story_tokens: of_story.map(|end| end.tokens).sum(), truncation: truncation_of(ends) }
    }

    /// Truncates a text at the end of its story by what other texts show, unless its own last lines
    /// do already, or it has a close.
    pub(crate) fn truncate(&mut self, cue: TruncationCue) {
        if let Some(StoryEnd { paragraph, close, .. }) = self.story
            && close < Close::SignOff
        {
            self.truncation = self.truncation.or(Some(Truncation { cue, paragraph }));
        }
    }
}
