//! Arguments of `extract`.

use super::InputArgs;
use clap::Args;
use std::path::PathBuf;

/// Write the articles of any input once, in a plain form.
///
/// Pages, web archives, feeds, tables and mail become rows of id, outlet, published, url, title,
/// author and text; text_made_by names the reader that made a text, and file and line say where its
/// record is. A scan of the rows finds what a scan of the inputs finds, without extracting again.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ExtractArgs {
    /// File of the articles: .jsonl or .csv, each also .gz or .zst, or .parquet.
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub out: PathBuf,
    /// Print no progress and no warnings on standard error.
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,
    /// Worker threads; all cores by default.
    #[arg(long, value_name = "N", help_heading = "Resources")]
    pub threads: Option<u16>,

    #[command(flatten)]
    pub reading: InputArgs,
}

const EXAMPLES: &str = "Examples:
  wirecopy extract crawl.warc.gz -o articles.jsonl.zst
  wirecopy extract pages/ feeds/ export.xml -o articles.parquet
  wirecopy extract dump.zip -o articles.csv";
