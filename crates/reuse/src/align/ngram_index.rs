//! Where each run of one, two and five tokens of a text stands: made once a text, used for every pair it is in.

use super::places::{LONG, Occurrences, Places, Table};
use crate::overlap::Overlap;

/// The tokens of a text with the places of its short runs, to be looked up from other texts. About 35 bytes a token.
#[derive(Debug, Clone)]
pub struct NgramIndex {
    /// Hashes of the tokens, in order.
    pub(super) tokens: Vec<u64>,
    /// For each place whether its token stands nowhere else in the text.
    pub(super) stands_once: Vec<bool>,
    /// First places of every token, ...
    pub(super) single: Table<1>,
    /// ... places of every two neighbours, ...
    pub(super) double: Places<2>,
    /// ... and of every run of [`LONG`].
    pub(super) long: Places<LONG>,
}

impl NgramIndex {
    /// Takes hashes of the tokens, no more than 2²⁹. Linear in practice.
    pub fn new(tokens: Vec<u64>) -> NgramIndex {
        let mut stands_once = vec![true; tokens.len()];
        let single = Table::of(&tokens, |first, place, _| {
            stands_once[first as usize] = false;
            stands_once[place as usize] = false;
        });
        NgramIndex { single, stands_once, double: Places::of(&tokens), long: Places::of(&tokens), tokens }
    }

    /// The exact overlap of the shingle sets of two texts; a text of fewer tokens than a shingle is one. O(|self| + |other|).
    pub fn overlap(&self, other: &NgramIndex) -> Overlap {
        let (a_len, b_len) = (self.distinct_len(), other.distinct_len());
        let is_short = |text: &NgramIndex| text.len() < LONG;
        let shared = if is_short(self) || is_short(other) {
            u32::from(!self.is_empty() && self.tokens == other.tokens)
        } else {
            let is_shared = |place: &u32| other.occurrences_of(self, *place).is_some();
            self.long.firsts(&self.tokens).filter(is_shared).count() as u32
        };
        Overlap { shared, a_len, b_len }
    }

    /// Tokens of the text.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether the text has no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// How the run of [`LONG`] that begins at a place of `text`, which may be this text itself, stands in this one. Constant time in practice.
    pub(super) fn occurrences_of(&self, text: &NgramIndex, place: u32) -> Option<Occurrences> {
        self.long.find(&self.tokens, text.tokens[place as usize..].first_chunk()?)
    }

    fn distinct_len(&self) -> u32 {
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
        fn overlaps_count_distinct_runs(
            a in prop::collection::vec(0u64..4, 0..40),
            b in prop::collection::vec(0u64..4, 0..40),
        ) {
            let of = |text: &[u64]| -> BTreeSet<Vec<u64>> {
                text.windows(LONG.min(text.len().max(1))).map(<[u64]>::to_vec).collect()
            };
            let (in_a, in_b) = (of(&a), of(&b));
            let overlap = NgramIndex::new(a).overlap(&NgramIndex::new(b));
            let shared = in_a.intersection(&in_b).count() as u32;
            prop_assert_eq!(overlap, Overlap { shared, a_len: in_a.len() as u32, b_len: in_b.len() as u32 });
        }
    }
}
