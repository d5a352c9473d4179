//! `wirecopy scan`: the main command.

use crate::args::{OutputFormat, ScanArgs};
use crate::exit::Outcome;
use crate::progress::{RunProgress, print_warnings};
use crate::{exit, output, page};
use anyhow::Context as _;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use wirecopy::output as rows;
use wirecopy::output::{OutputDir, Run, Summary, write_tables};
use wirecopy::report::terminal::{printable, scan_summary};
use wirecopy::{Error, ScanTargets, SurvivorTarget};
use wirecopy_io::{Atomic, Destination, Input, ReadOptions, copy_streams, refuse_over_input};
use wirecopy_scratch::{PrivateFolder, temporary_folder};

/// Scans the inputs, and writes or prints the findings.
pub fn run(args: &ScanArgs) -> anyhow::Result<Outcome> {
    let reading = args.reading.options()?;
    let params = args.search.params(&reading)?;
    params.check()?;
    let inputs = args.reading.inputs();
    refuse_outputs(args, &inputs)?;
    let resume_dir = resume_dir(args);
    exit::if_interrupted(if_interrupted(args));
    let _lock = resume_dir.as_deref().map(wirecopy_index::lock).transpose()?;
    let (target, home) = target(args)?;
    let output = exit::begin(|| OutputDir::create(&target), |output| output.folder.private_folder())?;
    let unfinished = home.as_ref().map_or(output.folder.private_folder(), PrivateFolder::path).to_path_buf();
    let progress = RunProgress::begin(args.quiet);
    let on_event = |event| progress.on_event(event);
    let reading = ReadOptions { resume_dir, ..reading };
    let options = args.resources.limit(reading)?;
    let annotated = args.annotate.as_deref();
    let destination = annotated.map(|path| Destination::new(path, &inputs, &options)).transpose()?;
    let staged = |to: &Destination| exit::begin(|| Atomic::new(to.path()), Atomic::private_folder);
    let rows = destination.as_ref().map(staged).transpose()?;
    // The texts of a page are read a second time, and so are annotated records.
    let reads_twice = rows.is_some() || args.report.is_some();
    let options = if reads_twice { copy_streams(&inputs, options)? } else { options };
    let annotated = destination.as_ref().zip(rows.as_ref());
    let annotated = annotated.map(|(destination, staged)| SurvivorTarget { destination, staged });
    let targets = ScanTargets { output: &output, annotated };
    let summary = match wirecopy::scan_to(&inputs, &options, &params, &targets, &on_event) {
        Ok(summary) => summary,
        Err(error) => {
            let run = progress.end(args.reading.names());
            if home.is_none() && is_of_rejects(&error) {
                publish_rejects(output, &target, &unfinished)?;
            }
            print_warnings(&run, args.quiet);
            return Err(error.into());
        }
    };
    let run = progress.end(args.reading.names());
    let findings = FinishedScan { summary: &summary, run: &run, inputs: &inputs, options: &options };
    output.write_document("run.json", &run)?;
    if args.tables.is_some() {
        write_tables(&output)?;
    }
    if let Some(staged) = rows {
        let unfinished = staged.private_folder().to_path_buf();
        exit::finish(&unfinished, || staged.publish())?;
    }
    publish(args, (output, home), &unfinished, &findings)?;
    Ok(Outcome::Done)
}

/// Says how an interrupted scan is continued.
fn if_interrupted(args: &ScanArgs) -> &'static str {
    match (&args.out, args.resume) {
        (Some(_), true) => "the same command continues from here",
        (Some(_), false) => "nothing is written; with --resume, a scan can be continued",
        (None, _) => "nothing is written; with --out and --resume, a scan can be continued",
    }
}

/// Refuses inputs that a scan wrote, and outputs that would replace an input.
fn refuse_outputs(args: &ScanArgs, inputs: &[Input]) -> anyhow::Result<()> {
    super::refuse_findings(inputs)?;
    if let Some(out) = &args.out {
        refuse_over_input(out, inputs)?;
    }
    match &args.report {
        Some(file) => page::refuse(file, inputs),
        None => Ok(()),
    }
}

/// The findings of a scan, and what it read.
struct FinishedScan<'all> {
    summary: &'all Summary,
    run: &'all Run,
    inputs: &'all [Input],
    options: &'all ReadOptions,
}

/// Gives the findings their final name, or shows them and removes them.
fn publish(
    args: &ScanArgs,
    (output, home): (OutputDir, Option<PrivateFolder>),
    unfinished: &Path,
    findings: &FinishedScan<'_>,
) -> anyhow::Result<()> {
    print_warnings(findings.run, args.quiet);
    let Some(home) = home else {
        let folder = exit::finish(unfinished, || output.folder.publish())?;
        if let Some(kept) = resume_dir(args)
            && let Err(error) = fs::remove_dir_all(&kept)
        {
            output::say(&format!("warning: cannot remove {}: {error}", kept.display()));
        }
        return show(args, &folder, findings);
    };
    let shown = show(args, output.folder.path(), findings);
    exit::finish(unfinished, || home.close()).context("cannot remove the temporary output")?;
    shown
}

fn is_of_rejects(error: &Error) -> bool {
    matches!(error, Error::NothingRead { .. } | Error::TooManyRejects { .. })
}

/// Publishes a folder that has the list of rejected records alone; an earlier scan stays as it is.
fn publish_rejects(output: OutputDir, target: &Path, unfinished: &Path) -> anyhow::Result<()> {
    let is_free = match fs::read_dir(target) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => !target.exists(),
    };
    if is_free {
        exit::finish(unfinished, || output.folder.publish())?;
    }
    Ok(())
}

/// Returns the folder of finished work: beside the output, so that the same command finds it again.
fn resume_dir(args: &ScanArgs) -> Option<PathBuf> {
    let mut name = args.out.as_ref().filter(|_| args.resume)?.components().as_path().as_os_str().to_owned();
    name.push(".resume");
    Some(name.into())
}

/// Returns the folder for the findings; without `--out` it is inside a temporary one.
fn target(args: &ScanArgs) -> anyhow::Result<(PathBuf, Option<PrivateFolder>)> {
    if let Some(out) = &args.out {
        return Ok((out.clone(), None));
    }
    let home = exit::begin(|| temporary_folder(&args.reading.temp_dir()), PrivateFolder::path)?;
    Ok((home.path().join("scan"), Some(home)))
}

fn show(args: &ScanArgs, folder: &Path, findings: &FinishedScan<'_>) -> anyhow::Result<()> {
    let FinishedScan { summary, run, inputs, options } = *findings;
    if let Some(file) = &args.report {
        page::write_page_of(file, folder, inputs, options)?;
    }
    match (args.output.format, &args.out) {
        (OutputFormat::Json, Some(_)) => output::print_json(summary),
        (OutputFormat::Json, None) => output::write(|out| write_everything(folder, summary, out)),
        (OutputFormat::Text, written) => {
            let palette = args.output.color.palette();
            let mut text = scan_summary(folder, args.top, (summary, run), palette, output::columns())?;
            if let Some(out) = written {
                text.push_str(&format!(
                    "\nWritten: all findings to {}\n",
                    printable(&out.display().to_string())
                ));
            }
            if let Some(file) = &args.report {
                text.push_str(&page::written(file));
            }
            if summary.counts.pairs > 0 {
                text.push_str(&next_steps(written.as_deref(), args.report.is_some()));
            }
            output::print(&text)
        }
    }
}

/// Commands that show more of the findings.
fn next_steps(written: Option<&Path>, has_page: bool) -> String {
    let Some(out) = written else {
        let page = if has_page { "" } else { "; --report FILE is a page of them for a browser" };
        return format!("\nNext: --out DIR writes all findings{page}\n");
    };
    let out = quoted(&printable(&out.display().to_string()));
    let page =
        (!has_page).then(|| ("all of it in a browser", format!("wirecopy report {out} -o report.html")));
    let network = ("who carries whose stories", format!("wirecopy network {out}"));
    let steps = page.into_iter().chain([network]).map(|(what, command)| format!("  {command}   # {what}\n"));
    format!("\nNext:\n{}", steps.collect::<String>())
}

/// A path as one word of a command.
fn quoted(path: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "/._-+=:@%\\".contains(character);
    match path.chars().all(is_plain) {
        true => path.to_owned(),
        false => format!("'{}'", path.replace('\'', "'\\''")),
    }
}

/// Writes one JSON document with the rows of all files, streamed.
fn write_everything(folder: &Path, summary: &Summary, out: &mut dyn Write) -> anyhow::Result<()> {
    write!(out, "{{\"summary\":{}", serde_json::to_string(summary)?)?;
    for name in ["articles", "pairs", "clusters", "members", "fragments", "occurrences", "rejects"] {
        write!(out, ",\n\"{name}\":[")?;
        let rows = rows::rows::<Box<serde_json::value::RawValue>>(&folder.join(format!("{name}.jsonl")))?;
        for (number, row) in rows.enumerate() {
            write!(out, "{}\n{}", if number > 0 { "," } else { "" }, row?.get())?;
        }
        out.write_all(b"]")?;
    }
    Ok(out.write_all(b"}\n")?)
}
