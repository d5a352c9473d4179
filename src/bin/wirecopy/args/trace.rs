//! Arguments of `trace`.

use super::{InputArgs, quantity};
use crate::output::Colour;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use wirecopy::{ScanParams, TraceParams};
use wirecopy_io::Input;

/// Find who carried the stories of a wire.
///
/// Compares every article of the inputs with the stories of the wire, and reports which articles
/// carry which stories: how much of them, in which passages, how long afterwards, with or without
/// credit, under the same headline or another one. The wire is kept in memory; the inputs are
/// streamed and may have any size. That an article carries a story says nothing about licences.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct TraceArgs {
    /// The wire's stories: a file or a folder, in any supported format; may be given several
    /// times.
    #[arg(long, value_name = "WIRE", required = true)]
    pub wire: Vec<PathBuf>,

    /// Leave out articles that contain a smaller share of the story than this (0 to 1).
    #[arg(long, value_name = "SHARE", help_heading = "Search")]
    pub share_min: Option<f64>,
    /// Leave out articles that were not published within this time of the story (30m, 12h, 7d, 2w),
    /// and those without a date.
    #[arg(long, value_name = "TIME", value_parser = quantity::seconds, help_heading = "Search")]
    pub within: Option<i64>,
    /// If N or more stories of the wire share a run of words, compare articles that contain it only
    /// with the first and the last of them.
    #[arg(long, value_name = "N", default_value_t = ScanParams::default().group_len_max, help_heading = "Search",
        value_parser = clap::value_parser!(u32).range(2..))]
    pub group_len_max: u32,
    /// Report at most N stories per article, those that it shares the most with; the others are
    /// counted.
    #[arg(long, value_name = "N", default_value_t = ScanParams::default().pairs_max, help_heading = "Search")]
    pub pairs_max: u32,
    /// Worker threads; all cores by default.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "Search")]
    pub threads: Option<u16>,

    /// Form of standard output.
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub format: TraceFormat,
    /// Number of stories in the text.
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = "Output")]
    pub top: usize,
    /// Colours in the text.
    #[arg(long, value_enum, default_value = "auto", help_heading = "Output")]
    pub color: Colour,
    /// Print no progress and no warnings on standard error.
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,

    #[command(flatten)]
    pub reading: InputArgs,
}

const EXAMPLES: &str = "Examples:
  wirecopy trace --wire data/sample/wire.jsonl data/sample
  wirecopy trace --wire stories.jsonl dump.jsonl.zst --format csv > carriers.csv
  zcat crawl.jsonl.gz | wirecopy trace --wire stories/ - --within 7d --format jsonl

Exit codes: 0 carriers found, 1 none found, 2 usage or input.";

/// Form of standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TraceFormat {
    /// The stories with the most carriers, for people.
    Text,
    /// All rows, one JSON object per line.
    Jsonl,
    /// All rows as comma-separated values.
    Csv,
}

impl TraceArgs {
    /// Returns the wire as the library takes it.
    pub fn wire(&self) -> Vec<Input> {
        self.wire.iter().cloned().map(Input::Path).collect()
    }

    /// Returns the library's parameters.
    pub fn params(&self) -> TraceParams {
        TraceParams {
            share_min: self.share_min,
            within_seconds: self.within,
            group_len_max: self.group_len_max,
            pairs_max: self.pairs_max,
        }
    }
}
