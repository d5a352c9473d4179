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

/// Reads texts again and returns their shingle sets, in their order.
pub(crate) fn shingle_sets(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    text_ids: &[TextId],
) -> Result<Vec<ShingleSets>> {
    let one = |(analysis, tokens): &mut (Analysis, Vec<u64>), text_id: &TextId| {
        let shingles = shingles_in_order(corpus, *text_id, analysis, tokens)?;
        Ok(ShingleSets::of(shingles, tokens.len(), &paragraphs.boilerplate.tokens(corpus, *text_id)))
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
