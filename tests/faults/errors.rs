//! Errors of the system, injected where `strace` can, and a disk that is full where a small one can
//! be mounted.

use crate::corpus::{findings, former_and_new, lines, names, text};
use crate::program::run;
use crate::rounds;
use crate::traced::{can_inject, injected};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Calls at which a run may meet an error, and errors that they may give.
const CALLS: [&str; 12] = [
    "write",
    "pwrite64",
    "read",
    "pread64",
    "openat",
    "mkdir",
    "rename",
    "renameat2",
    "fsync",
    "unlink",
    "clone3",
    "ftruncate",
];
const ERRORS: [&str; 5] = ["EIO", "ENOSPC", "EACCES", "EMFILE", "EINTR"];

#[test]
fn an_error_of_the_system_keeps_the_former_output_or_gives_the_new_one() {
    let home = tempfile::tempdir().unwrap();
    let [small, dump, found, whole] = former_and_new(home.path());
    let (former, new) = (findings(&found), findings(&whole));
    if !can_inject() {
        return;
    }
    for round in 0..rounds(24) as usize {
        let (call, error) = (CALLS[round % CALLS.len()], ERRORS[round / CALLS.len() % ERRORS.len()]);
        let when = 1 + round / (CALLS.len() * ERRORS.len()) + round % 7;
        let inject = format!("inject={call}:error={error}:when={when}");
        let args = ["scan", text(&dump), "--out", text(&found), "-q", "--memory", "64M"];
        let out = injected(&[&inject], &args);
        let out = out.expect("it ran a moment ago");
        let (code, stderr) = (out.status.code(), String::from_utf8_lossy(&out.stderr));
        assert!(!stderr.contains("panicked"), "{inject}: {stderr}");
        // Before `main` an error is the loader's, which ends with 127.
        assert!(matches!(code, Some(0 | 2 | 3 | 127)), "{inject}: {code:?} {stderr}");
        let left = findings(&found);
        assert!(left == former || left == new, "{inject}");
        assert!(code != Some(0) || left == new, "{inject}: a success that wrote nothing");
        if left == new {
            assert!(run(&["scan", text(&small), "--out", text(&found), "-q"]).status.success());
        }
    }
    assert!(run(&["scan", text(&small), "--out", text(&found), "-q"]).status.success());
    assert_eq!(names(home.path()), ["dump.jsonl", "found", "small.jsonl", "whole"]);
}

#[test]
fn a_former_output_that_cannot_be_removed_is_no_error_of_the_new_one() {
    let home = tempfile::tempdir().unwrap();
    let [small, dump, found, whole] = former_and_new(home.path());
    if !can_inject() {
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
fn on_small_disk(folder: &Path, bytes: u64, script: &str) -> Option<Output> {
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
        let Some(out) = on_small_disk(&disk, bytes, &script) else { return };
        let stdout = String::from_utf8_lossy(&out.stdout);
        let is_whole = stdout == "code 0\nfound\n";
        assert!(
            is_whole || stdout == "code 2\n",
            "{bytes}: {stdout} {}",
            String::from_utf8_lossy(&out.stderr)
        );
    }
}
