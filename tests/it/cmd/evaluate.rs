//! `wirecopy evaluate` as its users run it.

use crate::program::{is_one_line, run, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A scan of the sample, with the temporary folder that contains it.
fn scanned() -> (TempDir, String) {
    let home = tempfile::tempdir().unwrap();
    let found = home.path().join("found").to_str().unwrap().to_owned();
    stdout(&["scan", "data/sample", "--out", &found, "--quiet"]);
    (home, found)
}

fn score(found: &str, truth: &Path) -> Value {
    let truth = truth.to_str().unwrap();
    serde_json::from_str(&stdout(&["evaluate", found, "--truth", truth, "--format", "json"])).unwrap()
}

#[test]
fn the_sample_scores_as_its_truth_says() {
    let (_home, found) = scanned();
    let scores = score(&found, Path::new("data/truth.jsonl"));
    let pairs = &scores["pairs"];
    assert_eq!(pairs["precision"], 1.0, "{pairs:#}");
    assert_eq!(pairs["recall"], 1.0, "{pairs:#}");
    assert_eq!(pairs["refuted"], 0, "{pairs:#}");
    assert_eq!(pairs["true_pairs_absent"], 0, "{pairs:#}");
    assert!(pairs["score_difference_max"].as_f64().unwrap() <= 1e-6, "{pairs:#}");
    assert!(!pairs["bins"].as_array().unwrap().is_empty());
    for index in ["ari", "ami"] {
        assert!(scores["clusters"][index].as_f64().unwrap() > 0.5, "{index} of {:#}", scores["clusters"]);
    }
    assert!(scores["fragments"]["recall"].as_f64().unwrap() > 0.8, "{:#}", scores["fragments"]);
    assert!(scores["relations"]["accuracy"].is_number());
    for part in ["passages", "directions", "credits"] {
        assert!(scores[part].is_object() || scores["reasons"][part].is_string(), "{part}");
    }
    let tables = stdout(&["evaluate", &found, "--truth", "data/truth.jsonl"]);
    for shown in ["\nPairs\n", "recall, direct", "\nClusters\n", "B³ F1", "\nFragments\n", "\nRelations\n"] {
        assert!(tables.contains(shown), "{shown} is not in\n{tables}");
    }
}

#[test]
fn a_table_of_pairs_is_read_plain_and_compressed() {
    let (home, found) = scanned();
    let rows = fs::read_to_string(Path::new(&found).join("pairs.jsonl")).unwrap();
    let mut table = "id_a\tid_b\tjaccard\tcontain_a\tcontain_b\tshared\tn_a\tn_b\n".to_owned();
    for row in rows.lines().map(|row| serde_json::from_str::<Value>(row).unwrap()) {
        let shared = row["shared_shingles"].as_f64().unwrap();
        let len = |share: &str| (shared / row[share].as_f64().unwrap()).round();
        let (a, b) = (row["a"].as_str().unwrap(), row["b"].as_str().unwrap());
        table.push_str(&format!("{a}\t{b}\t0\t0\t0\t{shared}\t{}\t{}\n", len("a_in_b"), len("b_in_a")));
    }
    let plain = home.path().join("pairs.tsv");
    fs::write(&plain, &table).unwrap();
    let compressed = home.path().join("pairs.tsv.zst");
    fs::write(&compressed, zstd::encode_all(table.as_bytes(), 1).unwrap()).unwrap();
    let scores = score(&found, &plain);
    assert_eq!(scores, score(&found, &compressed));
    // Every row joins its two articles, although boilerplate joins no components.
    for name in ["precision", "recall", "f1", "joined"] {
        assert_eq!(scores["pairs"][name], 1.0, "{name}");
    }
    assert_eq!(scores["pairs"]["unlisted"], 0);
    assert!(scores["clusters"].is_null() && scores["reasons"]["clusters"].is_string());
}

#[test]
fn wrong_files_end_with_one_line_and_exit_code_2() {
    let (home, found) = scanned();
    let write = |name: &str, text: &str| {
        let path = home.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let wrong_header = write("wrong.tsv", "left\tright\na\tb\n");
    let unknown_form = write("unknown.jsonl", "{\"colour\":\"red\"}\n");
    let strangers = write("strangers.jsonl", "{\"id\":\"nobody\",\"story\":\"none\"}\n");
    let no_scan = home.path().to_str().unwrap();
    for (folder, truth, message) in [
        (found.as_str(), wrong_header.as_str(), "no truth file"),
        (&found, &unknown_form, "unknown.jsonl:1: "),
        (&found, &strangers, "no article of"),
        (&found, "absent.tsv", "cannot read absent.tsv"),
        (no_scan, "data/truth.jsonl", "scan --out"),
    ] {
        let out = run(&["evaluate", folder, "--truth", truth]);
        let stderr = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(2), "{truth}");
        assert!(stderr.contains(message) && is_one_line(&stderr), "{stderr}");
        assert!(out.stdout.is_empty(), "{truth}");
    }
}

#[test]
fn a_file_of_articles_is_refused_as_a_truth_file() {
    let (_home, found) = scanned();
    let scanned_articles = format!("{found}/articles.jsonl");
    for articles in ["data/sample/tarnwick-herald.jsonl", &scanned_articles] {
        let refused = run(&["evaluate", &found, "--truth", articles]);
        assert_eq!(refused.status.code(), Some(2), "{refused:?}");
        let message = String::from_utf8(refused.stderr).unwrap();
        assert!(message.contains(".jsonl:1: an article and no row of a truth file"), "{message}");
        assert!(is_one_line(&message), "{message}");
    }
}
