//! What `trace` is told.

use super::{ReadingArgs, quantity};
use crate::output::Colour;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use wirecopy::params::ScanParams;
use wirecopy::trace::TraceParams;
use wirecopy_io::Input;

/// Find who carried the stories of a wire.
///
/// Holds every article of the inputs against the stories of the wire and tells who carries how much of which, in which passages, how long after, with or without credit, under the same
/// headline or another. The wire is held in memory; the inputs are streamed, so that they may be of any size. Carrying a story says nothing of
/// licences.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct TraceArgs {
    /// The wire's stories: a file or a folder, in any format that is read; may be given several times.
    #[arg(long, value_name = "WIRE", required = true)]
    pub wire: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArgs,

    /// Leave out carriers that hold less of the story than this share (0 to 1).
    #[arg(long, value_name = "SHARE", help_heading = "Search")]
    pub share_min: Option<f64>,
    /// Leave out carriers published farther from the wire's date than this (30m, 12h, 7d, 2w), and those without a date.
    #[arg(long, value_name = "TIME", value_parser = quantity::seconds, help_heading = "Search")]
    pub within: Option<i64>,
    /// A run of words that more than N stories of the wire share names only the first of them.
    #[arg(long, value_name = "N", default_value_t = ScanParams::default().group_len_max, help_heading = "Search",
        value_parser = clap::value_parser!(u32).range(2..))]
    pub group_len_max: u32,
    /// Worker threads; all cores by default. The answer does not depend on it.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "Search")]
    pub threads: Option<u16>,

    /// What standard output gets.
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub format: TraceFormat,
    /// Stories that the text shows.
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = "Output")]
    pub top: usize,
    /// When the text is coloured.
    #[arg(long, value_enum, default_value = "auto", help_heading = "Output")]
    pub color: Colour,
    /// No progress and no warnings on standard error.
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,
}

const EXAMPLES: &str = "Examples:
  wirecopy trace --wire data/sample/wire.jsonl data/sample
  wirecopy trace --wire stories.jsonl dump.jsonl.zst --format csv > carriers.csv
  zcat crawl.jsonl.gz | wirecopy trace --wire stories/ - --within 7d --format jsonl

Exit codes: 0 carriers were found, 1 none was, 2 usage or input.";

/// What standard output gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TraceFormat {
    /// The stories with the most carriers, to read.
    Text,
    /// All rows, one JSON object a line.
    Jsonl,
    /// All rows as comma-separated values.
    Csv,
}

impl TraceArgs {
    /// The wire as the library takes it.
    pub fn wire(&self) -> Vec<Input> {
        self.wire.iter().cloned().map(Input::Path).collect()
    }

    /// The library's parameters.
    pub fn params(&self) -> TraceParams {
        TraceParams {
            share_min: self.share_min,
            within_seconds: self.within,
            group_len_max: self.group_len_max,
        }
    }
}
