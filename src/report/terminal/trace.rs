//! The carriers of a wire on a terminal.

use super::wording::{counted, grouped, heading, percent, quantity};
use super::{Palette, one_line, printable, table};
use crate::error::Result;
use crate::output::{Carrier, CreditState, TraceCounts};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use wirecopy_news::direction::Origin;

/// Carriers shown per story.
const CARRIERS_SHOWN: usize = 12;

/// Columns of the number of carriers.
const MARGIN: usize = 9;

/// A story with the carriers that carry most of it.
struct StoryShown {
    /// Its first row.
    first: Carrier,
    carriers: u64,
    shown: Vec<Carrier>,
}

/// The stories with the most carriers, up to `top`, with up to twelve carriers each.
///
/// Rows come in the order of stories; no more rows are kept in memory than are shown.
///
/// # Errors
/// Those of the rows.
///
/// ```
/// use wirecopy::report::terminal::{Palette, trace_summary};
/// use wirecopy::{Input, ReadOptions, TraceParams, trace};
///
/// let wire = Input::Path("data/sample/wire.jsonl".into());
/// let dump = Input::Path("data/sample".into());
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let found = trace(&[wire], &[dump], &reading, &TraceParams::default(), &|_| {})?;
/// let text = trace_summary(&found.counts, found.rows(), 5, Palette::Plain, 100)?;
/// assert!(text.contains("wire"));
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn trace_summary(
    counts: &TraceCounts,
    rows: impl Iterator<Item = Result<Carrier>>,
    top: usize,
    palette: Palette,
    columns: usize,
) -> Result<String> {
    let stories = most_carried(rows, top)?;
    let mut text = counts_shown(counts, palette);
    if stories.is_empty() {
        text.push_str(if counts.rows == 0 { "\nNo article carries a story of the wire.\n" } else { "" });
        return Ok(text);
    }
    text.push_str(&heading("Most carried stories", stories.len(), counts.stories_carried, palette));
    for story in &stories {
        push_story(&mut text, story, palette, columns);
    }
    Ok(text)
}

fn counts_shown(counts: &TraceCounts, palette: Palette) -> String {
    let mut read = format!("read {}", counted(counts.articles, "article"));
    let other_version = "further match with another version of a story";
    for (number, one, several) in [
        (counts.rejected + counts.wire_rejected, "rejected", "rejected"),
        (counts.own, "of the wire", "of the wire"),
        (counts.rows - counts.carriers, other_version, "further matches with other versions of a story"),
    ] {
        if number > 0 {
            let _ = write!(read, ", {}", quantity(number, one, several));
        }
    }
    format!(
        "{} {} {} of {}\n{}\n",
        palette.figure(&grouped(counts.carriers)),
        if counts.carriers == 1 { "article carries" } else { "articles carry" },
        palette.figure(&grouped(counts.stories_carried)),
        quantity(counts.wire_stories, "story of the wire", "stories of the wire"),
        palette.aside(&read),
    )
}

fn push_story(text: &mut String, story: &StoryShown, palette: Palette, columns: usize) {
    let StoryShown { first, carriers, shown } = story;
    let count = palette.figure(&format!("{:>width$}×", grouped(*carriers), width = MARGIN - 1));
    let width = columns.saturating_sub(MARGIN + 2);
    let title = one_line(first.wire_headline.as_deref().unwrap_or(&first.wire), width);
    let sent = first.wire_published.as_deref().unwrap_or("date unknown");
    let sent = one_line(&format!("{} · {sent}", first.wire), width);
    let _ = writeln!(text, "\n{count}  {}", palette.heading(&title));
    let _ = writeln!(text, "{:MARGIN$}  {}", "", palette.aside(&sent));
    let rows = shown.iter().map(|carrier| {
        let outlet = carrier.outlet.as_deref().unwrap_or("outlet unknown");
        vec![
            percent(Some(carrier.wire_in_carrier)),
            percent(Some(carrier.carrier_in_wire)),
            carrier.lag_seconds.map_or("-".to_owned(), lag),
            carrier.headline.as_deref().unwrap_or("-").to_owned(),
            credit(carrier.credit).to_owned(),
            source(carrier),
            printable(&format!("{outlet} · {}", carrier.carrier)),
        ]
    });
    let header = ["of story", "of article", "lag", "headline", "credit", "source", "carrier"];
    for (number, line) in table("rrrrlll", &header, rows, columns).iter().enumerate() {
        let _ = writeln!(text, "{}", if number == 0 { palette.aside(line) } else { line.clone() });
    }
    if *carriers > shown.len() as u64 {
        let more = format!("and {} more", grouped(carriers - shown.len() as u64));
        let _ = writeln!(text, "{:MARGIN$}  {}", "", palette.aside(&more));
    }
}

/// The stories that are the best match of the most articles; among equals those with the smallest
/// ids.
fn most_carried(rows: impl Iterator<Item = Result<Carrier>>, top: usize) -> Result<Vec<StoryShown>> {
    let mut most: BTreeMap<(Reverse<u64>, String), StoryShown> = BTreeMap::new();
    let mut current: Option<StoryShown> = None;
    let mut keep = |story: Option<StoryShown>| {
        if let Some(story) = story {
            most.insert((Reverse(story.carriers), story.first.wire.clone()), story);
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
            Some(story) if story.first.wire == row.wire => story.add(row),
            _ => {
                let mut story = StoryShown { first: row.clone(), carriers: 0, shown: Vec::new() };
                story.add(row);
                keep(current.replace(story));
            }
        }
    }
    keep(current);
    Ok(most.into_values().collect())
}

impl StoryShown {
    fn add(&mut self, row: Carrier) {
        self.carriers += 1;
        let rank = self.shown.partition_point(|other| other.wire_in_carrier >= row.wire_in_carrier);
        self.shown.insert(rank, row);
        self.shown.truncate(CARRIERS_SHOWN);
    }
}

/// The credit of an article in one word.
fn credit(state: CreditState) -> &'static str {
    match state {
        CreditState::Credited => "credited",
        CreditState::CreditedElsewhere => "elsewhere",
        CreditState::Mentioned => "mentioned",
        CreditState::PhotoOnly => "photo",
        CreditState::Uncredited => "-",
    }
}

/// Returns the source of an article's story: the wire, an agency that both credit, or `carrier` for
/// the other way round; `-` if nothing shows it.
fn source(carrier: &Carrier) -> String {
    let from = carrier.direction.map(|direction| direction.from);
    match (&carrier.common_agency, from) {
        (Some(agency), _) => printable(agency),
        (None, Some(Origin::A)) => "wire".to_owned(),
        (None, Some(Origin::B)) => "carrier".to_owned(),
        (None, Some(Origin::Unknown) | None) => "-".to_owned(),
    }
}

/// A lag in minutes, hours or days, whichever gives a small number.
fn lag(seconds: i64) -> String {
    let magnitude = seconds.unsigned_abs() as f64;
    let sign = if seconds < 0 { "-" } else { "" };
    match magnitude {
        ..3_600.0 => format!("{sign}{:.0} min", magnitude / 60.0),
        3_600.0..172_800.0 => format!("{sign}{:.1} h", magnitude / 3_600.0),
        _ => format!("{sign}{:.1} d", magnitude / 86_400.0),
    }
}
