//! The carriers of a wire on a terminal, and as a table for a spreadsheet.

use super::palette::Palette;
use super::writing::{counted, grouped, one_line};
use crate::error::{Error, Result};
use crate::output::{Carrier, CreditRow, CreditState, TraceCounts};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

/// Carriers that are shown of one story.
const CARRIERS_SHOWN: usize = 12;

/// Columns of a number.
const FIGURE: usize = 9;

/// Columns of what an article says of the wire.
const CREDIT: usize = 9;

/// A story with the carriers that carry most of it.
struct StoryShown {
    /// Of the first row.
    first: Carrier,
    carriers: u64,
    shown: Vec<Carrier>,
}

/// The stories with the most carriers, up to `top`, with up to twelve carriers each.
///
/// Rows come in the order of stories; what is held is what is shown.
///
/// # Errors
/// Those of the rows.
pub fn trace_summary(
    counts: &TraceCounts,
    rows: impl Iterator<Item = Result<Carrier>>,
    top: usize,
    palette: Palette,
    columns: usize,
) -> Result<String> {
    let stories = most_carried(rows, top)?;
    let mut text = String::new();
    push_counts(&mut text, counts, palette);
    if stories.is_empty() {
        text.push_str(if counts.rows == 0 { "\nNo article carries a story of the wire.\n" } else { "" });
        return Ok(text);
    }
    let of = if counts.stories_carried > stories.len() as u64 {
        format!(" ({} of {})", stories.len(), grouped(counts.stories_carried))
    } else {
        String::new()
    };
    let _ = writeln!(text, "\n{}{}", palette.heading("Most carried stories"), palette.aside(&of));
    for story in &stories {
        push_story(&mut text, story, palette, columns);
    }
    Ok(text)
}

fn push_counts(text: &mut String, counts: &TraceCounts, palette: Palette) {
    let _ = writeln!(
        text,
        "{} {} {} of {} {}",
        palette.figure(&grouped(counts.carriers)),
        if counts.carriers == 1 { "article carries" } else { "articles carry" },
        palette.figure(&grouped(counts.stories_carried)),
        grouped(counts.wire_stories),
        if counts.wire_stories == 1 { "story of the wire" } else { "stories of the wire" },
    );
    let mut read = format!("read {}", counted(counts.articles, "article"));
    for (number, what) in [
        (counts.rejected + counts.wire_rejected, "rejected"),
        (counts.own, "the wire's own"),
        (counts.rows - counts.carriers, "further matches with other versions of a story"),
    ] {
        if number > 0 {
            let _ = write!(read, ", {} {what}", grouped(number));
        }
    }
    let _ = writeln!(text, "{}", palette.aside(&read));
}

fn push_story(text: &mut String, story: &StoryShown, palette: Palette, columns: usize) {
    let StoryShown { first, carriers, shown } = story;
    let count = palette.figure(&format!("{:>width$}×", grouped(*carriers), width = FIGURE - 1));
    let title =
        one_line(first.wire_title.as_deref().unwrap_or(&first.wire), columns.saturating_sub(FIGURE + 2));
    let _ = writeln!(text, "\n{count}  {}", palette.heading(&title));
    let sent = first.wire_published.as_deref().unwrap_or("date unknown");
    let _ = writeln!(
        text,
        "{:FIGURE$}  {}",
        "",
        palette.aside(&one_line(&format!("{} · {sent}", first.wire), columns.saturating_sub(FIGURE + 2)))
    );
    let heads = ["of wire", "of page", "lag", "headline"].map(|head| format!("{head:>FIGURE$}"));
    let _ = writeln!(text, "{}  credit", palette.aside(&heads.concat()));
    for carrier in shown {
        let shares = [carrier.wire_in_carrier, carrier.carrier_in_wire].map(percent).concat();
        let lag = carrier.lag_seconds.map_or("-".to_owned(), lag);
        let headline = carrier.headline.as_deref().unwrap_or("-");
        let outlet = carrier.outlet.as_deref().unwrap_or("outlet unknown");
        let credit = credit(carrier.credit);
        let name = format!("{outlet} · {}", carrier.carrier);
        let name = one_line(&name, columns.saturating_sub(4 * FIGURE + CREDIT + 4));
        let _ = writeln!(text, "{shares}{lag:>FIGURE$}{headline:>FIGURE$}  {credit:CREDIT$}  {name}");
    }
    if *carriers > shown.len() as u64 {
        let more = format!("and {} more", grouped(carriers - shown.len() as u64));
        let _ = writeln!(text, "{}  {}", " ".repeat(4 * FIGURE), palette.aside(&more));
    }
}

/// Counts the rows in which a story is the best match; of equal counts the first id comes first.
fn most_carried(rows: impl Iterator<Item = Result<Carrier>>, top: usize) -> Result<Vec<StoryShown>> {
    let mut most: BTreeMap<(std::cmp::Reverse<u64>, String), StoryShown> = BTreeMap::new();
    let mut current: Option<StoryShown> = None;
    let mut keep = |story: Option<StoryShown>| {
        if let Some(story) = story {
            most.insert((std::cmp::Reverse(story.carriers), story.first.wire.clone()), story);
            if most.len() > top {
                most.pop_last();
            }
        }
    };
    for row in rows {
        let row = row?;
        if !row.best {
            continue;
        }
        match &mut current {
            Some(story) if story.first.wire == row.wire => story.take(row),
            _ => {
                let mut story = StoryShown { first: row.clone(), carriers: 0, shown: Vec::new() };
                story.take(row);
                keep(current.replace(story));
            }
        }
    }
    keep(current);
    Ok(most.into_values().collect())
}

impl StoryShown {
    fn take(&mut self, row: Carrier) {
        self.carriers += 1;
        let place = self.shown.partition_point(|other| other.wire_in_carrier >= row.wire_in_carrier);
        self.shown.insert(place, row);
        self.shown.truncate(CARRIERS_SHOWN);
    }
}

/// In a word.
fn credit(state: CreditState) -> &'static str {
    match state {
        CreditState::Credited => "credited",
        CreditState::CreditedElsewhere => "elsewhere",
        CreditState::Mentioned => "mentioned",
        CreditState::PhotoOnly => "photo",
        CreditState::Uncredited => "-",
    }
}

fn percent(share: f64) -> String {
    format!("{:>FIGURE$}", format!("{:.0} %", share * 100.0))
}

/// In the unit that a reader counts in.
fn lag(seconds: i64) -> String {
    let magnitude = seconds.unsigned_abs() as f64;
    let sign = if seconds < 0 { "-" } else { "" };
    match magnitude {
        ..3_600.0 => format!("{sign}{:.0} min", magnitude / 60.0),
        3_600.0..172_800.0 => format!("{sign}{:.1} h", magnitude / 3_600.0),
        _ => format!("{sign}{:.1} d", magnitude / 86_400.0),
    }
}

/// A row of the table: what a spreadsheet can hold of a row.
#[derive(Serialize)]
struct TableRow<'row> {
    wire: &'row str,
    wire_title: Option<&'row str>,
    wire_published: Option<&'row str>,
    carrier: &'row str,
    file: &'row str,
    line: u64,
    outlet: Option<&'row str>,
    published: Option<&'row str>,
    url: Option<&'row str>,
    title: Option<&'row str>,
    best: bool,
    jaccard: f64,
    wire_in_carrier: f64,
    carrier_in_wire: f64,
    shared_shingles: u64,
    words: u64,
    lag_seconds: Option<i64>,
    headline: Option<&'row str>,
    longest_match_words: u64,
    passages: usize,
    credit: &'static str,
    /// Class, who is credited, and the words that say so, of each credit.
    credits: String,
}

/// Names of its fields, so that a table without rows has its header too.
const HEADER: [&str; 22] = [
    "wire",
    "wire_title",
    "wire_published",
    "carrier",
    "file",
    "line",
    "outlet",
    "published",
    "url",
    "title",
    "best",
    "jaccard",
    "wire_in_carrier",
    "carrier_in_wire",
    "shared_shingles",
    "words",
    "lag_seconds",
    "headline",
    "longest_match_words",
    "passages",
    "credit",
    "credits",
];

impl<'row> TableRow<'row> {
    fn of(row: &'row Carrier) -> TableRow<'row> {
        let told = |credit: &CreditRow| {
            let quoted = one_line(&credit.text, CREDIT_COLUMNS_MAX);
            format!("{}: {} “{quoted}”", credit.class, credit.agency.as_deref().unwrap_or("?"))
        };
        TableRow {
            wire: &row.wire,
            wire_title: row.wire_title.as_deref(),
            wire_published: row.wire_published.as_deref(),
            carrier: &row.carrier,
            file: &row.file,
            line: row.line,
            outlet: row.outlet.as_deref(),
            published: row.published.as_deref(),
            url: row.url.as_deref(),
            title: row.title.as_deref(),
            best: row.best,
            jaccard: row.jaccard,
            wire_in_carrier: row.wire_in_carrier,
            carrier_in_wire: row.carrier_in_wire,
            shared_shingles: row.shared_shingles,
            words: row.words,
            lag_seconds: row.lag_seconds,
            headline: row.headline.as_deref(),
            longest_match_words: row.longest_match_words,
            passages: row.passages.len(),
            credit: row.credit.name(),
            credits: row.credits.iter().map(told).collect::<Vec<_>>().join("; "),
        }
    }
}

/// Columns of one credit's words in the table.
const CREDIT_COLUMNS_MAX: usize = 120;

/// The rows as comma-separated values with a header; what is unknown is empty.
///
/// # Errors
/// Those of the rows and of `out`.
pub fn write_carriers_csv(rows: impl Iterator<Item = Result<Carrier>>, out: impl Write) -> Result<()> {
    let failed = |error: csv::Error| Error::Write { path: PathBuf::from("-"), source: error.into() };
    let mut table = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    table.write_record(HEADER).map_err(failed)?;
    for row in rows {
        table.serialize(TableRow::of(&row?)).map_err(failed)?;
    }
    table.flush().map_err(|source| Error::Write { path: PathBuf::from("-"), source })
}
