//! Messages for somebody who uses the program for the first time: the cause and the next step.

use crate::program::{run, stdout};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder with a small dump.
fn home_with_dump() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let dump = home.path().join("dump.jsonl");
    let story = "Herons came back to the harbour of Tolm on Monday after forty years away. ".repeat(6);
    let row = |id: u32, outlet: &str| {
        format!("{{\"id\": {id}, \"outlet\": \"{outlet}\", \"text\": \"{story}\"}}\n")
    };
    fs::write(&dump, [row(1, "Tolm Times"), row(2, "Skarra Post")].concat()).unwrap();
    (home, dump)
}

fn said(arguments: &[&str], code: i32) -> String {
    let out = run(arguments);
    assert_eq!(out.status.code(), Some(code), "{arguments:?} {out:?}");
    String::from_utf8_lossy(&out.stderr).into_owned() + &String::from_utf8_lossy(&out.stdout)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_number_out_of_range_is_named_by_its_flag() {
    let (_home, dump) = home_with_dump();
    for (flag, value, expected) in [
        ("--jaccard", "2", "--jaccard is 2: a share from 0 to 1 is expected"),
        ("--jaccard", "-1", "--jaccard is -1: a share from 0 to 1 is expected"),
        ("--containment", "nan", "--containment is NaN: a share"),
        ("--threads", "-1", "-1 is not in 1..=1024"),
        ("--memory", "99999999999999999999G", "it is larger than any number that is of use"),
        ("--memory", "-5", "a number and K, M, G or T are expected"),
        ("--within", "99999999999999999w", "it is larger than any number that is of use"),
        ("--within", "d", "a whole number before the unit is expected, as in 7d"),
    ] {
        let said = said(&["scan", text(&dump), flag, value], 2);
        assert!(said.contains(expected) && !said.contains("_min"), "{flag} {value}: {said}");
    }
    assert!(said(&["dedup", text(&dump), "--dry-run", "--max-loss", "3"], 2).contains("--max-loss is 3"));
}

#[test]
fn a_folder_that_a_scan_wrote_is_no_input() {
    let (home, dump) = home_with_dump();
    let found = home.path().join("found");
    said(&["scan", "-q", text(&dump), "--out", text(&found)], 0);
    let out = home.path().join("out.jsonl");
    for arguments in [
        &["scan", text(&found)][..],
        &["dedup", text(&found), "-o", text(&out)],
        &["extract", text(&found), "-o", text(&out)],
        &["trace", "--wire", text(&dump), text(&found)],
        &["explain", "1", "2", "--in", text(&found)],
        &["compare", "1", "2", "--in", text(&found)],
    ] {
        let said = said(arguments, 2);
        assert!(said.contains("is what a scan wrote, and has no texts"), "{said}");
    }
}

#[test]
fn an_output_of_a_form_that_is_not_written_is_refused_before_reading() {
    let (home, dump) = home_with_dump();
    for name in ["clean.pdf", "clean.xlsx", "clean.jsonl.xz", "clean.xml"] {
        let out = home.path().join(name);
        for command in ["dedup", "extract"] {
            said(&[command, text(&dump), "-o", text(&out)], 2);
            assert!(!out.exists());
        }
    }
    for name in ["clean", "clean.2", "clean.json", "part-00001"] {
        said(&["dedup", "-q", text(&dump), "-o", text(&home.path().join(name))], 0);
    }
    assert!(said(&["extract", text(&dump), "-o", "-"], 2).contains("complete or not at all"));
}

#[test]
fn inputs_without_a_record_and_folders_of_no_scan_are_named() {
    let (home, dump) = home_with_dump();
    let empty = home.path().join("empty.jsonl");
    fs::write(&empty, "").unwrap();
    assert!(said(&["scan", text(&empty)], 2).contains("hint: the files are empty"));
    let clean = home.path().join("clean.jsonl");
    assert!(!said(&["dedup", text(&empty), "-o", text(&clean)], 2).contains("rejects.jsonl"));
    let generated = home.path().join("generated");
    said(&["generate", "-q", "--articles", "20", "--out", text(&generated)], 0);
    // The truth beside the articles is not read as articles.
    let scanned = said(&["scan", text(&generated)], 0);
    assert!(scanned.contains("20 articles:") && scanned.contains("truth.jsonl"), "{scanned}");
    let page = home.path().join("page.html");
    assert!(said(&["report", text(&generated), "-o", text(&page)], 2).contains("no summary.json"));
    drop(dump);
}

#[test]
fn losses_of_small_outlets_are_said_not_to_be_limited() {
    let (home, dump) = home_with_dump();
    let clean = home.path().join("clean.jsonl");
    let removed = said(&["dedup", text(&dump), "-o", text(&clean)], 0);
    assert!(removed.contains("is for outlets of 20 articles or more: 1 smaller one loses"), "{removed}");
}

#[test]
fn help_of_a_command_describes_it_in_full_and_the_list_of_commands_in_a_line() {
    let commands = stdout(&["help"]);
    let listed = commands.split("Commands:").nth(1).unwrap().split("Options:").next().unwrap();
    let listed: Vec<&str> = listed.lines().filter(|line| !line.trim().is_empty()).collect();
    assert!(listed.len() >= 13, "{commands}");
    for line in listed {
        let (name, summary) = line.trim().split_once(' ').unwrap();
        let summary = summary.trim();
        if name != "help" {
            let help = stdout(&[name, "--help"]);
            let description = help.split("Usage:").next().unwrap();
            assert!(description.starts_with(summary), "{name}: {description}");
            assert!(description.lines().filter(|line| !line.trim().is_empty()).count() >= 3, "{description}");
        }
    }
}
