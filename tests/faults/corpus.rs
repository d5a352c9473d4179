//! Invented articles, and what a run left behind.

use crate::program::run;
use rand_xoshiro::SplitMix64;
use rand_xoshiro::rand_core::Rng;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A JSON line with an article of its own; two consecutive numbers share half of the text.
fn line(number: usize) -> String {
    let words = |of: usize| (0..60).map(move |word| format!("{of}w{word} ")).collect::<String>();
    let text = words(number / 2) + "\\n\\n" + &words(1_000_000 + number);
    let (outlet, hour) = (number % 3, number % 24);
    format!(
        "{{\"id\":\"n{number}\",\"outlet\":\"o{outlet}\",\"published\":\"2031-03-10T{hour:02}:00:00Z\",\"title\":\"Story {number}\",\"text\":\"{text}\"}}\n"
    )
}

/// Articles by their numbers.
pub fn lines(numbers: std::ops::Range<usize>) -> String {
    numbers.map(line).collect()
}

/// The names in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The files of a scan's folder by name, but for the record of the run.
pub fn findings(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = names(folder).into_iter().filter(|name| name != "run.json");
    files.map(|name| (name.clone(), fs::read(folder.join(name)).unwrap())).collect()
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Writes a small and a larger dump, the findings of the small one as those of a former run, and
/// the findings of the larger one. Returns their paths in this order: dumps, former, whole.
pub fn former_and_new(home: &Path) -> [PathBuf; 4] {
    let paths = ["small.jsonl", "dump.jsonl", "found", "whole"].map(|name| home.join(name));
    let [small, dump, found, whole] = &paths;
    fs::write(small, lines(0..4)).unwrap();
    fs::write(dump, lines(0..40)).unwrap();
    for (input, out) in [(dump, whole), (small, found)] {
        assert!(run(&["scan", text(input), "--out", text(out), "-q"]).status.success());
    }
    paths
}

/// A number below `end`.
pub fn below(draw: &mut SplitMix64, end: usize) -> usize {
    (draw.next_u64() % end.max(1) as u64) as usize
}
