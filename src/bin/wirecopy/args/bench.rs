//! Arguments of `bench`.

use super::one_of;
use super::scan::ENGINES;
use super::{OutputArgs, ReadArgs};
use clap::Args;
use std::path::{Path, PathBuf};
use wirecopy::{CandidateEngine, Only, ScanParams};

/// Measure the throughput of each stage on this machine.
///
/// Scans the inputs, or a generated dump, once per number of threads, each time in a new process.
/// Prints for each stage the seconds, MB and articles per second, busy cores and peak memory, and
/// beside them the floor: the cost of parsing, tokenising and shingling alone, without which
/// nothing can be compared. The stages up to `shingle` are measured by passes over the same inputs,
/// each of which does one thing more than the one before: the time of a stage is the difference of
/// two passes. `sketch` is what the reading of a scan needs beyond them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct BenchArgs {
    /// Files or folders; standard input cannot be read twice.
    #[arg(required_unless_present = "articles", value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,

    /// Generate N articles in the temporary folder and measure with them.
    #[arg(long, short = 'n', value_name = "N", conflicts_with = "inputs", help_heading = "Measuring")]
    pub articles: Option<u64>,
    /// Seed of the generated dump.
    #[arg(long, value_name = "S", default_value_t = 1, help_heading = "Measuring")]
    pub seed: u64,
    /// Numbers of worker threads, as in 1,2,4 [default: 1, 2, 4 … and all cores].
    #[arg(long, short, value_name = "N", value_delimiter = ',', value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "Measuring")]
    pub threads: Vec<u16>,
    /// Number of measurements; medians are printed.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=100), help_heading = "Measuring")]
    pub runs: u16,
    /// Compare only articles, or only paragraphs, as in scan.
    #[arg(long, value_name = "LEVEL", hide_default_value = true, default_value = "everything", help_heading = "Measuring",
        value_parser = one_of(&[Only::Everything, Only::Articles, Only::Paragraphs], Only::name))]
    pub only: Only,
    /// Engine that finds candidate pairs of articles, as in scan.
    #[arg(long, value_name = "ENGINE", default_value = "seeds", help_heading = "Measuring",
        value_parser = one_of(&ENGINES, CandidateEngine::name))]
    pub candidates: CandidateEngine,

    #[command(flatten)]
    pub output: OutputArgs,
    /// Print no progress on standard error.
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,

    #[command(flatten)]
    pub reading: ReadArgs,

    /// Threads of one measurement alone, for which the program starts itself.
    #[arg(long, hide = true, requires = "alone_in")]
    pub alone_with: Option<u16>,
    /// The folder of the whole run.
    #[arg(long, hide = true, requires = "alone_with")]
    pub alone_in: Option<PathBuf>,
}

const EXAMPLES: &str = "Examples:
  wirecopy bench dump.jsonl.zst
  wirecopy bench --articles 100000 --threads 1,2,4,8
  wirecopy bench dump.jsonl --only articles --candidates bands --format json

MB are 10⁶ bytes of text after decompression and unescaping. Cycles per byte are estimated from processor time and the clock rate that the system names, and null if it names none.";

impl BenchArgs {
    /// Returns the library's parameters.
    pub fn params(&self) -> ScanParams {
        ScanParams { only: self.only, candidates: self.candidates, ..ScanParams::default() }
    }

    /// Returns threads and folder of one measurement alone.
    pub fn alone(&self) -> Option<(usize, &Path)> {
        self.alone_with.map(usize::from).zip(self.alone_in.as_deref())
    }

    /// Returns the numbers of threads to measure with, ascending.
    pub fn thread_numbers(&self) -> Vec<usize> {
        let mut numbers: Vec<usize> = self.threads.iter().map(|number| usize::from(*number)).collect();
        if numbers.is_empty() {
            let cores = std::thread::available_parallelism().map_or(1, usize::from);
            numbers = (0..16).map(|power| 1 << power).filter(|number| *number < cores).collect();
            numbers.push(cores);
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}
