//! Arguments of `compare`.

use super::one_of;
use super::{OutputArgs, ReadArgs};
use clap::Args;
use std::path::PathBuf;
use wirecopy_article::text::OffsetUnit;

/// Show two texts side by side, or align listed pairs of articles.
///
/// Shows two files of one article each (- is standard input), or two ids of --in, passage by
/// passage: identical, edited (with the edits marked), moved, or only in one of them. With --pairs,
/// aligns every pair that a file lists, whatever its scores, and writes rows like those of
/// pairs.jsonl. The exit code is 1 if two texts share nothing.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CompareArgs {
    /// Two files of one article each (one may be -), or two ids of --in.
    #[arg(value_names = ["A", "B"], num_args = 2, required_unless_present = "pairs", conflicts_with = "pairs")]
    pub texts: Vec<String>,
    /// File or folder with the articles, or standard input (-); may be given several times.
    #[arg(long = "in", value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// JSON Lines with the ids of pairs in `a` and `b`.
    #[arg(long, value_name = "FILE", requires = "inputs", requires = "out")]
    pub pairs: Option<PathBuf>,
    /// File for the rows of --pairs: .jsonl, .csv (each also .gz or .zst) or .parquet. It appears
    /// complete or not at all.
    #[arg(long, short, value_name = "FILE", requires = "pairs")]
    pub out: Option<PathBuf>,
    /// Unit of the offsets in the rows of --pairs.
    #[arg(long, value_name = "UNIT", default_value = "bytes", value_parser = one_of(&OFFSETS, offsets_name))]
    pub offsets: OffsetUnit,
    /// Show long passages in full, not only their beginnings and ends.
    #[arg(long)]
    pub full: bool,
    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub reading: ReadArgs,
}

const EXAMPLES: &str = "Examples:
  wirecopy compare wire.txt site.txt
  wirecopy compare gazette-17 herald-4 --in dump.jsonl
  wirecopy compare --in dump.jsonl --pairs pairs.jsonl --out aligned.jsonl --offsets chars";

/// All units of offsets.
pub const OFFSETS: [OffsetUnit; 2] = [OffsetUnit::Bytes, OffsetUnit::Characters];

/// Returns the name of a unit of offsets.
pub fn offsets_name(unit: OffsetUnit) -> &'static str {
    match unit {
        OffsetUnit::Bytes => "bytes",
        OffsetUnit::Characters => "chars",
    }
}
