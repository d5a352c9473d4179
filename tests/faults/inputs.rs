//! Inputs that are no ordinary files.

use crate::corpus::{lines, names, text};
use crate::program::{program, run, stdout};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::process::Command;

#[test]
fn names_that_look_alike_and_are_not_utf_8_are_two_files() {
    let home = tempfile::tempdir().unwrap();
    let (pages, clean, again) =
        (home.path().join("pages"), home.path().join("clean"), home.path().join("again"));
    fs::create_dir(&pages).unwrap();
    let named = |bytes: &[u8]| pages.join(OsStr::from_bytes(bytes));
    fs::write(named(b"caf\xe9.txt"), "The first story about a ferry that stays in port.\n").unwrap();
    fs::write(named(b"caf\xe8.txt"), "Another text on grain and on the price of grain.\n").unwrap();
    let into = |folder: &Path| folder.join("").into_os_string().into_string().unwrap();
    stdout(&["dedup", text(&pages), "-o", &into(&clean), "-q"]);
    let same = |folder: &Path| {
        for name in [&b"caf\xe9.txt"[..], b"caf\xe8.txt"] {
            let survivor = fs::read(folder.join(OsStr::from_bytes(name))).unwrap();
            assert_eq!(survivor, fs::read(named(name)).unwrap());
        }
        assert_eq!(fs::read_dir(folder).unwrap().count(), 2);
    };
    same(&clean);
    let list = home.path().join("clean.removed.jsonl");
    stdout(&["apply", text(&list), text(&pages), "-o", &into(&again), "-q"]);
    same(&again);
}

#[test]
fn a_pipe_is_deduplicated_as_the_file_with_its_bytes() {
    let home = tempfile::tempdir().unwrap();
    let [dump, pipe, of_file, of_pipe] = ["dump.jsonl", "pipe.jsonl", "file-clean.jsonl", "pipe-clean.jsonl"]
        .map(|name| home.path().join(name));
    fs::write(&dump, lines(0..30) + &lines(0..5)).unwrap();
    assert!(run(&["dedup", text(&dump), "-o", text(&of_file), "-q"]).status.success());
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let child = program(&["dedup", text(&pipe), "-o", text(&of_pipe), "-q"]).spawn().unwrap();
    fs::write(&pipe, fs::read(&dump).unwrap()).unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
    assert_eq!(fs::read(&of_pipe).unwrap(), fs::read(&of_file).unwrap());
    let from_stdin = home.path().join("stdin-clean.jsonl");
    let script = "cat \"$1\" | \"$0\" dedup /dev/stdin -o \"$2\" -q";
    let mut shell = Command::new("sh");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_wirecopy"), text(&dump), text(&from_stdin)]);
    assert!(shell.status().unwrap().success());
    assert_eq!(fs::read(&from_stdin).unwrap(), fs::read(&of_file).unwrap());
}

#[test]
fn what_cannot_be_read_in_a_folder_is_passed_over_and_stops_a_strict_run() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("news");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.jsonl"), lines(0..4)).unwrap();
    std::os::unix::fs::symlink("ring.jsonl", folder.join("ring.jsonl")).unwrap();
    let found = home.path().join("found");
    let out = run(&["scan", text(&folder), "--out", text(&found)]);
    let stderr = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success() && stderr.contains("ring.jsonl was skipped"), "{stderr}");
    assert!(fs::read_to_string(found.join("run.json")).unwrap().contains("ring.jsonl was skipped"));
    let out = run(&["scan", text(&folder), "--strict"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("ring.jsonl"));
}

#[test]
fn an_edited_list_may_have_empty_lines() {
    let home = tempfile::tempdir().unwrap();
    let [dump, list, clean] = ["dump.jsonl", "list.jsonl", "clean.jsonl"].map(|name| home.path().join(name));
    fs::write(&dump, lines(0..6) + &lines(0..2)).unwrap();
    let args = ["dedup", text(&dump), "--dry-run", "--removed", text(&list), "-q"];
    assert!(run(&args).status.success());
    let rows = fs::read_to_string(&list).unwrap().replace('\n', "\n\n");
    fs::write(&list, format!("\n{rows} \n")).unwrap();
    stdout(&["apply", text(&list), text(&dump), "-o", text(&clean), "-q"]);
    assert_eq!(names(home.path()), ["clean.jsonl", "dump.jsonl", "list.jsonl"]);
}

#[test]
fn endless_headers_lists_and_truths_are_refused_within_a_little_memory() {
    let home = tempfile::tempdir().unwrap();
    let (csv, dump) = (home.path().join("dump.csv"), home.path().join("dump.jsonl"));
    fs::write(&csv, vec![b'x'; 40 << 20]).unwrap();
    fs::write(&dump, lines(0..4)).unwrap();
    let found = home.path().join("found");
    assert!(run(&["scan", text(&dump), "--out", text(&found), "-q"]).status.success());
    for args in [
        vec!["scan", text(&csv)],
        vec!["dedup", text(&dump), "--dry-run", "--prefer", "/dev/zero"],
        vec!["evaluate", text(&found), "--truth", "/dev/zero"],
        vec!["scan", "--files-from", "/dev/zero"],
        vec!["scan", text(&dump), "--outlet-map", "/dev/zero"],
        vec!["compare", "--pairs", "/dev/zero", "--in", text(&dump), "--out", text(&csv)],
        vec!["apply", "/dev/zero", text(&dump), "-o", text(&home.path().join("clean.jsonl"))],
    ] {
        let mut shell = Command::new("sh");
        shell
            .args(["-c", "ulimit -v 2000000; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_wirecopy")])
            .args(&args);
        let out = shell.output().unwrap();
        let stderr = String::from_utf8_lossy(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{args:?}: {stderr}");
        assert!(stderr.contains("MiB"), "{args:?}: {stderr}");
    }
}
