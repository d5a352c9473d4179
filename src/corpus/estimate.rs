//! The size of a run, estimated from its first megabytes, and refused if a disk is too full for it.

use crate::error::{Error, Result};
use wirecopy_article::event::{Event, Observer, Warning};
use wirecopy_io::{Atomic, Destination, OutputRoom, ReadOptions};
use wirecopy_scratch::disk::{free_bytes, is_in_memory, is_one_disk};

/// Bytes of the inputs that are read before the rest is estimated by them.
pub(crate) const BYTES_LOOKED_AT: u64 = 64 << 20;

/// Memory of a run whatever it reads: blocks that are read ahead and worked on, buffers, tables of
/// words. 48 MiB.
const BYTES_OF_ITSELF: u64 = 48 << 20;

/// Memory of tables that are in files: the rows that wait to be written, and pages that
/// come while others are given up. 64 MiB.
const BYTES_OF_PAGES: u64 = 64 << 20;

/// Tables double their length when they grow, and the disk must have space for all of it.
const ROOM_OF_TABLES: u64 = 2;

/// Bytes that the part that was read takes, in memory or on disk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct DiskEstimate {
    /// Bytes of tables.
    pub(crate) tables: u64,
    /// Bytes of seeds and band keys.
    pub(crate) keys: u64,
    /// Bytes in temporary files whatever the budget is: titles, addresses, texts that cannot be
    /// read again.
    pub(crate) temp: u64,
}

/// Bytes that all inputs take, in memory and on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Estimate {
    memory_bytes: u64,
    temp_bytes: u64,
}

/// Bytes read so far and in all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Progress {
    pub(crate) bytes_read: u64,
    pub(crate) bytes_in_all: u64,
}

/// Emits the estimate, and refuses a run that does not fit into the temporary folder.
/// `keys_bytes_max` are the bytes of keys that stay in memory.
///
/// # Errors
/// [`Error::TempTooSmall`], unless the options ignore free space.
pub(crate) fn check(
    read: DiskEstimate,
    progress: Progress,
    keys_bytes_max: u64,
    options: &ReadOptions,
    observer: &Observer<'_>,
) -> Result<()> {
    let of_all = |bytes| progress.extrapolated(bytes);
    let all = DiskEstimate { tables: of_all(read.tables), keys: of_all(read.keys), temp: of_all(read.temp) };
    let estimate = estimate(all, keys_bytes_max, options.memory_bytes_max);
    warn_of_small_memory(all, options, observer);
    let temp_bytes_free = free_bytes(&options.temp_dir);
    observer(Event::Estimate {
        memory_bytes: estimate.memory_bytes,
        temp_bytes: estimate.temp_bytes,
        temp_bytes_free,
    });
    let beside = options.output.as_ref().filter(|output| is_one_disk(&output.folder, &options.temp_dir));
    let missing = estimate.temp_bytes.saturating_sub(read.temp) + beside.map_or(0, |output| output.bytes);
    match temp_bytes_free {
        Some(free_bytes) if missing > free_bytes && !options.ignore_free_space => {
            Err(Error::TempTooSmall { path: options.temp_dir.clone(), needed_bytes: missing, free_bytes })
        }
        _ => Ok(()),
    }
}

/// Warns if a run takes more than its memory budget whatever is in files.
pub(crate) fn warn_of_small_memory(read: DiskEstimate, options: &ReadOptions, observer: &Observer<'_>) {
    let needed_bytes = BYTES_OF_ITSELF + read.tables.min(BYTES_OF_PAGES);
    if let Some(limit_bytes) = options.memory_bytes_max.filter(|limit_bytes| *limit_bytes < needed_bytes) {
        observer(Event::Warning(Warning::MemoryTooSmall { limit_bytes, needed_bytes }));
    }
}

/// Warns if temporary files are in memory, so that a budget cannot be kept by them.
pub(crate) fn warn_of_temp_in_memory(options: &ReadOptions, observer: &Observer<'_>) {
    if options.memory_bytes_max.is_some() && is_in_memory(&options.temp_dir) {
        observer(Event::Warning(Warning::TempInMemory { folder: options.temp_dir.display().to_string() }));
    }
}

impl Progress {
    /// Extrapolates from the bytes that the part read so far takes to the bytes of all inputs.
    fn extrapolated(self, bytes: u64) -> u64 {
        (u128::from(bytes) * u128::from(self.bytes_in_all) / u128::from(self.bytes_read.max(1))) as u64
    }
}

fn estimate(all: DiskEstimate, keys_bytes_max: u64, memory_bytes_max: Option<u64>) -> Estimate {
    let keys_in_memory = all.keys.min(keys_bytes_max);
    let (in_memory, in_files) = match memory_bytes_max {
        None => (all.tables, 0),
        Some(_) => (0, all.tables * ROOM_OF_TABLES),
    };
    Estimate {
        memory_bytes: in_memory + keys_in_memory,
        temp_bytes: all.temp + in_files + (all.keys - keys_in_memory),
    }
}

/// Returns the options with the space that survivors need: as much as all that is read, because
/// what is removed is known hours later. A list of removals takes less than the articles that it
/// names.
///
/// # Errors
/// [`Error::OutputTooSmall`] if the disk has less, unless the options ignore free space.
pub(crate) fn with_survivors(
    options: &ReadOptions,
    destination: &Destination,
    staged: &Atomic,
) -> Result<ReadOptions> {
    let folder = staged.target_folder().to_path_buf();
    let of_streams = options.streams.size_bytes();
    let bytes = destination.bytes_max().saturating_add(of_streams);
    match free_bytes(&folder) {
        Some(free_bytes) if bytes > free_bytes && !options.ignore_free_space => {
            Err(Error::OutputTooSmall { path: folder, needed_bytes: bytes, free_bytes })
        }
        _ => Ok(ReadOptions { output: Some(OutputRoom { folder, bytes }), ..options.clone() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use std::sync::Mutex;

    const READ: DiskEstimate = DiskEstimate { tables: 100, keys: 400, temp: 50 };

    #[test]
    fn keys_beyond_the_budget_are_counted_as_disk_and_so_are_tables_within_one() {
        let of = |keys_bytes_max, memory_bytes_max| {
            let Estimate { memory_bytes, temp_bytes } = estimate(READ, keys_bytes_max, memory_bytes_max);
            (memory_bytes, temp_bytes)
        };
        assert_eq!(of(u64::MAX, None), (500, 50));
        assert_eq!(of(150, None), (250, 300));
        assert_eq!(of(0, None), (100, 450));
        assert_eq!(of(150, Some(1)), (150, 500));
    }

    #[test]
    fn a_budget_below_what_a_run_takes_is_warned_of_with_what_is_needed() {
        for (tables, beside) in [(100, 100), (u64::MAX, BYTES_OF_PAGES)] {
            let events = Mutex::new(Vec::new());
            let observer = |event| events.lock().unwrap().push(event);
            let needed_bytes = BYTES_OF_ITSELF + beside;
            for memory_bytes_max in [Some(needed_bytes), Some(needed_bytes - 1), None] {
                let options = ReadOptions { memory_bytes_max, ..ReadOptions::new("".into()) };
                warn_of_small_memory(DiskEstimate { tables, ..READ }, &options, &observer);
            }
            let warning = Warning::MemoryTooSmall { limit_bytes: needed_bytes - 1, needed_bytes };
            assert_eq!(events.into_inner().unwrap(), [Event::Warning(warning)]);
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn temporary_files_in_memory_are_warned_of_where_there_is_a_budget() {
        let shared = Path::new("/dev/shm");
        let cases = [(shared, Some(1 << 30), shared.exists()), (shared, None, false)];
        for (folder, memory_bytes_max, is_warned) in cases {
            let events = Mutex::new(Vec::new());
            let options = ReadOptions { memory_bytes_max, ..ReadOptions::new(folder.into()) };
            warn_of_temp_in_memory(&options, &|event| events.lock().unwrap().push(event));
            assert_eq!(!events.into_inner().unwrap().is_empty(), is_warned);
        }
    }

    #[test]
    fn a_disk_that_is_too_small_is_refused_unless_free_space_is_ignored() {
        let events = Mutex::new(Vec::new());
        let observer = |event| events.lock().unwrap().push(event);
        let mut options = ReadOptions::new(std::env::temp_dir());
        // More than any disk has.
        let progress = Progress { bytes_read: 1, bytes_in_all: u64::MAX / 1024 };
        let check = |options: &ReadOptions| check(READ, progress, 0, options, &observer);
        assert!(matches!(check(&options), Err(Error::TempTooSmall { .. })));
        options.ignore_free_space = true;
        assert!(check(&options).is_ok());
        assert!(matches!(events.lock().unwrap()[..], [Event::Estimate { .. }, Event::Estimate { .. }]));
    }

    #[test]
    fn output_on_the_disk_of_temporary_files_is_counted_with_them() {
        let mut options = ReadOptions::new(std::env::temp_dir());
        let progress = Progress { bytes_read: 100, bytes_in_all: 1000 };
        let check = |options: &ReadOptions| check(READ, progress, u64::MAX, options, &|_| ());
        assert!(check(&options).is_ok());
        options.output = Some(OutputRoom { folder: std::env::temp_dir(), bytes: u64::MAX / 2 });
        assert!(matches!(check(&options), Err(Error::TempTooSmall { .. })));
        // A folder whose disk is unknown is on another one.
        options.output = Some(OutputRoom { folder: "/nowhere/at/all".into(), bytes: u64::MAX / 2 });
        assert!(check(&options).is_ok());
    }
}
