//! The growth of work with the size of dumps that are meant to be hard.
//!
//! `cargo bench --bench growth` prints for each family and command the processor seconds of the
//! program at n, 2n and 4n, and the exponent of both steps: 1 is linear, 2 is the square. `cargo
//! bench --bench growth -- NAME` measures the rows whose names contain NAME. `cargo test` scans all
//! families small and asserts on counted work instead of time; `cargo test --release --bench
//! growth` runs the other commands on them, too.

mod corners;
mod counted;
mod long_articles;
mod many_articles;
mod texts;

use corners::CORNERS;
use long_articles::{CHARACTERS, LONG_ARTICLES};
use many_articles::{INVENTED, MANY_ARTICLES};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A family of dumps.
pub struct Family {
    /// Name by what all of its dumps have.
    pub name: &'static str,
    /// Smallest size that is timed.
    pub n: usize,
    /// Smallest size of which the work is counted.
    pub small: usize,
    /// Texts of a dump of this size.
    pub texts: fn(usize) -> Vec<String>,
}

/// Commands that are measured.
const JOBS: [Job; 3] = [Job::Scan, Job::Strip, Job::Trace];

/// Families that each of them is measured on.
const FAMILIES: [&[Family]; 5] = [CORNERS, MANY_ARTICLES, LONG_ARTICLES, CHARACTERS, INVENTED];

/// A command that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// `scan DUMP --out FOLDER`.
    Scan,
    /// `dedup DUMP --strip boilerplate,captions,repeats`.
    Strip,
    /// `trace --wire WIRE DUMP`, both of the same texts under other ids.
    Trace,
}

impl Job {
    fn name(self) -> &'static str {
        match self {
            Job::Scan => "scan",
            Job::Strip => "dedup --strip",
            Job::Trace => "trace",
        }
    }
}

fn main() {
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    // Cargo passes `--bench` when it measures.
    let is_measured = std::env::args().any(|argument| argument == "--bench");
    let home = tempfile::tempdir().expect("the temporary folder takes a folder");
    if is_measured {
        println!("| command | family | n | s at n | at 2n | at 4n | exponents |");
        println!("|---|---|--:|--:|--:|--:|--:|");
    }
    let mut steep = Vec::new();
    for job in JOBS {
        for family in FAMILIES.into_iter().flatten() {
            let name = format!("{}: {}", job.name(), family.name);
            if !wanted.is_empty() && !wanted.iter().any(|part| name.contains(part.as_str())) {
                continue;
            }
            // Builds that are not optimised take seconds for what others do in a tenth of one.
            let is_counted = job == Job::Scan || !cfg!(debug_assertions);
            if is_measured {
                measure(job, family, home.path());
            } else if !is_counted {
                continue;
            } else if let Some(found) = counted::too_steep(job, family, home.path()) {
                steep.push(format!("{name}: {found}"));
            }
        }
    }
    assert!(steep.is_empty(), "work grows faster than the dump:\n{}", steep.join("\n"));
}

/// Prints the row of one family.
fn measure(job: Job, family: &Family, home: &Path) {
    let [one, two, four] = [1, 2, 4].map(|times| seconds(job, family, times * family.n, home));
    println!(
        "| {} | {} | {} | {one:.2} | {two:.2} | {four:.2} | {:.2}, {:.2} |",
        job.name(),
        family.name,
        family.n,
        (two / one).log2(),
        (four / two).log2()
    );
}

/// A dump as JSON Lines, and the same texts under the ids of a wire: a trace passes over articles
/// that are records of the wire itself.
pub struct Dumps {
    /// The dump.
    pub dump: PathBuf,
    /// The wire.
    pub wire: PathBuf,
}

impl Dumps {
    /// Writes both into a folder.
    pub fn write(texts: &[String], home: &Path) -> Dumps {
        let dumps = Dumps { dump: home.join("dump.jsonl"), wire: home.join("wire.jsonl") };
        for (path, prefix) in [(&dumps.dump, 'a'), (&dumps.wire, 'w')] {
            let mut lines = String::new();
            for (number, text) in texts.iter().enumerate() {
                let record = serde_json::json!({ "id": format!("{prefix}{number}"), "text": text });
                writeln!(lines, "{record}").expect("a string takes everything");
            }
            std::fs::write(path, lines).expect("the temporary folder has room");
        }
        dumps
    }
}

/// Processor seconds of the program on one dump.
fn seconds(job: Job, family: &Family, n: usize, home: &Path) -> f64 {
    let Dumps { dump, wire } = Dumps::write(&(family.texts)(n), home);
    let arguments = match job {
        Job::Scan => "scan \"$1\" --out \"$2/found\"",
        Job::Strip => {
            "dedup \"$1\" --strip boilerplate,captions,repeats --dry-run --removed \"$2/list.jsonl\""
        }
        Job::Trace => "trace --wire \"$3\" \"$1\" --format jsonl",
    };
    // A trace that finds nothing ends with 1.
    let script = format!("\"$0\" {arguments} -q >/dev/null || [ $? = 1 ] || echo failed; times");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_wirecopy")]).args([&dump, home, &wire]);
    let out = shell.output().expect("there is a shell");
    let times = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(!times.contains("failed"), "{}: {}", family.name, String::from_utf8_lossy(&out.stderr));
    // The last line is that of the children: user and system, as 0m1.25s.
    let of_children = times.lines().last().unwrap_or_default();
    of_children.split_whitespace().filter_map(parsed).sum()
}

fn parsed(time: &str) -> Option<f64> {
    let (minutes, seconds) = time.strip_suffix('s')?.split_once('m')?;
    Some(60.0 * minutes.parse::<f64>().ok()? + seconds.replace(',', ".").parse::<f64>().ok()?)
}
