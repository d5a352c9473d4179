//! Candidates: pairs of distinct texts that share enough keys to be compared.

use crate::corpus::budget::Budget;
use crate::corpus::seeded_corpus::SeededCorpus;
use crate::error::Result;
use crate::numbers::{InputRow, TextId};
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
    seeded: &SeededCorpus,
    paragraphs: &Paragraphs,
    params: &ScanParams,
    budget: &Budget,
    is_included: impl Fn(TextId) -> bool + Sync,
) -> Result<Candidates<TextId>> {
    let corpus = &seeded.corpus;
    let group_len_max = params.group_len_max as usize;
    let text_ids = seeded.texts_by_row();
    let by_seeds = || {
        let spread = |sink: &SeedSink<'_>| {
            seeded.for_each_block_of_seeds(|seeds, (wanted, space): &mut (Vec<(u64, u32)>, Vec<u64>)| {
                wanted.clear();
                for row in seeds.rows() {
                    let text_id = text_ids[InputRow::from(row)];
                    let Some(text_id) = text_id.filter(|text_id| is_included(*text_id)) else { continue };
                    let first = corpus.first_paragraph(text_id);
                    seeds.for_each_seed(row, |paragraph, seed| {
                        if sink.accepts(seed) && paragraphs.boilerplate(first + paragraph as u32).is_none() {
                            wanted.push((seed, text_id.into()));
                        }
                    })?;
                }
                sink.add(wanted, space)?;
                Ok(())
            })
        };
        let shingles = |item: u32| corpus.row(corpus.article_of(item.into())).shingles;
        let keys_needed = |a: u32, b: u32| seeds_needed(shingles(a), shingles(b));
        seed_candidates(corpus.n_texts(), spread, keys_needed, group_len_max, &budget.spill)
    };
    let by_bands = || {
        let entries = |band, entries: &mut BandSink<'_>| {
            seeded.article_entries(&text_ids, band, |key, text_id| {
                if is_included(text_id) {
                    entries.push(key, text_id.into())?;
                }
                Ok(())
            })
        };
        band_candidates(corpus.n_texts(), Banding::ARTICLES.bands, entries, group_len_max, &budget.spill)
    };
    let found = match params.candidates {
        CandidateEngine::Seeds => by_seeds()?,
        CandidateEngine::Bands => by_bands()?,
        CandidateEngine::Both => by_seeds()?.or(by_bands()?),
    };
    Ok(found.typed())
}
