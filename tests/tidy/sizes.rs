//! Sizes of files, folders and the whole.

use super::allowed::{Finding, assert_none};
use super::sources::sources;
use std::collections::BTreeMap;

/// Lines of the longest file, its tests included.
const FILE_LINES_MAX: usize = 350;

/// Files directly in one folder.
const FOLDER_FILES_MAX: usize = 14;

/// Lines of the files directly in one folder.
const FOLDER_LINES_MAX: usize = 3_000;

/// Lines of all files with their comments, tests apart: the present number with little room, so
/// that growth is a decision.
const LINES_MAX: usize = 74_400;

#[test]
fn files_are_short() {
    let findings = sources()
        .into_iter()
        .map(|source| (source.text.lines().count(), source.path))
        .filter(|(lines, _)| *lines > FILE_LINES_MAX)
        .map(|(lines, path)| Finding::new(path, format!("{lines} lines")));
    assert_none("file-lines", findings.collect());
}

#[test]
fn folders_are_small() {
    let mut folders: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for source in sources() {
        let (files, lines) = folders.entry(source.folder().to_owned()).or_default();
        *files += 1;
        *lines += source.text.lines().count();
    }
    let findings = folders
        .into_iter()
        .filter(|(_, (files, lines))| *files > FOLDER_FILES_MAX || *lines > FOLDER_LINES_MAX)
        .map(|(folder, (files, lines))| Finding::new(folder, format!("{files} files, {lines} lines")));
    assert_none("folder", findings.collect());
}

/// `cargo test --test tidy the_whole -- --nocapture` prints the lines of each package.
#[test]
fn the_whole_is_small() {
    let mut packages: BTreeMap<String, usize> = BTreeMap::new();
    for source in sources().iter().filter(|source| !source.is_test) {
        *packages.entry(source.package().to_owned()).or_default() += source.without_tests().lines().count();
    }
    let total: usize = packages.values().sum();
    for (package, lines) in &packages {
        println!("{package:10} {lines:6}");
    }
    println!("{:10} {total:6}", "all");
    let findings =
        (total > LINES_MAX).then(|| Finding::new("all", format!("{total} lines, {LINES_MAX} at most")));
    assert_none("lines", findings.into_iter().collect());
}
