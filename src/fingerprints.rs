//! Fingerprints of one text: its tokens, shingles and seeds, and the hash that its copies share.

use wirecopy_article::text::{Analysis, analyse};
use wirecopy_news::boilerplate::TextUnit;
use wirecopy_reuse::shingle::{token_hashes, word_shingles};
use wirecopy_reuse::winnow::{n_shingles, seeds};
use xxhash_rust::xxh3::xxh3_128_with_seed;

/// The fingerprints of a text, in space that one text after another uses.
#[derive(Debug, Default)]
pub(crate) struct TextFingerprints {
    pub(crate) analysis: Analysis,
    /// Hashes of the tokens.
    pub(crate) tokens: Vec<u64>,
    /// Word shingles in order. Each starts at the token of its index, so that those of a paragraph
    /// that is longer than a shingle are a part of them.
    pub(crate) shingles: Vec<u64>,
    /// All seeds in order, inside boilerplate as well as outside.
    pub(crate) seeds: Vec<u64>,
    /// The first token of each seed.
    seed_starts: Vec<u32>,
}

impl TextFingerprints {
    /// Analyses and fingerprints a text; returns false if it has no words.
    pub(crate) fn read(&mut self, text: &str) -> bool {
        let TextFingerprints { analysis, tokens, shingles, seeds: kept, seed_starts } = self;
        analyse(text, analysis);
        shingles_of(analysis, tokens, shingles);
        kept.clear();
        seed_starts.clear();
        seeds(shingles, |position, seed| {
            kept.push(seed);
            seed_starts.push(position as u32);
        });
        !tokens.is_empty()
    }

    /// Returns the seeds in order, each with the index of its unit. A seed belongs to the unit of
    /// its first token.
    pub(crate) fn seeds_in(&self, units: &[TextUnit]) -> impl Iterator<Item = (usize, u64)> {
        let mut at = 0;
        self.seeds.iter().zip(&self.seed_starts).map(move |(seed, start)| {
            while *start >= units[at].tokens.end {
                at += 1;
            }
            (at, *seed)
        })
    }

    /// Returns the number of shingles by which candidates know the text.
    pub(crate) fn n_shingles(&self) -> u32 {
        n_shingles(&self.shingles)
    }

    /// Returns the hash that defines a distinct text: equal for articles of equal tokens, and of
    /// equal keys where copies are to have one.
    pub(crate) fn text_hash(&self, key: Option<u64>) -> u128 {
        xxh3_128_with_seed(self.analysis.folded.as_bytes(), key.unwrap_or(0))
    }
}

/// Replaces `tokens` and `shingles` by those of an analysed text, in order.
pub(crate) fn shingles_of(analysis: &Analysis, tokens: &mut Vec<u64>, shingles: &mut Vec<u64>) {
    tokens.clear();
    tokens.extend(token_hashes(analysis, analysis.all_tokens()));
    word_shingles(tokens, shingles);
}
