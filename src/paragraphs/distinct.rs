//! Distinct paragraphs: those that differ in their tokens.

use rayon::prelude::*;

/// Number of no distinct paragraph, for a paragraph without tokens.
pub const NO_PARAGRAPH: u32 = u32::MAX;

/// Parts of all keys, sorted one after another.
const SORTED_PARTS: u64 = 16;

/// Paragraphs of a corpus, numbered in the order of articles, and the distinct ones among them,
/// numbered by their first occurrence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DistinctParagraphs {
    /// For each paragraph its distinct paragraph, or [`NO_PARAGRAPH`].
    pub of: Vec<u32>,
    /// For each distinct paragraph its first occurrence.
    pub first: Vec<u32>,
    /// For each distinct paragraph, how often it occurs.
    pub occurrences: Vec<u32>,
}

impl DistinctParagraphs {
    /// Collapses paragraphs by the 64-bit hash of their tokens; 0 is that of a paragraph without
    /// tokens. O(n log n), and a sixteenth of the keys is sorted at a time, so that little memory
    /// is needed beside them.
    ///
    /// Two different paragraphs out of 60 million share a hash with a probability of one in ten
    /// thousand.
    pub fn of_keys(keys: &[u64]) -> Self {
        let mut of = vec![NO_PARAGRAPH; keys.len()];
        let mut run: Vec<(u64, u32)> = Vec::new();
        for part in 0..SORTED_PARTS {
            let is_of_part = |key: u64| key != 0 && key % SORTED_PARTS == part;
            run.clear();
            run.extend(
                keys.iter()
                    .zip(0..)
                    .filter(|(key, _)| is_of_part(**key))
                    .map(|(key, paragraph)| (*key, paragraph)),
            );
            run.par_sort_unstable();
            for group in run.chunk_by(|left, right| left.0 == right.0) {
                for (_, paragraph) in group {
                    of[*paragraph as usize] = group[0].1;
                }
            }
        }
        drop(run);
        let (mut first, mut occurrences): (Vec<u32>, Vec<u32>) = Default::default();
        for paragraph in 0..of.len() {
            let first_equal = of[paragraph] as usize;
            if first_equal == paragraph {
                of[paragraph] = first.len() as u32;
                first.push(paragraph as u32);
                occurrences.push(1);
            } else if of[paragraph] != NO_PARAGRAPH {
                // The first occurrence comes before this one and has its number already.
                of[paragraph] = of[first_equal];
                occurrences[of[first_equal] as usize] += 1;
            }
        }
        DistinctParagraphs { of, first, occurrences }
    }

    /// Returns the number of the distinct paragraph of which this is the first occurrence.
    pub fn number_of_first(&self, paragraph: u32) -> Option<u32> {
        let number = self.of[paragraph as usize];
        (number != NO_PARAGRAPH && self.first[number as usize] == paragraph).then_some(number)
    }
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
            let of: Vec<u32> = keys
                .iter()
                .enumerate()
                .map(|(at, key)| {
                    if *key == 0 {
                        return NO_PARAGRAPH;
                    }
                    let known = first.iter().position(|first: &u32| keys[*first as usize] == *key);
                    let number = known.unwrap_or_else(|| {
                        first.push(at as u32);
                        occurrences.push(0);
                        first.len() - 1
                    });
                    occurrences[number] += 1;
                    number as u32
                })
                .collect();
            prop_assert_eq!(DistinctParagraphs::of_keys(&keys), DistinctParagraphs { of, first, occurrences });
        }
    }
}
