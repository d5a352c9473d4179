//! Stars: a representative and the members verified against it.

use super::ItemId;
use crate::ItemNumber;
use wirecopy_scratch::order::{ranks, reordered};
use wirecopy_scratch::{JaggedVec, numbers};

numbers! {
    /// The number of a star among all stars of a graph.
    pub StarNumber;
}

/// A representative and all items verified against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Star<'stars, Item = u32> {
    /// The item that every member was verified against.
    pub representative: Item,
    /// All members, the representative included, ascending; at least two.
    pub members: &'stars [Item],
}

/// A numbered list of stars, ordered by representative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stars<Item = u32> {
    representatives: Vec<Item>,
    members: JaggedVec<Item, StarNumber>,
}

impl<Item> Default for Stars<Item> {
    fn default() -> Self {
        Stars { representatives: Vec::new(), members: JaggedVec::default() }
    }
}

impl<Item: ItemNumber> Stars<Item> {
    /// Number of stars.
    pub fn len(&self) -> usize {
        self.representatives.len()
    }

    /// Returns whether there is no star.
    pub fn is_empty(&self) -> bool {
        self.representatives.is_empty()
    }

    /// Returns a star by its number.
    ///
    /// # Panics
    /// If there is no such star.
    pub fn get(&self, number: StarNumber) -> Star<'_, Item> {
        let representative = self.representatives[usize::from(number)];
        Star { representative, members: self.members.of(number) }
    }

    /// Iterates over all stars, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Star<'_, Item>> {
        self.iter_enumerated().map(|(_, star)| star)
    }

    /// Iterates over all stars with their numbers, in order.
    pub fn iter_enumerated(&self) -> impl ExactSizeIterator<Item = (StarNumber, Star<'_, Item>)> {
        (0..self.len()).map(StarNumber::from).map(|number| (number, self.get(number)))
    }

    pub(super) fn push(&mut self, representative: ItemId, members: &[ItemId]) {
        let typed = |item: ItemId| Item::from(u32::from(item));
        self.representatives.push(typed(representative));
        self.members.push(members.iter().map(|member| typed(*member)));
    }

    pub(super) fn sorted_by_representative(self) -> Self {
        let ranks = ranks(self.representatives.iter().copied());
        Stars {
            representatives: reordered(self.representatives, &ranks),
            members: self.members.reordered(&ranks),
        }
    }
}
