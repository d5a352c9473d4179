//! The first view of a deduplication: what was removed, counted.

use super::overview::{BarList, Chart, DayCount, Figure, by_day, list};
use crate::output::Deduplication;
use crate::report::terminal::{counted, grouped, visible};
use std::collections::BTreeMap;

/// Outlets in the list of those that lose most.
const OUTLETS_SHOWN: usize = 20;

/// A row of a table: its label, and the cells after it.
pub(crate) struct LossRow {
    pub(crate) label: String,
    pub(crate) cells: Vec<String>,
    /// Id of the survivor as a part of an address, for a row about one.
    pub(crate) address: String,
}

/// Everything that the first view of a deduplication shows.
pub(crate) struct LossOverview {
    pub(crate) figures: Vec<Figure>,
    pub(crate) lists: Vec<BarList>,
    pub(crate) days: Option<Chart>,
    pub(crate) survivors: Vec<LossRow>,
    pub(crate) outlets: Vec<LossRow>,
    pub(crate) outlets_more: usize,
    pub(crate) parameters: Vec<(String, String)>,
}

/// Arranges the report of a deduplication.
pub(crate) fn losses(report: &Deduplication) -> LossOverview {
    let paragraphs = report.paragraphs.clone().unwrap_or_default();
    let why = "of all removed articles, to the one that is kept";
    let survivors = report.clusters.iter().map(|cluster| LossRow {
        label: visible(cluster.title.as_deref().unwrap_or(&cluster.kept)),
        cells: vec![grouped(cluster.removed), in_words(&cluster.by_relation)],
        address: as_address(&cluster.kept),
    });
    let losing = report.outlets.iter().filter(|outlet| outlet.removed > 0);
    let outlets = losing.clone().take(OUTLETS_SHOWN).map(|outlet| LossRow {
        label: visible(outlet.outlet.as_deref().unwrap_or("outlet unknown")),
        cells: vec![
            grouped(outlet.removed),
            grouped(outlet.articles),
            format!("{:.1} %", 100.0 * outlet.removed as f64 / outlet.articles.max(1) as f64),
            in_words(&outlet.by_relation),
        ],
        address: String::new(),
    });
    let parameters = report.parameters.iter().filter(|(_, value)| !value.is_null());
    let as_text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    LossOverview {
        figures: figures(report),
        lists: vec![
            list("Removed by relation", why, &report.removed_by_relation),
            list("Removed by kind of page", "pages without a story", &report.removed_by_kind),
            list("Removed paragraphs", "by rule, from articles that are kept", &paragraphs.by_rule),
            list("Pages without a story", "read; removed or kept", &report.without_story),
        ],
        days: days(report),
        survivors: survivors.collect(),
        outlets: outlets.collect(),
        outlets_more: losing.count().saturating_sub(OUTLETS_SHOWN),
        parameters: parameters.map(|(name, value)| (name.replace('_', " "), as_text(value))).collect(),
    }
}

fn figures(report: &Deduplication) -> Vec<Figure> {
    let figure =
        |value: u64, what: &str, more: String| Figure { value: grouped(value), what: what.to_owned(), more };
    let share = 100.0 * report.removed as f64 / report.read.max(1) as f64;
    let mut figures = vec![
        figure(report.read, "records read", format!("{} are no articles", grouped(report.rejected))),
        figure(report.kept, "articles kept", String::new()),
        figure(report.removed, "articles removed", format!("{share:.1} % of the records")),
    ];
    if let Some(against) = report.against {
        figures.push(figure(against, "articles compared with", "of other inputs, never removed".to_owned()));
    }
    if let Some(paragraphs) = &report.paragraphs {
        let more = format!("from {}", counted(paragraphs.articles, "article"));
        figures.push(figure(paragraphs.removed, "paragraphs removed", more));
    }
    if report.removed_by_address > 0 {
        let more = "removed: another record has their address with the story".to_owned();
        figures.push(figure(report.removed_by_address, "pages without a story", more));
    }
    if report.pairs_too_short > 0 {
        let more = "both are kept: one is too short to be removed except as an exact copy".to_owned();
        figures.push(figure(report.pairs_too_short, "pairs of short near copies", more));
    }
    figures
}

fn in_words(relations: &BTreeMap<String, u64>) -> String {
    let parts: Vec<String> = relations
        .iter()
        .map(|(name, articles)| format!("{} {}", grouped(*articles), name.replace('_', " ")))
        .collect();
    parts.join(", ")
}

/// Kept and removed articles a day.
fn days(report: &Deduplication) -> Option<Chart> {
    let dated = report.days.iter().filter_map(|day| Some((day.day.clone()?, day)));
    let days: BTreeMap<String, DayCount> = dated
        .map(|(name, day)| {
            let kept = day.articles.saturating_sub(day.removed);
            (name, DayCount { first: kept, later: day.removed, ..DayCount::default() })
        })
        .collect();
    let undated: u64 = report.days.iter().filter(|day| day.day.is_none()).map(|day| day.articles).sum();
    let mut about = "kept and removed, by the day of their date (UTC)".to_owned();
    if undated > 0 {
        about.push_str(&format!("; {} without a date", grouped(undated)));
    }
    (!days.is_empty()).then(|| by_day(&days, ["alone", "kept", "removed"], about))
}

/// An id as a part of an address: what is no ASCII letter or digit as percent and two hex digits.
fn as_address(id: &str) -> String {
    let encoded = id.bytes().map(|byte| match byte.is_ascii_alphanumeric() {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    encoded.collect()
}
