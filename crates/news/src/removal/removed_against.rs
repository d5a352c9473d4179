//! Removed items by survivor, as linked lists in two arrays: 8 bytes per item.

/// No item.
const NONE: u32 = u32::MAX;

/// The items that were removed for each survivor.
pub(super) struct RemovedAgainst {
    /// By survivor, the last item that was removed for it.
    last: Vec<u32>,
    /// By removed item, the previous item that was removed for the same survivor.
    previous: Vec<u32>,
}

impl RemovedAgainst {
    pub(super) fn new(n_items: usize) -> Self {
        RemovedAgainst { last: vec![NONE; n_items], previous: vec![NONE; n_items] }
    }

    /// Returns the items that were removed for a survivor, the last one first.
    pub(super) fn of(&self, survivor: u32) -> impl Iterator<Item = u32> {
        let some = |item: u32| Some(item).filter(|item| *item != NONE);
        std::iter::successors(some(self.last[survivor as usize]), move |item| {
            some(self.previous[*item as usize])
        })
    }

    pub(super) fn add(&mut self, survivor: u32, item: u32) {
        self.previous[item as usize] = self.last[survivor as usize];
        self.last[survivor as usize] = item;
    }

    pub(super) fn clear(&mut self, survivor: u32) {
        self.last[survivor as usize] = NONE;
    }
}
