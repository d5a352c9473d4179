//! `wirecopy dedup`: the survivors, and a reason for every removal.

use crate::args::{DedupArgs, OutputFormat, input};
use crate::exit::Outcome;
use crate::progress::{RunProgress, print_warnings};
use crate::{exit, output};
use std::path::Path;
use wirecopy::output::{Deduplication, Run};
use wirecopy::report::terminal::{dedup_summary, printable};
use wirecopy::{DedupParams, DedupTargets, Deduplicated, Error, FileError, SurvivorTarget, dedup};
use wirecopy_io::{Atomic, Destination, Input, copy_streams, refuse_over_input, refuse_replacing_input};

/// Decides, writes, and publishes the files once all sums agree.
pub fn run(args: &DedupArgs) -> anyhow::Result<Outcome> {
    let params = DedupParams { search: args.policy.search(), policy: args.policy.policy()? };
    params.policy.check()?;
    let inputs = args.reading.inputs();
    let options = args.resources.limit(args.reading.options()?)?;
    let destination = match args.out.as_deref().filter(|_| !args.dry_run) {
        Some(out) => Some(Destination::new(out, &inputs, &options)?),
        None => None,
    };
    let removed = staged_list(args, &inputs, destination.as_ref())?;
    let survivors = match &destination {
        Some(destination) => Some((destination, Atomic::new(destination.path())?)),
        None => None,
    };
    for staged in survivors.iter().map(|(_, staged)| staged).chain(&removed) {
        exit::begin(staged.private_folder());
    }
    let options = copy_streams(&inputs, options)?;
    let progress = RunProgress::begin(args.quiet);
    let target = |(destination, staged)| SurvivorTarget { destination, staged };
    let survivors_target = survivors.as_ref().map(|(destination, staged)| target((*destination, staged)));
    let targets = DedupTargets { survivors: survivors_target, removed: removed.as_ref() };
    let Deduplicated { report, losses } =
        dedup(&inputs, &options, &params, &targets, &|event| progress.on_event(event))?;
    let run = progress.end(args.reading.names());
    if !losses.is_empty() {
        print_warnings(&run, args.quiet);
        show(args, &report, &run)?;
        return Err(Error::LossTooLarge { losses, share_max: args.policy.max_loss }.into());
    }
    // The list first: survivors are never without it.
    for staged in removed.into_iter().chain(survivors.map(|(_, staged)| staged)) {
        let unfinished = staged.private_folder().to_path_buf();
        exit::finish(&unfinished, || staged.publish())?;
    }
    print_warnings(&run, args.quiet);
    show(args, &report, &run)?;
    if args.output.format == OutputFormat::Text {
        output::print(&where_written(args))?;
    }
    Ok(Outcome::Done)
}

fn where_written(args: &DedupArgs) -> String {
    let Some(list) = args.removed() else {
        return "\nNothing was written; --removed FILE lists what would be removed\n".into();
    };
    let name = |path: &Path| printable(&path.display().to_string());
    match args.out.as_ref().filter(|_| !args.dry_run) {
        Some(out) => format!("\nWritten: survivors to {}, removals to {}\n", name(out), name(&list)),
        None => format!("\nWritten: removals to {}; no survivors\n", name(&list)),
    }
}

fn staged_list(
    args: &DedupArgs,
    inputs: &[Input],
    survivors: Option<&Destination>,
) -> anyhow::Result<Option<Atomic>> {
    let preferred: Vec<Input> = args.policy.prefer.iter().map(input).collect();
    if let Some(survivors) = survivors {
        refuse_replacing_input(survivors.path(), &preferred)?;
    }
    let Some(path) = args.removed() else { return Ok(None) };
    if path.is_dir() {
        let reason = "the list of removals is a file, and this is a folder".into();
        return Err(FileError::Output { path, reason }.into());
    }
    refuse_over_input(&path, inputs)?;
    refuse_replacing_input(&path, &preferred)?;
    if let Some(survivors) = survivors {
        survivors.refuse_inside(&path)?;
    }
    Ok(Some(Atomic::new(&path)?))
}

fn show(args: &DedupArgs, report: &Deduplication, run: &Run) -> anyhow::Result<()> {
    match args.output.format {
        OutputFormat::Json => output::print_json(&serde_json::json!({ "report": report, "run": run })),
        OutputFormat::Text => {
            let text = dedup_summary(report, run, args.top, args.output.color.palette(), output::columns());
            output::print(&text)
        }
    }
}
