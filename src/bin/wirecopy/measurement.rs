//! One measurement of `bench`, in a process of its own: memory that an earlier one left to the allocator would count as this one's.

use crate::measure::{Clock, Took, memory_bytes_peak};
use crate::passes::{Counts, Depth, pass};
use anyhow::{Context as _, bail};
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use wirecopy::output::OutputDir;
use wirecopy::params::ScanParams;
use wirecopy_article::event::{Event, Stage};
use wirecopy_io::{Input, ReadOptions};

/// Passes over the inputs, each doing one thing more than the one before, and the stage that the difference is told as.
pub const PASSES: [(Depth, &str); 5] = [
    (Depth::Read, "read"),
    (Depth::Decompress, "decompress"),
    (Depth::Parse, "parse"),
    (Depth::Tokenise, "tokenise"),
    (Depth::Shingle, "shingle"),
];

/// What one number of threads took once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Measured {
    /// Each of [`PASSES`].
    pub passes: Vec<Took>,
    /// The scan's own stages by name.
    pub stages: Vec<(String, Took)>,
    /// The whole scan.
    pub scan: Took,
    /// Largest resident memory up to the end of the scan, where the system tells it.
    pub memory_bytes_peak: Option<u64>,
}

impl Measured {
    /// Starts this program again with the same arguments, and hears what it measured. `home` is the folder of the whole run.
    pub fn apart(threads: usize, home: &Path) -> anyhow::Result<Measured> {
        let program = std::env::current_exe().context("cannot find this program to start it again")?;
        let mut given = std::env::args_os().skip(1);
        // The command first, and then before all that was typed: what stands behind a `--` is no flag.
        let ended = Command::new(program)
            .args(given.next())
            .arg("--alone-with")
            .arg(threads.to_string())
            .arg("--alone-in")
            .arg(home)
            .args(given)
            .stdin(Stdio::null())
            .output()
            .context("cannot start this program again")?;
        if !ended.status.success() {
            let said = String::from_utf8_lossy(&ended.stderr);
            let said = said.trim();
            bail!("{}", said.strip_prefix("wirecopy: ").unwrap_or(said));
        }
        serde_json::from_slice(&ended.stdout).context("cannot read what was measured")
    }

    /// Measures in this process, which did nothing else before. The scan comes first, so that its memory is its own.
    pub fn here(
        threads: usize,
        inputs: &[Input],
        options: &ReadOptions,
        params: &ScanParams,
        home: &Path,
    ) -> anyhow::Result<Measured> {
        let pool = workers(threads)?;
        let output = OutputDir::create(&home.join("scan"))?;
        let heard: Mutex<Vec<(Stage, Clock)>> = Mutex::default();
        let hear = |event| {
            if let Event::Stage(stage) = event {
                heard.lock().unwrap_or_else(PoisonError::into_inner).push((stage, Clock::begin()));
            }
        };
        let clock = Clock::begin();
        pool.install(|| wirecopy::scan::scan(inputs, options, params, &output, &hear))?;
        let scan = clock.took();
        let memory_bytes_peak = memory_bytes_peak();
        drop(output);
        let mut passes = Vec::new();
        for (depth, _) in PASSES {
            let clock = Clock::begin();
            let counts: Counts = pass(&pool, inputs, options, depth)?;
            passes.push(clock.took());
            std::hint::black_box(counts);
        }
        let begun = heard.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(Measured { passes, stages: stages(&begun, scan), scan, memory_bytes_peak })
    }
}

/// What each stage took, from when each began and what all took.
fn stages(begun: &[(Stage, Clock)], scan: Took) -> Vec<(String, Took)> {
    let ends = begun.iter().skip(1).map(|(_, clock)| clock.since(&begun[0].1));
    let mut before = Took::default();
    begun
        .iter()
        .zip(ends.chain([scan]))
        .map(|((stage, _), end)| {
            let took = end.minus(before);
            before = end;
            (stage.name().to_owned(), took)
        })
        .collect()
}

/// A pool of its own for so many workers.
pub fn workers(threads: usize) -> anyhow::Result<ThreadPool> {
    Ok(ThreadPoolBuilder::new().num_threads(threads).build()?)
}
