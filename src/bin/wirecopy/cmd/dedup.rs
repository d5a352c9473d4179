//! `wirecopy dedup`: the survivors, and a reason for every removal.

use crate::args::{DedupArgs, Format, input, start_workers};
use crate::exit::Outcome;
use crate::progress::Progress;
use crate::{exit, output};
use wirecopy::dedup::{DedupOutput, Deduplicated};
use wirecopy::error::Error;
use wirecopy::output::{Deduplication, Run, Staged};
use wirecopy::report::dedup_summary;
use wirecopy_io::{Destination, Input, ReadOptions, StdinCopy, refuse_over_input, refuse_replacing_input};
use wirecopy_news::removal::Loss;

/// Decides, writes, and gives the files their names when all sums agree.
pub fn run(args: &DedupArgs) -> anyhow::Result<Outcome> {
    let policy = args.policy.policy()?;
    policy.check()?;
    start_workers(args.policy.threads)?;
    let inputs = args.reading.inputs();
    let mut options = args.room.within(args.reading.options())?;
    let destination = match args.out.as_deref().filter(|_| !args.dry_run) {
        Some(out) => Some(Destination::new(out, &inputs, &options)?),
        None => None,
    };
    let removed = staged_list(args, &inputs, destination.as_ref())?;
    let survivors = match &destination {
        Some(destination) => Some((destination, Staged::beside(destination.path())?)),
        None => None,
    };
    keep_stdin(&inputs, &mut options)?;
    for staged in survivors.iter().map(|(_, staged)| staged).chain(&removed) {
        exit::begin(staged.path());
    }
    let progress = Progress::begin(args.quiet);
    let found = wirecopy::dedup::dedup(
        &inputs,
        &options,
        &args.policy.params(),
        &policy,
        &DedupOutput {
            survivors: survivors.as_ref().map(|(destination, staged)| (*destination, staged)),
            removed: removed.as_ref(),
        },
        &|event| progress.hear(event),
    )?;
    let run = progress.end(args.reading.names(), args.quiet);
    let Deduplicated { report, losses } = found;
    if !losses.is_empty() {
        show(args, &report, &run)?;
        return Err(refusal(&losses, args.policy.max_loss).into());
    }
    // The list first: where survivors stand, the list stands.
    for staged in removed.into_iter().chain(survivors.map(|(_, staged)| staged)) {
        let path = staged.path().to_path_buf();
        exit::finish(&path, || staged.publish())?;
    }
    show(args, &report, &run)?;
    if args.format == Format::Text {
        output::print(&places(args))?;
    }
    Ok(Outcome::Done)
}

/// Where to look now.
fn places(args: &DedupArgs) -> String {
    let Some(list) = args.removed() else {
        return "\nNothing was written; --removed FILE lists what would go\n".into();
    };
    match args.out.as_ref().filter(|_| !args.dry_run) {
        Some(out) => format!("\nSurvivors stand in {}, what went in {}\n", out.display(), list.display()),
        None => format!("\nWhat would go stands in {}; no survivors were written\n", list.display()),
    }
}

fn staged_list(
    args: &DedupArgs,
    inputs: &[Input],
    survivors: Option<&Destination>,
) -> anyhow::Result<Option<Staged>> {
    let preferred: Vec<Input> = args.policy.prefer.iter().map(input).collect();
    if let Some(survivors) = survivors {
        refuse_replacing_input(survivors.path(), &preferred)?;
    }
    let Some(path) = args.removed() else { return Ok(None) };
    if path.is_dir() {
        let reason = "the list of removals is a file, and this is a folder: name a file".into();
        return Err(Error::Output { path, reason }.into());
    }
    refuse_over_input(&path, inputs)?;
    refuse_replacing_input(&path, &preferred)?;
    if let Some(survivors) = survivors {
        survivors.refuse_inside(&path)?;
    }
    Ok(Some(Staged::beside(&path)?))
}

/// What comes through a pipe is kept, because it is read twice.
pub fn keep_stdin(inputs: &[Input], options: &mut ReadOptions) -> anyhow::Result<()> {
    if inputs.contains(&Input::Stdin) {
        options.stdin = Some(StdinCopy::of(std::io::stdin().lock(), &options.temp_dir)?);
    }
    Ok(())
}

fn refusal(losses: &[Loss], share_max: f64) -> Error {
    let told =
        |loss: &Loss| format!("{} would lose {} of {} articles", loss.outlet, loss.removed, loss.articles);
    let shown: Vec<String> = losses.iter().take(3).map(told).collect();
    let more =
        if losses.len() > 3 { format!(" and {} more outlets", losses.len() - 3) } else { String::new() };
    Error::Refused {
        reason: format!(
            "{}{more}, more than --max-loss {share_max} allows; nothing is written (look with --dry-run --max-loss 1)",
            shown.join(", ")
        ),
    }
}

fn show(args: &DedupArgs, report: &Deduplication, run: &Run) -> anyhow::Result<()> {
    match args.format {
        Format::Json => output::write(|out| {
            serde_json::to_writer_pretty(&mut *out, &serde_json::json!({ "report": report, "run": run }))?;
            Ok(out.write_all(b"\n")?)
        }),
        Format::Text => {
            let text = dedup_summary(report, run, args.top, args.color.palette(), output::columns());
            output::print(&text)
        }
    }
}
