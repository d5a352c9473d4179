//! Numbers of items: plain ones, or a caller's own type for one kind of thing.

use std::fmt::Debug;

/// The number of an item, from 0 and below 2³² − 1: `u32`, or a type that converts to and from it
/// and has its order.
pub trait ItemNumber: Copy + Ord + Debug + Send + Sync + From<u32> + Into<u32> {
    /// Its index in a table of all items.
    #[inline]
    fn index(self) -> usize {
        let number: u32 = self.into();
        number as usize
    }
}

impl<Number: Copy + Ord + Debug + Send + Sync + From<u32> + Into<u32>> ItemNumber for Number {}
