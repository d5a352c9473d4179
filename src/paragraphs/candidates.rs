//! Candidates among distinct paragraphs, and their exact scores.

use crate::corpus::article_row::KeyLevel;
use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::corpus::seeded_corpus::{KeyPosition, ParagraphKeys, SeededCorpus};
use crate::error::Result;
use crate::numbers::{DistinctId, ParagraphId};
use crate::paragraphs::distinct::DistinctParagraphs;
use crate::paragraphs::large_texts::{LargeTextParagraphs, ParagraphForm};
use crate::paragraphs::near::ParagraphShingles;
use crate::paragraphs::shingle_sets::paragraph_shingles;
use rayon::prelude::*;
use wirecopy_index::KeyStore;
use wirecopy_reuse::candidates::{BandSink, Banding, Candidates, band_candidates};
use wirecopy_reuse::overlap::TilePlan;
use wirecopy_scratch::partition::SpillConfig;

/// Returns the pairs of distinct paragraphs that agree in a band, by words or by characters.
pub(crate) fn near_candidates(
    seeded: &SeededCorpus,
    distinct: &DistinctParagraphs,
    keys: &ParagraphKeys,
    group_len_max: usize,
    spill: &SpillConfig,
) -> Result<Candidates<DistinctId>> {
    let n_distinct = distinct.first.len() as u32;
    let number = |paragraph: ParagraphId| distinct.number_of_first(paragraph);
    let by_words = {
        let positions = seeded.key_positions(KeyLevel::Words, number);
        let entries = |band, entries: &mut BandSink<'_>| entries_of(&keys.words, &positions, band, entries);
        band_candidates(n_distinct, Banding::PARAGRAPH_WORDS.bands, entries, group_len_max, spill)?
    };
    let by_characters = {
        let positions = seeded.key_positions(KeyLevel::Characters, number);
        let entries =
            |band, entries: &mut BandSink<'_>| entries_of(&keys.characters, &positions, band, entries);
        band_candidates(n_distinct, Banding::PARAGRAPH_CHARACTERS.bands, entries, group_len_max, spill)?
    };
    Ok(by_words.or(by_characters).typed())
}

fn entries_of(
    keys: &KeyStore,
    positions: &[KeyPosition<DistinctId>],
    band: usize,
    entries: &mut BandSink<'_>,
) -> Result<()> {
    for of_block in positions.chunk_by(|one, other| one.block == other.block) {
        let keys = keys.band(of_block[0].block, band)?;
        for position in of_block {
            entries.push(keys[position.index as usize], position.number.into())?;
        }
    }
    Ok(())
}

/// Exact scores of pairs of distinct paragraphs.
pub(crate) struct ParagraphScorer<'a> {
    corpus: &'a Corpus,
    distinct: &'a DistinctParagraphs,
    budget: &'a Budget,
    folded: LargeTextParagraphs,
}

impl<'a> ParagraphScorer<'a> {
    /// Prepares for pairs among the paragraphs of `pairs`.
    pub(crate) fn new(
        corpus: &'a Corpus,
        distinct: &'a DistinctParagraphs,
        budget: &'a Budget,
        pairs: &[(DistinctId, DistinctId)],
    ) -> Result<Self> {
        let firsts = pairs.iter().flat_map(|(a, b)| [*a, *b]).map(|number| distinct.first[number]);
        let mut firsts: Vec<ParagraphId> = firsts.collect();
        firsts.par_sort_unstable();
        firsts.dedup();
        let folder = &budget.spill.folder;
        let folded = LargeTextParagraphs::of(corpus, firsts, ParagraphForm::Folded, folder)?;
        Ok(ParagraphScorer { corpus, distinct, budget, folded })
    }

    /// Returns the results of `row` for sorted pairs and the shingles of both paragraphs, in order.
    pub(crate) fn scored<Row: Send>(
        &self,
        pairs: &[(DistinctId, DistinctId)],
        row: impl Fn((DistinctId, DistinctId), &ParagraphShingles, &ParagraphShingles) -> Option<Row> + Sync,
    ) -> Result<Vec<Row>> {
        let ParagraphScorer { corpus, distinct, .. } = *self;
        // Five characters and a space make a token, so characters outnumber words about six to one;
        // the two bitmaps take as much as 32 shingles.
        let weight = |number: DistinctId| 32 + 7 * u64::from(corpus.paragraph(distinct.first[number]).tokens);
        TilePlan::new(pairs, weight, self.budget.shingles).score(
            |numbers| {
                let firsts: Vec<ParagraphId> = numbers.iter().map(|number| distinct.first[*number]).collect();
                paragraph_shingles(corpus, &self.folded, &firsts)
            },
            |index, left, right| row(pairs[index], left, right),
        )
    }
}
