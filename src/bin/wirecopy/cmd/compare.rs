//! `wirecopy compare`: two texts side by side, or given pairs of an input.

use crate::args::{CompareArgs, Format, Offsets, input};
use crate::exit::Outcome;
use crate::output;
use anyhow::{bail, ensure};
use std::path::Path;
use wirecopy::evaluate::OffsetUnit;
use wirecopy::formats::{self, Input};
use wirecopy::pipeline::{PairsGiven, compare_pairs, compare_texts};
use wirecopy::report::{Extent, comparison};

/// Compares what was named.
pub fn run(args: &CompareArgs) -> anyhow::Result<Outcome> {
    if let (Some(pairs), Some(out)) = (&args.pairs, &args.out) {
        return align(args, pairs, out);
    }
    let [a, b] = args.texts.as_slice() else { bail!("two texts are compared") };
    let (text_a, text_b) = match args.inputs.is_empty() {
        true => {
            ensure!(a != "-" || b != "-", "standard input is one of the two texts, not both");
            (text_of_file(args, a)?, text_of_file(args, b)?)
        }
        false => texts_by_id(args, a, b)?,
    };
    let compared = compare_texts(text_a, text_b);
    let row = compared.row(a, b);
    match args.format {
        Format::Text => {
            let extent = if args.full { Extent::Whole } else { Extent::Ends };
            let page = comparison(&compared, [a, b], extent, args.color.palette(), output::columns());
            output::print(&page)?;
        }
        Format::Json => output::print(&format!("{}\n", serde_json::to_string_pretty(&row)?))?,
    }
    Ok(if row.is_some() { Outcome::Done } else { Outcome::NothingFound })
}

fn align(args: &CompareArgs, pairs: &Path, out: &Path) -> anyhow::Result<Outcome> {
    let offsets = match args.offsets {
        Offsets::Bytes => OffsetUnit::Bytes,
        Offsets::Chars => OffsetUnit::Characters,
    };
    let inputs: Vec<Input> = args.inputs.iter().map(input).collect();
    compare_pairs(&inputs, &args.manner.options(), &PairsGiven { pairs, out, offsets }, &|_| ())?;
    Ok(Outcome::Done)
}

/// The one article of a file.
fn text_of_file(args: &CompareArgs, name: &str) -> anyhow::Result<String> {
    let mut found = Vec::new();
    let rejected = documents(args, &[input(Path::new(name))], |_, text| found.push(text.to_owned()))?;
    match (found.pop(), found.len()) {
        (Some(text), 0) => Ok(text),
        (Some(_), before) => {
            bail!("{name} holds {} articles: name two by their ids and the file with --in", before + 1)
        }
        (None, _) => bail!("{name} holds no article: {}", rejected.unwrap_or_else(|| "it is empty".into())),
    }
}

fn texts_by_id(args: &CompareArgs, a: &str, b: &str) -> anyhow::Result<(String, String)> {
    let inputs: Vec<Input> = args.inputs.iter().map(input).collect();
    let (mut of_a, mut of_b) = (Vec::new(), Vec::new());
    documents(args, &inputs, |id, text| {
        if id == a {
            of_a.push(text.to_owned());
        }
        if id == b {
            of_b.push(text.to_owned());
        }
    })?;
    let one = |id: &str, mut texts: Vec<String>| match (texts.pop(), texts.len()) {
        (Some(text), 0) => Ok(text),
        (Some(_), before) => bail!("{} articles of --in have the id \"{id}\"", before + 1),
        (None, _) => bail!("no article of --in has the id \"{id}\""),
    };
    Ok((one(a, of_a)?, one(b, of_b)?))
}

/// Calls `with` for the id and the text of every article, and gives why the first rejected record was rejected.
fn documents(
    args: &CompareArgs,
    inputs: &[Input],
    mut with: impl FnMut(&str, &str),
) -> anyhow::Result<Option<String>> {
    let options = args.manner.options();
    let mut intake = formats::open(inputs, &options)?;
    let mut rejected = None;
    while let Some(block) = intake.next_block()? {
        let decoded = block.decode(&options);
        for document in &decoded.documents {
            with(&document.id, &document.text);
        }
        rejected = rejected.or(decoded.rejects.first().map(|reject| reject.reason.clone()));
    }
    Ok(rejected)
}
