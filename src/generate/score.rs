//! Exact scores of two texts.

use crate::shingle::{distinct, token_hashes, word_shingles};
use crate::text::{Analysis, analyse};
use crate::verify::Overlap;

/// What two texts have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) overlap: Overlap,
    /// Whether the token sequences are equal.
    pub(super) is_exact: bool,
}

/// Working space, kept between articles.
#[derive(Default)]
pub(super) struct Scoring {
    text: Side,
    source: Side,
}

#[derive(Default)]
struct Side {
    analysis: Analysis,
    hashes: Vec<u64>,
    shingles: Vec<u64>,
}

impl Scoring {
    /// Compares the whole texts, furniture included. O(n log n).
    pub(super) fn score(&mut self, text: &str, source: &str) -> Score {
        self.text.read(text);
        self.source.read(source);
        Score {
            overlap: Overlap::of(&self.text.shingles, &self.source.shingles),
            is_exact: self.text.analysis.folded == self.source.analysis.folded,
        }
    }
}

impl Side {
    fn read(&mut self, text: &str) {
        analyse(text, &mut self.analysis);
        self.hashes.clear();
        self.hashes.extend(token_hashes(&self.analysis, self.analysis.all_tokens()));
        word_shingles(&self.hashes, &mut self.shingles);
        distinct(&mut self.shingles);
    }
}
