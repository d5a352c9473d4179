//! The command line as it was typed. Nothing here reads a file but lists of outlets and known page
//! text.

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

Exit codes: 0 done, 1 nothing found where that is the question, 2 usage or input, 3 refused for safety.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find repeated articles and paragraphs.
    Scan(Box<ScanArgs>),
    /// Write the survivors of a dump, and one line per removed article.
    Dedup(Box<DedupArgs>),
    /// Apply a list of removals that dedup wrote.
    Apply(Box<ApplyArgs>),
    /// Write the articles of any input once, in a plain form.
    Extract(Box<ExtractArgs>),
    /// Find who carried the stories of a wire.
    Trace(Box<TraceArgs>),
    /// Explain why two articles are, or are not, a pair.
    Explain(Box<ExplainArgs>),
    /// Show two texts side by side, or align listed pairs of articles.
    Compare(Box<CompareArgs>),
    /// Show which outlets carry whose stories.
    Network(NetworkArgs),
    /// Show a scan as one page for a browser.
    Report(Box<ReportArgs>),
    /// Score a scan's files against a truth file.
    Evaluate(EvaluateArgs),
    /// Write a labelled dump of invented news.
    Generate(GenerateArgs),
    /// Choose shingle size, bands and window for a target, and show what they miss.
    Tune(Box<TuneArgs>),
    /// Measure the throughput of each stage on this machine.
    Bench(Box<BenchArgs>),
}

/// Parses the command line.
///
/// # Errors
/// With help that was asked for, or the fault.
pub fn parse() -> Result<Cli, clap::Error> {
    Cli::from_arg_matches(&command().try_get_matches()?)
}

/// The commands, whose flags take a negative number for a value that is out of range, and not for a
/// flag that there is not.
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
