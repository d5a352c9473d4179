//! Groups: the items of each key.

/// Packs an entry into one word: the key above, the item below, so that one sort of plain words
/// groups by key and orders by item.
pub(super) fn entry(key: u32, item: u32) -> u64 {
    u64::from(key) << 32 | u64::from(item)
}

/// Entries of one partition, sorted and without repeats, so that the items of each key are
/// neighbours.
#[derive(Debug, Clone)]
pub(super) struct SortedEntries(Vec<u64>);

impl SortedEntries {
    pub(super) fn of(mut entries: Vec<u64>) -> SortedEntries {
        entries.sort_unstable();
        entries.dedup();
        SortedEntries(entries)
    }

    /// Drops spare capacity.
    pub(super) fn shrunk(mut self) -> SortedEntries {
        self.0.shrink_to_fit();
        self
    }

    /// Returns the groups: the entries, ascending by item, of each key that at least two items
    /// have.
    pub(super) fn groups(&self) -> impl Iterator<Item = &[u64]> {
        self.0.chunk_by(|a, b| a >> 32 == b >> 32).filter(|group| group.len() > 1)
    }

    /// Returns the entries of one key, ascending by item.
    pub(super) fn group(&self, key: u32) -> &[u64] {
        let from_key = &self.0[self.0.partition_point(|other| *other < entry(key, 0))..];
        &from_key[..from_key.partition_point(|other| (other >> 32) as u32 == key)]
    }
}

/// The rule for large groups: of the members `before` one in its group, the items that it is paired
/// with. All of them in a group of up to `group_len_max` members; in a larger one the first and the
/// predecessor.
pub(super) fn partners(before: &[u64], group_len: usize, group_len_max: usize) -> impl Iterator<Item = u32> {
    let (first, others) = before.split_at(before.len().min(1));
    let (all, predecessor) = if group_len <= group_len_max { (before, None) } else { (first, others.last()) };
    all.iter().chain(predecessor).map(|entry| *entry as u32)
}

/// Returns the values of a sorted list, each with its number: of partners, that of the keys that a
/// pair shares.
pub(super) fn counted<Value: Copy + Eq>(sorted: &[Value]) -> impl Iterator<Item = (Value, usize)> {
    sorted.chunk_by(|a, b| a == b).map(|equal| (equal[0], equal.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn items(group: &[u64]) -> Vec<u32> {
        group.iter().map(|entry| *entry as u32).collect()
    }

    proptest! {
        #[test]
        fn groups_are_those_of_a_plain_map(entries in prop::collection::vec((0u32..20, 0u32..30), 0..200)) {
            let mut plain: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
            for (key, item) in &entries {
                plain.entry(*key).or_default().insert(*item);
            }
            let sorted = SortedEntries::of(entries.iter().map(|(key, item)| entry(*key, *item)).collect());
            for key in 0..21 {
                let of_key = plain.get(&key).into_iter().flatten().copied().collect::<Vec<_>>();
                prop_assert_eq!(items(sorted.group(key)), of_key);
            }
            let plain: Vec<Vec<u32>> =
                plain.into_values().filter(|items| items.len() > 1).map(|items| items.into_iter().collect()).collect();
            prop_assert_eq!(sorted.groups().map(items).collect::<Vec<_>>(), plain);
        }

        #[test]
        fn a_group_gives_each_pair_once_and_above_the_limit_two_per_item(len in 2usize..40, group_len_max in 2usize..40) {
            let group: Vec<u64> = (0..len as u32).map(|item| entry(7, item)).collect();
            let pairs: Vec<(u32, u32)> = (0..len)
                .flat_map(|at| partners(&group[..at], len, group_len_max).map(move |a| (a, at as u32)))
                .collect();
            let is_named = |a: u32, b: u32| len <= group_len_max || a == 0 || a + 1 == b;
            let n = len as u32;
            let plain: Vec<(u32, u32)> =
                (0..n).flat_map(|b| (0..b).filter(move |a| is_named(*a, b)).map(move |a| (a, b))).collect();
            prop_assert_eq!(&pairs, &plain);
            prop_assert_eq!(pairs.len(), if len <= group_len_max { len * (len - 1) / 2 } else { 2 * len - 3 });
        }
    }
}
