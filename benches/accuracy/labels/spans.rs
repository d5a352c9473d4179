//! Spans of texts: what is boilerplate, and what is not.

use super::label::{Label, articles};
use super::share::{Line, Share};
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;

/// Labels that are no boilerplate. A credit may be either.
const KEPT_LABELS: [&str; 5] = ["story", "headline", "standing", "caption", "credit"];

/// Words from which a span is long.
const WORDS_LONG_MIN: usize = 12;

/// Fewest and most carriers of the spans of a row.
const CARRIERS: [(&str, usize, usize); 6] = [
    ("1 carrier", 1, 1),
    ("2 carriers", 2, 2),
    ("3 to 5 carriers", 3, 5),
    ("6 to 20 carriers", 6, 20),
    ("over 20 carriers", 21, usize::MAX),
    ("3 carriers and more", 3, usize::MAX),
];

/// A span that was read.
#[derive(Deserialize)]
pub struct SpanLabel {
    set: String,
    id: String,
    start: usize,
    end: usize,
    label: String,
    carriers: usize,
    words: usize,
    drawn: String,
}

#[derive(Deserialize)]
struct BoilerplateRow {
    id: String,
    exact_copy_of: Option<String>,
    boilerplate: Option<Vec<ByteSpan>>,
}

#[derive(Deserialize)]
struct ByteSpan {
    start: usize,
    end: usize,
}

/// Returns the bytes of the label that are inside any of the spans, which may overlap.
fn bytes_covered(label: &SpanLabel, spans: &mut [ByteSpan]) -> usize {
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let (mut covered, mut reached) = (0, label.start);
    for span in spans {
        let (low, high) = (span.start.max(reached), span.end.min(label.end));
        if low < high {
            covered += high - low;
            reached = high;
        }
    }
    covered
}

impl Label for SpanLabel {
    const FILE: &'static str = "paragraphs.jsonl";
    const HEAD: &'static str = "boilerplate";
    type Answer = bool;

    fn set(&self) -> &str {
        &self.set
    }

    fn answers(labels: &[&Self], scan: &Path) -> Vec<Option<bool>> {
        let (mut spans, mut copies) = (HashMap::new(), HashMap::new());
        for row in articles::<BoilerplateRow>(scan) {
            match (row.boilerplate, row.exact_copy_of) {
                (None, Some(copied)) => drop(copies.insert(row.id, copied)),
                (found, _) => drop(spans.insert(row.id, found.unwrap_or_default())),
            }
        }
        let answers = labels.iter().map(|label| {
            let spans = spans.get_mut(copies.get(&label.id).unwrap_or(&label.id))?;
            Some(2 * bytes_covered(label, spans) > label.end - label.start)
        });
        answers.collect()
    }

    fn lines(rows: &[(&Self, &bool)]) -> Vec<Line> {
        let share = |is_wanted: &dyn Fn(&SpanLabel) -> bool| {
            Share::of(rows.iter().filter(|(label, _)| is_wanted(label)).map(|(_, is_covered)| **is_covered))
        };
        let is_page = |label: &SpanLabel| label.label == "page";
        let found = |what: &str, is_wanted: &dyn Fn(&SpanLabel) -> bool| {
            (format!("{what}: found"), share(&|label| is_page(label) && is_wanted(label)))
        };
        let mut lines = vec![
            found("all", &|_| true),
            found("not drawn from a scan", &|label| label.drawn != "scan"),
            found("under 12 words", &|label| label.words < WORDS_LONG_MIN),
            found("12 words and more", &|label| label.words >= WORDS_LONG_MIN),
            found("inside a line", &|label| label.drawn == "glued"),
        ];
        for (what, low, high) in CARRIERS {
            lines.push(found(what, &|label| (low..=high).contains(&label.carriers)));
        }
        for name in KEPT_LABELS {
            let what =
                format!("{}: called boilerplate", if name == "standing" { "standing text" } else { name });
            lines.push((what, share(&|label| label.label == name)));
        }
        lines
    }
}
