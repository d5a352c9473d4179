//! Arguments of `report`.

use super::{ReadArgs, quantity};
use clap::Args;
use std::path::PathBuf;

/// Show a scan as one page for a browser.
///
/// Takes the folder that `scan --out` wrote. The page is one file that loads nothing and sends
/// nothing. Texts are read again from the inputs of the scan, so that pairs are shown side by side;
/// if the scan was given flags for reading, give them here too.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ReportArgs {
    /// The folder of a scan.
    #[arg(value_name = "SCAN_DIR")]
    pub scan: PathBuf,

    /// File for the page.
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub out: PathBuf,
    /// Largest page; what has no room is counted in it (K, M, G are powers of 1024).
    #[arg(long, value_name = "BYTES", default_value = "20M", value_parser = quantity::bytes, help_heading = "Output")]
    pub bytes_max: u64,
    /// Replace the names of outlets and authors by numbers, mask them in texts, and leave out
    /// addresses and ids.
    #[arg(long, help_heading = "Output")]
    pub anonymous: bool,
    /// Inputs of the scan, where they are no longer in the place that run.json names.
    #[arg(long, value_name = "INPUT", num_args = 1.., conflicts_with = "no_texts")]
    pub texts: Vec<PathBuf>,
    /// Show no texts.
    #[arg(long)]
    pub no_texts: bool,
    #[command(flatten)]
    pub read: ReadArgs,
}

const EXAMPLES: &str = "Examples:
  wirecopy report found -o report.html
  wirecopy report found -o report.html --anonymous --bytes-max 5M
  wirecopy report found -o report.html --texts archive/dump.jsonl.zst";
