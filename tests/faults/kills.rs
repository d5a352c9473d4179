//! Runs killed at any time.

use crate::commands::{WritingCommand, writing_commands};
use crate::corpus::{below, findings, lines, names, text};
use crate::program::{program, run};
use crate::rounds;
use crate::traced::{calls_of, can_inject, injected};
use rand_xoshiro::SplitMix64;
use rand_xoshiro::rand_core::SeedableRng;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Parts of a run's time at which it is killed.
const PARTS: u64 = 97;

#[test]
fn a_killed_run_leaves_the_former_output_or_the_new_one_and_the_next_run_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let [small, large, found, whole] =
        ["small.jsonl", "large.jsonl", "found", "whole"].map(|name| home.path().join(name));
    fs::write(&small, lines(0..20)).unwrap();
    fs::write(&large, lines(0..200)).unwrap();
    let scan = |input, out, resume| {
        let mut args = vec!["scan", text(input), "--out", text(out), "-q"];
        args.extend(if resume { Some("--resume") } else { None });
        args.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let command = |args: &[String]| program(&args.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(command(&scan(&small, &found, false)).status().unwrap().success());
    let started = Instant::now();
    assert!(command(&scan(&large, &whole, false)).stdout(Stdio::null()).status().unwrap().success());
    let took = started.elapsed();
    let (former, new) = (findings(&found), findings(&whole));
    for round in 0..rounds(12) {
        let mut child = command(&scan(&large, &found, round % 2 == 0)).stdout(Stdio::null()).spawn().unwrap();
        // Up to a tenth more than it takes, in an order that visits all parts.
        let at = took * ((round * 37) % PARTS) as u32 / PARTS as u32 * 11 / 10;
        std::thread::sleep(at.max(Duration::from_micros(round % 1000)));
        child.kill().unwrap();
        child.wait().unwrap();
        let left = findings(&found);
        assert!(left == former || left == new, "round {round}");
        if left == new {
            assert!(command(&scan(&small, &found, false)).status().unwrap().success());
        }
    }
    assert!(run(&["scan", text(&large), "--out", text(&found), "--resume", "-q"]).status.success());
    assert_eq!(findings(&found), new);
    assert_eq!(names(home.path()), ["found", "large.jsonl", "small.jsonl", "whole"]);
}

#[test]
fn a_killed_deduplication_leaves_the_former_survivors_or_the_new_ones() {
    let home = tempfile::tempdir().unwrap();
    let [dump, clean, whole] =
        ["dump.jsonl", "clean.jsonl.gz", "whole.jsonl.gz"].map(|name| home.path().join(name));
    fs::write(&dump, lines(0..200) + &lines(0..100)).unwrap();
    let started = Instant::now();
    assert!(run(&["dedup", text(&dump), "-o", text(&whole), "-q"]).status.success());
    let took = started.elapsed();
    let new = fs::read(&whole).unwrap();
    for round in 0..rounds(8) {
        fs::write(&clean, "former").unwrap();
        let args = ["dedup", text(&dump), "-o", text(&clean), "-q"];
        let mut child = program(&args).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(took * ((round * 37) % PARTS) as u32 / PARTS as u32 * 11 / 10);
        child.kill().unwrap();
        child.wait().unwrap();
        let left = fs::read(&clean).unwrap();
        assert!(left == b"former" || left == new, "round {round}");
    }
    assert!(run(&["dedup", text(&dump), "-o", text(&clean), "-q"]).status.success());
    assert!(names(home.path()).iter().all(|name| !name.starts_with('.')));
}

#[test]
fn a_run_killed_between_two_renames_is_repaired_by_the_next_in_the_folder() {
    if !can_inject("kills between two renames") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let [small, dump, found, whole, other] =
        ["small.jsonl", "dump.jsonl", "found", "whole", "other"].map(|name| home.path().join(name));
    fs::write(&small, lines(0..4)).unwrap();
    fs::write(&dump, lines(0..40)).unwrap();
    assert!(run(&["scan", text(&dump), "--out", text(&whole), "-q"]).status.success());
    assert!(run(&["scan", text(&small), "--out", text(&found), "-q"]).status.success());
    let (former, new) = (findings(&found), findings(&whole));
    let mut were_missing = 0;
    for kill_at in 1..4 {
        // A disk that exchanges no names.
        let cannot = "inject=?renameat2:error=EINVAL";
        let kill = format!("inject=?rename,?renameat:signal=KILL:when={kill_at}");
        injected(&[cannot, &kill], &["scan", text(&dump), "--out", text(&found), "-q"]).unwrap();
        were_missing += usize::from(!found.exists());
        assert!(run(&["scan", text(&small), "--out", text(&other), "-q"]).status.success());
        let left = findings(&found);
        assert!(left == former || left == new, "{kill_at}");
        assert_eq!(names(home.path()), ["dump.jsonl", "found", "other", "small.jsonl", "whole"]);
        assert!(run(&["scan", text(&small), "--out", text(&found), "-q"]).status.success());
    }
    assert!(were_missing > 0, "no kill was between the two renames");
}

#[test]
fn a_run_killed_at_any_call_leaves_the_former_output_or_the_new_one() {
    if !can_inject("kills at calls of the system") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let trace = home.path().join("calls.txt");
    let commands = writing_commands(home.path());
    let calls: Vec<_> = commands.iter().map(|command| calls_of(&command.args(), &trace)).collect();
    let mut hits = 0;
    for round in 0..rounds(21) {
        let mut draw = SplitMix64::from_seed((round + 1).to_le_bytes());
        let number = round as usize % commands.len();
        let (call, count) = &calls[number][below(&mut draw, calls[number].len())];
        let kill = format!("inject={call}:signal=KILL:when={}", 1 + below(&mut draw, *count));
        let command = &commands[number];
        command.restore();
        let out = injected(&[&kill], &command.args()).unwrap();
        hits += u64::from(out.status.signal() == Some(9));
        command.assert_whole(out.status.success(), &out.stdout, &kill);
    }
    commands.iter().for_each(WritingCommand::assert_repaired);
    println!("{hits} of {} runs were killed", rounds(21));
    assert!(10 * hits >= 8 * rounds(21), "{hits}");
}
