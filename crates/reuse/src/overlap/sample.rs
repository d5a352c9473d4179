//! Exact overlaps with a sample, without candidates: what recall is measured against.

use std::collections::HashMap;

/// The shingles of a few units, by which any other unit is compared with all of them at once.
#[derive(Debug, Clone, Default)]
pub struct SampleIndex {
    units_with: HashMap<u64, Vec<u32>>,
    lens: Vec<u32>,
}

impl SampleIndex {
    /// Takes the sorted sets of the sample, which are numbered as they come. O(shingles).
    pub fn of<'set>(sets: impl IntoIterator<Item = &'set [u64]>) -> Self {
        let mut index = SampleIndex::default();
        for (unit, set) in (0..).zip(sets) {
            index.lens.push(set.len() as u32);
            for shingle in set {
                index.units_with.entry(*shingle).or_default().push(unit);
            }
        }
        index
    }

    /// The exact overlap of each unit of the sample (`a`) with this sorted set (`b`), where they share anything, by number. Every shared
    /// shingle costs a step for each unit of the sample that has it: O(|set| × sample) at worst.
    pub fn overlaps(&self, set: &[u64]) -> Vec<(u32, super::Overlap)> {
        let mut shared = vec![0; self.lens.len()];
        for unit in set.iter().filter_map(|shingle| self.units_with.get(shingle)).flatten() {
            shared[*unit as usize] += 1;
        }
        (0..)
            .zip(shared)
            .filter(|(_, shared)| *shared > 0)
            .map(|(unit, shared)| {
                (unit, super::Overlap { shared, a_len: self.lens[unit as usize], b_len: set.len() as u32 })
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
        fn overlaps_are_those_of_one_comparison_after_another(
            sample in prop::collection::vec(prop::collection::btree_set(0u64..30, 0..15), 0..8),
            other in prop::collection::btree_set(0u64..30, 0..15),
        ) {
            let sorted = |set: &BTreeSet<u64>| set.iter().copied().collect::<Vec<u64>>();
            let sets: Vec<Vec<u64>> = sample.iter().map(sorted).collect();
            let other = sorted(&other);
            let index = SampleIndex::of(sets.iter().map(Vec::as_slice));
            let plain: Vec<(u32, Overlap)> = (0..)
                .zip(&sets)
                .map(|(unit, set)| (unit, Overlap::of(set, &other)))
                .filter(|(_, overlap)| overlap.shared > 0)
                .collect();
            prop_assert_eq!(index.overlaps(&other), plain);
        }
    }
}
