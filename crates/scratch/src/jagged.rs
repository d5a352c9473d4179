//! Lists of different lengths, one after another in one vector.

use std::marker::PhantomData;
use std::ops::Range;

/// Many short lists in two allocations (compressed sparse rows), each known by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JaggedVec<Item, Number = usize> {
    items: Vec<Item>,
    /// One past the last item of each list.
    ends: Vec<u64>,
    number: PhantomData<fn(Number)>,
}

impl<Item, Number> Default for JaggedVec<Item, Number> {
    fn default() -> Self {
        JaggedVec::with_capacity(0, 0)
    }
}

impl<Item, Number> JaggedVec<Item, Number> {
    /// No list yet, with room for so many and their items.
    pub fn with_capacity(n_lists: usize, n_items: usize) -> Self {
        let (items, ends) = (Vec::with_capacity(n_items), Vec::with_capacity(n_lists));
        JaggedVec { items, ends, number: PhantomData }
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

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All lists in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[Item]> {
        (0..self.len()).map(|index| &self.items[self.range(index)])
    }

    /// All items, list after list.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    fn range(&self, index: usize) -> Range<usize> {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[index] as usize
    }
}

impl<Item, Number> JaggedVec<Item, Number>
where
    usize: From<Number>,
{
    /// The list of a number.
    pub fn of(&self, number: Number) -> &[Item] {
        &self.items[self.range(number.into())]
    }

    /// The list of a number, mutable.
    pub fn of_mut(&mut self, number: Number) -> &mut [Item] {
        let range = self.range(number.into());
        &mut self.items[range]
    }
}

impl<Item, Number: From<usize>> JaggedVec<Item, Number> {
    /// The number of the list that contains the item of this index among all. O(log lists).
    pub fn list_of(&self, index: usize) -> Number {
        self.ends.partition_point(|end| *end <= index as u64).into()
    }
}

impl<Item: Copy, Number> JaggedVec<Item, Number>
where
    usize: From<Number>,
{
    /// Groups items, each given with the number of its list, into so many lists, in the order in
    /// which they come. `items` is called twice.
    pub fn grouped<Given>(n_lists: usize, items: impl Fn() -> Given) -> Self
    where
        Given: Iterator<Item = (Number, Item)>,
    {
        let mut ends = vec![0u64; n_lists];
        items().for_each(|(list, _)| ends[usize::from(list)] += 1);
        let mut sum = 0;
        for end in &mut ends {
            // The start of the list, until its items are in it.
            (*end, sum) = (sum, sum + *end);
        }
        let any = items().next().map(|(_, item)| item);
        let mut grouped = any.map_or_else(Vec::new, |any| vec![any; sum as usize]);
        for (list, item) in items() {
            let free = &mut ends[usize::from(list)];
            grouped[*free as usize] = item;
            *free += 1;
        }
        JaggedVec { items: grouped, ends, number: PhantomData }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn items_are_in_their_lists_in_the_order_in_which_they_came(
            items in prop::collection::vec((0usize..6, any::<u8>()), 0..40),
        ) {
            let plain: Vec<Vec<u8>> = (0..6)
                .map(|list| items.iter().filter(|(of, _)| *of == list).map(|(_, item)| *item).collect())
                .collect();
            let grouped: JaggedVec<u8> = JaggedVec::grouped(6, || items.iter().copied());
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
