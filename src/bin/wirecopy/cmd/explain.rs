//! `wirecopy explain`: why two articles are a pair, or are none.

use crate::args::{ExplainArgs, Format};
use crate::exit::Outcome;
use crate::output;
use wirecopy::compare::find_article::{find_articles, read_article};
use wirecopy::explain::explain;
use wirecopy::report;

/// Compares the two and prints what each rule says of them.
pub fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let options = args.manner.options();
    let (a, b) = match args.inputs().as_slice() {
        [] => {
            let [a, b] = args.articles_as_inputs()?;
            (read_article(&a, &options)?, read_article(&b, &options)?)
        }
        inputs => find_articles(inputs, &options, [&args.a, &args.b])?.into(),
    };
    let explained = explain(&a, &b, args.candidates.engine());
    match args.format {
        Format::Text => {
            output::print(&report::explanation(&explained, args.color.palette(), output::columns()))?;
        }
        Format::Json => output::write(|out| {
            serde_json::to_writer_pretty(&mut *out, &explained)?;
            Ok(out.write_all(b"\n")?)
        })?,
    }
    let shares_nothing = explained.words == 0 && explained.whole.shared_shingles == 0;
    Ok(if shares_nothing { Outcome::NothingFound } else { Outcome::Done })
}
