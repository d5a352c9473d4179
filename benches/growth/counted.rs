//! Growth by counted work: bytes that are allocated, read and written. An algorithm that reads a
//! text again for each of its paragraphs, or copies what it has at each step, shows in these at
//! once, on a dump of some kilobytes and on any machine.

use super::{Dumps, Family, Job};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::path::Path;

use wirecopy::{Input, ReadOptions, Strip, TraceParams};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Largest exponent between two doublings. The counts are the same on every machine, and yet on no
/// line: tables grow in powers of two, texts of few paragraphs are read again for each, and groups
/// of up to 256 texts compare all pairs, so that such dumps may grow with nearly the square until
/// they reach a limit.
const EXPONENT_MAX: f64 = 1.65;

/// The exponent of a family and its figures, if work grows faster than the dump.
///
/// It is that between the differences of three sizes, so that what every run costs drops out.
pub fn too_steep(job: Job, family: &Family, home: &Path) -> Option<String> {
    let n = family.small;
    let [one, two, four] = [1, 2, 4].map(|times| work(job, family, times * n, home));
    let (first, second) = (two.saturating_sub(one) as f64, four.saturating_sub(two) as f64);
    let exponent = (second / first.max(1.0)).log2();
    if std::env::var_os("WIRECOPY_GROWTH").is_some() {
        println!("{exponent:>5.2}  {}: {} with {n}: {one}, {two}, {four}", job.name(), family.name);
    }
    (exponent > EXPONENT_MAX && second > one as f64).then(|| {
        format!(
            "exponent {exponent:.2} ({one}, {two} and {four} bytes for {n}, twice and four times as many)"
        )
    })
}

/// Bytes that the library allocates, reads and writes for one dump, on one thread.
fn work(job: Job, family: &Family, n: usize, home: &Path) -> u64 {
    let dumps = Dumps::write(&(family.texts)(n), home);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread starts");
    let region = Region::new(ALLOCATOR);
    let before = bytes_moved();
    pool.install(|| run(job, &dumps));
    region.change().bytes_allocated as u64 + (bytes_moved() - before)
}

fn run(job: Job, Dumps { dump, wire }: &Dumps) {
    let failed = "a scan of a readable file does not fail";
    match job {
        Job::Scan => drop(wirecopy::Scan::default().run_files([dump]).expect(failed)),
        Job::Strip => {
            let strip = [Strip::Boilerplate, Strip::Captions, Strip::Repeats];
            drop(wirecopy::Dedup::default().strip(strip).loss_max(1.0).run_files([dump]).expect(failed));
        }
        Job::Trace => {
            let [wire, dump] = [wire, dump].map(|path| [Input::Path(path.clone())]);
            let reading = ReadOptions::new(std::env::temp_dir());
            drop(wirecopy::trace(&wire, &dump, &reading, &TraceParams::default(), &|_| {}).expect(failed));
        }
    }
}

/// Bytes that this process has read and written, as far as the system counts them.
fn bytes_moved() -> u64 {
    let counts = std::fs::read_to_string("/proc/self/io").unwrap_or_default();
    let of = |name: &str| -> Option<u64> {
        counts.lines().find_map(|line| line.strip_prefix(name))?.trim().parse().ok()
    };
    of("rchar:").unwrap_or(0) + of("wchar:").unwrap_or(0)
}
