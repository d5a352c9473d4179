//! What `compare` is told.

use super::{Format, InputArgs};
use crate::output::Colour;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Show two texts side by side, or align given pairs of an input.
///
/// Two files of one article each (- is standard input), or two ids of --in, are shown passage by passage: identical, edited with the edits marked, moved, only
/// in the one or the other. With --pairs every pair of a file is aligned, whatever its scores, and its row written as pairs.jsonl has it.
/// The exit code is 1 where two texts share nothing.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CompareArgs {
    /// Two files of one article each (one may be -), or two ids of --in.
    #[arg(value_names = ["A", "B"], num_args = 2, required_unless_present = "pairs", conflicts_with = "pairs")]
    pub texts: Vec<String>,
    /// File or folder that holds the articles, or standard input (-); may be given several times.
    #[arg(long = "in", value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// JSON Lines with the ids of pairs in `a` and `b`.
    #[arg(long, value_name = "FILE", requires = "inputs", requires = "out")]
    pub pairs: Option<PathBuf>,
    /// File for the rows of --pairs, which appears whole or not at all.
    #[arg(long, short, value_name = "FILE", requires = "pairs")]
    pub out: Option<PathBuf>,
    /// What offsets in the rows of --pairs count.
    #[arg(long, value_enum, default_value = "bytes")]
    pub offsets: Offsets,
    /// Show long stretches whole, and not their beginnings and ends alone.
    #[arg(long)]
    pub full: bool,
    /// What standard output gets: text to read, or the row of the pair as JSON.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// When the text is coloured.
    #[arg(long, value_enum, default_value = "auto")]
    pub color: Colour,

    #[command(flatten)]
    pub manner: InputArgs,
}

const EXAMPLES: &str = "Examples:
  wirecopy compare wire.txt site.txt
  wirecopy compare gazette-17 herald-4 --in dump.jsonl
  wirecopy compare --in dump.jsonl --pairs pairs.jsonl --out aligned.jsonl --offsets chars";

/// What an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Offsets {
    /// UTF-8 bytes.
    Bytes,
    /// Unicode code points.
    Chars,
}
