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

use args::Command;
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
        Command::Apply(args) => cmd::apply::run(&args),
        Command::Extract(args) => cmd::extract::run(&args),
        Command::Trace(args) => cmd::trace::run(&args),
        Command::Explain(args) => cmd::explain::run(&args),
        Command::Compare(args) => cmd::compare::run(&args),
        Command::Network(args) => cmd::network::run(&args),
        Command::Report(args) => cmd::report::run(&args),
        Command::Evaluate(args) => cmd::evaluate::run(&args),
        Command::Generate(args) => cmd::generate::run(&args),
        Command::Tune(args) => cmd::tune::run(&args),
        Command::Bench(args) => cmd::bench::run(&args),
    })
}
