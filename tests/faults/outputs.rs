//! Outputs that cannot be written, or not there.

use crate::corpus::{findings, lines, names, text};
use crate::errors::on_small_disk;
use crate::program::{is_one_line, program, run};
use crate::{not_run, rounds};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn dump(home: &Path) -> PathBuf {
    let path = home.join("dump.jsonl");
    fs::write(&path, lines(0..60)).unwrap();
    path
}

#[test]
fn an_output_inside_an_input_is_refused_the_first_time() {
    let home = tempfile::tempdir().unwrap();
    let news = home.path().join("news");
    fs::create_dir(&news).unwrap();
    dump(&news);
    for out in ["found", "deep/er/found"] {
        let out = news.join(out);
        let args = ["scan", text(&news), "--out", text(&out)];
        assert_eq!(run(&args).status.code(), Some(3), "{args:?}");
        assert_eq!(names(&news), ["dump.jsonl"]);
    }
}

#[test]
fn standard_output_is_no_name_of_an_output() {
    let home = tempfile::tempdir().unwrap();
    let dump = dump(home.path());
    for args in [["scan", text(&dump), "--out", "-"], ["dedup", text(&dump), "-o", "-"]] {
        let out = program(&args).current_dir(home.path()).output().unwrap();
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert_eq!(names(home.path()), ["dump.jsonl"]);
    }
}

#[test]
fn what_cannot_be_replaced_is_said_before_anything_is_read() {
    let home = tempfile::tempdir().unwrap();
    // A pipe without a writer: whoever reads it waits for ever.
    let pipe = home.path().join("dump.jsonl");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for args in [["scan", text(&pipe), "--out", "/proc"], ["dedup", text(&pipe), "-o", "/dev/null"]] {
        let out = run(&args);
        let said = String::from_utf8_lossy(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{args:?}: {said}");
        assert!(is_one_line(&said), "{args:?}: {said}");
    }
}

#[test]
fn a_mount_point_is_refused_before_anything_is_read() {
    let home = tempfile::tempdir().unwrap();
    let [disk, pipe] = ["disk", "dump.jsonl"].map(|name| home.path().join(name));
    fs::create_dir(&disk).unwrap();
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (program, disk, pipe) = (env!("CARGO_BIN_EXE_wirecopy"), text(&disk), text(&pipe));
    for args in [format!("scan '{pipe}' --out '{disk}'"), format!("dedup '{pipe}' -o '{disk}/'")] {
        // Whoever reads the pipe waits for ever.
        let script = format!("timeout 20 '{program}' {args} -q; echo \"code $?\"; ls -A '{disk}'");
        let Some(out) = on_small_disk(Path::new(disk), 1 << 20, &script) else {
            return not_run("a mount point as an output: no disk can be mounted");
        };
        let said = String::from_utf8_lossy(&out.stderr);
        assert_eq!(String::from_utf8_lossy(&out.stdout), "code 2\n", "{args}: {said}");
        assert!(is_one_line(&said) && said.contains(disk), "{args}: {said}");
    }
}

#[test]
fn a_link_to_a_folder_is_followed_and_a_link_to_a_file_is_replaced() {
    let home = tempfile::tempdir().unwrap();
    let dump = dump(home.path());
    let [disk, link, precious, clean] =
        ["disk", "link", "precious", "clean.jsonl"].map(|name| home.path().join(name));
    fs::create_dir(&disk).unwrap();
    symlink("disk", &link).unwrap();
    for _ in 0..2 {
        assert!(run(&["scan", text(&dump), "--out", text(&link), "-q"]).status.success());
        assert!(link.is_symlink() && disk.join("pairs.jsonl").is_file());
    }
    fs::write(&precious, "mine").unwrap();
    symlink("precious", &clean).unwrap();
    assert!(run(&["dedup", text(&dump), "-o", text(&clean), "-q"]).status.success());
    assert_eq!(fs::read_to_string(&precious).unwrap(), "mine");
    assert!(!clean.is_symlink());
}

#[test]
fn a_file_that_may_not_grow_keeps_the_former_output_and_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let dump = dump(home.path());
    let found = home.path().join("found");
    let small = home.path().join("small.jsonl");
    fs::write(&small, lines(0..2)).unwrap();
    assert!(run(&["scan", text(&small), "--out", text(&found), "-q"]).status.success());
    let before = findings(&found);
    for blocks in [0, 1, 8, 16] {
        let mut shell = Command::new("sh");
        let script = format!("ulimit -f {blocks}; exec \"$0\" scan \"$1\" --out \"$2\" --resume -q");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_wirecopy"), text(&dump), text(&found)]);
        let out = shell.output().unwrap();
        assert_eq!(out.status.code(), Some(2), "{blocks}: {}", String::from_utf8_lossy(&out.stderr));
        assert_eq!(findings(&found), before);
        let unfinished = home.path().join("found.resume/unfinished");
        assert!(!unfinished.exists(), "a full disk keeps nothing that no later run can use");
        let others: Vec<String> =
            names(home.path()).into_iter().filter(|name| name != "found.resume").collect();
        assert_eq!(others, ["dump.jsonl", "found", "small.jsonl"]);
    }
}

#[test]
fn runs_of_one_process_number_never_mix_in_one_output() {
    let home = tempfile::tempdir().unwrap();
    let [one, other, found] = ["one.jsonl", "other.jsonl", "found"].map(|name| home.path().join(name));
    fs::write(&one, lines(0..400)).unwrap();
    fs::write(&other, lines(200..600)).unwrap();
    let whole = [&one, &other].map(|dump| {
        assert!(run(&["scan", text(dump), "--out", text(&found), "-q"]).status.success());
        findings(&found)
    });
    // Each is the first process of its own world, as in two containers over one disk.
    let alone = |dump: &Path| {
        let mut unshare = Command::new("unshare");
        unshare.args(["-Urpf", env!("CARGO_BIN_EXE_wirecopy"), "scan", text(dump), "--out", text(&found)]);
        unshare.arg("-q").stderr(Stdio::null()).spawn()
    };
    if !alone(&one).is_ok_and(|mut child| child.wait().is_ok_and(|status| status.success())) {
        return not_run("two runs of one process number: no process gets a number of its own");
    }
    for round in 0..rounds(4) {
        let mut runs = [&one, &other].map(|dump| alone(dump).unwrap());
        let ended = runs.each_mut().map(|run| run.wait().unwrap().success());
        assert!(ended.contains(&true), "round {round}");
        assert!(whole.contains(&findings(&found)), "round {round}: {ended:?}");
    }
    assert_eq!(names(home.path()), ["found", "one.jsonl", "other.jsonl"]);
}
