//! Exact collapse of paragraphs: which have the same tokens.

use rayon::prelude::*;

/// Stands for "no paragraph" where a paragraph has no tokens.
pub const NO_PARAGRAPH: u32 = u32::MAX;

/// Parts of all keys that are sorted one after another.
const SORTED_PARTS: u64 = 16;

/// Paragraphs of a corpus, numbered in the order of articles, and the distinct ones among them, numbered by their first occurrence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DistinctParagraphs {
    /// For each paragraph its distinct paragraph, or [`NO_PARAGRAPH`].
    pub of: Vec<u32>,
    /// For each distinct paragraph its first occurrence.
    pub first: Vec<u32>,
    /// For each distinct paragraph how often it stands.
    pub occurrences: Vec<u32>,
}

impl DistinctParagraphs {
    /// Collapses paragraphs by the 64-bit hash of their tokens; 0 stands for a paragraph without tokens. O(n log n), and a sixteenth of the keys is sorted at a
    /// time, so that little stands beside them.
    ///
    /// Two different paragraphs out of 60 million share a hash with a probability of one in ten thousand.
    pub fn of_keys(keys: &[u64]) -> Self {
        let mut of = vec![NO_PARAGRAPH; keys.len()];
        let mut run: Vec<(u64, u32)> = Vec::new();
        for part in 0..SORTED_PARTS {
            let is_of_part = |key: u64| key != 0 && key % SORTED_PARTS == part;
            run.clear();
            run.extend(keys.iter().zip(0..).filter(|(key, _)| is_of_part(**key)).map(|(key, at)| (*key, at)));
            run.par_sort_unstable();
            for group in run.chunk_by(|left, right| left.0 == right.0) {
                for (_, at) in group {
                    of[*at as usize] = group[0].1;
                }
            }
        }
        drop(run);
        let (mut first, mut occurrences): (Vec<u32>, Vec<u32>) = Default::default();
        for at in 0..of.len() {
            let first_at = of[at] as usize;
            if first_at == at {
                of[at] = first.len() as u32;
                first.push(at as u32);
                occurrences.push(1);
            } else if of[at] != NO_PARAGRAPH {
                // It stands before this one and has its number already.
                of[at] = of[first_at];
                occurrences[of[first_at] as usize] += 1;
            }
        }
        DistinctParagraphs { of, first, occurrences }
    }

    /// The number of the distinct paragraph that first stands here.
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
