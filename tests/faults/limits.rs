//! Limits of the machine that a run meets: threads, memory, a disk that takes its time.

use crate::commands::writing_commands;
use crate::corpus::{findings, lines, text};
use crate::program::{program, run};
use crate::rounds;
use crate::traced::{can_inject, injected, traced};
use std::fs;
use std::process::Stdio;

#[test]
fn a_system_that_starts_no_more_threads_costs_time_and_no_finding() {
    if !can_inject("threads that are not started") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let commands = writing_commands(home.path());
    for (command, started) in commands.iter().flat_map(|command| (0..rounds(3)).map(move |n| (command, n))) {
        command.restore();
        let fails = format!("inject=?clone,?clone3:error=EAGAIN:when={}+", 1 + started);
        let out = injected(&[&fails], &command.args()).unwrap();
        let stderr = String::from_utf8_lossy(&out.stderr);
        assert!(out.status.success(), "{started}: {:?} {stderr}", command.args);
        command.assert_whole(true, &out.stdout, &fails);
    }
}

#[test]
fn address_space_that_ends_is_an_error_and_no_panic() {
    let home = tempfile::tempdir().unwrap();
    let [dump, whole, found] = ["dump.jsonl", "whole", "found"].map(|name| home.path().join(name));
    fs::write(&dump, lines(0..60)).unwrap();
    assert!(run(&["scan", text(&dump), "--out", text(&whole), "-q"]).status.success());
    for kilobytes in (60_000..400_000).step_by(20_000) {
        let mut shell = std::process::Command::new("sh");
        let script = format!("ulimit -v {kilobytes}; exec \"$0\" scan \"$1\" --out \"$2\" -q");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_wirecopy"), text(&dump), text(&found)]);
        // The standard library waits for itself if memory ends while it prints where memory ended.
        shell.env("RUST_BACKTRACE", "0");
        let out = shell.output().unwrap();
        let stderr = String::from_utf8_lossy(&out.stderr);
        // A thread for which the system has no second stack is ended by the standard library.
        let has_no_stack = stderr.contains("failed to allocate an alternative stack");
        assert!(has_no_stack || !stderr.contains("panicked"), "{kilobytes}: {stderr}");
        assert!(found.exists() || !out.status.success(), "{kilobytes}: {stderr}");
        // Memory may end after the output is there.
        if found.exists() {
            assert_eq!(findings(&found), findings(&whole), "{kilobytes}");
            fs::remove_dir_all(&found).unwrap();
        }
    }
}

#[test]
fn memory_above_its_limit_is_a_warning() {
    let home = tempfile::tempdir().unwrap();
    let [dump, found] = ["dump.jsonl", "found"].map(|name| home.path().join(name));
    // What is said of rejected records stays in memory.
    let rejected = format!("{{\"id\":\"{}\",\"text\":\"\"}}\n", "x".repeat(1000));
    fs::write(&dump, lines(0..2) + &rejected.repeat(60_000)).unwrap();
    let args = ["scan", text(&dump), "--out", text(&found), "--memory", "64M"];
    let out = program(&args).stdout(Stdio::null()).output().unwrap();
    let (stderr, run) =
        (String::from_utf8_lossy(&out.stderr), fs::read_to_string(found.join("run.json")).unwrap());
    let run: serde_json::Value = serde_json::from_str(&run).unwrap();
    assert!(out.status.success(), "{stderr}");
    // Elsewhere the system does not say what a run takes.
    if cfg!(target_os = "linux") {
        assert!(run["memory_bytes_peak"].as_u64().is_some_and(|peak| peak > 64 << 20), "{run}");
        assert!(run["warnings"].to_string().contains("more than the limit of 64 MB"), "{run}");
        assert!(stderr.contains("memory is above the limit"), "{stderr}");
    }
}

#[test]
fn survivors_in_a_folder_are_synced_as_often_as_one() {
    let home = tempfile::tempdir().unwrap();
    let calls = |texts: usize| {
        let [pages, trace] = ["pages", "trace"].map(|name| home.path().join(format!("{name}{texts}")));
        fs::create_dir(&pages).unwrap();
        for (number, line) in lines(0..texts).lines().enumerate() {
            fs::write(pages.join(format!("{number}.txt")), line).unwrap();
        }
        let clean = format!("{}/clean{texts}/", text(home.path()));
        let options = ["-e", "trace=fsync,fdatasync,?syncfs,?sync_file_range", "-o", text(&trace)];
        let out = traced(&options, &["dedup", text(&pages), "-o", &clean, "-q"])?;
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        assert_eq!(fs::read_dir(&clean).unwrap().count(), texts);
        Some(fs::read_to_string(&trace).unwrap().lines().filter(|line| line.contains("sync")).count())
    };
    if can_inject("counts of syncs") {
        let of_few = calls(4).unwrap();
        assert!(of_few > 0);
        assert_eq!(calls(80).unwrap(), of_few);
    }
}
