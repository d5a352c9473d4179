//! Lists of different lengths, one after another in one vector.

use std::ops::Range;

/// Many short lists in two allocations (compressed sparse rows).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JaggedVec<Item> {
    items: Vec<Item>,
    /// One past the last item of each list.
    ends: Vec<u64>,
}

impl<Item> Default for JaggedVec<Item> {
    fn default() -> Self {
        JaggedVec { items: Vec::new(), ends: Vec::new() }
    }
}

impl<Item> JaggedVec<Item> {
    /// No list yet, with room for so many and their items.
    pub fn with_capacity(n_lists: usize, n_items: usize) -> Self {
        JaggedVec { items: Vec::with_capacity(n_items), ends: Vec::with_capacity(n_lists) }
    }

    /// Appends a list.
    pub fn push(&mut self, list: impl IntoIterator<Item = Item>) {
        self.items.extend(list);
        self.ends.push(self.items.len() as u64);
    }

    /// Number of lists.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The list of a number.
    pub fn of(&self, number: usize) -> &[Item] {
        &self.items[self.range(number)]
    }

    /// The list of a number, mutable.
    pub fn of_mut(&mut self, number: usize) -> &mut [Item] {
        let range = self.range(number);
        &mut self.items[range]
    }

    /// All lists in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[Item]> {
        (0..self.len()).map(|number| self.of(number))
    }

    /// All items, list after list.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The number of the list that contains the item of this index among all. O(log lists).
    pub fn list_of(&self, index: usize) -> usize {
        self.ends.partition_point(|end| *end <= index as u64)
    }

    fn range(&self, number: usize) -> Range<usize> {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[number] as usize
    }
}

impl<Item: Copy + Default> JaggedVec<Item> {
    /// Groups items, each given with the number of its list, into so many lists, in the order in
    /// which they come. `items` is called twice.
    pub fn grouped<Given>(n_lists: usize, items: impl Fn() -> Given) -> JaggedVec<Item>
    where
        Given: Iterator<Item = (u32, Item)>,
    {
        let mut ends = vec![0u64; n_lists];
        items().for_each(|(list, _)| ends[list as usize] += 1);
        let mut sum = 0;
        for end in &mut ends {
            // The start of the list, until its items are in it.
            (*end, sum) = (sum, sum + *end);
        }
        let mut grouped = vec![Item::default(); sum as usize];
        for (list, item) in items() {
            let free = &mut ends[list as usize];
            grouped[*free as usize] = item;
            *free += 1;
        }
        JaggedVec { items: grouped, ends }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn items_are_in_their_lists_in_the_order_in_which_they_came(
            items in prop::collection::vec((0u32..6, any::<u8>()), 0..40),
        ) {
            let plain: Vec<Vec<u8>> = (0..6)
                .map(|list| items.iter().filter(|(of, _)| *of == list).map(|(_, item)| *item).collect())
                .collect();
            let grouped = JaggedVec::grouped(6, || items.iter().copied());
            let mut pushed = JaggedVec::default();
            plain.iter().for_each(|list| pushed.push(list.iter().copied()));
            prop_assert_eq!(&grouped, &pushed);
            prop_assert_eq!(grouped.iter().map(<[u8]>::to_vec).collect::<Vec<_>>(), plain);
            let lists: Vec<usize> = (0..grouped.items().len()).map(|index| grouped.list_of(index)).collect();
            let expected: Vec<usize> = grouped.iter().enumerate().flat_map(|(at, list)| list.iter().map(move |_| at)).collect();
            prop_assert_eq!(lists, expected);
        }
    }
}
