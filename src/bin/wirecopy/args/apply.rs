//! What `apply` is told.

use super::ReadingArgs;
use clap::Args;
use std::path::PathBuf;

/// Apply a list of removals to the input that it was made from.
///
/// Takes the list that `dedup` wrote, with rows taken out by hand where an article should stay after all. Nothing is looked for again. Every record that the
/// list names must stand where it stood, byte for byte.
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

Exit code 3 where the list does not fit the input, or a disk has no room.";
