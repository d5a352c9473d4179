//! What `explain` is told.

use super::reading::{InputArgs, input};
use super::{Engine, Format};
use crate::output::Colour;
use clap::Args;
use std::path::PathBuf;
use wirecopy_io::Input;

/// Tell why two articles are a pair, or are none.
///
/// Takes two files with one article each (- for standard input), or two ids within an input (--in). Shows which rule gives the pair its label with
/// its numbers and thresholds, which rules nearly did, the scores, whether the two share enough keys to be compared, and whether a scan reports
/// them. Boilerplate is told by phrases alone: what many pages carry shows only in a scan. Exit code 1 where the two share nothing.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ExplainArgs {
    /// The first article: a file, -, or an id with --in.
    #[arg(value_name = "A")]
    pub a: String,
    /// The second one.
    #[arg(value_name = "B")]
    pub b: String,
    /// Look for two ids in this file or folder, or in standard input (-); may be given several times.
    #[arg(long = "in", value_name = "INPUT", help_heading = "Reading")]
    pub within: Vec<PathBuf>,
    #[command(flatten)]
    pub manner: InputArgs,

    /// The engine that proposes pairs.
    #[arg(long, value_enum, default_value = "seeds", help_heading = "Search")]
    pub candidates: Engine,
    /// What standard output gets.
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub format: Format,
    /// When the text is coloured.
    #[arg(long, value_enum, default_value = "auto", help_heading = "Output")]
    pub color: Colour,
}

const EXAMPLES: &str = "Examples:
  wirecopy explain story.txt copy.txt
  wirecopy explain ap-ferry-1 hbc-1001 --in data/sample
  curl … | wirecopy explain story.txt -";

impl ExplainArgs {
    /// The inputs in which two ids are looked for.
    pub fn inputs(&self) -> Vec<Input> {
        self.within.iter().map(input).collect()
    }

    /// Both articles as files.
    pub fn articles_as_inputs(&self) -> anyhow::Result<[Input; 2]> {
        anyhow::ensure!(
            (self.a.as_str(), self.b.as_str()) != ("-", "-"),
            "standard input holds one article: name a file for the other"
        );
        Ok([&self.a, &self.b].map(input))
    }
}
