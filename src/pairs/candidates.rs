//! Candidates: pairs of distinct texts that share enough keys to be compared.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::corpus::seeded_corpus::SeededCorpus;
use crate::error::Result;
use crate::numbers::{InputRow, TextId};
use crate::paragraphs::repeated::Paragraphs;
use crate::paragraphs::units::units;
use crate::params::{CandidateEngine, ScanParams};
use wirecopy_reuse::candidates::{
    BandSink, Banding, Candidates, SeedSink, band_candidates, seed_candidates, seeds_needed,
};

/// Seeds of one pass with their texts, space to sort them, and which units of a text are outside
/// boilerplate.
type SeedSpace = (Vec<(u64, u32)>, Vec<u64>, Vec<bool>);

/// Returns the pairs that the chosen engine proposes among the texts for which `is_included` holds.
///
/// A seed counts if the unit in which its shingle begins is not boilerplate, since seeds are stored
/// by that unit.
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
            seeded.for_each_block_of_seeds(|seeds, (wanted, space, of_story): &mut SeedSpace| {
                wanted.clear();
                for row in seeds.rows() {
                    let text_id = text_ids[InputRow::from(row)];
                    let Some(text_id) = text_id.filter(|text_id| is_included(*text_id)) else { continue };
                    of_story.clear();
                    of_story.extend(are_of_story(corpus, paragraphs, text_id));
                    seeds.for_each_seed(row, |unit, seed| {
                        if sink.accepts(seed) && of_story[unit] {
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
            seeded.article_entries(&text_ids, band, |key, text_id| match is_included(text_id) {
                true => Ok(entries.push(key, text_id.into())?),
                false => Ok(()),
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

/// For each unit of a text in order, whether it is outside boilerplate.
fn are_of_story(corpus: &Corpus, paragraphs: &Paragraphs, text_id: TextId) -> impl Iterator<Item = bool> {
    units(corpus, text_id).map(move |unit| paragraphs.boilerplate.of(unit.id).is_none())
}
