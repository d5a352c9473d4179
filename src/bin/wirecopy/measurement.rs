//! One measurement of `bench`, in a separate process: otherwise memory that an earlier one left to
//! the allocator would count.

use crate::measure::{Clock, Elapsed, memory_bytes_peak};
use crate::passes::{Depth, PassCounts, pass};
use anyhow::{Context as _, bail};
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use wirecopy::ScanParams;
use wirecopy::output::OutputDir;
use wirecopy_article::event::{Event, Stage};
use wirecopy_io::{Input, ReadOptions};

/// Passes over the inputs, each doing one thing more than the one before, and the stage that the
/// difference is reported as.
pub const PASSES: [(Depth, &str); 5] = [
    (Depth::Read, "read"),
    (Depth::Decompress, "decompress"),
    (Depth::Parse, "parse"),
    (Depth::Tokenise, "tokenise"),
    (Depth::Shingle, "shingle"),
];

/// The times of one run with one number of threads.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Measurement {
    /// Each of [`PASSES`].
    pub passes: Vec<Elapsed>,
    /// The scan's own stages by name.
    pub stages: Vec<(String, Elapsed)>,
    /// The whole scan.
    pub scan: Elapsed,
    /// Largest resident memory up to the end of the scan, if the system reports it.
    pub memory_bytes_peak: Option<u64>,
}

impl Measurement {
    /// Starts this program again with the same arguments and reads its measurement. `home` is the
    /// folder of the whole run.
    pub fn apart(threads: usize, home: &Path) -> anyhow::Result<Measurement> {
        let program = std::env::current_exe().context("cannot find this program to start it again")?;
        let mut given = std::env::args_os().skip(1);
        // Directly after the command and before everything else that was typed: what follows a `--`
        // is not a flag.
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

    /// Measures in this process, which did nothing else before. The scan comes first, so that the
    /// memory is its own.
    pub fn here(
        threads: usize,
        inputs: &[Input],
        options: &ReadOptions,
        params: &ScanParams,
        home: &Path,
    ) -> anyhow::Result<Measurement> {
        let pool = workers(threads)?;
        let output = OutputDir::create(&home.join("scan"))?;
        let begun: Mutex<Vec<(Stage, Clock)>> = Mutex::default();
        let on_event = |event| {
            if let Event::Stage(stage) = event {
                begun.lock().unwrap_or_else(PoisonError::into_inner).push((stage, Clock::begin()));
            }
        };
        let clock = Clock::begin();
        pool.install(|| wirecopy::scan(inputs, options, params, &output, &on_event))?;
        let scan = clock.elapsed();
        let memory_bytes_peak = memory_bytes_peak();
        drop(output);
        let mut passes = Vec::new();
        for (depth, _) in PASSES {
            let clock = Clock::begin();
            let counts: PassCounts = pass(&pool, inputs, options, depth)?;
            passes.push(clock.elapsed());
            std::hint::black_box(counts);
        }
        let begun = begun.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(Measurement { passes, stages: stages(&begun, scan), scan, memory_bytes_peak })
    }
}

/// Returns the time of each stage from the moments when they began and the time of all.
fn stages(begun: &[(Stage, Clock)], scan: Elapsed) -> Vec<(String, Elapsed)> {
    let ends = begun.iter().skip(1).map(|(_, clock)| clock.since(&begun[0].1));
    let mut before = Elapsed::default();
    begun
        .iter()
        .zip(ends.chain([scan]))
        .map(|((stage, _), end)| {
            let elapsed = end.minus(before);
            before = end;
            (stage.name().to_owned(), elapsed)
        })
        .collect()
}

/// Makes a pool of `threads` workers.
pub fn workers(threads: usize) -> anyhow::Result<ThreadPool> {
    Ok(ThreadPoolBuilder::new().num_threads(threads).build()?)
}
