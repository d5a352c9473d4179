//! Arguments of `report`.

use super::{ReadArgs, quantity};
use clap::Args;
use std::path::PathBuf;

/// Show a scan as one HTML page.
///
/// Takes the folder that `scan --out` wrote. The page is one file that loads nothing and sends
/// nothing. Texts are read again from the inputs of the scan, to show pairs side by side; reading
/// flags that the scan had must be repeated here.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ReportArgs {
    /// The folder of a scan.
    #[arg(value_name = "SCAN_DIR")]
    pub scan: PathBuf,

    /// File for the page.
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub out: PathBuf,
    /// Largest page; it counts what was left out for its size (K, M, G are powers of 1024).
    #[arg(long, value_name = "BYTES", default_value = "20M", value_parser = quantity::bytes, help_heading = "Output")]
    pub bytes_max: u64,
    /// Replace the names of outlets and authors by numbers, mask them in texts, and leave out
    /// addresses and ids.
    #[arg(long, help_heading = "Output")]
    pub anonymous: bool,
    /// Inputs of the scan, if they have moved since: run.json has their former paths.
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
