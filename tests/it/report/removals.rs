//! `dedup --report` as its users run it.

use super::html_page::{jsonl, name, read_page, write_articles};
use crate::program::{is_one_line, run, stdout};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;

#[test]
fn the_page_of_a_deduplication_has_every_removal_and_one_of_each_kind_side_by_side() {
    let home = tempfile::tempdir().unwrap();
    let [clean, list, html] = ["clean/", "list.jsonl", "removed.html"].map(|file| home.path().join(file));
    let report = stdout(&[
        "dedup",
        "data/sample",
        "-o",
        &format!("{}/", name(&clean)),
        "--removed",
        name(&list),
        "--report",
        name(&html),
        "--format",
        "json",
        "--quiet",
    ]);
    let report: Value = serde_json::from_str(&report).unwrap();
    let page = read_page(&html);
    let rows = jsonl(&list);
    assert_eq!(page.rows("removals"), rows);
    for field in ["read", "kept", "removed"] {
        assert!(page.markup.contains(&format!("<b>{}</b>", report["report"][field])), "{field}");
    }
    for (relation, articles) in report["report"]["removed_by_relation"].as_object().unwrap() {
        let cell = format!("{}</th><td class=\"number\">{articles}</td>", relation.replace('_', " "));
        assert!(page.markup.contains(&cell), "{cell}");
    }
    let examples = page.head()["examples"].as_array().unwrap();
    let kinds: BTreeSet<&str> = examples.iter().map(|example| example[0].as_str().unwrap()).collect();
    let removed = rows.iter().filter(|row| row["level"] == "article" && !row["kept_location"].is_null());
    let relations: BTreeSet<&str> = removed.filter_map(|row| row["relation"].as_str()).collect();
    assert!(!relations.is_empty() && kinds.is_superset(&relations), "{kinds:?} {relations:?}");
    for example in page.rows("examples") {
        let row = &rows[example["number"].as_u64().unwrap() as usize];
        let has_other = row["level"] == "article" && !row["kept_location"].is_null();
        assert_eq!(example["grid"].is_array(), has_other, "{row}");
    }
}

#[test]
fn the_page_of_a_deduplication_is_the_same_for_any_threads_and_hostile_text_stays_text() {
    let home = tempfile::tempdir().unwrap();
    let input = home.path().join("in.jsonl");
    let hostile = "</script><script>alert(1)</script>";
    let text = "The board of Tolm will close the old quay for eleven days in March, it said. ".repeat(12);
    let article = |id: &str| json!({"id": format!("{hostile}{id}"), "title": hostile, "outlet": hostile, "text": format!("{hostile} {text}")});
    write_articles(&input, &[article("1"), article("2")]);
    let pages = ["1", "2"].map(|threads| {
        let (html, list) = (home.path().join(format!("{threads}.html")), home.path().join("list.jsonl"));
        let args = ["dedup", name(&input), "--dry-run", "--removed", name(&list), "--report", name(&html)];
        stdout(&[&args[..], &["--threads", threads, "--quiet", "--max-loss", "1"]].concat());
        fs::read_to_string(&html).unwrap()
    });
    assert!(pages[0] == pages[1]);
    assert!(!pages[0].contains("<script>alert"));
    assert_eq!(read_page(&home.path().join("1.html")).rows("examples").len(), 1);
}

#[test]
fn a_page_of_removals_without_a_list_or_over_an_input_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let [input, html] = ["in.jsonl", "removed.html"].map(|file| home.path().join(file));
    write_articles(&input, &[json!({"id": "a", "text": "The quay of Tolm is closed."})]);
    let list = home.path().join("list.jsonl");
    for (args, code) in [
        (vec!["dedup", name(&input), "--dry-run", "--report", name(&html)], 2),
        (vec!["dedup", name(&input), "--dry-run", "--removed", name(&list), "--report", name(&input)], 3),
    ] {
        let out = run(&args);
        let said = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(code), "{said}");
        assert!(is_one_line(&said) && !html.exists(), "{said}");
    }
}
