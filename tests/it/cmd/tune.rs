//! `wirecopy tune` as its users run it.

use crate::corpora::{corpus, json_lines};
use crate::program::{run, stdout};
use serde_json::Value;
use std::fs;

#[test]
fn the_best_choice_meets_the_target_and_its_curve_is_plotted() {
    let text = stdout(&["tune", "--similarity", "0.8", "--recall", "0.99"]);
    for shown in
        ["bands × rows", "1.00 |", "0.00 |", "Winnowed seeds", "every common run of 20 words is found"]
    {
        assert!(text.contains(shown), "{shown} is not in\n{text}");
    }
    let found: Value = serde_json::from_str(&stdout(&[
        "tune",
        "--similarity",
        "0.8",
        "--recall",
        "0.99",
        "--format",
        "json",
    ]))
    .unwrap();
    let best = &found["choices"][0];
    assert_eq!(best["meets_target"], true);
    assert!(best["recall"].as_f64().unwrap() >= 0.99);
    assert!(best["expected_misses"].as_f64().unwrap() < 0.01);
    assert_eq!(found["seeds"]["window"], 8);
    assert!(found["measured"].is_null());
}

#[test]
fn the_curve_as_csv_has_one_row_per_point() {
    let table = stdout(&["tune", "--format", "csv"]);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 102);
    assert_eq!((lines[0], lines[1]), ("similarity,probability", "0.00,0.000000"));
    assert_eq!(lines[101], "1.00,1.000000");
}

#[test]
fn seeds_join_most_pairs_of_a_sample_of_a_small_corpus() {
    let home = tempfile::tempdir().unwrap();
    let dump = home.path().join("dump.jsonl");
    fs::write(&dump, json_lines(&corpus(5, 60))).unwrap();
    let found: Value = serde_json::from_str(&stdout(&[
        "tune",
        dump.to_str().unwrap(),
        "--sample",
        "60",
        "--format",
        "json",
    ]))
    .unwrap();
    let measured = &found["measured"];
    assert_eq!((&measured["articles"], &measured["sampled"]), (&60.into(), &60.into()));
    assert!(measured["pairs"]["true_pairs"].as_u64().unwrap() > 20, "{measured:#}");
    assert!(measured["pairs"]["recall"].as_f64().unwrap() > 0.9, "{measured:#}");
    assert_eq!(measured["pairs"]["recall_interval"].as_array().unwrap().len(), 2);
}

#[test]
fn targets_out_of_range_are_refused() {
    for args in [["--similarity", "0"], ["--similarity", "1.2"], ["--recall", "1"]] {
        let out = run(&["tune", args[0], args[1]]);
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(String::from_utf8(out.stderr).unwrap().contains(args[0]));
    }
}

#[test]
fn options_of_reading_are_those_of_scan() {
    let home = tempfile::tempdir().unwrap();
    let dump = home.path().join("dump.jsonl");
    fs::write(&dump, json_lines(&corpus(5, 60)).replace("\"text\"", "\"content_field\"")).unwrap();
    let dump = dump.to_str().unwrap();
    let named = ["tune", dump, "--sample", "5", "--format", "json", "--text-field", "content_field"];
    let found: Value = serde_json::from_str(&stdout(&named)).unwrap();
    assert_eq!(found["measured"]["articles"], 60);
    let nowhere = home.path().join("nowhere");
    let refused = run(&[&named[..], &["--temp-dir", nowhere.to_str().unwrap()]].concat());
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    assert!(String::from_utf8(refused.stderr).unwrap().contains("nowhere"));
}
