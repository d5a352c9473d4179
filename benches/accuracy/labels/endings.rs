//! Ends of stories, and texts that are cut.

use super::label::{Label, articles};
use super::share::{Line, Share};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Bytes by which the end of a story may be missed: closing marks, blanks, an end mark.
const END_SLACK_BYTES: u64 = 20;

/// An ending that was read, with null for what nothing shows.
#[derive(Deserialize)]
pub struct EndingLabel {
    set: String,
    id: String,
    truncated: Option<bool>,
    end_at: Option<u64>,
    sample: String,
}

/// The scan's answer on an ending.
pub struct EndingAnswer {
    truncated: Option<bool>,
    end: Option<u64>,
}

#[derive(Deserialize)]
struct EndingRow {
    id: String,
    exact_copy_of: Option<String>,
    truncated: Option<bool>,
    story_end: Option<u64>,
    broken_off: Option<BrokenOff>,
}

#[derive(Deserialize)]
struct BrokenOff {
    end: Option<u64>,
}

impl EndingRow {
    fn end(&self) -> Option<u64> {
        self.story_end.or_else(|| self.broken_off.as_ref()?.end)
    }
}

impl Label for EndingLabel {
    const FILE: &'static str = "endings.jsonl";
    const HEAD: &'static str = "endings";
    type Answer = EndingAnswer;

    fn set(&self) -> &str {
        &self.set
    }

    fn answers(labels: &[&Self], scan: &Path) -> Vec<Option<EndingAnswer>> {
        let wanted: HashSet<&str> = labels.iter().map(|label| label.id.as_str()).collect();
        let is_kept = |row: &EndingRow| row.broken_off.is_some() || wanted.contains(row.id.as_str());
        let kept = articles::<EndingRow>(scan).filter(is_kept);
        let rows: HashMap<String, EndingRow> = kept.map(|row| (row.id.clone(), row)).collect();
        let answers = labels.iter().map(|label| {
            let row = rows.get(&label.id)?;
            let source = row.exact_copy_of.as_ref().and_then(|copied| rows.get(copied)).unwrap_or(row);
            Some(EndingAnswer { truncated: row.truncated, end: source.end() })
        });
        answers.collect()
    }

    fn lines(rows: &[(&Self, &EndingAnswer)]) -> Vec<Line> {
        let rows_judged: Vec<(&Self, bool, bool)> = rows.iter().filter_map(judged).collect();
        let called = |is_wanted: &dyn Fn(&Self) -> bool| {
            let called = rows_judged.iter().filter(|(label, _, is_called)| *is_called && is_wanted(label));
            Share::of(called.map(|(_, is_cut, _)| *is_cut))
        };
        let cut = |is_wanted: &dyn Fn(&Self) -> bool| {
            let cut = rows_judged.iter().filter(|(label, is_cut, _)| *is_cut && is_wanted(label));
            Share::of(cut.map(|(_, _, is_called)| *is_called))
        };
        let by_chance = |label: &Self| label.sample == "random";
        let rows = rows.iter().filter(|row| judged(row).is_some());
        let ends = rows.filter_map(|(label, answer)| Some(label.end_at?.abs_diff(answer.end?)));
        vec![
            ("called cut: is".to_owned(), called(&|_| true)),
            ("cut: called so".to_owned(), cut(&|_| true)),
            ("drawn by chance, called cut: is".to_owned(), called(&by_chance)),
            ("drawn by chance, cut: called so".to_owned(), cut(&by_chance)),
            (
                format!("end of the story: within {END_SLACK_BYTES} bytes"),
                Share::of(ends.map(|bytes| bytes <= END_SLACK_BYTES)),
            ),
        ]
    }
}

/// Returns whether a text is cut by its label and by the scan, if both know.
fn judged<'a>((label, answer): &(&'a EndingLabel, &EndingAnswer)) -> Option<(&'a EndingLabel, bool, bool)> {
    Some((*label, label.truncated?, answer.truncated?))
}
