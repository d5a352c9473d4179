//! The thread that releases pages before the limit is reached.

use super::region::wake_promptly;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::time::Duration;
use std::{io, thread};

/// Between two looks where much is free: a look takes some microseconds.
const INTERVAL_MAX: Duration = Duration::from_millis(4);

/// Between two looks where pages come fast.
const INTERVAL_MIN: Duration = Duration::from_micros(100);

/// Pages per microsecond that come when work on a large table begins: a fault takes as long or
/// longer and brings sixteen.
const PAGES_PER_MICRO: u64 = 16;

/// Pages that two threads were seen to fetch while one look took others away: 64 MiB.
const PAGES_MEANWHILE: u64 = 1 << 14;

/// The longest that a look takes.
const SLICE_NANOSECONDS: u64 = 100_000;

/// The file in which the system says how much of the process is resident.
const STATUS: &str = "/proc/self/statm";

/// Pages in memory: all, and those that belong to files.
struct Resident {
    all: u64,
    of_files: u64,
}

/// Starts the thread, which runs until the process ends: it keeps resident memory below `bytes_max`
/// by calls of `give_up_pages`.
pub(super) fn begin(
    bytes_max: impl Fn() -> u64 + Send + 'static,
    give_up_pages: impl Fn() + Send + 'static,
) -> io::Result<()> {
    let status = File::open(STATUS)?;
    thread::Builder::new().name("pages".into()).spawn(move || {
        wake_promptly(SLICE_NANOSECONDS);
        let page_bytes = rustix::param::page_size() as u64;
        let (mut interval, mut before) = (INTERVAL_MAX, 0);
        loop {
            thread::sleep(interval);
            let pages_max = bytes_max() / page_bytes;
            // Without an answer of the system all pages are given up at every look, which is slow
            // and right.
            let Some(seen) = resident(&status).filter(|resident| !is_much(resident, pages_max)) else {
                give_up_pages();
                (interval, before) = (INTERVAL_MIN, 0);
                continue;
            };
            interval =
                until_next(interval, seen.all.saturating_sub(before), pages_max.saturating_sub(seen.all));
            before = seen.all;
        }
    })?;
    Ok(())
}

/// Returns whether pages of files are to be given up: the process is near the limit, and they are a
/// part of it worth having. Where anonymous memory alone fills the limit, an eighth stays for
/// pages, because a process without any makes no progress.
fn is_much(resident: &Resident, pages_max: u64) -> bool {
    let margin = (pages_max / 8).max(PAGES_MEANWHILE.min(pages_max / 2));
    resident.all > pages_max - margin && resident.of_files > pages_max / 8
}

/// The time in which pages would fill what is free, if they came twice as fast as in the last
/// interval, or as fast as new work brings them.
fn until_next(interval: Duration, came: u64, free: u64) -> Duration {
    let per_micro = (2 * came).div_ceil(interval.as_micros() as u64).max(PAGES_PER_MICRO);
    Duration::from_micros(free / per_micro).clamp(INTERVAL_MIN, INTERVAL_MAX)
}

/// The second and the third number are pages in memory and, of these, of files.
fn resident(status: &File) -> Option<Resident> {
    let mut line = [0; 128];
    let len = status.read_at(&mut line, 0).ok()?;
    let mut numbers = std::str::from_utf8(&line[..len]).ok()?.split(' ').map(str::parse);
    let (all, of_files) = (numbers.nth(1)?.ok()?, numbers.next()?.ok()?);
    Some(Resident { all, of_files })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_given_up_near_the_limit_where_they_are_a_part_of_it() {
        let is_much = |all, of_files| is_much(&Resident { all, of_files }, 8_000_000);
        assert!(!is_much(7_000_000, 6_000_000));
        assert!(is_much(7_000_001, 1_000_001));
        // The rest fills the limit alone.
        assert!(!is_much(20_000_000, 1_000_000));
    }

    #[test]
    fn the_faster_pages_come_the_sooner_is_the_next_look() {
        let of = |came, free| until_next(Duration::from_millis(1), came, free).as_micros();
        assert_eq!((of(0, 80_000), of(0, 8_000), of(20_000, 8_000), of(0, 0)), (4000, 500, 200, 100));
    }

    #[test]
    fn the_system_says_how_many_pages_this_process_has() {
        let Resident { all, of_files } = resident(&File::open(STATUS).unwrap()).unwrap();
        assert!(0 < of_files && of_files < all);
    }
}
