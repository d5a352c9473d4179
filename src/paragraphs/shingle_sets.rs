//! Shingle sets of the paragraphs that candidates name, from a second reading.

use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::{ParagraphId, TextId};
use crate::paragraphs::near::ParagraphShingles;
use rayon::prelude::*;
use wirecopy_article::text::analyse_without_roles;

/// Reads paragraphs again and returns their shingle sets, in their order. They are given by
/// ascending corpus-wide number; an article is read once for all of its paragraphs.
pub(crate) fn paragraph_shingles(
    corpus: &Corpus,
    paragraphs: &[ParagraphId],
) -> Result<Vec<ParagraphShingles>> {
    let located: Vec<(TextId, u32)> =
        paragraphs.iter().map(|paragraph| corpus.text_of_paragraph(*paragraph)).collect();
    let of_texts: Vec<&[(TextId, u32)]> = located.chunk_by(|a, b| a.0 == b.0).collect();
    let nested: Vec<Vec<ParagraphShingles>> = of_texts
        .par_iter()
        .map_init(
            || corpus.analysis(),
            |analysis, of_text| {
                let article = corpus.article_of(of_text[0].0);
                analyse_without_roles(&corpus.text_source.text(&corpus.row(article).location)?, analysis);
                let tokens = |number: u32| &analysis.paragraphs[number as usize].tokens;
                let folded = |number: u32| analysis.folded_of(tokens(number));
                Ok(of_text.iter().map(|(_, number)| ParagraphShingles::of(folded(*number))).collect())
            },
        )
        .collect::<Result<_>>()?;
    Ok(nested.into_iter().flatten().collect())
}
