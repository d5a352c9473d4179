//! Rows brought into another order.

use crate::jagged::JaggedVec;
use rayon::prelude::*;

/// Bytes that are ordered at a time, so that random reads are within few pages.
const PART_BYTES: usize = 8 << 20;

/// The largest number of parts: each has pages that are being written.
const PARTS_MAX: usize = 128;

/// The least room of a part if there are several, 1 MiB: large allocations may be mapped from
/// files, many smaller ones would not be.
const ROOM_BYTES_MIN: usize = 1 << 20;

/// Lists that come in any order, each with its rank, and are read in the order of ranks; every rank
/// from 0 comes once.
///
/// Both passes are over memory from one end to the other, a part of all ranks at a time; a table
/// that is filled in random order would have a page fetched for each of its items. O(items).
pub struct Reordering<Item> {
    parts: Vec<OrderedPart<Item>>,
    /// Binary logarithm of the ranks of one part.
    shift: u32,
}

struct OrderedPart<Item> {
    items: Vec<Item>,
    /// The rank of each list, and its length.
    lists: Vec<(u32, u32)>,
}

impl<Item: Copy> Reordering<Item> {
    /// For so many lists of so many bytes together, as far as that is known.
    pub fn new(n_lists: usize, bytes_expected: usize) -> Self {
        let n_parts = (bytes_expected / PART_BYTES).clamp(1, PARTS_MAX);
        let shift = n_lists.div_ceil(n_parts).max(1).next_power_of_two().trailing_zeros();
        let n_parts = n_lists.div_ceil(1 << shift);
        let room_min = |item_bytes: usize| if n_parts > 1 { ROOM_BYTES_MIN / item_bytes.max(1) } else { 0 };
        let items = bytes_expected / n_parts.max(1) / size_of::<Item>().max(1);
        let items = items.max(room_min(size_of::<Item>()));
        let lists = n_lists.min(1 << shift).max(room_min(size_of::<(u32, u32)>()));
        let part = |_| OrderedPart { items: Vec::with_capacity(items), lists: Vec::with_capacity(lists) };
        Reordering { parts: (0..n_parts).map(part).collect(), shift }
    }

    /// Adds the list of a rank.
    pub fn push(&mut self, rank: u32, list: &[Item]) {
        let part = &mut self.parts[(rank >> self.shift) as usize];
        part.items.extend_from_slice(list);
        part.lists.push((rank, list.len() as u32));
    }

    /// Calls `each` with the lists in the order of ranks.
    ///
    /// # Errors
    /// The first of `each`.
    pub fn try_for_each<Failure>(
        self,
        mut each: impl FnMut(&[Item]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut ranges = Vec::new();
        for OrderedPart { items, lists } in self.parts {
            ranges.clear();
            ranges.resize(lists.len(), 0..0);
            let mut start = 0;
            for (rank, len) in lists {
                let end = start + len as usize;
                ranges[rank as usize & ((1 << self.shift) - 1)] = start..end;
                start = end;
            }
            ranges.iter().try_for_each(|range| each(&items[range.clone()]))?;
        }
        Ok(())
    }

    /// Calls `each` with the lists in the order of ranks.
    pub fn for_each(self, mut each: impl FnMut(&[Item])) {
        let Ok(()) = self.try_for_each(|list| {
            each(list);
            Ok::<(), std::convert::Infallible>(())
        });
    }
}

/// Returns the items in the order of their ranks: the item at index `i` has `ranks[i]`, every rank
/// once. O(n), as [`Reordering`].
pub fn reordered<Item: Copy, Rank: Copy>(items: Vec<Item>, ranks: &[Rank]) -> Vec<Item>
where
    u32: From<Rank>,
{
    let mut ordered = Vec::with_capacity(items.len());
    let in_parts = in_order(items.iter().map(std::slice::from_ref), size_of_val(items.as_slice()), ranks);
    drop(items);
    in_parts.for_each(|item| ordered.extend_from_slice(item));
    ordered
}

/// Returns the inverse of a permutation: for each number its index.
pub fn inverse<Number: Copy>(numbers: &[Number]) -> Vec<u32>
where
    u32: From<Number>,
{
    let mut indices = vec![0; numbers.len()];
    for (index, number) in (0..).zip(numbers) {
        indices[u32::from(*number) as usize] = index;
    }
    indices
}

/// Returns the rank of each key; equal keys rank in the order in which they come. O(n log n).
pub fn ranks<Key: Ord + Send>(keys: impl Iterator<Item = Key>) -> Vec<u32> {
    let mut sorted: Vec<(Key, u32)> = keys.zip(0..).collect();
    sorted.par_sort_unstable();
    let order: Vec<u32> = sorted.into_iter().map(|(_, at)| at).collect();
    inverse(&order)
}

impl<Item: Copy, Number> JaggedVec<Item, Number> {
    /// Returns the lists in the order of their ranks, which are their new numbers or no numbers:
    /// the list at index `i` has `ranks[i]`, every rank once. O(items), as [`Reordering`].
    pub fn reordered<Rank: Copy, NewNumber>(self, ranks: &[Rank]) -> JaggedVec<Item, NewNumber>
    where
        u32: From<Rank>,
    {
        let mut ordered = JaggedVec::with_capacity(self.len(), self.items().len());
        let in_parts = in_order(self.iter(), size_of_val(self.items()), ranks);
        drop(self);
        in_parts.for_each(|list| ordered.push(list.iter().copied()));
        ordered
    }
}

fn in_order<'item, Item: Copy + 'item, Rank: Copy>(
    lists: impl ExactSizeIterator<Item = &'item [Item]>,
    bytes: usize,
    ranks: &[Rank],
) -> Reordering<Item>
where
    u32: From<Rank>,
{
    let mut reordering = Reordering::new(lists.len(), bytes);
    lists.zip(ranks).for_each(|(list, rank)| reordering.push((*rank).into(), list));
    reordering
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lists_and_ranks() -> impl Strategy<Value = (Vec<Vec<u8>>, Vec<u32>)> {
        prop::collection::vec(prop::collection::vec(any::<u8>(), 0..4), 0..60).prop_flat_map(|lists| {
            let list_ranks: Vec<u32> = (0..lists.len() as u32).collect();
            (Just(lists), Just(list_ranks).prop_shuffle())
        })
    }

    proptest! {
        #[test]
        fn everything_comes_in_the_order_of_ranks(
            (lists, list_ranks) in lists_and_ranks(),
            bytes_expected in prop_oneof![Just(0), Just(3 * PART_BYTES), Just(40 * PART_BYTES)],
        ) {
            let mut plain = vec![Vec::new(); lists.len()];
            let mut reordering = Reordering::new(lists.len(), bytes_expected);
            let mut flat: JaggedVec<u8> = JaggedVec::default();
            for (list, rank) in lists.iter().zip(&list_ranks) {
                plain[*rank as usize] = list.clone();
                reordering.push(*rank, list);
                flat.push(list.iter().copied());
            }
            let mut given = Vec::new();
            reordering.for_each(|list| given.push(list.to_vec()));
            prop_assert_eq!(&given, &plain);
            let flat: JaggedVec<u8> = flat.reordered(&list_ranks);
            prop_assert_eq!(flat.iter().map(<[u8]>::to_vec).collect::<Vec<_>>(), plain);
            let expected: Vec<u32> = list_ranks.iter().map(|rank| 10 * rank).collect();
            let mut sorted = expected.clone();
            sorted.sort_unstable();
            prop_assert_eq!(reordered(expected, &list_ranks), sorted);
            prop_assert_eq!(inverse(&inverse(&list_ranks)), list_ranks.clone());
            prop_assert_eq!(ranks(list_ranks.iter().map(|rank| 10 * rank)), list_ranks);
        }
    }
}
