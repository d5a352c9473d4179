//! Memory of a process below a limit: what is large lies in files and is looked at through their pages.
//!
//! *Takes* a limit in bytes and a folder. *Gives* an allocator, [`Paged`], that a program sets as its own: from then on whatever takes
//! [`LARGE_BYTES`] or more (tables, lists of pairs, the space of a sort) is mapped from a file without a name in that folder, and a
//! thread takes pages away from the process whenever all that it has comes near the limit. *Costs* a fault of some microseconds where a page is
//! asked for that was taken away, and the disk's time where the system had to write it out. *Never* changes a value: rooms that compute do not
//! know where their tables lie, and so no answer depends on the limit. *Source*: demand paging by the file cache of the operating system; `madvise(2)`, which
//! says that pages of a shared file mapping that a process gives up come back with what was last written there.
//!
//! Sorted runs (of seeds, keys, pair occurrences) are larger than all tables together and are used one after another: these are spilled where they are
//! made, with checksums, and pages are not left to find out what will be asked for next.
//!
//! Two things help in it: tables that are gone through in another order than they came in are put into that order first, a part at a time ([`Reordering`]), and
//! what one stage freed goes back to the system before the next ([`give_back`]).
//!
//! Systems other than Linux keep everything in their memory, as [`std::alloc::System`] does.

mod give_back;
mod lists;
#[cfg(target_os = "linux")]
mod mmap_allocator;
#[cfg(target_os = "linux")]
mod mmap_region;
#[cfg(not(target_os = "linux"))]
mod plain_allocator;
mod reordered;
#[cfg(target_os = "linux")]
mod watch;

pub use give_back::give_back;
pub use lists::JaggedVec;
#[cfg(target_os = "linux")]
pub use mmap_allocator::Paged;
#[cfg(not(target_os = "linux"))]
pub use plain_allocator::Paged;
pub use reordered::{Reordering, inverse, ranks, reordered};

/// What takes as much lies in a file, 1 MiB: below it a file, its mapping and its faults cost more than the memory is worth, and there are never many
/// tables of just less at a time.
pub const LARGE_BYTES: usize = 1 << 20;

/// Where the large tables of a program lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tables {
    /// In memory, as far as there is any.
    #[default]
    InMemory,
    /// In files, as [`Paged::keep_below`] makes it.
    InFiles,
}
