//! The program that is measured, its files and figures.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns the first of some files of a folder that is there.
pub fn first_of(folder: &Path, names: &[&str]) -> Option<PathBuf> {
    names.iter().map(|name| folder.join(name)).find(|path| path.exists())
}

/// Runs the program and returns what it prints.
pub fn wirecopy(arguments: &[&str]) -> Vec<u8> {
    let ended =
        Command::new(env!("CARGO_BIN_EXE_wirecopy")).args(arguments).output().expect("the program starts");
    assert!(ended.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ended.stderr));
    ended.stdout
}

/// Returns a figure of a report, or a dash.
pub fn number(value: &Value, decimals: usize) -> String {
    value.as_f64().map_or_else(|| "–".to_owned(), |value| format!("{value:.decimals$}"))
}
