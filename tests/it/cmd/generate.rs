//! `wirecopy generate` as its users run it.

use crate::program::{is_one_line, run, stdout};
use std::fs;
use tempfile::TempDir;

fn generate(folder: &str, extra: &[&str]) -> (Vec<u8>, Vec<u8>) {
    let mut args = vec!["generate", "--articles", "2500", "--seed", "5", "--out", folder];
    args.extend(extra);
    assert!(stdout(&args).is_empty());
    let read = |name: &str| fs::read(format!("{folder}/{name}")).unwrap_or_default();
    (read("articles.jsonl"), read("truth.jsonl"))
}

#[test]
fn a_dump_has_the_same_bytes_with_one_thread_and_with_three() {
    let home = TempDir::new().unwrap();
    let path = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let (articles, truth) = generate(&path("one"), &["--threads", "1"]);
    let lines = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!((lines(&articles), lines(&truth)), (2500, 2500));
    assert!(generate(&path("three"), &["--threads", "3", "--quiet"]) == (articles.clone(), truth));
    let (alone, nothing) = generate(&path("alone"), &["--no-truth"]);
    assert!(alone == articles && nothing.is_empty());
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 3, "nothing is left beside the dumps");
}

#[test]
fn a_folder_with_files_is_never_replaced() {
    let home = TempDir::new().unwrap();
    fs::write(home.path().join("notes.txt"), "keep").unwrap();
    let out = run(&["generate", "--articles", "10", "--out", home.path().to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("--out"));
    assert_eq!(fs::read_to_string(home.path().join("notes.txt")).unwrap(), "keep");
}

#[test]
fn an_invalid_rate_is_named() {
    for (rate, message) in [("truncated=2", "rates.truncated is 2"), ("cut=0.1", "rates is cut")] {
        let out = run(&["generate", "--articles", "10", "--out", "nowhere", "--rate", rate]);
        assert_eq!(out.status.code(), Some(2));
        let stderr = String::from_utf8_lossy(&out.stderr);
        assert!(stderr.contains(message) && stderr.contains("--rate"), "{stderr}");
    }
}

#[test]
fn the_hub_preset_has_one_story() {
    let home = TempDir::new().unwrap();
    let folder = home.path().join("hub");
    let (_, truth) = generate(folder.to_str().unwrap(), &["--preset", "hub"]);
    let truth = String::from_utf8(truth).unwrap();
    assert_eq!(truth.lines().filter(|row| row.contains("\"source\":null")).count(), 1);
    assert!(truth.lines().all(|row| row.contains("\"story\":0,")));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_ends_the_run_and_leaves_nothing_behind() {
    let home = tempfile::tempdir().unwrap();
    let limited = format!(
        "ulimit -f 8; exec {} generate -q --articles 200 --out {}/dump",
        env!("CARGO_BIN_EXE_wirecopy"),
        home.path().display()
    );
    let ended = std::process::Command::new("bash").args(["-c", &limited]).output().unwrap();
    assert_eq!(ended.status.code(), Some(2), "{ended:?}");
    let message = String::from_utf8(ended.stderr).unwrap();
    assert!(message.contains("cannot write") && is_one_line(&message), "{message}");
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}
