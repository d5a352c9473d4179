//! A row of labels, and how files of rows are read.

use super::share::Line;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

/// Row of a file of labels.
pub trait Label: DeserializeOwned {
    const FILE: &'static str;

    /// Heading of the first column of its table.
    const HEAD: &'static str;

    /// The scan's answer on the same row.
    type Answer;

    fn set(&self) -> &str;

    /// Returns the scan's answers in the order of the labels, none for articles that it lacks.
    fn answers(labels: &[&Self], scan: &Path) -> Vec<Option<Self::Answer>>;

    /// Returns the shares of some rows. Lines have the same order for any rows.
    fn lines(rows: &[(&Self, &Self::Answer)]) -> Vec<Line>;
}

/// Reads a file of JSON Lines.
pub fn rows<T: DeserializeOwned>(path: &Path) -> impl Iterator<Item = T> + use<T> {
    let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.display().to_string();
    let lines = BufReader::new(file).lines().map(|line| line.expect("the file is UTF-8"));
    lines.filter(|line| !line.trim().is_empty()).map(move |line| {
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{name}: {error}: {line:.200}"))
    })
}

/// Rows of a scan's articles, of which a type reads the fields that it needs.
pub fn articles<T: DeserializeOwned>(scan: &Path) -> impl Iterator<Item = T> + use<T> {
    rows(&scan.join("articles.jsonl"))
}
