//! `wirecopy explain`: why two articles are, or are not, a pair.

use crate::args::{ExplainArgs, OutputFormat};
use crate::exit::Outcome;
use crate::output;
use wirecopy::report::terminal;
use wirecopy::{explain, find_articles, read_article};

/// Compares the two and prints the outcome of each rule.
pub fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let options = args.reading.options();
    let (a, b) = match args.inputs().as_slice() {
        [] => {
            let [a, b] = args.articles_as_inputs()?;
            (read_article(&a, &options)?, read_article(&b, &options)?)
        }
        inputs => find_articles(inputs, &options, [&args.a, &args.b])?.into(),
    };
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
