//! The damage report that `dedup` prints.

use super::palette::Palette;
use super::writing::{counted, duration, grouped, one_line};
use crate::output::{Deduplication, Run};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Columns of the margin that counts stand in.
const MARGIN: usize = 7;

/// What stayed, what went and why, who lost how much, and the survivors that stand for the most.
pub fn dedup_summary(
    report: &Deduplication,
    run: &Run,
    shown: usize,
    palette: Palette,
    columns: usize,
) -> String {
    let mut text = String::new();
    push_counts(&mut text, report, run, palette);
    let strips = report.paragraphs.as_ref().is_some_and(|lost| lost.removed > 0);
    if report.removed == 0 && !strips {
        text.push_str("\nNothing goes.\n");
    }
    let lost: Vec<_> = report.outlets.iter().filter(|outlet| outlet.removed > 0).collect();
    if !lost.is_empty() {
        heading(&mut text, palette, "By outlet", shown, lost.len());
        for outlet in lost.iter().take(shown) {
            let name = outlet.outlet.as_deref().unwrap_or("(outlet unknown)");
            let why = parts(&outlet.by_relation);
            push_loss(&mut text, outlet.removed, outlet.articles, name, &why, palette, columns);
        }
    }
    let mut days: Vec<_> = report.days.iter().filter(|day| day.removed > 0).collect();
    if !days.is_empty() {
        let all = days.len();
        days.sort_by_key(|day| std::cmp::Reverse(day.removed));
        days.truncate(shown);
        days.sort_by(|a, b| a.day.cmp(&b.day));
        heading(&mut text, palette, "By day", shown, all);
        for day in days {
            let name = day.day.as_deref().unwrap_or("(day unknown)");
            push_loss(&mut text, day.removed, day.articles, name, "", palette, columns);
        }
    }
    if !report.clusters.is_empty() {
        let _ = writeln!(text, "\n{}", palette.heading("Largest clusters"));
        for cluster in &report.clusters {
            let gone = palette.figure(&format!("{:>MARGIN$}", format!("−{}", grouped(cluster.removed))));
            let title = cluster.title.as_deref().unwrap_or(&cluster.kept);
            let _ = writeln!(text, "{gone}  {}", one_line(title, columns.saturating_sub(MARGIN + 2)));
            let kept = format!("{} · kept {}", parts(&cluster.by_relation), cluster.kept);
            let kept = one_line(&kept, columns.saturating_sub(MARGIN + 2));
            let _ = writeln!(text, "{:MARGIN$}  {}", "", palette.aside(&kept));
        }
    }
    text
}

fn push_counts(text: &mut String, report: &Deduplication, run: &Run, palette: Palette) {
    let mut row = |name: &str, what: String| {
        let _ = writeln!(text, "{}  {what}", palette.heading(&format!("{name:>9}")));
    };
    let read = counted(report.read, "record");
    row("Read", format!("{read}, in {} ({:.0} MB/s)", duration(run.seconds), run.megabytes_per_second));
    row("Kept", format!("{} ({})", grouped(report.kept), share(report.kept, report.read)));
    let why = parts(&report.removed_by_relation);
    let why = if why.is_empty() { why } else { format!(": {why}") };
    row("Removed", format!("{}{why}", grouped(report.removed)));
    if let Some(lost) = &report.paragraphs {
        let mut what = counted(lost.removed, "paragraph");
        if lost.removed > 0 {
            let _ = write!(what, " of {}: {}", counted(lost.articles, "article"), parts(&lost.by_rule));
        }
        if lost.articles_not_cut > 0 {
            let _ = write!(
                what,
                "; {} keep theirs, whose bytes cannot be cut",
                counted(lost.articles_not_cut, "article")
            );
        }
        row("Stripped", what);
    }
    if report.rejected > 0 {
        row(
            "Rejected",
            format!("{}, which are no articles: the list of removals says why", grouped(report.rejected)),
        );
    }
}

fn push_loss(
    text: &mut String,
    removed: u64,
    all: u64,
    name: &str,
    why: &str,
    palette: Palette,
    columns: usize,
) {
    let gone = palette.figure(&format!("{:>MARGIN$}", format!("−{}", grouped(removed))));
    let of = format!("of {} ({})", grouped(all), share(removed, all));
    let why = if why.is_empty() { String::new() } else { format!(": {why}") };
    let line = one_line(&format!("{of}  {name}{why}"), columns.saturating_sub(MARGIN + 1));
    let _ = writeln!(text, "{gone} {line}");
}

fn heading(text: &mut String, palette: Palette, what: &str, shown: usize, all: usize) {
    let of = if all > shown { format!(" ({shown} of {})", grouped(all as u64)) } else { String::new() };
    let _ = writeln!(text, "\n{}{}", palette.heading(what), palette.aside(&of));
}

fn parts(counts: &BTreeMap<String, u64>) -> String {
    let parts: Vec<String> = counts
        .iter()
        .map(|(name, count)| format!("{} {}", grouped(*count), name.replace('_', " ")))
        .collect();
    parts.join(", ")
}

fn share(part: u64, all: u64) -> String {
    format!("{:.1} %", 100.0 * part as f64 / all.max(1) as f64)
}
