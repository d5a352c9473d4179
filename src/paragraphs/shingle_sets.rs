//! Shingle sets of the paragraphs that candidates name, from a second reading.

use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::{ParagraphId, TextId};
use crate::paragraphs::large_texts::{LargeTextParagraphs, is_large};
use crate::paragraphs::near::ParagraphShingles;
use rayon::prelude::*;
use wirecopy_article::text::analyse_without_roles;

/// Reads paragraphs again and returns their shingle sets, in their order. They are given by
/// ascending corpus-wide number; an article is read once for all of its paragraphs, and those of
/// large ones are taken from `kept`, folded.
pub(crate) fn paragraph_shingles(
    corpus: &Corpus,
    kept: &LargeTextParagraphs,
    paragraphs: &[ParagraphId],
) -> Result<Vec<ParagraphShingles>> {
    let located: Vec<(TextId, u32)> =
        paragraphs.iter().map(|paragraph| corpus.text_of_paragraph(*paragraph)).collect();
    let are_read_together = |a: &(TextId, u32), b: &(TextId, u32)| a.0 == b.0 && !is_large(corpus, a.0);
    let of_texts: Vec<&[(TextId, u32)]> = located.chunk_by(are_read_together).collect();
    let nested: Vec<Vec<ParagraphShingles>> = of_texts
        .par_iter()
        .map_init(
            || corpus.analysis(),
            |analysis, of_text| {
                let (text_id, number) = of_text[0];
                if let Some(folded) = kept.get(corpus.first_paragraph(text_id) + number)? {
                    return Ok(vec![ParagraphShingles::of(&folded)]);
                }
                let article = corpus.article_of(text_id);
                analyse_without_roles(&corpus.text_source.text(&corpus.row(article).location)?, analysis);
                let tokens = |number: u32| &analysis.paragraphs[number as usize].tokens;
                let folded = |number: u32| analysis.folded_of(tokens(number));
                Ok(of_text.iter().map(|(_, number)| ParagraphShingles::of(folded(*number))).collect())
            },
        )
        .collect::<Result<_>>()?;
    Ok(nested.into_iter().flatten().collect())
}
