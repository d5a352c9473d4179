//! `wirecopy explain` as its users run it.

use crate::program::{is_one_line, program, run, stdout};
use serde_json::Value;
use std::fs;
use std::io::Write as _;
use std::process::Stdio;

fn explained(a: &str, b: &str) -> Value {
    serde_json::from_str(&stdout(&["explain", a, b, "--in", "data/sample", "--format", "json"])).unwrap()
}

#[test]
fn the_rule_that_fired_is_shown_with_its_numbers_and_thresholds() {
    let found = explained("ap-ferry-1", "kd-a5f01");
    assert_eq!(found["relation"], "copy_truncated");
    assert_eq!(found["fired"]["relation"], "copy_truncated");
    let tests = found["fired"]["tests"].as_array().unwrap();
    assert!(tests.len() > 3);
    for test in tests {
        assert!(test["value"].is_number() && test["holds"] == true, "{test}");
        assert!(test["at_least"].is_number() != test["at_most"].is_number(), "{test}");
    }
    assert_eq!(found["reported"], true);
    assert_eq!(found["candidates"][0]["engine"], "seeds");
    assert_eq!(found["candidates"][0]["proposed"], true);
    assert_eq!(found["lag_seconds"], 14_100);
    for rule in found["nearly"].as_array().unwrap() {
        let missed = rule["tests"].as_array().unwrap().iter().filter(|test| test["holds"] == false);
        assert_eq!(missed.count(), 1, "{rule}");
    }
}

#[test]
fn scores_are_those_of_the_scan() {
    let found: Value =
        serde_json::from_str(&stdout(&["scan", "data/sample", "--format", "json", "--quiet"])).unwrap();
    let pairs = found["pairs"].as_array().unwrap().iter();
    for row in pairs.filter(|row| row["relation"] != "exact").step_by(9) {
        let alone = explained(row["a"].as_str().unwrap(), row["b"].as_str().unwrap());
        for score in ["jaccard", "a_in_b", "b_in_a", "shared_shingles"] {
            assert_eq!(alone["whole"][score], row[score], "{row}");
        }
        assert_eq!(alone["reported"], true, "{row}");
    }
}

/// A shingle that begins in a line of the page and ends in the story has tokens outside
/// boilerplate.
#[test]
fn shingles_across_the_border_of_boilerplate_are_outside_it() {
    let home = tempfile::tempdir().unwrap();
    let story =
        "The board of the harbour of Ostvik met on Monday to look at the plans for a quay and a crane.";
    let text = format!("Advertisement\n\n{story}");
    let paths = ["a.txt", "b.txt"].map(|name| home.path().join(name).to_str().unwrap().to_owned());
    fs::write(&paths[0], &text).unwrap();
    fs::write(&paths[1], format!("{text} Nobody was surprised.")).unwrap();
    let found = stdout(&["explain", &paths[0], &paths[1], "--format", "json"]);
    let found: Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found["a"]["boilerplate"], 1);
    let unit = &found["a"]["boilerplate_units"][0];
    assert_eq!((&unit["start"], &unit["end"]), (&0.into(), &13.into()));
    let weights = unit["evidence"].as_array().unwrap().iter().map(|piece| piece["weight"].as_f64().unwrap());
    let score = unit["score"].as_f64().unwrap();
    assert!(score > 0.0 && (weights.sum::<f64>() - score).abs() < 1e-9, "{unit}");
    let tokens = 1 + story.split_whitespace().count() as u64;
    assert_eq!(found["whole"]["shared_shingles"], tokens - 4);
    assert_eq!(found["outside_boilerplate"]["shared_shingles"], tokens - 4);
}

#[test]
fn two_that_share_nothing_end_with_exit_code_1() {
    let out = run(&["explain", "mp-6002", "th-2004", "--in", "data/sample"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8(out.stdout).unwrap().contains("without a word in common"));
    let found = run(&["explain", "mp-6002", "th-2004", "--in", "data/sample", "--format", "json"]);
    assert_eq!(found.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&found.stdout).unwrap();
    assert!(found["relation"].is_null());
}

#[test]
fn files_and_standard_input_are_read_too() {
    let home = tempfile::tempdir().unwrap();
    let words =
        "The board of the harbour of Ostvik met on Monday to look at the plans for a new quay and a crane.";
    let path = home.path().join("story.txt");
    fs::write(&path, words).unwrap();
    let path = path.to_str().unwrap();
    let mut command = program(&["explain", path, "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(words.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(0));
    assert!(String::from_utf8(out.stdout).unwrap().contains("exact"));
    let text = stdout(&["explain", "ap-ferry-1", "ap-ferry-2", "--in", "data/sample"]);
    for shown in
        ["What the two are: update", "Nearly", "5 → 50", "Are they compared?", "Are they reported? yes"]
    {
        assert!(text.contains(shown), "{shown} is not in\n{text}");
    }
}

#[test]
fn a_missing_article_ends_with_one_line_and_exit_code_2() {
    for (args, said) in [
        (vec!["explain", "nobody", "th-2004", "--in", "data/sample"], "no article has the id nobody"),
        (vec!["explain", "data/sample/wire.jsonl", "data/seed.txt"], "--in"),
        (vec!["explain", "gone.txt", "data/seed.txt"], "cannot read gone.txt"),
        (
            vec!["explain", "ap-ferry-1", "hbc-1001"],
            "hint: two ids are looked up in the file or folder of --in",
        ),
        (vec!["explain", "-", "-"], "standard input"),
    ] {
        let out = run(&args);
        let message = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(message.contains(said) && is_one_line(&message), "{message}");
        assert!(out.stdout.is_empty());
    }
}
