//! Exact collapse of paragraphs: which have the same tokens.

use rayon::prelude::*;

/// Stands for "no paragraph" where a paragraph has no tokens.
pub const NO_PARAGRAPH: u32 = u32::MAX;

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
    /// Collapses paragraphs by the 64-bit hash of their tokens; 0 stands for a paragraph without tokens. O(n log n).
    ///
    /// Two different paragraphs out of 60 million share a hash with a probability of one in ten thousand.
    pub fn of_keys(keys: &[u64]) -> Self {
        let mut run: Vec<(u64, u32)> =
            keys.iter().zip(0..).filter(|(key, _)| **key != 0).map(|(key, at)| (*key, at)).collect();
        run.par_sort_unstable();
        let mut groups: Vec<(u32, u32)> = run
            .chunk_by(|left, right| left.0 == right.0)
            .map(|group| (group[0].1, group.len() as u32))
            .collect();
        let mut first_of = vec![NO_PARAGRAPH; keys.len()];
        for group in run.chunk_by(|left, right| left.0 == right.0) {
            for (_, at) in group {
                first_of[*at as usize] = group[0].1;
            }
        }
        groups.par_sort_unstable();
        let (first, occurrences): (Vec<u32>, Vec<u32>) = groups.into_iter().unzip();
        let mut number_of_first = vec![NO_PARAGRAPH; keys.len()];
        for (number, at) in first.iter().enumerate() {
            number_of_first[*at as usize] = number as u32;
        }
        for first in &mut first_of {
            if *first != NO_PARAGRAPH {
                *first = number_of_first[*first as usize];
            }
        }
        DistinctParagraphs { of: first_of, first, occurrences }
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
