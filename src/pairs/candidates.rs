//! Candidates: pairs of distinct texts that share enough keys to be compared.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::paragraphs::repeated::Paragraphs;
use crate::params::{CandidateEngine, ScanParams};
use wirecopy_reuse::candidates::{
    BandSink, Banding, Candidates, SeedSink, band_candidates, seed_candidates, seeds_needed,
};

/// Returns the pairs that the chosen engine proposes among the texts for which `is_included` holds.
///
/// A seed counts if the paragraph in which its shingle begins is not boilerplate, since seeds are
/// stored by that paragraph.
pub(crate) fn candidates(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    params: &ScanParams,
    budget: &Budget,
    is_included: impl Fn(u32) -> bool + Sync,
) -> Result<Candidates> {
    let group_len_max = params.group_len_max as usize;
    let text_ids = corpus.texts_by_row();
    let by_seeds = || {
        let spread = |sink: &SeedSink<'_>| {
            corpus.for_each_block_of_seeds(|seeds, (wanted, space): &mut (Vec<(u64, u32)>, Vec<u64>)| {
                wanted.clear();
                for row in seeds.rows() {
                    let text_id = text_ids[row as usize];
                    if text_id == u32::MAX || !is_included(text_id) {
                        continue;
                    }
                    let first = corpus.paragraph_numbers(text_id).start;
                    seeds.for_each_seed(row, |paragraph, seed| {
                        if sink.accepts(seed) && paragraphs.boilerplate(first + paragraph as u32).is_none() {
                            wanted.push((seed, text_id));
                        }
                    })?;
                }
                sink.add(wanted, space)?;
                Ok(())
            })
        };
        let shingles = |text_id: u32| corpus.row(corpus.article_of(text_id)).shingles;
        let keys_needed = |a: u32, b: u32| seeds_needed(shingles(a), shingles(b));
        seed_candidates(corpus.n_texts(), spread, keys_needed, group_len_max, &budget.room)
    };
    let by_bands = || {
        let entries = |band, entries: &mut BandSink<'_>| {
            corpus.article_entries(&text_ids, band, |key, text_id| {
                if is_included(text_id) {
                    entries.push(key, text_id)?;
                }
                Ok(())
            })
        };
        band_candidates(corpus.n_texts(), Banding::ARTICLES.bands, entries, group_len_max, &budget.room)
    };
    Ok(match params.candidates {
        CandidateEngine::Seeds => by_seeds()?,
        CandidateEngine::Bands => by_bands()?,
        CandidateEngine::Both => by_seeds()?.or(by_bands()?),
    })
}
