//! The command line: arguments become calls of the library, and its findings go to standard output.

mod args;
mod cmd;
mod counting;
mod exit;
mod hint;
mod limit;
mod measure;
mod measurement;
mod output;
mod page;
mod passes;
mod progress;
#[cfg(unix)]
mod signals;
mod tables;

use args::{Command, start_workers};
use exit::Outcome;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match args::parse() {
        Ok(cli) => cli,
        Err(error) => return exit::of_arguments(&error),
    };
    exit::watch_signals();
    exit::code(match cli.command {
        Command::Scan(args) => cmd::scan::run(&args),
        Command::Dedup(args) => cmd::dedup::run(&args),
        Command::Apply(args) => with_workers(|| cmd::apply::run(&args)),
        Command::Extract(args) => cmd::extract::run(&args),
        Command::Trace(args) => cmd::trace::run(&args),
        Command::Explain(args) => with_workers(|| cmd::explain::run(&args)),
        Command::Compare(args) => with_workers(|| cmd::compare::run(&args)),
        Command::Network(args) => with_workers(|| cmd::network::run(&args)),
        Command::Report(args) => with_workers(|| cmd::report::run(&args)),
        Command::Evaluate(args) => with_workers(|| cmd::evaluate::run(&args)),
        Command::Generate(args) => cmd::generate::run(&args),
        Command::Tune(args) => with_workers(|| cmd::tune::run(&args)),
        Command::Bench(args) => with_workers(|| cmd::bench::run(&args)),
    })
}

/// Runs a command that takes no number of threads, with as many workers as the system starts.
fn with_workers(run: impl FnOnce() -> anyhow::Result<Outcome>) -> anyhow::Result<Outcome> {
    start_workers(None)?;
    run()
}
