//! Kinds of page.

use super::label::{Label, articles};
use super::share::{Line, Share};
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;

const KINDS: [&str; 14] = [
    "article",
    "press_release",
    "live_blog",
    "index_page",
    "roundup",
    "gallery",
    "transcript",
    "table_or_schedule",
    "error_page",
    "cookie_or_robot_wall",
    "paywall_stub",
    "failed_extraction",
    "non_news",
    "other",
];

/// Kinds of pages that contain no article at all.
const NO_ARTICLE: [&str; 6] =
    ["index_page", "gallery", "error_page", "cookie_or_robot_wall", "paywall_stub", "failed_extraction"];

/// Kinds of pages that contain one story.
const ONE_STORY: [&str; 2] = ["article", "press_release"];

/// A page whose kind was read.
#[derive(Deserialize)]
pub struct KindLabel {
    set: String,
    id: String,
    kind: String,
}

#[derive(Deserialize)]
struct KindRow {
    id: String,
    exact_copy_of: Option<String>,
    kind: Option<String>,
}

impl Label for KindLabel {
    const FILE: &'static str = "kinds.jsonl";
    const HEAD: &'static str = "kinds of page";

    /// The scan's kind, empty where it has none.
    type Answer = String;

    fn set(&self) -> &str {
        &self.set
    }

    fn answers(labels: &[&Self], scan: &Path) -> Vec<Option<String>> {
        let rows: HashMap<String, KindRow> =
            articles::<KindRow>(scan).map(|row| (row.id.clone(), row)).collect();
        let answers = labels.iter().map(|label| {
            let row = rows.get(&label.id)?;
            let copied = || rows.get(row.exact_copy_of.as_ref()?)?.kind.clone();
            Some(row.kind.clone().or_else(copied).unwrap_or_default())
        });
        answers.collect()
    }

    fn lines(rows: &[(&Self, &String)]) -> Vec<Line> {
        let mut lines = vec![("kind: right".to_owned(), Share::of(rows.iter().map(|(l, a)| l.kind == **a)))];
        for kind in KINDS {
            lines.extend(of_kinds(&format!("`{kind}`"), &[kind], rows));
        }
        lines.extend(of_kinds("without an article", &NO_ARTICLE, rows));
        lines.extend(of_kinds("article or release", &ONE_STORY, rows));
        lines
    }
}

/// Precision and recall of some kinds, one not distinguished from another.
fn of_kinds(what: &str, kinds: &[&str], rows: &[(&KindLabel, &String)]) -> [Line; 2] {
    let is_one = |kind: &str| kinds.contains(&kind);
    let called = rows.iter().filter(|(_, answer)| is_one(answer));
    let are = rows.iter().filter(|(label, _)| is_one(&label.kind));
    [
        (format!("called {what}: is"), Share::of(called.map(|(label, _)| is_one(&label.kind)))),
        (format!("{what}: called so"), Share::of(are.map(|(_, answer)| is_one(answer)))),
    ]
}
