//! The allocator where there is no paging: the system's.

use super::Tables;
use crate::error::Result;
use std::alloc::{GlobalAlloc, Layout, System};
use std::path::Path;

/// The system's allocator: this system keeps everything in memory.
#[derive(Default)]
pub struct Paged;

impl Paged {
    /// Without a limit.
    pub const fn new() -> Paged {
        Paged
    }

    /// Does nothing.
    ///
    /// # Errors
    /// Never.
    pub fn keep_below(&'static self, _bytes_max: u64, _folder: &Path) -> Result<Tables> {
        Ok(Tables::InMemory)
    }

    /// Always 0: no file was asked for.
    pub fn bytes_without_file(&self) -> u64 {
        0
    }
}

// SAFETY: all of it is the system allocator's.
unsafe impl GlobalAlloc for Paged {
    // SAFETY: the caller's, as for every allocator.
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's.
        unsafe { System.alloc(layout) }
    }

    // SAFETY: the caller's, as for every allocator.
    unsafe fn dealloc(&self, start: *mut u8, layout: Layout) {
        // SAFETY: the caller's.
        unsafe { System.dealloc(start, layout) }
    }
}
