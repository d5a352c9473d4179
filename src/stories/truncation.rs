//! Truncation of articles.

use crate::corpus::numbering::Corpus;
use crate::numbers::{ParagraphId, TextId};
use wirecopy_article::text::{ParagraphEnd, Truncation, TruncationCue, last_of_story, truncation_of};

/// Returns where a text is truncated, by its own last lines.
///
/// `is_boilerplate` is asked with the corpus-wide number of a paragraph; `ends` is working space.
pub(crate) fn truncation(
    corpus: &Corpus,
    is_boilerplate: impl Fn(ParagraphId) -> bool,
    text_id: TextId,
    ends: &mut Vec<ParagraphEnd>,
) -> Option<Truncation> {
    ends.clear();
    ends.extend(paragraph_ends(corpus, is_boilerplate, text_id));
    truncation_of(ends)
}

/// Returns where a text is truncated that a longer copy shows to be so: behind the last paragraph
/// of its story.
pub(crate) fn truncation_by_copy(
    corpus: &Corpus,
    is_boilerplate: impl Fn(ParagraphId) -> bool,
    text_id: TextId,
) -> Option<Truncation> {
    let ends: Vec<ParagraphEnd> = paragraph_ends(corpus, is_boilerplate, text_id).collect();
    last_of_story(&ends).map(|paragraph| Truncation { cue: TruncationCue::LongerCopy, paragraph })
}

fn paragraph_ends(
    corpus: &Corpus,
    is_boilerplate: impl Fn(ParagraphId) -> bool,
    text_id: TextId,
) -> impl Iterator<Item = ParagraphEnd> {
    corpus.paragraph_ids(text_id).zip(corpus.paragraph_sketches(text_id)).map(move |(number, sketch)| {
        ParagraphEnd {
            ending: sketch.ending,
            role: sketch.role,
            tokens: sketch.tokens,
            is_boilerplate: is_boilerplate(number),
        }
    })
}
