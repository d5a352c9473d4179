//! `wirecopy report`: a scan as one HTML page.

use crate::args::{ReportArgs, input};
use crate::exit::Outcome;
use crate::{output, page};
use std::fs;
use wirecopy::output::Run;
use wirecopy::report::html::TextInputs;
use wirecopy_io::{Input, path_of};

/// Reads the rows of a scan, and its texts where they still are, and writes the page.
pub fn run(args: &ReportArgs) -> anyhow::Result<Outcome> {
    let inputs = inputs(args);
    page::refuse(&args.out, inputs.as_deref().unwrap_or_default())?;
    let texts = match inputs {
        Ok(inputs) => Ok(TextInputs { inputs, reading: args.read.options()? }),
        Err(reason) => Err(reason),
    };
    page::write_page(&args.out, &args.scan, page::options(args.bytes_max, args.anonymous, texts))?;
    output::print(&page::written(&args.out))?;
    Ok(Outcome::Done)
}

/// The inputs that the scan read, or why there are none and what to do about it.
fn inputs(args: &ReportArgs) -> Result<Vec<Input>, String> {
    if args.no_texts {
        return Err("--no-texts leaves them out".to_owned());
    }
    if !args.texts.is_empty() {
        return Ok(args.texts.iter().map(input).collect());
    }
    let run = fs::read_to_string(args.scan.join("run.json")).ok();
    let Some(run) = run.and_then(|run| serde_json::from_str::<Run>(&run).ok()) else {
        return Err(
            "the folder of the scan has no run.json that names its inputs; name them with --texts".to_owned()
        );
    };
    let is_missing = |name: &&String| *name != "-" && fs::metadata(path_of(name)).is_err();
    if let Some(missing) = run.inputs.iter().find(is_missing) {
        return Err(format!("{missing} is no longer where it was scanned; name its new path with --texts"));
    }
    if run.inputs.iter().any(|name| name == "-") {
        return Err("the scan read standard input; name a file with the same records with --texts, or scan again with --report".to_owned());
    }
    Ok(run.inputs.iter().map(|name| input(path_of(name))).collect())
}
