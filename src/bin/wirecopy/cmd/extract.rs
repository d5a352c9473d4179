//! `wirecopy extract`: the articles of any input, in a plain form.

use crate::args::{ExtractArgs, start_workers};
use crate::exit::Outcome;
use crate::progress::{RunProgress, print_warnings};
use crate::{exit, output};
use wirecopy::report::terminal::printable;
use wirecopy::{ExtractForm, ExtractTarget, extract};
use wirecopy_io::{Atomic, refuse_over_input};

/// Extracts the articles and publishes the file.
pub fn run(args: &ExtractArgs) -> anyhow::Result<Outcome> {
    let inputs = args.reading.inputs();
    super::refuse_findings(&inputs)?;
    let form = ExtractForm::announced(&args.out)?;
    refuse_over_input(&args.out, &inputs)?;
    start_workers(args.threads)?;
    let staged = exit::begin(|| Atomic::new(&args.out), Atomic::private_folder)?;
    let unfinished = staged.private_folder().to_path_buf();
    let progress = RunProgress::begin(args.quiet);
    let target = ExtractTarget { path: &args.out, staged: &staged, form };
    let extracted = extract(&inputs, &args.reading.options()?, &target, &|event| progress.on_event(event))?;
    let run = progress.end(args.reading.names());
    exit::finish(&unfinished, || staged.publish())?;
    print_warnings(&run, args.quiet);
    let articles = match extracted.articles {
        1 => "1 article".to_owned(),
        several => format!("{several} articles"),
    };
    let rejected = match extracted.rejected {
        0 => String::new(),
        rejected => format!("; {rejected} rejected"),
    };
    let out = printable(&args.out.display().to_string());
    output::print(&format!("{articles} written to {out}{rejected}\n"))?;
    Ok(Outcome::Done)
}
