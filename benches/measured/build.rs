//! The build that figures are of.

use std::process::Command;

/// The commit that this build is of.
pub fn build() -> String {
    let described = Command::new("git").args(["rev-parse", "--short", "HEAD"]).output();
    let commit = described.ok().and_then(|described| String::from_utf8(described.stdout).ok());
    commit
        .map(|commit| commit.trim().to_owned())
        .filter(|commit| !commit.is_empty())
        .unwrap_or("unknown".into())
}
