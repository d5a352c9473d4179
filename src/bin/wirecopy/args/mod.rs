//! The command line as it was typed. The only files read here are lists of outlets, lists of inputs
//! and known boilerplate.

mod apply;
mod bench;
mod compare;
mod dedup;
mod evaluate;
mod explain;
mod extract;
mod generate;
mod network;
mod report;
mod scan;
mod shared;
mod trace;
mod tune;

pub use apply::ApplyArgs;
pub use bench::BenchArgs;
pub use compare::CompareArgs;
pub use dedup::DedupArgs;
pub use evaluate::EvaluateArgs;
pub use explain::ExplainArgs;
pub use extract::ExtractArgs;
pub use generate::{GenerateArgs, Preset};
pub use network::{NetworkArgs, NetworkFormat};
pub use report::ReportArgs;
pub use scan::ScanArgs;
pub use shared::{InputArgs, OutputArgs, OutputFormat, ReadArgs, ResourceArgs, input, start_workers};
use shared::{one_of, quantity};
pub use trace::{TraceArgs, TraceFormat};
pub use tune::{TuneArgs, TuneFormat};

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

/// Finds repeated text within and across news articles, with proof.
#[derive(Debug, Parser)]
#[command(name = "wirecopy", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "Examples:
  wirecopy scan dump.jsonl.zst               show what repeats, on the terminal
  wirecopy scan dump/ --out found            write it as files: pairs, clusters, fragments
  wirecopy dedup dump.jsonl -o clean.jsonl   write the survivors, and a reason per removal
  zcat dump.jsonl.gz | wirecopy scan -       read standard input

Exit codes: 0 success, 1 nothing found (commands that search), 2 bad usage or input, 3 refused for
safety.";

/// The commands, described by their arguments: help would show a description here in place of
/// those.
#[derive(Debug, Subcommand)]
pub enum Command {
    Scan(Box<ScanArgs>),
    Dedup(Box<DedupArgs>),
    Apply(Box<ApplyArgs>),
    Extract(Box<ExtractArgs>),
    Trace(Box<TraceArgs>),
    Explain(Box<ExplainArgs>),
    Compare(Box<CompareArgs>),
    Network(NetworkArgs),
    Report(Box<ReportArgs>),
    Evaluate(EvaluateArgs),
    Generate(GenerateArgs),
    Tune(Box<TuneArgs>),
    Bench(Box<BenchArgs>),
}

/// Parses the command line.
///
/// # Errors
/// With the requested help, or the fault.
pub fn parse() -> Result<Cli, clap::Error> {
    Cli::from_arg_matches(&command().try_get_matches()?)
}

/// The commands. Their flags accept a negative number as a value, so that the error is about its
/// range and not about an unknown flag.
fn command() -> clap::Command {
    let with_negative = |flag: clap::Arg| {
        let is_value = flag.get_action().takes_values() && !flag.is_positional();
        if is_value { flag.allow_negative_numbers(true) } else { flag }
    };
    let names: Vec<String> =
        Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    names
        .into_iter()
        .fold(Cli::command(), |all, name| all.mut_subcommand(name, |command| command.mut_args(with_negative)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }
}
