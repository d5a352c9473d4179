//! Removed items by survivor, as linked lists in two arrays: 8 bytes per item where an `Option` of
//! its number has four.

use wirecopy_reuse::ItemNumber;

/// The items that were removed for each survivor.
pub(super) struct RemovedAgainst<Item> {
    /// By survivor, the last item that was removed for it.
    last: Vec<Option<Item>>,
    /// By removed item, the previous item that was removed for the same survivor.
    previous: Vec<Option<Item>>,
}

impl<Item: ItemNumber> RemovedAgainst<Item> {
    pub(super) fn new(n_items: usize) -> Self {
        RemovedAgainst { last: vec![None; n_items], previous: vec![None; n_items] }
    }

    /// Returns the items that were removed for a survivor, the last one first.
    pub(super) fn of(&self, survivor: Item) -> impl Iterator<Item = Item> {
        std::iter::successors(self.last[survivor.index()], |item| self.previous[item.index()])
    }

    pub(super) fn add(&mut self, survivor: Item, item: Item) {
        self.previous[item.index()] = self.last[survivor.index()].replace(item);
    }

    pub(super) fn clear(&mut self, survivor: Item) {
        self.last[survivor.index()] = None;
    }
}
