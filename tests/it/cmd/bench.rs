//! `wirecopy bench` as its users run it.

use crate::corpora::{corpus, json_lines};
use crate::program::{program, run, stdout};
use serde_json::Value;
use std::fs;

#[test]
fn every_stage_of_a_named_input_is_measured_and_compared_with_the_floor() {
    let home = tempfile::tempdir().unwrap();
    let dump = home.path().join("dump.jsonl");
    fs::write(&dump, json_lines(&corpus(5, 60))).unwrap();
    let found: Value = serde_json::from_str(&stdout(&[
        "bench",
        dump.to_str().unwrap(),
        "--threads",
        "2,1",
        "--format",
        "json",
    ]))
    .unwrap();
    assert_eq!(found["articles"], 60);
    let runs = found["runs"].as_array().unwrap();
    assert_eq!(runs.iter().map(|run| run["threads"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 2]);
    for run in runs {
        let stages: Vec<&str> =
            run["stages"].as_array().unwrap().iter().map(|stage| stage["stage"].as_str().unwrap()).collect();
        let first = ["read", "decompress", "parse", "tokenise", "shingle", "sketch", "collapse", "fragments"];
        let rest = ["boilerplate", "candidates", "verify", "align", "cluster", "write"];
        assert_eq!(stages, first.into_iter().chain(rest).collect::<Vec<_>>());
        assert!(run["floor"]["seconds"].as_f64().unwrap() > 0.0);
        assert!(run["scan"]["megabytes_per_second"].as_f64().unwrap() > 0.0);
    }
    assert_eq!(runs[0]["scaling_efficiency"], 1.0);
}

#[test]
fn a_generated_dump_is_measured_and_removed() {
    let home = tempfile::tempdir().unwrap();
    let temp = home.path().join("temp");
    fs::create_dir(&temp).unwrap();
    let args = ["bench", "--articles", "80", "--threads", "1", "--temp-dir", temp.to_str().unwrap()];
    let out = run(&args);
    assert!(out.status.success());
    let table = String::from_utf8(out.stdout).unwrap();
    for shown in ["80 articles", "1 thread", "tokenise", "floor", "Scaling", "bytes/article"] {
        assert!(table.contains(shown), "{shown} is not in\n{table}");
    }
    assert!(String::from_utf8(out.stderr).unwrap().contains("generating 80 articles"));
    assert_eq!(fs::read_dir(temp).unwrap().count(), 0);
}

#[test]
fn standard_input_and_empty_inputs_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let empty = home.path().join("empty.jsonl");
    fs::write(&empty, "").unwrap();
    for (args, reason) in [
        (vec!["bench", "-"], "cannot be read twice"),
        (vec!["bench", empty.to_str().unwrap()], "nothing to measure"),
        (vec!["bench"], "required"),
        (vec!["bench", "--articles", "10", "--threads", "0"], "--threads"),
    ] {
        let out = program(&args).output().unwrap();
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(String::from_utf8(out.stderr).unwrap().contains(reason), "{args:?}");
    }
}
