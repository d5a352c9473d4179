//! Runs under `strace`, which counts calls of the system and makes them fail, if there is one.

use crate::not_run;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the program with options of `strace`; `None` if it is not there.
pub fn traced(options: &[&str], args: &[&str]) -> Option<Output> {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "--seccomp-bpf"]).args(options);
    command.arg(env!("CARGO_BIN_EXE_wirecopy")).args(args).output().ok()
}

/// Runs the program with one injection and without the trace.
pub fn injected(what: &[&str], args: &[&str]) -> Option<Output> {
    let mut options = vec!["-o", "/dev/null"];
    what.iter().for_each(|what| options.extend(["-e", what]));
    traced(&options, args)
}

/// Returns whether calls can be made to fail here; says what is not run where they cannot.
pub fn can_inject(what: &str) -> bool {
    let tried = injected(&["inject=fsync:error=EIO:when=1"], &["tune"]);
    let can = tried.is_some_and(|out| out.status.success());
    if !can {
        not_run(&format!("{what}: there is no strace that may trace"));
    }
    can
}

/// Calls of the system at which a run can fail or be killed, as far as a kernel has them: those of
/// files, folders and threads.
const CALLS: [&str; 22] = [
    "?openat",
    "?read",
    "?pread64",
    "?write",
    "?pwrite64",
    "?writev",
    "?mkdir",
    "?mkdirat",
    "?rename",
    "?renameat",
    "?renameat2",
    "?unlink",
    "?unlinkat",
    "?rmdir",
    "?fsync",
    "?fdatasync",
    "?syncfs",
    "?ftruncate",
    "?flock",
    "?linkat",
    "?statx",
    "?clone3",
];

/// Returns how often a run makes each of these calls.
pub fn calls_of(args: &[&str], trace: &Path) -> Vec<(String, usize)> {
    let options = [&format!("trace={}", CALLS.join(",")), "-o", trace.to_str().unwrap()];
    let out = traced(&["-e", options[0], options[1], options[2]], args).unwrap();
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    let mut calls: BTreeMap<String, usize> = BTreeMap::new();
    for line in fs::read_to_string(trace).unwrap().lines() {
        // The number of the thread, and the call as it is written in C.
        let call = line.split_once(' ').and_then(|(_, call)| call.trim_start().split_once('('));
        let name = call
            .map(|(name, _)| name)
            .filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
        if let Some(name) = name {
            *calls.entry(name.to_owned()).or_default() += 1;
        }
    }
    calls.into_iter().collect()
}
