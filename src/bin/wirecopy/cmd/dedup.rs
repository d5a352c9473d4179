//! `wirecopy dedup`: the survivors, and a reason for every removal.

use crate::args::{DedupArgs, OutputFormat, input};
use crate::exit::Outcome;
use crate::progress::{RunProgress, print_warnings};
use crate::{exit, output, page};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use wirecopy::output::{Deduplication, OutletLoss, Reject, Run};
use wirecopy::report::html::TextInputs;
use wirecopy::report::terminal::{dedup_summary, printable};
use wirecopy::{DedupParams, DedupTargets, Deduplicated, Error, FileError, SurvivorTarget, dedup};
use wirecopy_io::{
    Atomic, Destination, Input, ListedFile, ReadOptions, copy_streams, list, refuse_over_input,
    refuse_replacing_input,
};
use wirecopy_news::removal::OUTLET_ARTICLES_MIN;

/// Decides, writes, and publishes the files once all sums agree.
pub fn run(args: &DedupArgs) -> anyhow::Result<Outcome> {
    let inputs = args.reading.inputs();
    let reading = ReadOptions { key: args.policy.key()?, against: against(args), ..args.reading.options()? };
    refuse_own_as_other(&inputs, &reading)?;
    let params = DedupParams { search: args.policy.search(&reading)?, policy: args.policy.policy()? };
    params.policy.check()?;
    refuse_page(args, &inputs)?;
    let options = args.resources.limit(reading)?;
    let out = args.out.as_deref().filter(|_| !args.dry_run);
    let destination = out.map(|out| Destination::new(out, &inputs, &options)).transpose()?;
    let removed = staged_list(args, &inputs, destination.as_ref())?;
    let survivors = match &destination {
        Some(destination) => {
            let staged = exit::begin(|| Atomic::new(destination.path()), Atomic::private_folder)?;
            Some((destination, staged))
        }
        None => None,
    };
    let options = copy_streams(&inputs, options)?;
    let progress = RunProgress::begin(args.quiet);
    let target = |(destination, staged)| SurvivorTarget { destination, staged };
    let survivors_target = survivors.as_ref().map(|(destination, staged)| target((*destination, staged)));
    let targets =
        DedupTargets { survivors: survivors_target, removed: removed.as_ref(), annotate: args.annotate };
    let found = dedup(&inputs, &options, &params, &targets, &|event| progress.on_event(event));
    let run = progress.end(args.reading.names());
    let rejects = found.as_ref().err().and_then(Error::rejects).filter(|rejects| !rejects.is_empty());
    if let Some(rejects) = rejects {
        print_warnings(&run, args.quiet);
        write_rejects(args, rejects)?;
    }
    let Deduplicated { report, losses } = found?;
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
    write_page(args, &report, &inputs, &options)?;
    print_warnings(&run, args.quiet);
    show(args, &report, &run)?;
    if args.output.format == OutputFormat::Text {
        output::print(&where_written(args))?;
    }
    Ok(Outcome::Done)
}

/// Refuses a page that would replace an input, or has no list to be made from.
fn refuse_page(args: &DedupArgs, inputs: &[Input]) -> anyhow::Result<()> {
    let Some(file) = &args.report else { return Ok(()) };
    anyhow::ensure!(
        args.removed().is_some(),
        "the page is made from the list of removals: name a file for it with --removed"
    );
    page::refuse(file, inputs)?;
    Ok(refuse_replacing_input(file, &against(args))?)
}

/// Writes the page, if there is to be one.
fn write_page(
    args: &DedupArgs,
    report: &Deduplication,
    inputs: &[Input],
    options: &ReadOptions,
) -> anyhow::Result<()> {
    let (Some(file), Some(list)) = (&args.report, args.removed()) else { return Ok(()) };
    let inputs = inputs.iter().cloned().chain(against(args)).collect();
    let reading = ReadOptions { against: Vec::new(), ..options.clone() };
    page::write_removals(file, &list, report, TextInputs { inputs, reading })
}

/// Writes the records that could not be read beside the survivors that are not written.
fn write_rejects(args: &DedupArgs, rejects: &[Reject]) -> anyhow::Result<()> {
    let Some(path) = args.rejects() else { return Ok(()) };
    let staged = exit::begin(|| Atomic::new(&path), Atomic::private_folder)?;
    let mut lines = Vec::new();
    for reject in rejects {
        serde_json::to_writer(&mut lines, reject)?;
        lines.push(b'\n');
    }
    staged.write(&lines)?;
    let unfinished = staged.private_folder().to_path_buf();
    exit::finish(&unfinished, || staged.publish())?;
    output::say(&format!(
        "each record that cannot be read is named in {}",
        printable(&path.display().to_string())
    ));
    Ok(())
}

fn where_written(args: &DedupArgs) -> String {
    let Some(list) = args.removed() else {
        return "\nNothing was written; --removed FILE lists what would be removed\n".into();
    };
    let name = |path: &Path| printable(&path.display().to_string());
    let written = match args.out.as_ref().filter(|_| !args.dry_run) {
        Some(out) => format!("\nWritten: survivors to {}, removals to {}\n", name(out), name(&list)),
        None => format!("\nWritten: removals to {}; no survivors\n", name(&list)),
    };
    args.report.as_deref().map_or(written.clone(), |file| written + &page::written(file))
}

fn staged_list(
    args: &DedupArgs,
    inputs: &[Input],
    survivors: Option<&Destination>,
) -> anyhow::Result<Option<Atomic>> {
    let preferred: Vec<Input> = args.policy.prefer.iter().map(input).collect();
    if let Some(survivors) = survivors {
        refuse_replacing_input(survivors.path(), &preferred)?;
        refuse_replacing_input(survivors.path(), &against(args))?;
    }
    let Some(path) = args.removed() else { return Ok(None) };
    if path.is_dir() {
        let reason = "the list of removals is a file, and this is a folder".into();
        return Err(FileError::Output { path, reason }.into());
    }
    refuse_over_input(&path, inputs)?;
    refuse_replacing_input(&path, &preferred)?;
    refuse_replacing_input(&path, &against(args))?;
    if let Some(survivors) = survivors {
        survivors.refuse_inside(&path)?;
    }
    Ok(Some(exit::begin(|| Atomic::new(&path), Atomic::private_folder)?))
}

fn show(args: &DedupArgs, report: &Deduplication, run: &Run) -> anyhow::Result<()> {
    match args.output.format {
        OutputFormat::Json => output::print_json(&serde_json::json!({ "report": report, "run": run })),
        OutputFormat::Text => {
            let text = dedup_summary(report, run, args.top, args.output.color.palette(), output::columns());
            output::print(&text)?;
            if report.pairs_too_short > 0 {
                output::print("\n--copy-shingles-min 0 removes near copies of any length\n")?;
            }
            match small_losses(report, args.policy.max_loss) {
                0 => Ok(()),
                outlets => output::print(&format!(
                    "\n--max-loss {} is for outlets of {OUTLET_ARTICLES_MIN} articles or more: {outlets} smaller \
                     {} a larger share\n",
                    args.policy.max_loss,
                    if outlets == 1 { "one loses" } else { "ones lose" },
                )),
            }
        }
    }
}

/// Outlets that are too small for the limit of losses, and lose more.
fn small_losses(report: &Deduplication, share_max: f64) -> usize {
    let is_small = |outlet: &&OutletLoss| outlet.outlet.is_some() && outlet.articles < OUTLET_ARTICLES_MIN;
    let loses_more = |outlet: &&OutletLoss| outlet.removed as f64 > share_max * outlet.articles as f64;
    report.outlets.iter().filter(is_small).filter(loses_more).count()
}

/// The inputs that are compared with.
fn against(args: &DedupArgs) -> Vec<Input> {
    args.against.iter().map(input).collect()
}

/// Refuses folders that a scan wrote, and a file that is both an input and one that is compared
/// with: all of it would be removed.
fn refuse_own_as_other(inputs: &[Input], reading: &ReadOptions) -> anyhow::Result<()> {
    super::refuse_findings(inputs.iter().chain(&reading.against))?;
    if reading.against.is_empty() {
        return Ok(());
    }
    let files = |inputs| Ok::<_, FileError>(list(inputs, reading)?.0);
    let resolved = |file: &ListedFile| file.path.canonicalize().unwrap_or_else(|_| file.path.clone());
    let own: HashSet<PathBuf> = files(inputs)?.iter().map(resolved).collect();
    if let Some(both) = files(&reading.against)?.iter().find(|file| own.contains(&resolved(file))) {
        let reason = format!("{} is both an input and in --against: all of it would be removed", both.name());
        return Err(FileError::Refused { reason }.into());
    }
    Ok(())
}
