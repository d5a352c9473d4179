//! What `apply` is told.

use super::ReadingArgs;
use clap::Args;
use std::path::PathBuf;

/// Apply a list of removals to the input that it was made from.
///
/// Takes the list that `dedup` wrote, with rows taken out by hand where an article should stay after all. Nothing is looked for again. The input must be
/// the one that the list was made from, named as it was named to `dedup`: every row tells by a hash which records stood before its own and how many there were in all.
/// Rows without their field `input` are applied to whatever has the records that they name.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ApplyArgs {
    /// The list of removals.
    #[arg(value_name = "LIST")]
    pub list: PathBuf,

    #[command(flatten)]
    pub reading: ReadingArgs,

    /// Where the survivors go, as with dedup.
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub out: PathBuf,
    /// Go on where the disk of the output seems to have no room for the survivors.
    #[arg(long, help_heading = "Output")]
    pub ignore_free_space: bool,
    /// No progress and no warnings on standard error.
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,
}

const EXAMPLES: &str = "Examples:
  wirecopy dedup dump.jsonl --dry-run --removed list.jsonl
  grep -v '\"relation\":\"near\"' list.jsonl > edited.jsonl
  wirecopy apply edited.jsonl dump.jsonl -o clean.jsonl
  jq -c 'del(.input)' list.jsonl > loose.jsonl    also for a dump that has grown since

Exit code 3 where the list does not fit the input, or a disk has no room.";
