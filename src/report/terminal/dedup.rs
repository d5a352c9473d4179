//! The report of a deduplication on a terminal.

use super::wording::{counted, duration, entry, grouped, heading, parts, quantity};
use super::{Palette, one_line, visible};
use crate::output::{ClusterLoss, Deduplication, ParagraphLoss, Run};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Columns of the counts before each row.
const MARGIN: usize = 7;

/// Columns of the names of counts.
const NAME_COLUMNS: usize = 9;

/// Counts of kept and removed articles, losses by outlet and day, and the survivors with the most
/// removed copies.
///
/// ```
/// use wirecopy::output::Run;
/// use wirecopy::report::terminal::{Palette, dedup_summary};
///
/// # let run = Run {
/// #     version: "0.1.0".to_owned(),
/// #     inputs: vec!["data/sample".to_owned()],
/// #     stages: Vec::new(),
/// #     seconds: 1.0,
/// #     bytes_read: 0,
/// #     megabytes_per_second: 0.0,
/// #     threads: 1,
/// #     memory_bytes_peak: None,
/// #     anonymous_bytes_peak: None,
/// #     warnings: Vec::new(),
/// # };
/// let removals = wirecopy::Dedup::default().run_files(["data/sample"])?;
/// let text = dedup_summary(removals.report(), &run, 5, Palette::Plain, 100);
/// assert!(text.contains("Removed"));
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn dedup_summary(
    report: &Deduplication,
    run: &Run,
    shown: usize,
    palette: Palette,
    columns: usize,
) -> String {
    let mut page = DedupPage { text: String::new(), shown, palette, columns };
    page.push_counts(report, run);
    let strips = report.paragraphs.as_ref().is_some_and(|lost| lost.removed > 0);
    if report.removed == 0 && !strips {
        page.text.push_str("\nNothing is removed.\n");
    }
    page.push_outlets(report);
    page.push_days(report);
    page.push_clusters(&report.clusters);
    page.text
}

/// Pages without a story, and how many of them stay because of their titles alone.
fn without_story(report: &Deduplication) -> Option<String> {
    let kinds = Some(parts(&report.without_story)).filter(|kinds| !kinds.is_empty())?;
    let kinds = format!("{} without a story: {kinds}", grouped(report.without_story.values().sum()));
    Some(match report.titles_over_one_text {
        0 => kinds,
        titles => {
            format!("{kinds}; {} kept because only their titles differ from others", grouped(titles))
        }
    })
}

/// Pairs that stay because they are short.
fn too_short(report: &Deduplication) -> Option<String> {
    let least = report.parameters.get("copy_shingles").and_then(serde_json::Value::as_u64).unwrap_or(0);
    let pairs = report.pairs_too_short;
    (pairs > 0).then(|| {
        let kept = quantity(pairs, "pair of near copies is kept", "pairs of near copies are kept");
        format!("{kept}: a text of fewer than {least} shingles is removed only as an exact copy")
    })
}

/// The report so far.
struct DedupPage {
    text: String,
    /// Rows per section.
    shown: usize,
    palette: Palette,
    columns: usize,
}

impl DedupPage {
    fn push_counts(&mut self, report: &Deduplication, run: &Run) {
        let (read, seconds) = (counted(report.read, "record"), duration(run.seconds));
        let why: BTreeMap<String, u64> = report
            .removed_by_relation
            .iter()
            .chain(&report.removed_by_kind)
            .map(|(why, n)| (why.clone(), *n))
            .chain((report.removed_by_address > 0).then(|| ("address".to_owned(), report.removed_by_address)))
            .collect();
        let removed = match parts(&why) {
            why if why.is_empty() => grouped(report.removed),
            why => format!("{}: {why}", grouped(report.removed)),
        };
        let rejected = (report.rejected > 0).then(|| {
            let records =
                quantity(report.rejected, "record that is not an article", "records that are not articles");
            format!("{records}: the list of removals says why")
        });
        for (name, what) in [
            ("Read", Some(format!("{read}, in {seconds} ({:.0} MB/s)", run.megabytes_per_second))),
            ("Kept", Some(format!("{} ({})", grouped(report.kept), share(report.kept, report.read)))),
            ("Removed", Some(removed)),
            ("Too short", too_short(report)),
            ("Against", report.against.map(|n| format!("{} of other inputs", counted(n, "article")))),
            ("Pages", without_story(report)),
            ("Stripped", report.paragraphs.as_ref().map(stripped)),
            ("Rejected", rejected),
        ] {
            if let Some(what) = what {
                self.text.push_str(&entry(name, &visible(&what), NAME_COLUMNS, self.columns, self.palette));
            }
        }
    }

    fn push_outlets(&mut self, report: &Deduplication) {
        let lost: Vec<_> = report.outlets.iter().filter(|outlet| outlet.removed > 0).collect();
        self.push_heading("By outlet", lost.len());
        for outlet in lost.into_iter().take(self.shown) {
            let name = outlet.outlet.as_deref().unwrap_or("(outlet unknown)");
            let why = match parts(&outlet.by_relation) {
                why if why.is_empty() => name.to_owned(),
                why => format!("{name}: {why}"),
            };
            self.push_loss(outlet.removed, outlet.articles, &why);
        }
    }

    /// The days that lost most, in the order of time.
    fn push_days(&mut self, report: &Deduplication) {
        let mut lost: Vec<_> = report.days.iter().filter(|day| day.removed > 0).collect();
        self.push_heading("By day", lost.len());
        lost.sort_by_key(|day| std::cmp::Reverse(day.removed));
        lost.truncate(self.shown);
        lost.sort_by(|a, b| a.day.cmp(&b.day));
        for day in lost {
            self.push_loss(day.removed, day.articles, day.day.as_deref().unwrap_or("(day unknown)"));
        }
    }

    fn push_clusters(&mut self, clusters: &[ClusterLoss]) {
        // The report lists the largest clusters alone: how many there are in all is not known here.
        if !clusters.is_empty() {
            self.text.push_str(&heading("Largest clusters", clusters.len(), 0, self.palette));
        }
        let width = self.columns.saturating_sub(MARGIN + 2);
        for cluster in clusters {
            let title = one_line(cluster.title.as_deref().unwrap_or(&cluster.kept), width);
            let kept = one_line(&format!("{} · kept {}", parts(&cluster.by_relation), cluster.kept), width);
            let _ = writeln!(self.text, "{}  {title}", self.minus(cluster.removed));
            let _ = writeln!(self.text, "{:MARGIN$}  {}", "", self.palette.aside(&kept));
        }
    }

    fn push_heading(&mut self, what: &str, all: usize) {
        if all > 0 {
            self.text.push_str(&heading(what, self.shown.min(all), all as u64, self.palette));
        }
    }

    fn push_loss(&mut self, removed: u64, all: u64, what: &str) {
        let line = format!("of {} ({})  {what}", grouped(all), share(removed, all));
        let line = one_line(&line, self.columns.saturating_sub(MARGIN + 1));
        let _ = writeln!(self.text, "{} {line}", self.minus(removed));
    }

    /// A number of removed articles in the margin.
    fn minus(&self, removed: u64) -> String {
        self.palette.figure(&format!("{:>MARGIN$}", format!("−{}", grouped(removed))))
    }
}

/// The paragraphs removed from articles that are kept.
fn stripped(lost: &ParagraphLoss) -> String {
    let mut what = counted(lost.removed, "paragraph");
    if lost.removed > 0 {
        let _ = write!(what, " of {}: {}", counted(lost.articles, "article"), parts(&lost.by_rule));
    }
    if lost.articles_not_cut > 0 {
        let articles = counted(lost.articles_not_cut, "article");
        let _ = write!(what, "; {articles} keep theirs, which cannot be cut out");
    }
    what
}

fn share(part: u64, all: u64) -> String {
    format!("{:.1} %", 100.0 * part as f64 / all.max(1) as f64)
}
