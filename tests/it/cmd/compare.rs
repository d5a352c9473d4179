//! `wirecopy compare` as its users run it.

use crate::program::{is_one_line, program, run, stdout};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use tempfile::TempDir;

const WIRE: &str = "The harbour board of Tolm will close the old quay for eleven days in March, so that divers can mend the wall.\n\n\
    Ferries to Ansk leave from the coal pier until then — the café on the quay stays open, and so does the fish hall behind it, said Ada Holm.";

const SITE: &str = "By our own writer\n\n\
    The harbour board of Tolm will close the old quay for 12 days in March, so that divers can mend the wall.\n\n\
    Ferries to Ansk leave from the coal pier until then — the café on the quay stays open, and so does the fish hall behind it, said Ada Holm.";

const OTHER: &str =
    "A cook from Ansk won the spring fair with a pie of leeks, and nobody was more surprised than she was.";

struct Texts {
    home: TempDir,
}

impl Texts {
    fn new() -> Texts {
        let texts = Texts { home: tempfile::tempdir().unwrap() };
        texts.write("wire.txt", WIRE);
        texts.write("site.txt", SITE);
        texts.write("other.txt", OTHER);
        let row = |id: &str, text: &str| serde_json::json!({"id": id, "text": text}).to_string() + "\n";
        let copy = WIRE.to_uppercase();
        let dump = [row("wire", WIRE), row("site", SITE), row("other", OTHER), row("copy", &copy)].concat();
        texts.write("dump.jsonl", &dump);
        texts
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.home.path().join(name), text).unwrap();
    }

    fn path(&self, name: &str) -> String {
        self.home.path().join(name).to_str().unwrap().to_owned()
    }
}

fn text_at(text: &str, passage: &Value, start: &str, end: &str) -> String {
    text[passage[start].as_u64().unwrap() as usize..passage[end].as_u64().unwrap() as usize].to_owned()
}

#[test]
fn two_files_are_shown_with_their_edits() {
    let texts = Texts::new();
    let page = stdout(&["compare", &texts.path("wire.txt"), &texts.path("site.txt")]);
    for shown in
        ["[-eleven-] {+12+} days", "≈ edited in 1 place", "+ only in b, 4 words", "{+By our own writer+}"]
    {
        assert!(page.contains(shown), "{shown} is not in\n{page}");
    }
    assert!(!page.contains('\u{1b}') && page.lines().all(|line| line.chars().count() <= 200), "{page}");
    let coloured =
        stdout(&["compare", &texts.path("wire.txt"), &texts.path("site.txt"), "--color", "always"]);
    assert!(coloured.contains("\u{1b}[31;9meleven\u{1b}[0m \u{1b}[32m12\u{1b}[0m"), "{coloured}");
}

#[test]
fn json_has_the_passages_and_offsets_point_into_the_texts() {
    let texts = Texts::new();
    let printed = stdout(&["compare", &texts.path("wire.txt"), &texts.path("site.txt"), "--format", "json"]);
    let row: Value = serde_json::from_str(&printed).unwrap();
    let passages = row["passages"].as_array().unwrap();
    assert_eq!(passages.len(), 1);
    assert_eq!(passages[0]["kind"], "edited");
    assert_eq!(passages[0]["edits"], serde_json::json!({"numbers": [["eleven", "12"]]}));
    assert_eq!(text_at(WIRE, &passages[0], "a_start", "a_end"), WIRE.trim_end_matches('.'));
    assert!(text_at(SITE, &passages[0], "b_start", "b_end").starts_with("The harbour board"));
}

#[test]
fn texts_that_share_nothing_end_with_exit_code_1() {
    let texts = Texts::new();
    let out = run(&["compare", &texts.path("wire.txt"), &texts.path("other.txt")]);
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8(out.stdout).unwrap().contains("Nothing in common"));
    let out = run(&["compare", &texts.path("wire.txt"), &texts.path("other.txt"), "--format", "json"]);
    assert_eq!((out.status.code(), out.stdout.as_slice()), (Some(1), &b"null\n"[..]));
}

#[test]
fn texts_come_by_id_from_an_input_or_from_standard_input() {
    let texts = Texts::new();
    let by_id = stdout(&["compare", "wire", "site", "--in", &texts.path("dump.jsonl"), "--format", "json"]);
    let by_id: Value = serde_json::from_str(&by_id).unwrap();
    let mut piped = program(&["compare", &texts.path("wire.txt"), "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    piped.stdin.take().unwrap().write_all(SITE.as_bytes()).unwrap();
    let piped: Value = serde_json::from_slice(&piped.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(by_id["passages"], piped["passages"]);
    let page = stdout(&["compare", "wire", "copy", "--in", &texts.path("dump.jsonl")]);
    assert!(page.contains("Relation exact") && page.contains("= identical"), "{page}");
}

fn aligned(texts: &Texts, pairs: &str, more: &[&str]) -> Vec<Value> {
    texts.write("pairs.jsonl", pairs);
    let (dump, pairs, out) =
        (texts.path("dump.jsonl"), texts.path("pairs.jsonl"), texts.path("aligned.jsonl"));
    stdout(&[&["compare", "--in", &dump, "--pairs", &pairs, "--out", &out], more].concat());
    fs::read_to_string(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn given_pairs_are_aligned_whatever_their_scores() {
    let texts = Texts::new();
    let pairs = "{\"a\":\"wire\",\"b\":\"site\",\"kind\":\"seen\"}\n{\"a\":\"other\",\"b\":\"wire\"}\n\
        {\"a\":\"wire\",\"b\":\"copy\"}\n{\"b\":\"wire\",\"a\":\"site\"}\n";
    let rows = aligned(&texts, pairs, &[]);
    let ids: Vec<(&str, &str)> =
        rows.iter().map(|row| (row["a"].as_str().unwrap(), row["b"].as_str().unwrap())).collect();
    assert_eq!(ids, [("copy", "wire"), ("other", "wire"), ("site", "wire")]);
    assert_eq!(
        (&rows[0]["relation"], &rows[0]["passages"][0]["kind"]),
        (&"exact".into(), &"identical".into())
    );
    // Single words such as "Ansk" are all that both have.
    assert_eq!((&rows[1]["longest_match_words"], &rows[1]["passages"]), (&1.into(), &serde_json::json!([])));
    assert_eq!(rows[2]["passages"][0]["edits"]["numbers"], serde_json::json!([["12", "eleven"]]));
    assert!(text_at(SITE, &rows[2]["passages"][0], "a_start", "a_end").starts_with("The harbour board"));
}

#[test]
fn offsets_count_characters_on_request() {
    let texts = Texts::new();
    let pair = "{\"a\":\"wire\",\"b\":\"site\"}\n";
    let bytes = aligned(&texts, pair, &[]);
    let characters = aligned(&texts, pair, &["--offsets", "chars"]);
    let end = |rows: &[Value]| rows[0]["passages"][0]["b_end"].as_u64().unwrap() as usize;
    assert_eq!(WIRE[..end(&bytes)].chars().count(), end(&characters));
    assert!(end(&characters) < end(&bytes));
}

#[test]
fn a_scan_aligns_its_pairs_as_compare_does() {
    let texts = Texts::new();
    let found = texts.path("found");
    stdout(&["scan", &texts.path("dump.jsonl"), "--out", &found, "--quiet"]);
    let rows = fs::read_to_string(PathBuf::from(&found).join("pairs.jsonl")).unwrap();
    let compared = aligned(&texts, &rows, &[]);
    let rows: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!rows.is_empty());
    for (row, compared) in rows.iter().zip(&compared) {
        for field in ["a", "b", "jaccard", "shared_shingles", "longest_match_words", "passages"] {
            assert_eq!(row[field], compared[field], "{field}");
        }
    }
    let without = texts.path("without");
    stdout(&["scan", &texts.path("dump.jsonl"), "--out", &without, "--quiet", "--passages", "none"]);
    let rows = fs::read_to_string(PathBuf::from(&without).join("pairs.jsonl")).unwrap();
    assert!(rows.lines().count() > 0 && !rows.contains("\"passages\":[{"));
}

#[test]
fn a_paragraph_of_forty_words_is_reported_between_long_texts() {
    let texts = Texts::new();
    let words = |from: usize, len: usize| -> String {
        (from..from + len).map(|number| format!("w{number} ")).collect()
    };
    let row = |id: &str, text: String| serde_json::json!({"id": id, "text": text}).to_string() + "\n";
    let long = |start: usize, shared: usize| words(start, 300) + &words(0, shared) + &words(start + 300, 300);
    texts.write(
        "long.jsonl",
        &[row("a", long(1000, 41)), row("b", long(2000, 40)), row("c", long(3000, 39))].concat(),
    );
    let rows = |more: &[&str]| -> Vec<(String, String, u64)> {
        let out =
            stdout(&[&["scan", &texts.path("long.jsonl"), "--format", "json", "--quiet"], more].concat());
        let all: Value = serde_json::from_str(&out).unwrap();
        let name = |value: &Value| value.as_str().unwrap().to_owned();
        let rows = all["pairs"].as_array().unwrap().iter();
        rows.map(|row| (name(&row["a"]), name(&row["b"]), row["longest_match_words"].as_u64().unwrap()))
            .collect()
    };
    assert_eq!(rows(&[]), [("a".to_owned(), "b".to_owned(), 40)]);
    assert_eq!(rows(&["--passage-words-min", "41"]), []);
}

#[test]
fn wrong_use_ends_with_one_line_and_exit_code_2() {
    let texts = Texts::new();
    let (wire, dump) = (texts.path("wire.txt"), texts.path("dump.jsonl"));
    texts.write("stranger.jsonl", "{\"a\":\"wire\",\"b\":\"nobody\"}\n");
    texts.write("itself.jsonl", "{\"a\":\"wire\",\"b\":\"wire\"}\n");
    texts.write("empty.txt", "");
    let (stranger, itself, out) =
        (texts.path("stranger.jsonl"), texts.path("itself.jsonl"), texts.path("rows.jsonl"));
    let empty = texts.path("empty.txt");
    for (arguments, said) in [
        (vec!["compare", &wire, "gone.txt"], "gone.txt"),
        (vec!["compare", &wire, &dump], "--in"),
        (vec!["compare", &wire, &empty], "has no article"),
        (vec!["compare", "-", "-"], "standard input"),
        (vec!["compare", "wire", "nobody", "--in", &dump], "no article has the id nobody"),
        (vec!["compare", "--in", &dump, "--pairs", &stranger, "--out", &out], "stranger.jsonl:1: "),
        (vec!["compare", "--in", &dump, "--pairs", &itself, "--out", &out], "compared with itself"),
    ] {
        let ended = run(&arguments);
        let said_all = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(2), "{arguments:?}");
        assert!(said_all.contains(said) && is_one_line(&said_all), "{said_all}");
    }
    assert!(!PathBuf::from(out).exists());
}

#[test]
fn rows_never_take_the_place_of_an_input_or_of_the_list_of_pairs() {
    let texts = Texts::new();
    texts.write("pairs.jsonl", r#"{"a":"wire","b":"site"}"#);
    let (dump, pairs) = (texts.path("dump.jsonl"), texts.path("pairs.jsonl"));
    for out in [&dump, &pairs] {
        let before = fs::read(out).unwrap();
        let refused = run(&["compare", "--in", &dump, "--pairs", &pairs, "--out", out]);
        assert_eq!(refused.status.code(), Some(3), "{refused:?}");
        assert_eq!(fs::read(out).unwrap(), before);
    }
}

#[cfg(unix)]
#[test]
fn rows_never_take_the_place_of_a_device_or_a_pipe() {
    let texts = Texts::new();
    texts.write("pairs.jsonl", r#"{"a":"wire","b":"site"}"#);
    let (dump, pairs) = (texts.path("dump.jsonl"), texts.path("pairs.jsonl"));
    let pipe = texts.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for out in [pipe.as_str(), "-"] {
        let refused = run(&["compare", "--in", &dump, "--pairs", &pairs, "--out", out]);
        assert_eq!(refused.status.code(), Some(2), "{refused:?}");
        assert!(String::from_utf8_lossy(&refused.stderr).contains("name a file"), "{refused:?}");
    }
    assert!(!fs::metadata(&pipe).unwrap().is_file());
}

#[test]
fn a_file_without_an_article_is_refused_with_the_reason() {
    let texts = Texts::new();
    texts.write("broken.jsonl", "{\"text\": \"A quay\n");
    for command in ["compare", "explain"] {
        let refused = run(&[command, &texts.path("broken.jsonl"), &texts.path("wire.txt")]);
        assert_eq!(refused.status.code(), Some(2));
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(said.contains("has no article: broken JSON"), "{said}");
    }
}
