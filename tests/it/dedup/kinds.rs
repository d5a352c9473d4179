//! Pages without a story: reported apart, dropped by their kind, and never called copies of a page
//! with another title.

use super::{dedup_lines, removed_articles, rows, story};
use crate::program::stdout;
use serde_json::{Value, json};

const WALL: &str = "Attention Required! Please enable cookies. Verify you are human to continue.";

fn line(id: &str, title: &str, text: &str) -> String {
    format!("{}\n", json!({ "id": id, "title": title, "text": text }))
}

/// Six stories, and one wall under three titles.
fn dump() -> String {
    let stories: String =
        (0..6).map(|seed| line(&format!("story-{seed}"), &format!("Story {seed}"), &story(seed))).collect();
    let walls: String = [("wall-0", "Quay to close"), ("wall-1", "Fair opens"), ("wall-2", "Quay to close")]
        .map(|(id, title)| line(id, title, WALL))
        .concat();
    stories + &walls
}

#[test]
fn titles_over_one_page_without_a_story_are_no_copies() {
    let (kept, list) = dedup_lines(&dump(), &[]);
    assert_eq!(kept.len(), 8);
    assert_eq!(removed_articles(&list).into_iter().collect::<Vec<_>>(), [("wall-2".into(), "wall-0".into())]);
    assert_eq!(list[0]["kind"], "cookie_or_robot_wall");
}

#[test]
fn kinds_are_dropped_with_a_row_that_says_so() {
    let (kept, list) = dedup_lines(&dump(), &["--drop-kinds", "error_page,cookie_or_robot_wall"]);
    assert_eq!(kept, (0..6).map(|seed| format!("story-{seed}")).collect::<Vec<_>>());
    let said =
        |row: &Value| (row["rule"] == "kind", row["kind"] == "cookie_or_robot_wall", row["kept"].is_null());
    assert_eq!(list.iter().map(said).collect::<Vec<_>>(), [(true, true, true); 3]);
}

#[test]
fn the_report_counts_pages_without_a_story_apart() {
    let home = super::Home::new();
    let (input, out) = (home.write("in.jsonl", dump()), home.name("out.jsonl"));
    let printed = stdout(&["dedup", "-q", &input, "-o", &out, "--max-loss", "1", "--format", "json"]);
    let report: Value = serde_json::from_str(&printed).unwrap();
    let report = &report["report"];
    assert_eq!(report["without_story"], json!({ "cookie_or_robot_wall": 3 }));
    assert_eq!(report["titles_over_one_text"], 1);
    assert_eq!(report["clusters"], json!([]));
    let printed = stdout(&[
        "apply",
        "-q",
        home.path("out.removed.jsonl").to_str().unwrap(),
        &input,
        "-o",
        &home.name("again.jsonl"),
    ]);
    assert!(!printed.is_empty());
    assert_eq!(rows(home.path("again.jsonl")), rows(&out));
}

#[test]
fn in_a_corpus_of_short_texts_short_texts_are_what_they_are() {
    let lines: String = ["Quay to close", "Quay to close", "Fair opens in Ostvik"]
        .iter()
        .zip(0..)
        .map(|(text, id)| line(&format!("a{id}"), &format!("T{id}"), text))
        .collect();
    let (kept, _) = dedup_lines(&lines, &[]);
    assert_eq!(kept, ["a0", "a2"]);
}
