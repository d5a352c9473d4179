//! Seeds of a fixed set of items, joined with one further item at a time.

use super::engines::SEED_BITS;
use super::groups::partners_of_last;
use crate::winnow::SHINGLES_ALL_EMITTED;

/// Items of fewer shingles are candidates by one shared seed: they have too few to share two.
const SHINGLES_ONE_SEED: u32 = 16;

/// Returns how many seeds two items of `a` and `b` shingles, as
/// [`n_shingles`](crate::winnow::n_shingles) counts them, must share to be a candidate.
///
/// Two; but one where an item has too few shingles, and where only one of the two keeps all of its
/// shingles as seeds, because the other keeps two ninths of what they share.
pub fn seeds_needed(a: u32, b: u32) -> usize {
    let (short, long) = (a.min(b), a.max(b));
    let all_emitted = SHINGLES_ALL_EMITTED as u32;
    if short < SHINGLES_ONE_SEED || (short < all_emitted && long >= all_emitted) { 1 } else { 2 }
}

/// The seeds of some items, sorted, to be joined with items that are not among them. 12 bytes per
/// seed.
///
/// [`seed_candidates`](super::seed_candidates) joins a set of items with itself by the same keys
/// and the same rule for large groups; here one side is kept and the other is seen once, so that it
/// may be larger than memory.
#[derive(Debug, Clone)]
pub struct SeedIndex {
    /// (key, item), sorted, without repeats.
    entries: Vec<(u64, u32)>,
    /// By the upper bits of a key, the first entry that has them; one more at the end.
    starts: Vec<u32>,
    shift: u32,
    group_len_max: usize,
}

impl SeedIndex {
    /// Indexes pairs of a seed and its item. O(n log n).
    pub fn new(seeds: impl IntoIterator<Item = (u64, u32)>, group_len_max: usize) -> SeedIndex {
        let mut entries: Vec<(u64, u32)> = seeds.into_iter().map(|(seed, item)| (key(seed), item)).collect();
        entries.sort_unstable();
        entries.dedup();
        let bits = (entries.len().max(2) as u64).ilog2();
        let shift = SEED_BITS - bits;
        let starts = (0..=1u64 << bits)
            .map(|upper| entries.partition_point(|(key, _)| key >> shift < upper) as u32)
            .collect();
        SeedIndex { entries, starts, shift, group_len_max }
    }

    /// Returns the number of seeds whose items and one further item are a group over the limit.
    pub fn groups_over_limit(&self) -> u64 {
        let groups = self.entries.chunk_by(|a, b| a.0 == b.0);
        groups.filter(|group| group.len() + 1 > self.group_len_max).count() as u64
    }

    /// Returns the items that share enough seeds with a further item, ascending, each with the
    /// number of seeds that count.
    ///
    /// The further item comes behind all others, so that in a group over the limit it is paired
    /// with the first and the last item of the index. `seeds_needed` is asked with an item. O(seeds
    /// + what they share).
    pub fn candidates(&self, seeds: &[u64], seeds_needed: impl Fn(u32) -> usize) -> Vec<(u32, usize)> {
        let mut keys: Vec<u64> = seeds.iter().map(|seed| key(*seed)).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut partners: Vec<u32> = Vec::new();
        for key in keys {
            let group = self.group(key);
            let positions = partners_of_last(group.len() + 1, self.group_len_max);
            partners.extend(positions.map(|position| group[position].1));
        }
        partners.sort_unstable();
        let counted = partners.chunk_by(|a, b| a == b).map(|equal| (equal[0], equal.len()));
        counted.filter(|(item, shared)| *shared >= seeds_needed(*item)).collect()
    }

    fn group(&self, key: u64) -> &[(u64, u32)] {
        let upper = (key >> self.shift) as usize;
        let near = &self.entries[self.starts[upper] as usize..self.starts[upper + 1] as usize];
        let start = near.partition_point(|(other, _)| *other < key);
        let len = near[start..].partition_point(|(other, _)| *other == key);
        &near[start..start + len]
    }
}

/// Returns the bits of a seed that candidates compare.
fn key(seed: u64) -> u64 {
    seed & ((1 << SEED_BITS) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::{SeedSink, seed_candidates};
    use proptest::prelude::*;
    use wirecopy_scratch::Error;
    use wirecopy_scratch::partition::SpillConfig;

    fn hashed(number: u8) -> u64 {
        xxhash_rust::xxh3::xxh3_64(&[number])
    }

    proptest! {
        #[test]
        fn a_further_item_has_the_candidates_that_it_would_have_as_the_last_of_all(
            items in prop::collection::vec(prop::collection::vec(0u8..30, 0..12), 1..30),
            needed in 1usize..4,
            group_len_max in 2usize..12,
        ) {
            let seeds_of = |item: usize| items[item].iter().map(|number| hashed(*number));
            let last = items.len() - 1;
            let spread = |sink: &SeedSink<'_>| {
                for item in 0..items.len() {
                    let seeds = seeds_of(item).filter(|seed| sink.accepts(*seed));
                    sink.add(&seeds.map(|seed| (seed, item as u32)).collect::<Vec<_>>(), &mut Vec::new())?;
                }
                Ok::<_, Error>(())
            };
            let spill =
                SpillConfig { folder: std::env::temp_dir(), entry_bytes: u64::MAX, occurrence_bytes: u64::MAX };
            let all = seed_candidates(items.len() as u32, spread, |_, _| needed, group_len_max, &spill)?;
            let expected: Vec<u32> =
                all.pairs.iter().filter(|pair| pair.1 == last as u32).map(|pair| pair.0).collect();
            let entries = (0..last).flat_map(|item| seeds_of(item).map(move |seed| (seed, item as u32)));
            let index = SeedIndex::new(entries, group_len_max);
            let found = index.candidates(&seeds_of(last).collect::<Vec<_>>(), |_| needed);
            prop_assert_eq!(found.into_iter().map(|(item, _)| item).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn an_index_without_seeds_proposes_nothing() {
        let index = SeedIndex::new([], 512);
        assert!(index.candidates(&[hashed(1), 0, u64::MAX], |_| 1).is_empty());
        assert_eq!(index.groups_over_limit(), 0);
    }
}
