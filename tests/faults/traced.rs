//! Runs under `strace`, which counts calls of the system and makes them fail, if there is one.

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

/// Returns whether calls can be made to fail here; says so where they cannot.
pub fn can_inject() -> bool {
    let tried = injected(&["inject=fsync:error=EIO:when=1"], &["tune"]);
    let can = tried.is_some_and(|out| out.status.success());
    if !can {
        eprintln!("not tried: there is no strace that may trace");
    }
    can
}
