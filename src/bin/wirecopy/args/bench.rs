//! `bench`: how fast each stage is, here and on these articles.

use super::{Engine, Format, InputArgs, Level, only};
use crate::output::Colour;
use clap::Args;
use std::path::{Path, PathBuf};
use wirecopy::params::ScanParams;

/// Measure the throughput of each stage on this machine.
///
/// Scans the inputs, or a generated dump, once for each number of threads, each in a process of its own, and tells for each stage seconds, MB and articles a second,
/// how many cores it kept busy, and peak memory. Beside it stands the floor: parsing, tokenising and shingling alone, without which
/// nothing can be compared. The stages up to `shingle` are told by single passes over the same inputs, each doing one thing more than the
/// one before: a stage's time is the difference of two passes. `sketch` is what the scan's own reading takes beyond them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct BenchArgs {
    /// Files or folders; standard input cannot be read twice.
    #[arg(required_unless_present = "articles", value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub manner: InputArgs,

    /// Generate so many articles in the temporary folder and measure on them.
    #[arg(long, short = 'n', value_name = "N", conflicts_with = "inputs", help_heading = "Measuring")]
    pub articles: Option<u64>,
    /// Every number generates another dump.
    #[arg(long, value_name = "S", default_value_t = 1, help_heading = "Measuring")]
    pub seed: u64,
    /// Numbers of worker threads, as in 1,2,4 [default: 1, 2, 4 … and all cores].
    #[arg(long, short, value_name = "N", value_delimiter = ',', value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "Measuring")]
    pub threads: Vec<u16>,
    /// Measure so many times and tell medians.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=100), help_heading = "Measuring")]
    pub runs: u16,
    /// Look at one level alone, as scan does.
    #[arg(long, value_enum, help_heading = "Measuring")]
    pub only: Option<Level>,
    /// What proposes pairs of articles, as in scan.
    #[arg(long, value_enum, default_value = "seeds", help_heading = "Measuring")]
    pub candidates: Engine,

    /// What standard output gets: a table to read, or one JSON document.
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub format: Format,
    /// Draw the stages and the scaling into this file, as SVG.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub plot: Option<PathBuf>,
    /// When the table is coloured.
    #[arg(long, value_enum, default_value = "auto", help_heading = "Output")]
    pub color: Colour,
    /// No progress on standard error.
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,

    /// Threads of one measurement alone, which the program asks of itself.
    #[arg(long, hide = true, requires = "alone_in")]
    pub alone_with: Option<u16>,
    /// The folder of the whole run.
    #[arg(long, hide = true, requires = "alone_with")]
    pub alone_in: Option<PathBuf>,
}

const EXAMPLES: &str = "Examples:
  wirecopy bench dump.jsonl.zst
  wirecopy bench --articles 100000 --threads 1,2,4,8 --plot throughput.svg
  wirecopy bench dump.jsonl --only articles --candidates bands --format json

MB are 10⁶ bytes of text, as it stands after decompression and unescaping. A cycle counter is not read: cycles a byte are estimated from processor time and the clock rate that the system names, and null where it names none.";

impl BenchArgs {
    /// The library's parameters.
    pub fn params(&self) -> ScanParams {
        ScanParams { only: only(self.only), candidates: self.candidates.engine(), ..ScanParams::default() }
    }

    /// Threads and folder of one measurement alone.
    pub fn alone(&self) -> Option<(usize, &Path)> {
        self.alone_with.map(usize::from).zip(self.alone_in.as_deref())
    }

    /// Numbers of threads to measure with, ascending.
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
