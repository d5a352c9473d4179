//! Arguments of `apply`.

use super::InputArgs;
use clap::Args;
use std::path::PathBuf;

/// Apply a list of removals to the input that it was made from.
///
/// Takes the list that `dedup` wrote, perhaps with some rows deleted by hand. Nothing is searched
/// again. The input must be the one that the list was made from, under the same names: every row
/// has a hash of the records before its own, and the number of all records. Rows without the field
/// `input` apply to any input that contains the records that they name.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ApplyArgs {
    /// The list of removals.
    #[arg(value_name = "LIST")]
    pub list: PathBuf,

    /// File or folder for the survivors, as with dedup.
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub out: PathBuf,
    /// Continue even if the disk of the output seems too small.
    #[arg(long, help_heading = "Output")]
    pub ignore_free_space: bool,
    /// Print no progress and no warnings on standard error.
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,

    #[command(flatten)]
    pub reading: InputArgs,
}

const EXAMPLES: &str = "Examples:
  wirecopy dedup dump.jsonl --dry-run --removed list.jsonl
  grep -v '\"relation\":\"near\"' list.jsonl > edited.jsonl
  wirecopy apply edited.jsonl dump.jsonl -o clean.jsonl
  jq -c 'del(.input)' list.jsonl > loose.jsonl    also for a dump that has grown since

Exit code 3 if the list does not fit the input, or a disk is too full.";
