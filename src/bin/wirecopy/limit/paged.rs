//! The allocator: small allocations from the system, large ones from files while there is a limit.

use super::region::Region;
use super::{LARGE_BYTES, watch};
use crate::counting::Counting;
use std::alloc::{GlobalAlloc, Layout};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Regions start at pages, which are nowhere smaller; allocations of a larger alignment are left to
/// the system.
const ALIGN_MAX: usize = 4096;

/// An allocator that keeps the memory of its program below a limit, once there is one; until then
/// it is the system's.
///
/// Where the folder has no room, or the process may open no more files, memory is allocated after
/// all, because a run that finishes is worth more than one that keeps its promise:
/// [`Paged::bytes_without_file`] says how much.
pub struct Paged {
    /// 0 while there is no limit.
    bytes_max: AtomicU64,
    bytes_without_file: AtomicU64,
    regions: Mutex<Regions>,
}

struct Regions {
    folder: Option<PathBuf>,
    by_start: BTreeMap<usize, Region>,
}

impl Paged {
    /// Without a limit.
    pub const fn new() -> Paged {
        Paged {
            bytes_max: AtomicU64::new(0),
            bytes_without_file: AtomicU64::new(0),
            regions: Mutex::new(Regions { folder: None, by_start: BTreeMap::new() }),
        }
    }

    /// Keeps the whole process below `bytes_max` bytes from now on, as far as small allocations
    /// leave room, with files in `folder`. What is in memory already stays there until it grows. A
    /// later call sets another limit.
    ///
    /// # Errors
    /// When the folder takes no file, or the system does not say what is resident.
    pub fn keep_below(&'static self, bytes_max: u64, folder: &Path) -> io::Result<()> {
        Region::create(folder, LARGE_BYTES)?;
        self.regions().folder = Some(folder.to_path_buf());
        if self.bytes_max.swap(bytes_max.max(1), Ordering::Relaxed) == 0 {
            let begun = watch::begin(|| self.bytes_max(), || self.give_up_pages());
            // Where the system starts no more threads, pages stay until the kernel takes them; that
            // the limit was passed is then a warning.
            begun.or_else(|error| match error.kind() {
                io::ErrorKind::WouldBlock => Ok(()),
                _ => Err(error),
            })?;
        }
        Ok(())
    }

    /// Bytes of large allocations that were made in memory because no file could be.
    pub fn bytes_without_file(&self) -> u64 {
        self.bytes_without_file.load(Ordering::Relaxed)
    }
}

impl Paged {
    fn bytes_max(&self) -> u64 {
        self.bytes_max.load(Ordering::Relaxed)
    }

    /// Takes all pages of files away from the process.
    fn give_up_pages(&self) {
        self.regions().by_start.values().for_each(Region::give_up_pages);
    }

    fn regions(&self) -> MutexGuard<'_, Regions> {
        // A thread that panicked left a whole map: nothing else is done under the lock.
        self.regions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_paged(&self, bytes: usize, align: usize) -> bool {
        bytes >= LARGE_BYTES && align <= ALIGN_MAX && self.bytes_max() > 0
    }

    /// Zeros in a file; null if no file can be made.
    fn map(&self, bytes: usize) -> *mut u8 {
        let Some(folder) = self.regions().folder.clone() else { return ptr::null_mut() };
        match Region::create(&folder, bytes) {
            Ok(region) => self.keep(region),
            Err(_) => {
                self.bytes_without_file.fetch_add(bytes as u64, Ordering::Relaxed);
                ptr::null_mut()
            }
        }
    }

    fn keep(&self, region: Region) -> *mut u8 {
        let start = region.start();
        self.regions().by_start.insert(start.addr(), region);
        start
    }

    /// Removes and returns the region of an address, if there is one.
    fn take(&self, start: *mut u8, bytes: usize) -> Option<Region> {
        // Smaller allocations are never in a file, and asking costs a lock.
        if bytes < LARGE_BYTES || self.bytes_max() == 0 {
            None
        } else {
            self.regions().by_start.remove(&start.addr())
        }
    }

    /// # Safety
    /// As for [`GlobalAlloc::realloc`], of an address in this region.
    // SAFETY: the caller's, as said above.
    unsafe fn resized(&self, mut region: Region, layout: Layout, bytes: usize) -> *mut u8 {
        if bytes >= LARGE_BYTES {
            if region.resize(bytes).is_ok() {
                return self.keep(region);
            }
            self.bytes_without_file.fetch_add(bytes as u64, Ordering::Relaxed);
        }
        // SAFETY: a layout of the same alignment and a size that is not 0, as the caller of
        // `realloc` promises.
        let moved = unsafe { Counting.alloc(Layout::from_size_align_unchecked(bytes, layout.align())) };
        if moved.is_null() {
            self.keep(region);
            return moved;
        }
        // SAFETY: both are as long as that, and one of them is new.
        unsafe { ptr::copy_nonoverlapping(region.start(), moved, bytes.min(layout.size())) };
        moved
    }
}

// SAFETY: an allocation is the system allocator's, or a mapping of at least that size that nobody
// else has, zero and at the start of a page; the two are distinguished by the address, which the
// map contains from before it is returned until it is freed.
unsafe impl GlobalAlloc for Paged {
    // SAFETY: the caller's, as for every allocator.
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's.
        self.mapped(layout).unwrap_or_else(|| unsafe { Counting.alloc(layout) })
    }

    // SAFETY: the caller's, as for every allocator.
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's.
        self.mapped(layout).unwrap_or_else(|| unsafe { Counting.alloc_zeroed(layout) })
    }

    // SAFETY: the caller's, as for every allocator.
    unsafe fn dealloc(&self, start: *mut u8, layout: Layout) {
        match self.take(start, layout.size()) {
            Some(region) => drop(region),
            // SAFETY: an address in no region came from the system.
            None => unsafe { Counting.dealloc(start, layout) },
        }
    }

    // SAFETY: the caller's, as for every allocator.
    unsafe fn realloc(&self, start: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
        if let Some(region) = self.take(start, layout.size()) {
            // SAFETY: the caller's, and the region is the one of this address.
            return unsafe { self.resized(region, layout, bytes) };
        }
        let moved = if self.is_paged(bytes, layout.align()) { self.map(bytes) } else { ptr::null_mut() };
        if moved.is_null() {
            // SAFETY: an address in no region came from the system.
            return unsafe { Counting.realloc(start, layout, bytes) };
        }
        // SAFETY: both are as long as that, and one of them is new.
        unsafe { ptr::copy_nonoverlapping(start, moved, bytes.min(layout.size())) };
        // SAFETY: an address in no region came from the system.
        unsafe { Counting.dealloc(start, layout) };
        moved
    }
}

impl Paged {
    fn mapped(&self, layout: Layout) -> Option<*mut u8> {
        let start = self.is_paged(layout.size(), layout.align()).then(|| self.map(layout.size()))?;
        (!start.is_null()).then_some(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::slice;

    /// A limit below what the process has, so that pages are given up at every look.
    fn limited() -> &'static Paged {
        let paged: &'static Paged = Box::leak(Box::new(Paged::new()));
        paged.keep_below(1, &std::env::temp_dir()).unwrap();
        paged
    }

    fn layout(bytes: usize) -> Layout {
        Layout::from_size_align(bytes, 8).unwrap()
    }

    #[test]
    fn an_allocation_keeps_its_bytes_while_it_grows_and_shrinks_across_the_border() {
        let paged = limited();
        let mut bytes = 1000;
        // SAFETY: a layout that is not empty.
        let mut start = unsafe { paged.alloc(layout(bytes)) };
        // SAFETY: so many bytes were asked for.
        unsafe { slice::from_raw_parts_mut(start, bytes) }.fill(7);
        let mut filled = bytes;
        for next in [LARGE_BYTES, 5 * LARGE_BYTES + 13, LARGE_BYTES - 1, 3 * LARGE_BYTES, 2 * LARGE_BYTES, 10]
        {
            // SAFETY: the address and the layout of the step before.
            start = unsafe { paged.realloc(start, layout(bytes), next) };
            bytes = next;
            filled = filled.min(bytes);
            paged.give_up_pages();
            // SAFETY: so many bytes were asked for, and as many of them were written.
            let bytes_read = unsafe { slice::from_raw_parts_mut(start, filled) };
            assert!(bytes_read.iter().all(|byte| *byte == 7), "{next} bytes");
            assert_eq!(paged.regions().by_start.len(), usize::from(bytes >= LARGE_BYTES));
            // SAFETY: so many bytes were asked for.
            unsafe { slice::from_raw_parts_mut(start, bytes) }.fill(7);
            filled = bytes;
        }
        // SAFETY: the address and the layout of the last step.
        unsafe { paged.dealloc(start, layout(bytes)) };
        assert_eq!((paged.regions().by_start.len(), paged.bytes_without_file()), (0, 0));
    }

    #[test]
    fn zeroed_memory_is_zero_and_pages_come_back_to_all_threads() {
        let paged = limited();
        let bytes = 4 * LARGE_BYTES;
        // SAFETY: a layout that is not empty.
        let start = unsafe { paged.alloc_zeroed(layout(bytes)) };
        // SAFETY: so many bytes were asked for, and they are zeros.
        let bytes_read = unsafe { slice::from_raw_parts_mut(start, bytes) };
        assert!(bytes_read.iter().all(|byte| *byte == 0));
        std::thread::scope(|scope| {
            for (number, part) in (1u8..).zip(bytes_read.chunks_mut(bytes / 3 + 1)) {
                scope.spawn(move || {
                    for round in 0..40 {
                        part.fill(number + round);
                        assert!(part.iter().all(|byte| *byte == number + round));
                    }
                });
            }
            (0..200).for_each(|_| paged.give_up_pages());
        });
        // SAFETY: the address and the layout of above.
        unsafe { paged.dealloc(start, layout(bytes)) };
    }

    #[test]
    fn memory_is_allocated_and_counted_where_the_folder_takes_no_file() {
        let paged = limited();
        paged.regions().folder = Some("/nowhere/at/all".into());
        // SAFETY: a layout that is not empty, and the same again.
        unsafe {
            let start = paged.alloc(layout(LARGE_BYTES));
            assert!(!start.is_null() && paged.regions().by_start.is_empty());
            paged.dealloc(start, layout(LARGE_BYTES));
        }
        assert_eq!(paged.bytes_without_file(), LARGE_BYTES as u64);
        assert!(paged.keep_below(1, Path::new("/nowhere/at/all")).is_err());
    }
}
