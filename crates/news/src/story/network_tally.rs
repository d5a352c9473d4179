//! Counts of the network of outlets.

use std::collections::BTreeMap;

/// Counts of an edge: the stories that the second outlet has from the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EdgeTally {
    /// Number of distinct stories.
    pub stories: u64,
    /// Seconds between the first appearances in both outlets, one per story for which both are
    /// known to the second and in the order of the edge.
    pub lags_seconds: Vec<i64>,
    /// Number of articles of the second outlet with those stories.
    pub copies: u64,
    /// Number of copies with known credits.
    pub with_credits: u64,
    /// Number of copies that credit the first outlet or the story's agency.
    pub crediting: u64,
}

/// Counts of one outlet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OutletTally {
    /// Number of articles.
    pub articles: u64,
    /// Number of distinct stories.
    pub stories: u64,
    /// Number of stories that another outlet also has.
    pub stories_shared: u64,
    /// Number of shared stories of which it is the origin.
    pub stories_first: u64,
    /// Number of articles with the text of an agency that does not own the outlet; `None` if the
    /// credits of some articles are unknown.
    pub wire_articles: Option<u64>,
    /// New words of all articles with known originality.
    pub originality: WordShare,
    /// New words of the articles among them without the text of an agency.
    pub originality_without_wire: WordShare,
}

/// A mean of shares, weighted by the words of the articles.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct WordShare {
    /// Number of words of the articles with a known share.
    pub words: u64,
    /// Number of those words that the shares count.
    pub counted: f64,
}

/// The network of all outlets.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkTally {
    /// Counts by the number of the outlet.
    pub outlets: Vec<OutletTally>,
    /// Edges by the numbers of the first and second outlet.
    pub edges: BTreeMap<(u32, u32), EdgeTally>,
    /// Number of stories.
    pub stories: u64,
    /// Number of stories of at least two outlets.
    pub stories_shared: u64,
    /// Number of shared stories with an unknown origin.
    pub stories_of_open_origin: u64,
    /// Number of outlets of a shared story that are neither its origin nor the end of an edge,
    /// summed over all stories.
    pub appearances_unlinked: u64,
    /// Number of articles without an outlet.
    pub articles_without_outlet: u64,
}

impl EdgeTally {
    /// Returns the median lag in seconds; `None` if no lag is known. O(n log n).
    pub fn median_lag_seconds(&self) -> Option<f64> {
        let mut lags = self.lags_seconds.clone();
        lags.sort_unstable();
        let upper = *lags.get(lags.len() / 2)?;
        let lower = lags[(lags.len() - 1) / 2];
        Some((lower as f64 + upper as f64) / 2.0)
    }

    /// Returns the share of crediting copies among those with known credits, from 0 to 1; `None` if
    /// there are none.
    pub fn credit_rate(&self) -> Option<f64> {
        (self.with_credits > 0).then(|| self.crediting as f64 / self.with_credits as f64)
    }
}

impl WordShare {
    /// Returns the mean, from 0 to 1; `None` if no share is known.
    pub fn value(self) -> Option<f64> {
        (self.words > 0).then(|| self.counted / self.words as f64)
    }

    pub(super) fn add(&mut self, words: u64, share: f64) {
        // A row that somebody changed may have any number.
        self.words = self.words.saturating_add(words);
        self.counted += words as f64 * share;
    }
}
