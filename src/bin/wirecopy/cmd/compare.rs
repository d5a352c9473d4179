//! `wirecopy compare`: two texts side by side, or given pairs of an input.

use super::{refuse_findings, two_articles};
use crate::args::{CompareArgs, OutputFormat, input};
use crate::exit::Outcome;
use crate::{exit, output};
use anyhow::bail;
use std::path::Path;
use wirecopy::report::terminal::{Extent, comparison};
use wirecopy::{ExtractForm, ExtractTarget, PairsGiven, compare, compare_pairs};
use wirecopy_io::{Atomic, Input, refuse_replacing_input};

/// Compares two texts, or aligns the pairs of a file.
pub fn run(args: &CompareArgs) -> anyhow::Result<Outcome> {
    if let (Some(pairs), Some(out)) = (&args.pairs, &args.out) {
        return align(args, pairs, out);
    }
    let [a, b] = args.texts.as_slice() else { bail!("two texts are compared") };
    let options = args.reading.options()?;
    let [text_a, text_b] = two_articles(&inputs(args), [a, b], &options)?;
    let compared = compare(&text_a.text, &text_b.text);
    let row = compared.row(a, b);
    match args.output.format {
        OutputFormat::Text => {
            let extent = if args.full { Extent::Whole } else { Extent::Ends };
            let page = comparison(&compared, [a, b], extent, args.output.color.palette(), output::columns());
            output::print(&page)?;
        }
        OutputFormat::Json => output::print_json(&row)?,
    }
    Ok(if row.is_some() { Outcome::Done } else { Outcome::NothingFound })
}

fn align(args: &CompareArgs, pairs: &Path, out: &Path) -> anyhow::Result<Outcome> {
    let inputs = inputs(args);
    refuse_findings(&inputs)?;
    refuse_replacing_input(out, &inputs)?;
    refuse_replacing_input(out, &[Input::Path(pairs.to_path_buf())])?;
    let staged = exit::begin(|| Atomic::new(out), Atomic::private_folder)?;
    let form = ExtractForm::announced(out)?;
    let unfinished = staged.private_folder().to_path_buf();
    let target = ExtractTarget { path: out, staged: &staged, form };
    let given = PairsGiven { pairs, out: target, offsets: args.offsets };
    compare_pairs(&inputs, &args.reading.options()?, &given, &|_| ())?;
    exit::finish(&unfinished, || staged.publish())?;
    Ok(Outcome::Done)
}

fn inputs(args: &CompareArgs) -> Vec<Input> {
    args.inputs.iter().map(input).collect()
}
