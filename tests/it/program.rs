//! The program as a process.

use std::process::{Command, Output};

/// The program, to be run from the project's folder.
pub fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wirecopy"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// Runs it to its end.
pub fn run(args: &[&str]) -> Output {
    program(args).output().unwrap()
}

/// What it writes to standard output; it must succeed.
pub fn stdout(args: &[&str]) -> String {
    let out = run(args);
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// Whether standard error is one line of error, with a hint below it at most.
pub fn is_one_line(said: &str) -> bool {
    let mut lines = said.trim_end().lines();
    lines.next().is_some() && lines.all(|line| line.starts_with("hint: "))
}
