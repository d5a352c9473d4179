//! Standard output and standard error that take nothing.

use crate::corpus::{lines, text};
use crate::program::{program, run};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// A dump with one bad record, so that there is something to warn of.
fn dump(home: &Path) -> std::path::PathBuf {
    let path = home.join("dump.jsonl");
    fs::write(&path, "{\"bad\n".to_owned() + &lines(0..40)).unwrap();
    path
}

/// A scan of the dump, and the arguments of commands that print.
fn printing(home: &Path) -> Vec<Vec<String>> {
    let (dump, found) = (dump(home), home.join("found"));
    assert!(run(&["scan", text(&dump), "--out", text(&found), "-q"]).status.success());
    let (dump, found) = (text(&dump), text(&found));
    let commands = [
        vec!["scan", dump],
        vec!["scan", dump, "--format", "json"],
        vec!["network", found],
        vec!["network", found, "--format", "json"],
        vec!["network", found, "--format", "csv"],
        vec!["network", found, "--format", "outlets-csv"],
        vec!["network", found, "--format", "graphml"],
        vec!["trace", "--wire", dump, dump, "--format", "csv"],
        vec!["trace", "--wire", dump, dump, "--format", "jsonl"],
        vec!["trace", "--wire", dump, dump],
        vec!["dedup", dump, "--dry-run", "--format", "json"],
        vec!["dedup", dump, "--dry-run"],
        vec!["explain", "n0", "n1", "--in", dump],
        vec!["compare", "n0", "n1", "--in", dump],
        vec!["compare", "n0", "n1", "--in", dump, "--format", "json"],
        vec!["tune"],
    ];
    commands.into_iter().map(|args| args.into_iter().map(str::to_owned).collect()).collect()
}

fn command(args: &[String]) -> Command {
    program(&args.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn a_reader_that_has_enough_is_no_error_of_any_command() {
    let home = tempfile::tempdir().unwrap();
    for args in printing(home.path()) {
        let expected = command(&args).stdout(Stdio::null()).output().unwrap();
        let mut child = command(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let out = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&out.stderr);
        assert!(!stderr.contains("roken pipe"), "{args:?}: {stderr}");
        assert_eq!(out.status.code(), expected.status.code(), "{args:?}: {stderr}");
    }
}

#[test]
fn a_standard_error_that_takes_nothing_changes_no_exit_code_and_no_output() {
    let home = tempfile::tempdir().unwrap();
    let mut commands = printing(home.path());
    commands.push(vec!["scan".to_owned(), "no such file".to_owned()]);
    commands.push(vec!["scan".to_owned(), "--no-such-flag".to_owned()]);
    for args in commands {
        let expected = command(&args).output().unwrap();
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let closed = command(&args).stdout(Stdio::piped()).stderr(writer).output().unwrap();
        assert_eq!(closed.status.code(), expected.status.code(), "{args:?}");
        // The time of the run is in the texts.
        assert_eq!(closed.stdout.is_empty(), expected.stdout.is_empty(), "{args:?}");
        if Path::new("/dev/full").exists() {
            let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
            let full = command(&args).stdout(Stdio::piped()).stderr(full).output().unwrap();
            assert_eq!(full.status.code(), expected.status.code(), "{args:?}");
        }
    }
}

#[test]
fn findings_are_published_before_anything_is_said_of_them() {
    let home = tempfile::tempdir().unwrap();
    let (dump, found) = (dump(home.path()), home.path().join("found"));
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let out = program(&["scan", text(&dump), "--out", text(&found)]).stderr(writer).output().unwrap();
    assert!(out.status.success());
    assert!(found.join("pairs.jsonl").is_file());
}
