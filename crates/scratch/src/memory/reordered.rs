//! Things that come in one order and are asked for in another.

use super::{JaggedVec, LARGE_BYTES};
use rayon::prelude::*;

/// Bytes that are put in order at a time: what is asked for here and there then stands in few pages.
const PART_BYTES: usize = 8 << 20;

/// Parts at most: each has pages that are being written, and two files where tables lie in files.
const PARTS_MAX: usize = 128;

/// Takes lists, each with its place, in any order, and gives them in the order of their places: every place from 0 is given once. Both go over memory from
/// one end to the other, a part of all places at a time, where a table that is filled here and there would have every page fetched for each of its
/// items. O(items).
pub struct Reordering<Item> {
    parts: Vec<Part<Item>>,
    /// Places of one part, as a power of two.
    shift: u32,
}

struct Part<Item> {
    items: Vec<Item>,
    /// The place of each list, and its length.
    lists: Vec<(u32, u32)>,
}

impl<Item: Copy> Reordering<Item> {
    /// For so many lists of so many bytes together, as far as that is known.
    pub fn new(n_lists: usize, bytes_expected: usize) -> Self {
        let n_parts = (bytes_expected / PART_BYTES).clamp(1, PARTS_MAX);
        let shift = n_lists.div_ceil(n_parts).max(1).next_power_of_two().trailing_zeros();
        let n_parts = n_lists.div_ceil(1 << shift);
        // Many tables that are not quite large would outweigh the memory that large ones spare.
        let of_large = |item_bytes: usize| if n_parts > 1 { LARGE_BYTES / item_bytes.max(1) } else { 0 };
        let items = bytes_expected / n_parts.max(1) / size_of::<Item>().max(1);
        let items = items.max(of_large(size_of::<Item>()));
        let lists = n_lists.min(1 << shift).max(of_large(size_of::<(u32, u32)>()));
        let part = |_| Part { items: Vec::with_capacity(items), lists: Vec::with_capacity(lists) };
        Reordering { parts: (0..n_parts).map(part).collect(), shift }
    }

    /// Adds the list of a place.
    pub fn push(&mut self, place: u32, list: &[Item]) {
        let part = &mut self.parts[(place >> self.shift) as usize];
        part.items.extend_from_slice(list);
        part.lists.push((place, list.len() as u32));
    }

    /// Calls `each` with the lists in the order of their places.
    ///
    /// # Errors
    /// The first of `each`.
    pub fn try_for_each<Failure>(
        self,
        mut each: impl FnMut(&[Item]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut ranges = Vec::new();
        for Part { items, lists } in self.parts {
            ranges.clear();
            ranges.resize(lists.len(), 0..0);
            let mut start = 0;
            for (place, len) in lists {
                let end = start + len as usize;
                ranges[place as usize & ((1 << self.shift) - 1)] = start..end;
                start = end;
            }
            ranges.iter().try_for_each(|range| each(&items[range.clone()]))?;
        }
        Ok(())
    }

    /// Calls `each` with the lists in the order of their places.
    pub fn for_each(self, mut each: impl FnMut(&[Item])) {
        let Ok(()) = self.try_for_each(|list| {
            each(list);
            Ok::<(), std::convert::Infallible>(())
        });
    }
}

/// A table in another order: the item at `at` goes to `places[at]`, and every place is given once. O(n), as [`Reordering`].
pub fn reordered<Item: Copy>(items: Vec<Item>, places: &[u32]) -> Vec<Item> {
    let mut ordered = Vec::with_capacity(items.len());
    let in_parts = in_order(items.iter().map(std::slice::from_ref), size_of_val(items.as_slice()), places);
    drop(items);
    in_parts.for_each(|item| ordered.extend_from_slice(item));
    ordered
}

/// Where each number stands in a list of all numbers below its length.
pub fn inverse(numbers: &[u32]) -> Vec<u32> {
    let mut places = vec![0; numbers.len()];
    for (place, number) in (0..).zip(numbers) {
        places[*number as usize] = place;
    }
    places
}

/// The place of each key in the order of all; equal keys stand as they came. O(n log n).
pub fn ranks<Key: Ord + Send>(keys: impl Iterator<Item = Key>) -> Vec<u32> {
    let mut sorted: Vec<(Key, u32)> = keys.zip(0..).collect();
    sorted.par_sort_unstable();
    let order: Vec<u32> = sorted.into_iter().map(|(_, at)| at).collect();
    inverse(&order)
}

impl<Item: Copy> JaggedVec<Item> {
    /// The lists in another order: the one at `at` goes to `places[at]`, and every place is given once. O(items), as [`Reordering`].
    pub fn reordered(self, places: &[u32]) -> JaggedVec<Item> {
        let mut ordered = JaggedVec::with_capacity(self.len(), self.items().len());
        let in_parts = in_order(self.iter(), size_of_val(self.items()), places);
        drop(self);
        in_parts.for_each(|list| ordered.push(list.iter().copied()));
        ordered
    }
}

fn in_order<'item, Item: Copy + 'item>(
    lists: impl ExactSizeIterator<Item = &'item [Item]>,
    bytes: usize,
    places: &[u32],
) -> Reordering<Item> {
    let mut reordering = Reordering::new(lists.len(), bytes);
    lists.zip(places).for_each(|(list, place)| reordering.push(*place, list));
    reordering
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lists_and_places() -> impl Strategy<Value = (Vec<Vec<u8>>, Vec<u32>)> {
        prop::collection::vec(prop::collection::vec(any::<u8>(), 0..4), 0..60).prop_flat_map(|lists| {
            let places: Vec<u32> = (0..lists.len() as u32).collect();
            (Just(lists), Just(places).prop_shuffle())
        })
    }

    proptest! {
        #[test]
        fn everything_stands_at_its_place(
            (lists, places) in lists_and_places(),
            bytes_expected in prop_oneof![Just(0), Just(3 * PART_BYTES), Just(40 * PART_BYTES)],
        ) {
            let mut plain = vec![Vec::new(); lists.len()];
            let mut reordering = Reordering::new(lists.len(), bytes_expected);
            let mut flat = JaggedVec::default();
            for (list, place) in lists.iter().zip(&places) {
                plain[*place as usize] = list.clone();
                reordering.push(*place, list);
                flat.push(list.iter().copied());
            }
            let mut given = Vec::new();
            reordering.for_each(|list| given.push(list.to_vec()));
            prop_assert_eq!(&given, &plain);
            prop_assert_eq!(flat.reordered(&places).iter().map(<[u8]>::to_vec).collect::<Vec<_>>(), plain);
            let expected: Vec<u32> = places.iter().map(|place| 10 * place).collect();
            let mut sorted = expected.clone();
            sorted.sort_unstable();
            prop_assert_eq!(reordered(expected, &places), sorted);
            prop_assert_eq!(inverse(&inverse(&places)), places.clone());
            prop_assert_eq!(ranks(places.iter().map(|place| 10 * place)), places);
        }
    }
}
