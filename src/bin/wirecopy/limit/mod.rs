//! The memory of the process, kept below a limit: large allocations are mapped from files, and
//! their pages are released in time.
//!
//! *Takes* a limit in bytes and a folder. *Gives* the allocator of the process: from then on every
//! allocation of [`LARGE_BYTES`] or more (tables, lists of pairs, the space of a sort) is mapped
//! from an unnamed file in that folder, and a thread releases pages of the process whenever its
//! resident memory comes near the limit. *Costs* a fault of some microseconds if a released page is
//! read, and the time of the disk if the system had written it out. *Never* changes a
//! value, so that no output depends on the limit; no library code knows of it. *Source*: demand
//! paging by the file cache of the operating system; `madvise(2)`, by which pages of a shared file
//! mapping that a process gives up come back with what was last written there.
//!
//! Only on Linux and with the feature `memory-limit`: other programs keep what is not a column in
//! memory.

#[cfg(all(target_os = "linux", feature = "memory-limit"))]
mod paged;
#[cfg(all(target_os = "linux", feature = "memory-limit"))]
mod region;
#[cfg(all(target_os = "linux", feature = "memory-limit"))]
mod watch;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use wirecopy_scratch::{Error, Result};

#[cfg(all(target_os = "linux", feature = "memory-limit"))]
#[global_allocator]
static MEMORY: paged::Paged = paged::Paged::new();

#[cfg(not(all(target_os = "linux", feature = "memory-limit")))]
#[global_allocator]
static MEMORY: crate::counting::Counting = crate::counting::Counting;

/// The least allocation that is mapped from a file, 1 MiB: below it a file, its mapping and its
/// faults cost more than the memory is worth, and there are never many tables of just less at a
/// time.
#[cfg(all(target_os = "linux", feature = "memory-limit"))]
const LARGE_BYTES: usize = 1 << 20;

/// Help of the limit's flag: that which is bounded in this build.
#[cfg(all(target_os = "linux", feature = "memory-limit"))]
pub const HELP: &str = "Memory limit of the run; it bounds all resident memory. What exceeds it is written \
    to unnamed files in the temporary folder. A run takes at least 49 MB, and up to 112 MB if its inputs \
    are large (K, M, G are powers of 1024)";
#[cfg(not(all(target_os = "linux", feature = "memory-limit")))]
pub const HELP: &str = "Memory limit of the keys, seeds, rows and texts that a run keeps. What exceeds it is \
    written to unnamed files in the temporary folder. This build does not bound the tables that grow with \
    the number of articles (K, M, G are powers of 1024)";

/// The limit in bytes; 0 if there is none.
static LIMIT_BYTES: AtomicU64 = AtomicU64::new(0);

/// Keeps the process below a limit from now on, with files in `folder`; elsewhere than on Linux it
/// checks the folder and does no more.
///
/// # Errors
/// When the folder takes no file.
pub fn keep_below(bytes_max: u64, folder: &Path) -> Result<()> {
    LIMIT_BYTES.store(bytes_max, Ordering::Relaxed);
    #[cfg(all(target_os = "linux", feature = "memory-limit"))]
    let kept = MEMORY.keep_below(bytes_max, folder);
    #[cfg(not(all(target_os = "linux", feature = "memory-limit")))]
    let kept = {
        let _ = bytes_max;
        wirecopy_scratch::unnamed_file(folder).map(drop)
    };
    kept.map_err(|source| Error::Temp { path: folder.to_path_buf(), source })
}

/// Returns the limit if a peak of `bytes_peak` exceeds it: small allocations, such as rows of
/// rejected records, stay in memory.
pub fn exceeded_by(bytes_peak: u64) -> Option<u64> {
    let limit = LIMIT_BYTES.load(Ordering::Relaxed);
    (limit > 0 && bytes_peak > limit).then_some(limit)
}

/// Returns the bytes of large allocations that were made in memory because no file could be.
pub fn bytes_without_file() -> u64 {
    #[cfg(all(target_os = "linux", feature = "memory-limit"))]
    return MEMORY.bytes_without_file();
    #[cfg(not(all(target_os = "linux", feature = "memory-limit")))]
    return 0;
}

/// Gives back to the system what the allocator of the C library keeps for later: memory that one
/// thread freed serves no other thread. Called between two stages, because it visits all that is
/// free. Does nothing with another library.
pub fn trim_heap() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: the call changes nothing that is in use, and any thread may make it.
    unsafe {
        libc::malloc_trim(0)
    };
}
