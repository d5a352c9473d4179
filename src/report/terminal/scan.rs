//! The summary of a scan on a terminal.

use super::scan_digest::{BoilerplateShown, ClusterShown, ReasonShown, ScanDigest};
use super::wording::{self, beside, counted, duration, entry, grouped, heading, names, quantity, with_parts};
use super::{Palette, one_line, printable, visible};
use crate::error::Result;
use crate::output::{Counts, Fragment, FragmentKind, Measure, Pair, Run, Summary};
use std::fmt::Write as _;
use std::path::Path;
use unicode_width::UnicodeWidthStr;
use wirecopy_news::kind::PageKind;

/// Columns of the counts and scores before each row.
const MARGIN: usize = 7;

/// Columns of the names of counts.
const NAME_COLUMNS: usize = 11;

/// Columns of the longest reason of a reject.
const REASON_COLUMNS_MAX: usize = 300;

/// Columns of the longest details of a row.
const ASIDE_COLUMNS_MAX: usize = 300;

/// Occurrences whose paragraph numbers are shown of a fragment that one article repeats.
const PARAGRAPHS_SHOWN: usize = 6;

/// Characters of a date up to its day.
const DAY_CHARACTERS: usize = 10;

/// Agencies shown by name.
const AGENCIES_SHOWN: usize = 6;

/// A scan in at most a few screens: counts, the largest clusters, the most repeated fragments,
/// boilerplate, up to `top` rows of each. O(bytes of the folder): one pass per file.
///
/// # Errors
/// When a file of the folder cannot be read back.
///
/// ```
/// use wirecopy::output::Run;
/// use wirecopy::report::terminal::{Palette, scan_summary};
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
/// let found = wirecopy::Scan::default().run_files(["data/sample"])?;
/// let text = scan_summary(found.folder(), 5, (found.summary(), &run), Palette::Plain, 100)?;
/// assert!(text.contains("Largest clusters"));
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn scan_summary(
    folder: &Path,
    top: usize,
    (summary, run): (&Summary, &Run),
    palette: Palette,
    columns: usize,
) -> Result<String> {
    let digest = &ScanDigest::read(folder, top)?;
    let counts = &summary.counts;
    let mut page = ScanPage { text: String::new(), palette, columns };
    page.push_counts(summary, run);
    if counts.articles == 0 {
        page.text.push_str("\nNo article was read.\n");
    } else if counts.pairs == 0 && counts.fragments == 0 {
        page.text.push_str("\nNothing is repeated.\n");
    }
    let fragments = counts.fragments.saturating_sub(counts.fragments_of_boilerplate);
    let reasons = digest.reasons.len() as u64;
    page.section("Rejected", &digest.reasons, reasons, ScanPage::push_reason);
    page.section("Largest clusters", &digest.clusters, counts.clusters, ScanPage::push_cluster);
    page.section("Closest pairs", &digest.pairs, counts.pairs, ScanPage::push_pair);
    page.section(
        "Most repeated paragraphs outside boilerplate",
        &digest.fragments,
        fragments,
        ScanPage::push_fragment,
    );
    page.section("Boilerplate", &digest.boilerplate, digest.boilerplate_total, ScanPage::push_boilerplate);
    Ok(page.text)
}

/// The summary so far.
struct ScanPage {
    text: String,
    palette: Palette,
    columns: usize,
}

impl ScanPage {
    /// A heading and its rows; nothing if there are no rows.
    fn section<Row>(&mut self, title: &str, rows: &[Row], all: u64, push: fn(&mut ScanPage, &Row)) {
        if !rows.is_empty() {
            self.text.push_str(&heading(title, rows.len(), all, self.palette));
            rows.iter().for_each(|row| push(self, row));
        }
    }

    /// A row with how often something occurs.
    fn push_times(&mut self, times: u64, what: &str) {
        let times = self.palette.figure(&format!("{:>width$}×", grouped(times), width = MARGIN - 1));
        let _ = writeln!(self.text, "{times}  {what}");
    }

    /// Details of the row above, and its id: where they are too long for a line they take two.
    fn push_aside(&mut self, what: &str, id: &str) {
        let what = format!("{} · {}", one_line(what, ASIDE_COLUMNS_MAX), printable(id));
        let what = self.palette.aside(&beside(&what, MARGIN, self.columns));
        let _ = writeln!(self.text, "{:MARGIN$}  {what}", "");
    }

    /// Columns beside the margin.
    fn width(&self) -> usize {
        self.columns.saturating_sub(MARGIN + 2)
    }

    fn push_reason(&mut self, shown: &ReasonShown) {
        // The remedy is at the end of a reason: a long one takes two lines rather than being cut.
        let reason = one_line(&shown.reason, REASON_COLUMNS_MAX);
        let reason = format!("{reason} ({})", printable(&shown.first));
        self.push_times(shown.records, &beside(&reason, MARGIN, self.columns));
    }

    fn push_pair(&mut self, pair: &Pair) {
        let score = self.palette.figure(&format!("{:>MARGIN$.3}", pair.jaccard));
        let row = [pair.relation.name().to_owned(), printable(&pair.a), printable(&pair.b)];
        let one_line = row.join("  ");
        let has_room = one_line.width() <= self.width();
        let row = if has_room { one_line } else { row.join(&format!("\n{:MARGIN$}  ", "")) };
        let _ = writeln!(self.text, "{score}  {row}");
    }

    fn push_boilerplate(&mut self, line: &BoilerplateShown) {
        let from =
            if line.outlets > 1 { format!(" ({})", counted(line.outlets, "outlet")) } else { String::new() };
        let opening = one_line(&line.opening, self.width().saturating_sub(from.len()));
        self.push_times(line.articles, &format!("{opening}{}", self.palette.aside(&from)));
    }

    fn push_cluster(&mut self, cluster: &ClusterShown) {
        let row = &cluster.row;
        let title = cluster.title.as_deref().unwrap_or(&row.representative);
        let title = one_line(title, self.width());
        self.push_times(row.size, &title);
        let mut parts = vec![match row.rule == "exact" {
            true => "exact copies".to_owned(),
            false if format!("{:.2}", row.min_similarity) == format!("{:.2}", row.mean_similarity) => {
                format!("similarity {:.2}", row.mean_similarity)
            }
            false => format!("similarity {:.2} (least {:.2})", row.mean_similarity, row.min_similarity),
        }];
        if let (Some(first), Some(last)) = (&row.first_seen, &row.last_seen) {
            parts.push(days(first, last));
        }
        if row.bridges > 0 {
            parts.push(counted(row.bridges, "bridge"));
        }
        if !row.outlets.is_empty() {
            let used = parts.join(" · ").width() + printable(&row.cluster).width() + 6;
            parts.extend(names(&row.outlets, self.width().saturating_sub(used)));
        }
        self.push_aside(&parts.join(" · "), &row.cluster);
    }

    fn push_fragment(&mut self, fragment: &Fragment) {
        let text = one_line(&fragment.text, self.width());
        self.push_times(fragment.articles.max(fragment.occurrences_total), &text);
        let score = match fragment.kind {
            FragmentKind::Exact => "exact".to_owned(),
            kind => format!("{} {:.2}", kind.name(), fragment.score),
        };
        let carriers = match (fragment.articles, fragment.outlets.len() as u64) {
            (1, _) => paragraphs_of(fragment),
            (articles, 0) => counted(articles, "article"),
            (articles, outlets) => {
                format!("{}, {}", counted(articles, "article"), counted(outlets, "outlet"))
            }
        };
        let role = format!("{:?}", fragment.role).to_lowercase();
        let short = format!("{role}, {score} · {carriers}");
        let long = format!("{role}, {score} {} · {carriers}", in_words(fragment.measure));
        let has_room = long.width() + fragment.fragment.width() + 3 <= self.width();
        let is_measured = fragment.kind != FragmentKind::Exact;
        self.push_aside(if is_measured && has_room { &long } else { &short }, &fragment.fragment);
    }

    fn push_counts(&mut self, summary: &Summary, run: &Run) {
        let counts = &summary.counts;
        let rejected = match counts.rejected {
            0 => String::new(),
            rejected => format!(", {} rejected", grouped(rejected)),
        };
        let read = format!(
            "{}{rejected}: {}, {}, in {} ({:.0} MB/s)",
            counted(counts.articles, "article"),
            counted(counts.paragraphs, "paragraph"),
            counted(counts.words, "word"),
            duration(run.seconds),
            run.megabytes_per_second,
        );
        let articles = format!(
            "{} distinct, {}; {} in {}",
            grouped(counts.distinct),
            quantity(counts.exact_copies, "exact copy", "exact copies"),
            grouped(counts.clustered),
            counted(counts.clusters, "cluster"),
        );
        let boilerplate =
            format!("{} of {}", grouped(counts.boilerplate), counted(counts.paragraphs, "paragraph"));
        for (name, what) in [
            ("Read", Some(read)),
            ("Fields", Some(fields(summary))),
            ("Articles", Some(articles)),
            ("Pairs", Some(with_parts(counts.pairs, &counts.pairs_by_relation))),
            ("Credits", credits(counts)),
            ("Fragments", Some(with_parts(counts.fragments, &counts.fragments_by_kind))),
            ("Boilerplate", Some(boilerplate)),
        ] {
            if let Some(what) = what {
                self.text.push_str(&entry(name, &visible(&what), NAME_COLUMNS, self.columns, self.palette));
            }
        }
    }
}

/// The days of two dates, the year of the second one only if it is another.
fn days(first: &str, last: &str) -> String {
    let day = |date: &str| date.chars().take(DAY_CHARACTERS).collect::<String>();
    let (first, last) = (day(first), day(last));
    match (first.split_once('-'), last.split_once('-')) {
        _ if first == last => first,
        (Some((year, _)), Some((same, day))) if year == same => format!("{first} to {day}"),
        _ => format!("{first} to {last}"),
    }
}

/// The agencies that most texts credit, uncredited text, cut texts and pages without text; `None`
/// if there is none of these.
fn credits(counts: &Counts) -> Option<String> {
    let mut agencies: Vec<(&String, &u64)> = counts.agencies.iter().collect();
    agencies.sort_by_key(|(name, articles)| (std::cmp::Reverse(**articles), *name));
    let mut shown: Vec<String> = agencies
        .iter()
        .take(AGENCIES_SHOWN)
        .map(|(name, articles)| format!("{} {}", printable(name), grouped(**articles)))
        .collect();
    let others: u64 = agencies.iter().skip(AGENCIES_SHOWN).map(|(_, articles)| **articles).sum();
    if others > 0 {
        let n_others = (agencies.len() - AGENCIES_SHOWN) as u64;
        shown.push(format!("{} {}", counted(n_others, "other"), grouped(others)));
    }
    let mut parts = Vec::new();
    if !shown.is_empty() {
        parts.push(shown.join(", "));
    }
    let uncredited = counts.verdicts.get("uncredited_match").copied().unwrap_or(0);
    for (number, one, several) in [
        (uncredited, "carries others’ text and names nobody", "carry others’ text and name nobody"),
        (counts.truncated, "text breaks off", "texts break off"),
    ] {
        if number > 0 {
            parts.push(quantity(number, one, several));
        }
    }
    match counts.doubled {
        0 => {}
        1 => parts.push("1 text contains a part twice".to_owned()),
        _ => parts.push(format!("{} texts contain a part twice", grouped(counts.doubled))),
    }
    let is_page = |kind: &str| kind.parse().is_ok_and(|kind: PageKind| !kind.has_story());
    let mut kinds = counts.kinds.clone();
    kinds.retain(|kind, articles| is_page(kind) && *articles > 0);
    if !kinds.is_empty() {
        let pages = quantity(kinds.values().sum(), "page without a story", "pages without a story");
        parts.push(format!("{pages} ({})", wording::parts(&kinds)));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The fields that served each role, the most frequent first.
fn fields(summary: &Summary) -> String {
    let served: Vec<String> = ["text", "id", "outlet", "published", "title", "url"]
        .into_iter()
        .filter_map(|role| {
            let by = summary.fields.get(role).filter(|by| !by.is_empty())?;
            let mut by: Vec<(&String, &u64)> = by.iter().collect();
            by.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
            let by: Vec<&str> = by.into_iter().map(|(field, _)| field.as_str()).collect();
            Some(if by == [role] { role.to_owned() } else { format!("{role} from {}", by.join("|")) })
        })
        .collect();
    if served.is_empty() { "whole texts".to_owned() } else { served.join(", ") }
}

/// The numbers of the paragraphs in which one article repeats a fragment.
fn paragraphs_of(fragment: &Fragment) -> String {
    let numbers: Vec<String> = fragment
        .occurrences
        .iter()
        .take(PARAGRAPHS_SHOWN)
        .map(|occurrence| format!("p{}", occurrence.paragraph))
        .collect();
    let article = fragment.occurrences.first().map_or("", |occurrence| occurrence.article.as_str());
    format!("{} of {article}", numbers.join(", "))
}

fn in_words(measure: Measure) -> &'static str {
    match measure {
        Measure::Tokens => "by words",
        Measure::WordJaccard => "by word shingles",
        Measure::CharacterJaccard => "by character shingles",
        Measure::CharacterContainment => "contained by character shingles",
    }
}
