//! Errors of the system, injected where `strace` can, and a disk that is full where a small one can
//! be mounted.

use crate::commands::{WritingCommand, writing_commands};
use crate::corpus::{below, findings, former_and_new, lines, names, text};
use crate::program::run;
use crate::traced::{calls_of, can_inject, injected, traced};
use crate::{not_run, rounds};
use rand_xoshiro::SplitMix64;
use rand_xoshiro::rand_core::SeedableRng;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Errors that a call may give.
const ERRORS: [&str; 5] = ["EIO", "ENOSPC", "EACCES", "EMFILE", "EINTR"];

#[test]
fn an_error_of_the_system_keeps_the_former_output_or_gives_the_new_one() {
    if !can_inject("errors of the system") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let trace = home.path().join("calls.txt");
    let commands = writing_commands(home.path());
    let calls: Vec<_> = commands.iter().map(|command| calls_of(&command.args(), &trace)).collect();
    let mut hits = 0;
    for round in 0..rounds(35) {
        let mut draw = SplitMix64::from_seed((round + 1).to_le_bytes());
        let number = round as usize % commands.len();
        let (call, count) = &calls[number][below(&mut draw, calls[number].len())];
        let (error, when) = (ERRORS[below(&mut draw, ERRORS.len())], 1 + below(&mut draw, *count));
        let inject = format!("inject={call}:error={error}:when={when}");
        let command = &commands[number];
        command.restore();
        let options = ["-e", &format!("trace={call}"), "-e", &inject, "-o", text(&trace)];
        let out = traced(&options, &command.args()).expect("it ran a moment ago");
        hits += u64::from(fs::read_to_string(&trace).unwrap().contains("(INJECTED)"));
        let (code, stderr) = (out.status.code(), String::from_utf8_lossy(&out.stderr));
        assert!(!stderr.contains("panicked"), "{inject}: {:?} {stderr}", command.args);
        // Before `main` an error is the loader's, which ends with 127.
        assert!(matches!(code, Some(0 | 2 | 3 | 127)), "{inject}: {:?} {code:?} {stderr}", command.args);
        command.assert_whole(code == Some(0), &out.stdout, &inject);
    }
    commands.iter().for_each(WritingCommand::assert_repaired);
    println!("{hits} of {} errors were met", rounds(35));
    // How often a call is made depends on the turns that threads take.
    assert!(10 * hits >= 8 * rounds(35), "{hits}");
}

#[test]
fn a_former_output_that_cannot_be_removed_is_no_error_of_the_new_one() {
    let home = tempfile::tempdir().unwrap();
    let [small, dump, found, whole] = former_and_new(home.path());
    if !can_inject("a former output that cannot be removed") {
        return;
    }
    let fails = "inject=?unlink,?unlinkat,?rmdir:error=EACCES";
    let out = injected(&[fails], &["scan", text(&dump), "--out", text(&found), "-q"]).unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert!(findings(&found) == findings(&whole));
    // The next run in the folder removes what stayed.
    assert!(run(&["scan", text(&small), "--out", text(&found), "-q"]).status.success());
    assert_eq!(names(home.path()), ["dump.jsonl", "found", "small.jsonl", "whole"]);
}

/// Mounts a disk of `bytes` in a folder for as long as a shell script runs. `None` if this user
/// may not.
pub fn on_small_disk(folder: &Path, bytes: u64, script: &str) -> Option<Output> {
    let script =
        format!("mount -t tmpfs -o size={bytes} none '{}' 2>/dev/null || exit 99\n{script}", text(folder));
    let out = Command::new("unshare").args(["-rm", "sh", "-c", &script]).output().ok()?;
    (out.status.code() != Some(99) && out.status.code() != Some(1)).then_some(out)
}

#[test]
fn a_full_disk_is_an_error_that_leaves_it_empty() {
    let home = tempfile::tempdir().unwrap();
    let (dump, disk) = (home.path().join("dump.jsonl"), home.path().join("disk"));
    fs::write(&dump, lines(0..400)).unwrap();
    fs::create_dir(&disk).unwrap();
    for round in 0..rounds(4) {
        let bytes = 4096 * (1 + round * 7 % 60);
        let program = env!("CARGO_BIN_EXE_wirecopy");
        let (dump, disk_path) = (text(&dump), text(&disk));
        let script = format!(
            "'{program}' scan '{dump}' --out '{disk_path}/found' --ignore-free-space -q >/dev/null\n\
             echo \"code $?\"; ls -A '{disk_path}'"
        );
        let Some(out) = on_small_disk(&disk, bytes, &script) else {
            return not_run("a full disk: no disk can be mounted");
        };
        let stdout = String::from_utf8_lossy(&out.stdout);
        let is_whole = stdout == "code 0\nfound\n";
        assert!(
            is_whole || stdout == "code 2\n",
            "{bytes}: {stdout} {}",
            String::from_utf8_lossy(&out.stderr)
        );
    }
}
