//! Exact overlaps with a sample, without candidates: the reference of a measured recall.

use std::collections::HashMap;

/// An inverted index of the shingles of a few items, by which another item is compared with all of
/// them at once.
///
/// ```
/// use wirecopy_reuse::overlap::SampleIndex;
///
/// let index = SampleIndex::new([&[1, 2, 3][..], &[7, 8]]);
/// let found = index.overlaps(&[2, 3, 4]);
/// assert_eq!((found.len(), found[0].0, found[0].1.shared), (1, 0, 2));
/// ```
#[derive(Debug, Clone, Default)]
pub struct SampleIndex {
    items_with: HashMap<u64, Vec<u32>>,
    lens: Vec<u32>,
}

impl SampleIndex {
    /// Indexes the sets of the sample, sorted and without repeats, numbered as they come.
    /// O(shingles).
    pub fn new<'set>(sets: impl IntoIterator<Item = &'set [u64]>) -> Self {
        let mut index = SampleIndex::default();
        for (item, set) in (0..).zip(sets) {
            index.lens.push(set.len() as u32);
            for shingle in set {
                index.items_with.entry(*shingle).or_default().push(item);
            }
        }
        index
    }

    /// Returns the exact overlap of each item of the sample (`a`) with a set (`b`), sorted and
    /// without repeats, if they share anything; by number. Every shared shingle costs a step per
    /// item of the sample that has it: O(|set| × sample) at worst.
    pub fn overlaps(&self, set: &[u64]) -> Vec<(u32, super::Overlap)> {
        let mut shared = vec![0; self.lens.len()];
        for item in set.iter().filter_map(|shingle| self.items_with.get(shingle)).flatten() {
            shared[*item as usize] += 1;
        }
        (0..)
            .zip(shared)
            .filter(|(_, shared)| *shared > 0)
            .map(|(item, shared)| {
                (item, super::Overlap { shared, a_len: self.lens[item as usize], b_len: set.len() as u32 })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::overlap::Overlap;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn overlaps_equal_single_comparisons(
            sample in prop::collection::vec(prop::collection::btree_set(0u64..30, 0..15), 0..8),
            other in prop::collection::btree_set(0u64..30, 0..15),
        ) {
            let sorted = |set: &BTreeSet<u64>| set.iter().copied().collect::<Vec<u64>>();
            let sets: Vec<Vec<u64>> = sample.iter().map(sorted).collect();
            let other = sorted(&other);
            let index = SampleIndex::new(sets.iter().map(Vec::as_slice));
            let plain: Vec<(u32, Overlap)> = (0..)
                .zip(&sets)
                .map(|(item, set)| (item, Overlap::between(set, &other)))
                .filter(|(_, overlap)| overlap.shared > 0)
                .collect();
            prop_assert_eq!(index.overlaps(&other), plain);
        }
    }
}
