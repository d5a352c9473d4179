//! `evaluate`: a scan's files against a truth file.

use super::{Format, Offsets};
use crate::output::Colour;
use clap::Args;
use std::path::PathBuf;

/// Score a scan's files against a truth file.
///
/// Pairs, clusters, fragments, passages, relations, directions and credits are scored as far as the truth file speaks of them; each part that it does not
/// speak of says so. Truth files: pairs.tsv (plain or .zst), rows of `generate` or written by hand, PAN's spans.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct EvaluateArgs {
    /// Folder that `scan --out` wrote, or file that `compare --pairs` wrote.
    #[arg(value_name = "SCAN_DIR|ROWS")]
    pub scan: PathBuf,
    /// What is true.
    #[arg(long, value_name = "FILE")]
    pub truth: PathBuf,
    /// The scanned inputs, by which passages are turned from bytes to characters where the truth file counts characters, as PAN does.
    #[arg(long, value_name = "INPUT", num_args = 1..)]
    pub texts: Vec<PathBuf>,
    /// What offsets of passages count in a file that `compare --pairs` wrote.
    #[arg(long, value_enum, default_value = "bytes")]
    pub offsets: Offsets,
    /// What standard output gets: tables to read, or one JSON document.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// When the tables are coloured.
    #[arg(long, value_enum, default_value = "auto")]
    pub color: Colour,
}

const EXAMPLES: &str = "Examples:
  wirecopy evaluate found --truth pairs.tsv
  wirecopy evaluate found --truth truth.jsonl --format json
  wirecopy evaluate aligned.jsonl --offsets chars --truth pan.jsonl
  wirecopy evaluate found --truth pan.jsonl --texts docs.jsonl.zst";
