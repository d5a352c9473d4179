//! Seeds of a fixed set of items, joined with one further item at a time.

use super::groups::{SortedEntries, counted, entry, partners};
use super::seed_key::{SEED_PARTITIONS, key_in_all};
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

/// The seeds of some items, sorted, to be joined with items that are not among them. Eight bytes
/// per seed.
///
/// [`seed_candidates`](super::seed_candidates) joins a set of items with itself by the same keys,
/// groups and rule for large groups; here one side is kept and the other is seen once, so that it
/// may be larger than memory.
#[derive(Debug, Clone)]
pub struct SeedIndex {
    partitions: Vec<SortedEntries>,
    group_len_max: usize,
}

impl SeedIndex {
    /// Indexes pairs of a seed and its item. O(n log n).
    pub fn new(seeds: impl IntoIterator<Item = (u64, u32)>, group_len_max: usize) -> SeedIndex {
        let mut partitions = vec![Vec::new(); SEED_PARTITIONS];
        for (seed, item) in seeds {
            let (partition, key) = key_in_all(seed);
            partitions[partition].push(entry(key, item));
        }
        let sorted = |entries: Vec<u64>| SortedEntries::of(entries).shrunk();
        SeedIndex { partitions: partitions.into_iter().map(sorted).collect(), group_len_max }
    }

    /// Returns the number of seeds of two items or more whose items and one further item are a
    /// group over the limit.
    pub fn groups_over_limit(&self) -> u64 {
        let groups = self.partitions.iter().flat_map(SortedEntries::groups);
        groups.filter(|group| group.len() + 1 > self.group_len_max).count() as u64
    }

    /// Returns the items that share enough seeds with a further item, ascending, each with the
    /// number of seeds that count.
    ///
    /// The further item comes behind all others, so that in a group over the limit it is paired
    /// with the first and the last item of the index. `seeds_needed` is asked with an item. O(seeds
    /// + what they share).
    pub fn candidates(&self, seeds: &[u64], seeds_needed: impl Fn(u32) -> usize) -> Vec<(u32, usize)> {
        let mut keys: Vec<(usize, u32)> = seeds.iter().map(|seed| key_in_all(*seed)).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut items: Vec<u32> = Vec::new();
        for (partition, key) in keys {
            let group = self.partitions[partition].group(key);
            items.extend(partners(group, group.len() + 1, self.group_len_max));
        }
        items.sort_unstable();
        counted(&items).filter(|(item, shared)| *shared >= seeds_needed(*item)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::candidates::{SeedSink, seed_candidates};
    use proptest::prelude::*;
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
