//! A text with the index of its short n-grams.

use super::positions::NgramPositions;
use super::table::{LONG, NgramTable, Occurrences};
use crate::overlap::Overlap;

/// The tokens of a text and the positions of its n-grams of one, two and five tokens, to be
/// compared with other texts. About 35 bytes per token.
#[derive(Debug, Clone)]
pub struct NgramIndex {
    /// Hashes of the tokens, in order.
    pub(crate) tokens: Vec<u64>,
    /// For each position whether its token occurs nowhere else in the text.
    pub(crate) is_unique: Vec<bool>,
    /// First positions of every token, ...
    pub(crate) single: NgramTable<1>,
    /// ... positions of every two neighbouring tokens, ...
    pub(crate) double: NgramPositions<2>,
    /// ... and of every [`LONG`] tokens.
    pub(crate) long: NgramPositions<LONG>,
}

impl NgramIndex {
    /// Indexes a text, given as token hashes. Linear in practice.
    ///
    /// # Panics
    /// If there are more than 2²⁹ tokens.
    pub fn new(tokens: Vec<u64>) -> NgramIndex {
        let mut is_unique = vec![true; tokens.len()];
        let single = NgramTable::new(&tokens, |first, position, _| {
            is_unique[first as usize] = false;
            is_unique[position as usize] = false;
        });
        NgramIndex {
            single,
            is_unique,
            double: NgramPositions::new(&tokens),
            long: NgramPositions::new(&tokens),
            tokens,
        }
    }

    /// Returns the exact overlap of the word-5-shingle sets of two texts; a text of fewer tokens is
    /// one shingle. O(|self| + |other|).
    pub fn overlap(&self, other: &NgramIndex) -> Overlap {
        let (a_len, b_len) = (self.n_distinct(), other.n_distinct());
        let is_short = |text: &NgramIndex| text.len() < LONG;
        let shared = if is_short(self) || is_short(other) {
            u32::from(!self.is_empty() && self.tokens == other.tokens)
        } else {
            let is_shared = |position: &u32| other.occurrences_of(self, *position).is_some();
            self.long.firsts(&self.tokens).filter(is_shared).count() as u32
        };
        Overlap { shared, a_len, b_len }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Returns whether the text has no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Looks up, in this text, the five-gram at a position of `text`, which may be this text
    /// itself. Constant time in practice.
    pub(crate) fn occurrences_of(&self, text: &NgramIndex, position: u32) -> Option<Occurrences> {
        self.long.find(&self.tokens, text.tokens[position as usize..].first_chunk()?)
    }

    /// Number of distinct shingles.
    fn n_distinct(&self) -> u32 {
        match self.len() < LONG {
            true => u32::from(!self.is_empty()),
            false => self.long.firsts(&self.tokens).count() as u32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn an_overlap_counts_distinct_shingles(
            a in prop::collection::vec(0u64..4, 0..40),
            b in prop::collection::vec(0u64..4, 0..40),
        ) {
            let shingles = |text: &[u64]| -> BTreeSet<Vec<u64>> {
                text.windows(LONG.min(text.len().max(1))).map(<[u64]>::to_vec).collect()
            };
            let (in_a, in_b) = (shingles(&a), shingles(&b));
            let overlap = NgramIndex::new(a).overlap(&NgramIndex::new(b));
            let shared = in_a.intersection(&in_b).count() as u32;
            prop_assert_eq!(overlap, Overlap { shared, a_len: in_a.len() as u32, b_len: in_b.len() as u32 });
        }
    }
}
