//! The thread that takes pages away in time.

use super::Paged;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::thread;
use std::time::Duration;

/// Between two looks. In this time two threads fault in some 15 MiB, and a look takes some microseconds.
const INTERVAL: Duration = Duration::from_millis(4);

/// What the system says of the process.
const STATUS: &str = "/proc/self/statm";

/// Pages in memory: all, and those that belong to files.
struct Resident {
    all: u64,
    of_files: u64,
}

/// Looks from now on, until the process ends.
pub(super) fn begin(paged: &'static Paged) -> io::Result<()> {
    let status = File::open(STATUS)?;
    thread::Builder::new().name("pages".into()).spawn(move || {
        let page_bytes = rustix::param::page_size() as u64;
        loop {
            thread::sleep(INTERVAL);
            // A system that tells nothing loses its pages at every look, which is slow and right.
            if resident(&status).is_none_or(|resident| is_much(&resident, page_bytes, paged.bytes_max())) {
                paged.let_go();
            }
        }
    })?;
    Ok(())
}

/// Whether pages of files are to go: all is near the limit, and they are a part of it worth having. Where other things alone fill the limit, an eighth stays
/// for pages, because a process without any gets nowhere.
fn is_much(resident: &Resident, page_bytes: u64, bytes_max: u64) -> bool {
    let eighth = bytes_max / 8;
    resident.all * page_bytes > bytes_max - eighth && resident.of_files * page_bytes > eighth
}

/// The second and the third number are pages in memory and, of these, of files.
fn resident(status: &File) -> Option<Resident> {
    let mut told = [0; 128];
    let len = status.read_at(&mut told, 0).ok()?;
    let mut numbers = std::str::from_utf8(&told[..len]).ok()?.split(' ').map(str::parse);
    let (all, of_files) = (numbers.nth(1)?.ok()?, numbers.next()?.ok()?);
    Some(Resident { all, of_files })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_go_where_all_is_near_the_limit_and_they_are_a_part_of_it() {
        let is_much = |all, of_files| is_much(&Resident { all, of_files }, 1, 80);
        assert!(!is_much(70, 60));
        assert!(is_much(71, 11));
        // The rest fills the limit alone.
        assert!(!is_much(200, 10));
    }

    #[test]
    fn the_system_tells_pages_of_this_process() {
        let Resident { all, of_files } = resident(&File::open(STATUS).unwrap()).unwrap();
        assert!(0 < of_files && of_files < all);
    }
}
