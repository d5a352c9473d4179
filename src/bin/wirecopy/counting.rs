//! Heap memory of the process, counted on the way to the system's allocator.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::atomic::{AtomicI64, Ordering};

/// The system's allocator with a count of what is allocated.
pub struct Counting;

/// Bytes that a thread allocates or frees before the common count learns of it: one write of shared
/// memory per 64 KiB costs nothing that can be measured, and two dozen threads are known to 2 MB.
const UNCOUNTED_BYTES_MAX: i64 = 1 << 16;

static LIVE_BYTES: AtomicI64 = AtomicI64::new(0);
static PEAK_BYTES: AtomicI64 = AtomicI64::new(0);

thread_local! {
    static UNCOUNTED_BYTES: Cell<i64> = const { Cell::new(0) };
}

/// Returns the largest number of heap bytes so far.
pub fn anonymous_bytes_peak() -> u64 {
    PEAK_BYTES.load(Ordering::Relaxed).max(0) as u64
}

fn count(bytes: i64) {
    UNCOUNTED_BYTES.with(|uncounted| {
        let sum = uncounted.get() + bytes;
        if sum.abs() < UNCOUNTED_BYTES_MAX {
            uncounted.set(sum);
        } else {
            uncounted.set(0);
            let live = LIVE_BYTES.fetch_add(sum, Ordering::Relaxed) + sum;
            PEAK_BYTES.fetch_max(live, Ordering::Relaxed);
        }
    });
}

// SAFETY: every call is passed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    // SAFETY: the caller's, as for every allocator.
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as i64);
        // SAFETY: the caller's.
        unsafe { System.alloc(layout) }
    }

    // SAFETY: the caller's, as for every allocator.
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as i64);
        // SAFETY: the caller's.
        unsafe { System.alloc_zeroed(layout) }
    }

    // SAFETY: the caller's, as for every allocator.
    unsafe fn dealloc(&self, start: *mut u8, layout: Layout) {
        count(-(layout.size() as i64));
        // SAFETY: the caller's.
        unsafe { System.dealloc(start, layout) }
    }

    // SAFETY: the caller's, as for every allocator.
    unsafe fn realloc(&self, start: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
        count(bytes as i64 - layout.size() as i64);
        // SAFETY: the caller's.
        unsafe { System.realloc(start, layout, bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_allocated_is_counted_at_its_peak() {
        let before = anonymous_bytes_peak();
        let live = LIVE_BYTES.load(Ordering::Relaxed) as u64;
        let bytes = (before - live.min(before)) as usize + (64 << 20);
        drop(std::hint::black_box(vec![1u8; bytes]));
        assert!(anonymous_bytes_peak() >= before + (32 << 20));
    }
}
