//! `wirecopy trace` as its users run it.

use crate::program::{program, run, stdout};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::process::Stdio;

const WIRE: &str = "data/sample/wire.jsonl";

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn trace(flags: &[&str]) -> Vec<Value> {
    rows(&stdout(
        &[&["trace", "--wire", WIRE, "data/sample", "--format", "jsonl", "--quiet"], flags].concat(),
    ))
}

#[test]
fn every_scanned_pair_of_a_story_and_an_article_is_a_carrier_with_the_same_scores() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("found");
    // Without passages, so that a pair that only a long passage reports is not in the scan.
    let found = folder.to_str().unwrap();
    stdout(&["scan", "data/sample", "--out", found, "--quiet", "--passages", "none"]);
    let wire: Vec<String> = rows(&fs::read_to_string(WIRE).unwrap())
        .iter()
        .map(|story| story["id"].as_str().unwrap().to_owned())
        .collect();
    let mut traced: BTreeMap<(String, String), (f64, f64, f64)> = BTreeMap::new();
    let text = |row: &Value, field: &str| row[field].as_str().unwrap().to_owned();
    let score = |row: &Value, field: &str| row[field].as_f64().unwrap();
    for row in trace(&[]) {
        let scores = (score(&row, "jaccard"), score(&row, "wire_in_carrier"), score(&row, "carrier_in_wire"));
        traced.insert((text(&row, "wire"), text(&row, "carrier")), scores);
    }
    let mut compared = 0;
    for pair in rows(&fs::read_to_string(folder.join("pairs.jsonl")).unwrap()) {
        if pair["relation"] == "boilerplate_only" || pair["jaccard"] == 1.0 {
            continue;
        }
        let (a, b) = (text(&pair, "a"), text(&pair, "b"));
        for (story, carrier, of_story, of_carrier) in
            [(&a, &b, "a_in_b", "b_in_a"), (&b, &a, "b_in_a", "a_in_b")]
        {
            // The wire's own records carry nothing.
            if wire.contains(story) && !wire.contains(carrier) {
                let found = traced.get(&(story.clone(), carrier.clone()));
                let scores = (score(&pair, "jaccard"), score(&pair, of_story), score(&pair, of_carrier));
                assert_eq!(found, Some(&scores), "{story}, {carrier}");
                compared += 1;
            }
        }
    }
    assert!(compared >= 20, "{compared}");
}

#[test]
fn exact_copies_are_carriers_each_by_itself() {
    let rates: Vec<Value> = trace(&[]).into_iter().filter(|row| row["wire"] == "reuters-rates").collect();
    let whole = rows_with(&rates, |row| row["jaccard"] == 1.0);
    assert!(whole >= 3, "{rates:#?}");
}

fn rows_with(rows: &[Value], holds: impl Fn(&Value) -> bool) -> usize {
    rows.iter().filter(|row| holds(row)).count()
}

#[test]
fn rows_have_lag_and_headline_and_one_best_story_per_article() {
    let rows = trace(&[]);
    let ferry = rows.iter().find(|row| row["wire"] == "ap-ferry-1" && row["lag_seconds"].as_i64() > Some(0));
    assert!(ferry.is_some());
    assert!(rows_with(&rows, |row| row["headline"] == "same") > 0);
    assert!(rows_with(&rows, |row| row["headline"] == "changed") > 0);
    let mut best: BTreeMap<(&str, u64), u64> = BTreeMap::new();
    for row in &rows {
        let location = (row["file"].as_str().unwrap(), row["line"].as_u64().unwrap());
        *best.entry(location).or_default() += u64::from(row["best"] == true);
    }
    assert!(best.values().all(|times| *times == 1), "{best:?}");
    let order: Vec<[&str; 2]> =
        rows.iter().map(|row| ["wire", "carrier"].map(|field| row[field].as_str().unwrap())).collect();
    assert!(order.is_sorted());
}

#[test]
fn rows_quote_the_credit_and_prove_the_passages() {
    let rows = trace(&[]);
    let of =
        |carrier: &str| rows.iter().find(|row| row["carrier"] == carrier && row["best"] == true).unwrap();
    let credited = of("hbc-1001");
    assert_eq!(credited["credit"], "credited");
    let quoted: Vec<&str> = credited["credits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|credit| credit["text"].as_str().unwrap())
        .collect();
    assert!(quoted.iter().any(|text| text.contains("AP") || text.contains("Associated Press")), "{quoted:?}");
    assert!(rows_with(&rows, |row| row["credit"] == "uncredited") > 0);
    for row in &rows {
        let passages = row["passages"].as_array().unwrap();
        let longest = row["longest_match_words"].as_u64().unwrap();
        assert!(longest > 0 && !passages.is_empty(), "{row}");
        assert!(passages.iter().all(|passage| passage["a_start"].as_u64() < passage["a_end"].as_u64()));
    }
    // The pair's scores alone are too low for a report; a run of forty words is enough.
    let by_run = rows_with(&rows, |row| {
        let shares = ["wire_in_carrier", "carrier_in_wire"].map(|share| row[share].as_f64().unwrap());
        shares[0].max(shares[1]) < 0.3 && row["longest_match_words"].as_u64() >= Some(40)
    });
    assert!(by_run > 0);
}

#[test]
fn threads_and_the_order_of_arguments_do_not_change_a_byte() {
    let all: Vec<String> = fs::read_dir("data/sample")
        .unwrap()
        .map(|entry| format!("data/sample/{}", entry.unwrap().file_name().display()))
        .collect();
    let mut forth: Vec<&str> =
        vec!["trace", "--wire", WIRE, "--format", "jsonl", "--quiet", "--threads", "1"];
    let mut back = vec!["trace", "--wire", WIRE, "--format", "jsonl", "--quiet", "--threads", "3"];
    forth.extend(all.iter().map(String::as_str));
    back.extend(all.iter().rev().map(String::as_str));
    assert_eq!(stdout(&forth), stdout(&back));
}

#[test]
fn the_dump_may_come_from_standard_input() {
    let mut child = program(&["trace", "--wire", WIRE, "-", "--format", "csv", "--quiet"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let dump = fs::read("data/sample/tarnwick-herald.jsonl").unwrap();
    child.stdin.take().unwrap().write_all(&dump).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success());
    let table = String::from_utf8(out.stdout).unwrap();
    assert!(table.starts_with("wire,wire_title,wire_published,carrier,"), "{table}");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let n_columns = reader.headers().unwrap().len();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(!records.is_empty() && records.iter().all(|record| record.len() == n_columns));
}

#[test]
fn the_text_shows_the_most_carried_stories_first() {
    let text = stdout(&["trace", "--wire", WIRE, "data/sample", "--quiet", "--top", "2"]);
    assert!(text.contains("stories of the wire") && text.contains("Most carried stories (2 of"), "{text}");
    assert!(text.contains("of story") && text.contains("Tarnwick Herald"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
}

#[test]
fn share_and_time_leave_carriers_out() {
    let all = trace(&[]).len();
    let most = trace(&["--share-min", "0.9"]);
    assert!(most.len() < all && most.iter().all(|row| row["wire_in_carrier"].as_f64().unwrap() >= 0.9));
    let soon = trace(&["--within", "3h"]);
    assert!(soon.len() < all && !soon.is_empty());
}

#[test]
fn a_dump_that_carries_nothing_ends_with_one_and_bad_usage_with_two() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("other.txt");
    fs::write(&path, "The herons came back to the Karsholm weir a week before the ice had gone.").unwrap();
    let other = path.to_str().unwrap();
    for format in ["text", "jsonl", "csv"] {
        let out = run(&["trace", "--wire", WIRE, other, "--format", format]);
        assert_eq!(out.status.code(), Some(1));
    }
    assert_eq!(run(&["trace", other]).status.code(), Some(2));
    assert_eq!(run(&["trace", "--wire", WIRE, other, "--share-min", "1.5"]).status.code(), Some(2));
    assert_eq!(run(&["trace", "--wire", "nowhere.jsonl", other]).status.code(), Some(2));
}

#[test]
fn bad_records_are_named_and_counted_and_strict_refuses_them() {
    let args = ["trace", "--wire", WIRE, "data/sample/world-dispatch.jsonl"];
    let out = run(&args);
    assert!(out.status.success());
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(said.contains("world-dispatch.jsonl:10 was rejected: the text is empty"), "{said}");
    assert!(String::from_utf8(out.stdout).unwrap().contains("3 rejected"));
    assert_eq!(run(&[&args[..], &["--strict"]].concat()).status.code(), Some(2));
}

#[test]
fn the_text_sends_no_control_character_of_an_id_to_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let text = "The harbour board of Tolm will close the old quay for eleven days in March so that divers can mend the wall";
    let row = |id: &str| serde_json::json!({"id": format!("{id}\u{1b}[31m\u{7}"), "title": "A\u{1b}[0m quay", "outlet": "o\u{1b}c", "text": text});
    let (wire, dump) = (home.path().join("wire.jsonl"), home.path().join("dump.jsonl"));
    std::fs::write(&wire, format!("{}\n", row("w"))).unwrap();
    std::fs::write(&dump, format!("{}\n", row("d"))).unwrap();
    let page = stdout(&["trace", "-q", "--wire", wire.to_str().unwrap(), dump.to_str().unwrap()]);
    assert!(
        page.contains("w\u{fffd}[31m")
            && !page.contains(|letter: char| letter.is_control() && letter != '\n'),
        "{page}"
    );
}

#[test]
fn a_note_about_the_writer_makes_no_carrier_and_a_paragraph_of_the_story_does() {
    let home = tempfile::tempdir().unwrap();
    let note = "Ilse Aalto is a columnist for the Tolm Daily and the author of three books about the river. \
        Follow her on Twitter at @ilseaalto, sign up for her newsletter on harbours and ferries, and read \
        all of her columns of the last eleven years on the website of the Tolm Daily.";
    let shared = "The harbour board of Tolm will close the old quay for eleven days in March so that divers can \
        mend the wall below the water, which a barge had struck in the storm of January, and the ferries will \
        leave from the northern pier until the work is done and the harbour master has seen it.";
    let paragraph = |word: &str| -> String {
        let words = |sentence: usize| (0..12).map(move |n| format!("{word}{sentence}x{n}"));
        (0..6)
            .map(|sentence| format!("The {} came.", words(sentence).collect::<Vec<_>>().join(" ")))
            .collect()
    };
    let row = |id: &str, text: String| serde_json::json!({"id": id, "text": text}).to_string();
    let story = format!("{}\n\n{shared}\n\n{}\n\n{note}", paragraph("hill"), paragraph("lake"));
    let with_note = format!("{}\n\n{}\n\n{note}", paragraph("moon"), paragraph("tree"));
    let with_paragraph = format!("{}\n\n{shared}\n\n{}", paragraph("boat"), paragraph("road"));
    let (wire, dump) = (home.path().join("wire.jsonl"), home.path().join("dump.jsonl"));
    fs::write(&wire, row("story", story)).unwrap();
    fs::write(&dump, [row("note", with_note), row("paragraph", with_paragraph)].join("\n")).unwrap();
    let found = rows(&stdout(&[
        "trace",
        "-q",
        "--wire",
        wire.to_str().unwrap(),
        dump.to_str().unwrap(),
        "--format",
        "jsonl",
    ]));
    let carriers: Vec<&str> = found.iter().map(|row| row["carrier"].as_str().unwrap()).collect();
    assert_eq!(carriers, ["paragraph"]);
}

#[test]
fn a_wire_or_a_dump_without_articles_or_with_mostly_broken_records_is_an_error() {
    let home = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &str| {
        let path = home.path().join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let record = "{\"text\": \"A quay in Tolm was closed on Monday\"}\n";
    let good = file("good.jsonl", record);
    let half = file("half.jsonl", &format!("{record}{{\"text\":\n{{\"text\":\n"));
    let none = file("none.jsonl", "{\"text\": \"\"}\n{\"text\": \"\"}\n");
    let reasons = [(&half, "2 of 3 records could not be read"), (&none, "no article was read")];
    for (bad, reason) in reasons {
        for [wire, dump] in [[bad, &good], [&good, bad]] {
            let out = run(&["trace", "-q", "--wire", wire, dump]);
            let said = String::from_utf8_lossy(&out.stderr);
            assert_eq!(out.status.code(), Some(2), "{said}");
            assert!(said.contains(reason), "{said}");
        }
    }
    assert!(run(&["trace", "-q", "--wire", &half, &good, "--max-rejects", "0.7"]).status.success());
}
