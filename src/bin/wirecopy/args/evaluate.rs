//! Arguments of `evaluate`.

use super::OutputArgs;
use super::compare::{OFFSETS, offsets_name};
use super::one_of;
use clap::Args;
use std::path::PathBuf;
use wirecopy_article::text::OffsetUnit;

/// Score a scan's files against a truth file.
///
/// Scores pairs, clusters, fragments, passages, relations, directions and credits as far as the
/// truth file covers them, and names the parts that it does not cover. A truth file is pairs.tsv
/// (plain or .zst), rows that `generate` or a person wrote, or the spans of PAN.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct EvaluateArgs {
    /// Folder that `scan --out` wrote, or file that `compare --pairs` wrote.
    #[arg(value_name = "SCAN_DIR|ROWS")]
    pub scan: PathBuf,
    /// The truth file.
    #[arg(long, value_name = "FILE")]
    pub truth: PathBuf,
    /// The scanned inputs, needed to convert passages from bytes to characters if the truth file
    /// counts characters, as PAN does.
    #[arg(long, value_name = "INPUT", num_args = 1..)]
    pub texts: Vec<PathBuf>,
    /// Unit of the offsets of passages in a file that `compare --pairs` wrote.
    #[arg(long, value_name = "UNIT", default_value = "bytes", value_parser = one_of(&OFFSETS, offsets_name))]
    pub offsets: OffsetUnit,
    #[command(flatten)]
    pub output: OutputArgs,
}

const EXAMPLES: &str = "Examples:
  wirecopy evaluate found --truth pairs.tsv
  wirecopy evaluate found --truth truth.jsonl --format json
  wirecopy evaluate aligned.jsonl --offsets chars --truth pan.jsonl
  wirecopy evaluate found --truth pan.jsonl --texts docs.jsonl.zst";
