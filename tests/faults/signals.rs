//! Signals: which are obeyed, and what a run leaves.

use crate::corpus::{lines, names, text};
use crate::program::program;
use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A scan that waits for a pipe without a writer, under `sh` if there is something to do before.
fn waiting(home: &Path, before: &str) -> Child {
    let pipe = pipe(home);
    let mut command = Command::new("sh");
    let script = format!("{before} exec \"$0\" scan \"$1\" --out \"$2\" -q");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_wirecopy"), text(&pipe), text(&home.join("found"))]);
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).process_group(0).spawn().unwrap();
    until(|| names(home).iter().any(|name| name.starts_with(".found.partial-")));
    child
}

fn pipe(home: &Path) -> PathBuf {
    let pipe = home.join("dump.jsonl");
    if !pipe.exists() {
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    }
    pipe
}

fn until(is_so: impl Fn() -> bool) {
    while !is_so() {
        std::thread::yield_now();
    }
}

fn signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
}

/// Returns whether a program that the tests start would obey a signal.
fn is_obeyed((_, code): &(&str, i32)) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    ignored >> (code - 128 - 1) & 1 == 0
}

#[test]
fn a_signal_leaves_nothing_and_gives_its_own_exit_code() {
    // Whoever starts the tests in the background may have had signals ignored.
    for (name, code) in [("HUP", 129), ("INT", 130), ("TERM", 143)].into_iter().filter(is_obeyed) {
        let home = tempfile::tempdir().unwrap();
        let mut child = waiting(home.path(), "");
        signal(&child, name);
        assert_eq!(child.wait().unwrap().code(), Some(code), "{name}");
        assert_eq!(names(home.path()), ["dump.jsonl"], "{name}");
    }
}

#[test]
fn a_signal_that_was_ignored_before_stays_ignored() {
    let home = tempfile::tempdir().unwrap();
    let mut child = waiting(home.path(), "trap '' HUP INT;");
    signal(&child, "HUP");
    signal(&child, "INT");
    fs::write(home.path().join("dump.jsonl"), lines(0..4)).unwrap();
    assert!(child.wait().unwrap().success());
    assert!(home.path().join("found/pairs.jsonl").is_file());
}

#[test]
fn what_a_killed_run_leaves_is_removed_by_the_next_one_in_the_folder() {
    let home = tempfile::tempdir().unwrap();
    let mut living = waiting(home.path(), "");
    let of_living = names(home.path());
    let mut killed = waiting(home.path(), "");
    until(|| names(home.path()).len() > of_living.len());
    killed.kill().unwrap();
    killed.wait().unwrap();
    fs::write(home.path().join("other.jsonl"), lines(0..4)).unwrap();
    let (dump, clean) = (home.path().join("other.jsonl"), home.path().join("clean.jsonl"));
    assert!(program(&["dedup", text(&dump), "-o", text(&clean), "-q"]).status().unwrap().success());
    let left: Vec<String> = names(home.path()).into_iter().filter(|name| name.starts_with('.')).collect();
    let partial: Vec<String> = of_living.into_iter().filter(|name| name.starts_with('.')).collect();
    assert_eq!(left, partial, "the living run keeps its folder");
    living.kill().unwrap();
    living.wait().unwrap();
}

#[test]
fn temporary_folders_of_killed_runs_are_removed_by_runs_of_any_kind() {
    let home = tempfile::tempdir().unwrap();
    let temp = home.path().join("temp");
    fs::create_dir(&temp).unwrap();
    let left = temp.join("wirecopy-a1B2c3");
    let dump = home.path().join("dump.jsonl");
    fs::write(&dump, lines(0..4)).unwrap();
    let (found, clean) = (home.path().join("found"), home.path().join("clean.jsonl"));
    for args in [
        vec!["scan", text(&dump), "--out", text(&found), "-q"],
        vec!["dedup", text(&dump), "-o", text(&clean), "-q"],
        vec!["trace", "--wire", text(&dump), text(&dump), "-q"],
    ] {
        fs::create_dir(&left).unwrap();
        fs::write(left.join(".wirecopy-lock"), "").unwrap();
        fs::write(left.join("articles.jsonl"), "{}").unwrap();
        let status = program(&args).args(["--temp-dir", text(&temp)]).status().unwrap();
        assert!(status.code().is_some_and(|code| code < 2), "{args:?}");
        assert_eq!(names(&temp), [""; 0], "{args:?}");
    }
}

#[test]
fn two_scans_never_resume_in_one_folder() {
    let home = tempfile::tempdir().unwrap();
    let (pipe, found) = (pipe(home.path()), home.path().join("found"));
    let args = ["scan", text(&pipe), "--out", text(&found), "--resume", "-q"];
    let mut first = program(&args).spawn().unwrap();
    until(|| names(home.path()).iter().any(|name| name.starts_with(".found.partial-")));
    let second = program(&args).output().unwrap();
    let stderr = String::from_utf8_lossy(&second.stderr);
    assert_eq!(second.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains(&format!("another run (process {})", first.id())), "{stderr}");
    first.kill().unwrap();
    first.wait().unwrap();
    fs::remove_file(&pipe).unwrap();
    fs::write(&pipe, lines(0..4)).unwrap();
    assert!(program(&args).status().unwrap().success());
    assert_eq!(names(home.path()), ["dump.jsonl", "found"]);
}
