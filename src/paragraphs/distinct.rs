//! Distinct paragraphs: those that differ in their tokens.

use crate::numbers::{DistinctId, ParagraphId};
use rayon::prelude::*;
use typed_index_collections::{TiSlice, TiVec};

/// Parts of all keys, sorted one after another.
const SORTED_PARTS: u64 = 16;

/// Paragraphs of a corpus, numbered in the order of articles, and the distinct ones among them,
/// numbered by their first occurrence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DistinctParagraphs {
    /// For each paragraph its distinct paragraph; `None` if it has no tokens.
    pub(crate) of: TiVec<ParagraphId, Option<DistinctId>>,
    /// For each distinct paragraph its first occurrence.
    pub(crate) first: TiVec<DistinctId, ParagraphId>,
    /// For each distinct paragraph, how often it occurs.
    pub(crate) occurrences: TiVec<DistinctId, u32>,
}

impl DistinctParagraphs {
    /// Collapses paragraphs by the 64-bit hash of their tokens; 0 is that of a paragraph without
    /// tokens. O(n log n), and a sixteenth of the keys is sorted at a time, so that little memory
    /// is needed besides these.
    ///
    /// Two different paragraphs out of 60 million share a hash with a probability of one in ten
    /// thousand.
    pub(crate) fn of_keys(keys: &TiSlice<ParagraphId, u64>) -> Self {
        let mut first: TiVec<DistinctId, ParagraphId> = TiVec::new();
        let mut occurrences: TiVec<DistinctId, u32> = TiVec::new();
        let number = |(paragraph, first_equal): (ParagraphId, Option<ParagraphId>)| {
            let first_equal = first_equal?;
            if first_equal == paragraph {
                occurrences.push(1);
                return Some(first.push_and_get_key(paragraph));
            }
            let number = first.binary_search(&first_equal);
            let number = number.expect("the first occurrence comes before the others");
            occurrences[number] += 1;
            Some(number)
        };
        let of = first_equal(keys).into_iter_enumerated().map(number).collect();
        DistinctParagraphs { of, first, occurrences }
    }

    /// Returns the number of the distinct paragraph of which this is the first occurrence.
    pub(crate) fn number_of_first(&self, paragraph: ParagraphId) -> Option<DistinctId> {
        self.of[paragraph].filter(|number| self.first[*number] == paragraph)
    }
}

/// Returns for each paragraph the first one with its tokens; `None` if it has none.
fn first_equal(keys: &TiSlice<ParagraphId, u64>) -> TiVec<ParagraphId, Option<ParagraphId>> {
    let mut first_equal: TiVec<ParagraphId, Option<ParagraphId>> = vec![None; keys.len()].into();
    let mut run: Vec<(u64, ParagraphId)> = Vec::new();
    for part in 0..SORTED_PARTS {
        let is_of_part = |key: u64| key != 0 && key % SORTED_PARTS == part;
        run.clear();
        run.extend(
            keys.iter_enumerated()
                .filter(|(_, key)| is_of_part(**key))
                .map(|(paragraph, key)| (*key, paragraph)),
        );
        run.par_sort_unstable();
        for group in run.chunk_by(|left, right| left.0 == right.0) {
            for (_, paragraph) in group {
                first_equal[*paragraph] = Some(group[0].1);
            }
        }
    }
    first_equal
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_keys_are_one_paragraph_numbered_by_first_occurrence(keys in prop::collection::vec(0u64..12, 0..60)) {
            let mut first = Vec::new();
            let mut occurrences = Vec::new();
            let of: Vec<Option<DistinctId>> = keys
                .iter()
                .enumerate()
                .map(|(at, key)| {
                    if *key == 0 {
                        return None;
                    }
                    let known = first.iter().position(|first: &usize| keys[*first] == *key);
                    let number = known.unwrap_or_else(|| {
                        first.push(at);
                        occurrences.push(0);
                        first.len() - 1
                    });
                    occurrences[number] += 1;
                    Some(number.into())
                })
                .collect();
            let first = first.into_iter().map(ParagraphId::from).collect();
            let plain = DistinctParagraphs { of: of.into(), first, occurrences: occurrences.into() };
            prop_assert_eq!(DistinctParagraphs::of_keys(&TiVec::from(keys)), plain);
        }
    }
}
