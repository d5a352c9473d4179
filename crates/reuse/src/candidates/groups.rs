//! Groups: the items of each key.

use std::ops::Range;

/// Packs an entry into one word: the key above, the item below, so that one sort of plain words
/// groups by key and orders by item.
pub(super) fn entry(key: u32, item: u32) -> u64 {
    u64::from(key) << 32 | u64::from(item)
}

/// The groups of sorted entries: the items, ascending, of each key that at least two items have.
pub(super) struct Groups<'entries> {
    rest: &'entries [u64],
}

impl<'entries> Groups<'entries> {
    /// Takes entries that are sorted and have no repeats.
    pub(super) fn new(sorted: &'entries [u64]) -> Self {
        debug_assert!(sorted.is_sorted_by(|a, b| a < b), "entries are sorted and have no repeats");
        Groups { rest: sorted }
    }
}

impl<'entries> Iterator for Groups<'entries> {
    type Item = &'entries [u64];

    fn next(&mut self) -> Option<&'entries [u64]> {
        loop {
            let key = *self.rest.first()? >> 32;
            let len = self.rest.iter().take_while(|entry| *entry >> 32 == key).count();
            let (group, rest) = self.rest.split_at(len);
            self.rest = rest;
            if len > 1 {
                return Some(group);
            }
        }
    }
}

/// The rule for large groups: positions of the members that the one at `position` is paired with
/// among those after it. All of them in a group of up to `group_len_max` members; in a larger one
/// the first is paired with all others, and each other one with its successor.
fn partners_behind(position: usize, group_len: usize, group_len_max: usize) -> Range<usize> {
    let end = match group_len <= group_len_max || position == 0 {
        true => group_len,
        false => group_len.min(position + 2),
    };
    position + 1..end
}

/// The rule seen from the last member of a group: positions, ascending, of the members that it is
/// paired with. All others, or over the limit the first and the predecessor.
pub(super) fn partners_of_last(group_len: usize, group_len_max: usize) -> impl Iterator<Item = usize> {
    let last = group_len.saturating_sub(1);
    let (others, predecessor) = match group_len <= group_len_max {
        true => (0..last, 0..0),
        false => (0..last.min(1), last.saturating_sub(1).max(1)..last),
    };
    others.chain(predecessor)
}

/// Calls `pair(a, b)`, `a < b`, for each pair of a group that the rule for large groups names.
pub(super) fn for_each_pair(group: &[u64], group_len_max: usize, mut pair: impl FnMut(u32, u32)) {
    for (position, a) in group.iter().enumerate() {
        for b in &group[partners_behind(position, group.len(), group_len_max)] {
            pair(*a as u32, *b as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn the_last_of_a_group_has_the_partners_that_name_it(len in 1usize..40, limit in 2usize..40) {
            let last = len - 1;
            let plain: Vec<usize> =
                (0..last).filter(|position| partners_behind(*position, len, limit).contains(&last)).collect();
            prop_assert_eq!(partners_of_last(len, limit).collect::<Vec<_>>(), plain);
        }

        #[test]
        fn groups_are_those_of_a_plain_map(entries in prop::collection::vec((0u32..20, 0u32..30), 0..200)) {
            let mut plain: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
            for (key, item) in &entries {
                plain.entry(*key).or_default().insert(*item);
            }
            let plain: Vec<Vec<u32>> =
                plain.into_values().filter(|items| items.len() > 1).map(|items| items.into_iter().collect()).collect();
            let mut run: Vec<u64> = entries.iter().map(|(key, item)| entry(*key, *item)).collect();
            run.sort_unstable();
            run.dedup();
            let groups: Vec<Vec<u32>> =
                Groups::new(&run).map(|group| group.iter().map(|entry| *entry as u32).collect()).collect();
            prop_assert_eq!(groups, plain);
        }

        #[test]
        fn a_group_gives_each_pair_once_and_above_the_limit_two_per_item(len in 2usize..40, group_len_max in 2usize..40) {
            let group: Vec<u64> = (0..len as u32).map(|item| entry(7, item)).collect();
            let mut made = BTreeSet::new();
            let mut count = 0;
            for_each_pair(&group, group_len_max, |a, b| {
                assert!(a < b);
                made.insert((a, b));
                count += 1;
            });
            prop_assert_eq!(count, if len <= group_len_max { len * (len - 1) / 2 } else { 2 * len - 3 });
            prop_assert_eq!(made.len(), count);
        }
    }
}
