//! Shingle sets of the texts that candidates name, from a second reading.

use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::fingerprints::shingles_of;
use crate::numbers::TextId;
use crate::paragraphs::repeated::Paragraphs;
use rayon::prelude::*;
use wirecopy_article::text::{Analysis, analyse_without_roles};
use wirecopy_news::boilerplate::ShingleSets;
use wirecopy_reuse::shingle::distinct;

/// The shingles of one text.
pub(crate) struct TextShingles {
    /// In order, repeats included.
    pub(crate) in_order: Vec<u64>,
    pub(crate) sets: ShingleSets,
}

/// Reads texts again and returns their shingles, in their order.
pub(crate) fn text_shingles(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    text_ids: &[TextId],
) -> Result<Vec<TextShingles>> {
    let one = |(analysis, tokens): &mut (Analysis, Vec<u64>), text_id: &TextId| {
        let in_order = shingles_in_order(corpus, *text_id, analysis, tokens)?;
        let boilerplate = paragraphs.boilerplate.tokens(corpus, *text_id);
        Ok(TextShingles { sets: ShingleSets::of(in_order.clone(), tokens.len(), &boilerplate), in_order })
    };
    text_ids.par_iter().map_init(|| (corpus.analysis(), Vec::new()), one).collect()
}

/// Reads texts again and returns how many distinct shingles each has, in their order.
pub(crate) fn n_distinct_shingles(corpus: &Corpus, text_ids: &[TextId]) -> Result<Vec<u32>> {
    let one = |(analysis, tokens): &mut (Analysis, Vec<u64>), text_id: &TextId| {
        let mut shingles = shingles_in_order(corpus, *text_id, analysis, tokens)?;
        distinct(&mut shingles);
        Ok(shingles.len() as u32)
    };
    text_ids.par_iter().map_init(|| (corpus.analysis(), Vec::new()), one).collect()
}

fn shingles_in_order(
    corpus: &Corpus,
    text_id: TextId,
    analysis: &mut Analysis,
    tokens: &mut Vec<u64>,
) -> Result<Vec<u64>> {
    let text = corpus.text_source.text(&corpus.row(corpus.article_of(text_id)).location)?;
    analyse_without_roles(&text, analysis);
    let mut shingles = Vec::new();
    shingles_of(analysis, tokens, &mut shingles);
    Ok(shingles)
}
