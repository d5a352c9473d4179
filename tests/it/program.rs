//! Runs of the program as a process.

use std::process::{Command, Output};

/// Command that runs the program in the project's folder.
pub fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wirecopy"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// Runs it to its end and returns its output.
pub fn run(args: &[&str]) -> Output {
    program(args).output().unwrap()
}

/// Its standard output; panics if it fails.
pub fn stdout(args: &[&str]) -> String {
    let out = run(args);
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// Returns whether standard error is one line, perhaps followed by hints.
pub fn is_one_line(stderr: &str) -> bool {
    let mut lines = stderr.trim_end().lines();
    lines.next().is_some() && lines.all(|line| line.starts_with("hint: "))
}

/// Number of random inputs of a test: a few, or so many times as many as the long form says.
pub fn seeds(few: u64) -> u64 {
    few * std::env::var("WIRECOPY_FAULTS").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}
