//! Exact scores of two texts.

use wirecopy_article::text::{Analysis, analyse_without_roles};
use wirecopy_reuse::overlap::Overlap;
use wirecopy_reuse::shingle::{distinct, token_hashes, word_shingles};

/// Overlap of two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Score {
    pub(crate) overlap: Overlap,
    /// True if the token sequences are equal.
    pub(crate) is_exact: bool,
}

/// A text prepared for comparison.
#[derive(Debug, Clone, Default)]
pub(crate) struct ComparedText {
    folded: String,
    /// Its word shingles, sorted.
    shingles: Vec<u64>,
}

/// Buffers, reused between articles.
#[derive(Default)]
pub(crate) struct Scoring {
    analysis: Analysis,
    hashes: Vec<u64>,
    text: ComparedText,
}

impl Scoring {
    /// Compares the whole texts, boilerplate included. O(n log n).
    pub(crate) fn score(&mut self, text: &str, source: &ComparedText) -> Score {
        let mut own = std::mem::take(&mut self.text);
        self.read(text, &mut own);
        let score = Score {
            overlap: Overlap::between(&own.shingles, &source.shingles),
            is_exact: own.folded == source.folded,
        };
        self.text = own;
        score
    }

    /// Prepares a text for comparison with others. O(n log n).
    pub(crate) fn read(&mut self, text: &str, compared: &mut ComparedText) {
        analyse_without_roles(text, &mut self.analysis);
        self.hashes.clear();
        self.hashes.extend(token_hashes(&self.analysis, self.analysis.all_tokens()));
        word_shingles(&self.hashes, &mut compared.shingles);
        distinct(&mut compared.shingles);
        std::mem::swap(&mut self.analysis.folded, &mut compared.folded);
    }
}
