//! Shingle sets of the paragraphs that candidates name, from a second reading.

use crate::corpus::numbering::Corpus;
use crate::corpus::sketched_block::ParagraphSketch;
use crate::error::Result;
use crate::numbers::{ParagraphId, TextId};
use crate::paragraphs::large_texts::{LargeTextParagraphs, is_large};
use crate::paragraphs::near::ParagraphShingles;
use rayon::prelude::*;
use wirecopy_article::text::{Analysis, analyse_without_roles};

/// Reads paragraphs again and returns their shingle sets, in their order. They are given by
/// ascending corpus-wide number; an article is read once for all of its paragraphs, and those of
/// large ones are taken from `kept`, folded. Most paragraphs have the same tokens alone as in their
/// articles, which their hashes show; of others the whole article is analysed.
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
                let text = corpus.text_source.text(&corpus.row(article).location)?;
                let sketches = corpus.paragraph_sketches(text_id);
                if let Some(all) = of_text
                    .iter()
                    .map(|(_, number)| shingles_alone(&text, &sketches[*number as usize], analysis))
                    .collect()
                {
                    return Ok(all);
                }
                analyse_without_roles(&text, analysis);
                let tokens = |number: u32| &analysis.paragraphs[number as usize].tokens;
                let folded = |number: u32| analysis.folded_of(tokens(number));
                Ok(of_text.iter().map(|(_, number)| ParagraphShingles::of(folded(*number))).collect())
            },
        )
        .collect::<Result<_>>()?;
    Ok(nested.into_iter().flatten().collect())
}

/// Returns the shingles of a paragraph analysed by itself; `None` if its tokens within the article
/// are others, as those of a word that is broken over two lines may be.
fn shingles_alone(
    text: &str,
    sketch: &ParagraphSketch,
    analysis: &mut Analysis,
) -> Option<ParagraphShingles> {
    analyse_without_roles(sketch.slice(text), analysis);
    (ParagraphSketch::key_of(&analysis.folded) == sketch.key).then(|| ParagraphShingles::of(&analysis.folded))
}
