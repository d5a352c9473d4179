//! What a run will take: told before most of the work is done, and refused where a disk cannot hold it.

use crate::error::{Error, Result};
use crate::output::Staged;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use wirecopy_article::event::{Event, Observer, Warning};
use wirecopy_io::{Destination, OutputRoom, ReadOptions, StdinCopy};
use wirecopy_scratch::memory::Tables;

/// Bytes of the inputs that are read before the rest is judged by them.
pub(crate) const BYTES_LOOKED_AT: u64 = 64 << 20;

/// What a run takes whatever it reads: blocks that are read ahead and worked on, buffers, tables of words. 48 MiB.
const BYTES_OF_ITSELF: u64 = 48 << 20;

/// Pages of files that come while others are taken away, where tables lie in files. 64 MiB.
const BYTES_OF_PAGES: u64 = 64 << 20;

/// Tables grow to twice their length at a time, and the disk keeps room for all of it.
const ROOM_OF_TABLES: u64 = 2;

/// What stands somewhere for the part that was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct DiskEstimate {
    /// Bytes of tables.
    pub(crate) tables: u64,
    /// Bytes of seeds and band keys, wherever they are.
    pub(crate) keys: u64,
    /// Bytes in temporary files whatever the budget is: titles, addresses, texts that cannot be read again.
    pub(crate) temp: u64,
}

/// The same for all inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Estimate {
    memory_bytes: u64,
    temp_bytes: u64,
}

/// Tells the estimate, and refuses a run that the temporary folder has no room for.
///
/// # Errors
/// [`Error::TempTooSmall`], unless the options say to go on.
pub(crate) fn check(
    held: DiskEstimate,
    bytes_read: u64,
    bytes_in_all: u64,
    keys_bytes_max: u64,
    options: &ReadOptions,
    observer: &Observer<'_>,
) -> Result<()> {
    let of_all = |bytes| share(bytes, bytes_read, bytes_in_all);
    let all = DiskEstimate { tables: of_all(held.tables), keys: of_all(held.keys), temp: of_all(held.temp) };
    let estimate = estimate(all, keys_bytes_max, options.tables);
    warn_of_too_little(all, options, observer);
    let temp_bytes_free = free_bytes(&options.temp_dir);
    observer(Event::Estimate {
        memory_bytes: estimate.memory_bytes,
        temp_bytes: estimate.temp_bytes,
        temp_bytes_free,
    });
    let beside = options.output.as_ref().filter(|output| is_one_disk(&output.folder, &options.temp_dir));
    let missing = estimate.temp_bytes.saturating_sub(held.temp) + beside.map_or(0, |output| output.bytes);
    match temp_bytes_free {
        Some(free_bytes) if missing > free_bytes && !options.ignore_free_space => {
            Err(Error::TempTooSmall { path: options.temp_dir.clone(), needed_bytes: missing, free_bytes })
        }
        _ => Ok(()),
    }
}

/// Tells where what stands in memory is more than the budget allows.
pub(crate) fn warn_of_too_little(held: DiskEstimate, options: &ReadOptions, observer: &Observer<'_>) {
    let needed_bytes = BYTES_OF_ITSELF
        + match options.tables {
            Tables::InMemory => held.tables,
            Tables::InFiles => BYTES_OF_PAGES,
        };
    if let Some(limit_bytes) = options.memory_bytes_max.filter(|limit_bytes| *limit_bytes < needed_bytes) {
        observer(Event::Warning(Warning::MemoryTooSmall { limit_bytes, needed_bytes }));
    }
}

/// What all inputs hold where a part of them holds so much.
fn share(bytes: u64, bytes_read: u64, bytes_in_all: u64) -> u64 {
    (u128::from(bytes) * u128::from(bytes_in_all) / u128::from(bytes_read.max(1))) as u64
}

fn estimate(held: DiskEstimate, keys_bytes_max: u64, tables: Tables) -> Estimate {
    let keys_in_memory = held.keys.min(keys_bytes_max);
    let (in_memory, in_files) = match tables {
        Tables::InMemory => (held.tables, 0),
        Tables::InFiles => (0, held.tables * ROOM_OF_TABLES),
    };
    Estimate {
        memory_bytes: in_memory + keys_in_memory,
        temp_bytes: held.temp + in_files + (held.keys - keys_in_memory),
    }
}

/// The same reading with the room that survivors need, which is as much as all that is read: what goes is known when hours are spent. A list of
/// removals takes less than the articles that it names.
///
/// # Errors
/// [`Error::OutputTooSmall`] where the disk has less, unless the options say to go on.
pub(crate) fn with_survivors(
    options: &ReadOptions,
    destination: &Destination,
    staged: &Staged,
) -> Result<ReadOptions> {
    let folder = staged.folder().to_path_buf();
    let of_stdin = options.stdin.as_ref().map_or(0, StdinCopy::size_bytes);
    let bytes = destination.bytes_max().saturating_add(of_stdin);
    match free_bytes(&folder) {
        Some(free_bytes) if bytes > free_bytes && !options.ignore_free_space => {
            Err(Error::OutputTooSmall { path: folder, needed_bytes: bytes, free_bytes })
        }
        _ => Ok(ReadOptions { output: Some(OutputRoom { folder, bytes }), ..options.clone() }),
    }
}

/// SpillConfig in a folder, where the system tells it.
fn free_bytes(folder: &Path) -> Option<u64> {
    let told = rustix::fs::statvfs(folder).ok()?;
    Some(told.f_bavail.saturating_mul(told.f_frsize))
}

fn is_one_disk(a: &Path, b: &Path) -> bool {
    let disk = |folder: &Path| folder.metadata().ok().map(|metadata| metadata.dev());
    disk(a).is_some() && disk(a) == disk(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    const HELD: DiskEstimate = DiskEstimate { tables: 100, keys: 400, temp: 50 };

    #[test]
    fn keys_beyond_the_budget_are_counted_as_disk_and_so_are_tables_in_files() {
        let of = |keys_bytes_max, tables| {
            let Estimate { memory_bytes, temp_bytes } = estimate(HELD, keys_bytes_max, tables);
            (memory_bytes, temp_bytes)
        };
        assert_eq!(of(u64::MAX, Tables::InMemory), (500, 50));
        assert_eq!(of(150, Tables::InMemory), (250, 300));
        assert_eq!(of(0, Tables::InMemory), (100, 450));
        assert_eq!(of(150, Tables::InFiles), (150, 500));
    }

    #[test]
    fn a_budget_below_what_must_stand_in_memory_is_told_with_what_is_needed() {
        let cases = [(Tables::InMemory, HELD.tables), (Tables::InFiles, BYTES_OF_PAGES)];
        for (tables, beside) in cases {
            let events = Mutex::new(Vec::new());
            let observer = |event| events.lock().unwrap().push(event);
            let needed_bytes = BYTES_OF_ITSELF + beside;
            for memory_bytes_max in [Some(needed_bytes), Some(needed_bytes - 1), None] {
                let options = ReadOptions { memory_bytes_max, tables, ..ReadOptions::new("".into()) };
                warn_of_too_little(HELD, &options, &observer);
            }
            let told = Warning::MemoryTooSmall { limit_bytes: needed_bytes - 1, needed_bytes };
            assert_eq!(events.into_inner().unwrap(), [Event::Warning(told)]);
        }
    }

    #[test]
    fn a_disk_that_is_too_small_is_refused_unless_the_user_knows_better() {
        let events = Mutex::new(Vec::new());
        let observer = |event| events.lock().unwrap().push(event);
        let mut options = ReadOptions::new(std::env::temp_dir());
        // More than any disk has.
        let check = |options: &ReadOptions| check(HELD, 1, u64::MAX / 1024, 0, options, &observer);
        assert!(matches!(check(&options), Err(Error::TempTooSmall { .. })));
        options.ignore_free_space = true;
        assert!(check(&options).is_ok());
        assert!(matches!(events.lock().unwrap()[..], [Event::Estimate { .. }, Event::Estimate { .. }]));
    }

    #[test]
    fn what_is_written_on_the_disk_of_temporary_files_is_counted_with_them() {
        let mut options = ReadOptions::new(std::env::temp_dir());
        let check = |options: &ReadOptions| check(HELD, 100, 1000, u64::MAX, options, &|_| ());
        assert!(check(&options).is_ok());
        options.output = Some(OutputRoom { folder: std::env::temp_dir(), bytes: u64::MAX / 2 });
        assert!(matches!(check(&options), Err(Error::TempTooSmall { .. })));
        // A folder that does not tell its disk is on another one.
        options.output = Some(OutputRoom { folder: "/nowhere/at/all".into(), bytes: u64::MAX / 2 });
        assert!(check(&options).is_ok());
    }
}
