//! Arguments of `explain`.

use super::one_of;
use super::scan::ENGINES;
use super::{OutputArgs, ReadArgs, input};
use clap::Args;
use std::path::PathBuf;
use wirecopy::CandidateEngine;
use wirecopy_io::Input;

/// Explain why two articles are, or are not, a pair.
///
/// Takes two files with one article each (- for standard input), or two ids within an input (--in).
/// Shows which rule decided the relation of the pair, with its numbers and thresholds, which rules
/// nearly applied, the scores, whether the two share enough keys to be compared, and whether a scan
/// reports them. Boilerplate is recognised by form and place alone: only a scan sees what many
/// pages have in common. The exit code is 1 if the two share nothing.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ExplainArgs {
    /// The first article: a file, -, or an id with --in.
    #[arg(value_name = "A")]
    pub a: String,
    /// The second article.
    #[arg(value_name = "B")]
    pub b: String,
    /// Look up two ids in this file or folder, or in standard input (-); may be given several
    /// times.
    #[arg(long = "in", value_name = "INPUT")]
    pub within: Vec<PathBuf>,
    /// Engine that finds candidate pairs, as in scan.
    #[arg(long, value_name = "ENGINE", default_value = "seeds", help_heading = "Search",
        value_parser = one_of(&ENGINES, CandidateEngine::name))]
    pub candidates: CandidateEngine,
    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub reading: ReadArgs,
}

const EXAMPLES: &str = "Examples:
  wirecopy explain story.txt copy.txt
  wirecopy explain ap-ferry-1 hbc-1001 --in data/sample
  curl … | wirecopy explain story.txt -";

impl ExplainArgs {
    /// Returns the inputs in which two ids are looked up.
    pub fn inputs(&self) -> Vec<Input> {
        self.within.iter().map(input).collect()
    }
}
