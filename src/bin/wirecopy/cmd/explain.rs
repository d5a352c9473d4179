//! `wirecopy explain`: why two articles are, or are not, a pair.

use super::two_articles;
use crate::args::{ExplainArgs, OutputFormat};
use crate::exit::Outcome;
use crate::output;
use wirecopy::explain;
use wirecopy::report::terminal;

/// Compares the two and prints the outcome of each rule.
pub fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let options = args.reading.options()?;
    let [a, b] = two_articles(&args.inputs(), [&args.a, &args.b], &options)?;
    let explained = explain(&a, &b, args.candidates);
    match args.output.format {
        OutputFormat::Text => {
            output::print(&terminal::explanation(
                &explained,
                args.output.color.palette(),
                output::columns(),
            ))?;
        }
        OutputFormat::Json => output::print_json(&explained)?,
    }
    let shares_nothing = explained.words == 0 && explained.whole.shared_shingles == 0;
    Ok(if shares_nothing { Outcome::NothingFound } else { Outcome::Done })
}
