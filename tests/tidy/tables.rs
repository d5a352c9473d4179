//! Tables of words: data files that the crates read with `wirecopy_article::word_table`.

use super::allowed::{Finding, assert_none};
use super::sources::{collect, root, sources};
use std::collections::BTreeSet;
use std::fs;

/// Every table is compiled into one file, has a test beside its reader, and has no row twice.
#[test]
fn tables_are_read_tested_and_well_formed() {
    let sources = sources();
    let mut tables = Vec::new();
    collect(&root().join("crates"), "tsv", &mut tables);
    let mut findings = Vec::new();
    for table in tables.iter().filter(|path| !path.to_string_lossy().contains("/tests/")) {
        let path = table.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
        let name = format!("/{}\"", table.file_name().expect("a file").to_string_lossy());
        let readers: Vec<_> = sources.iter().filter(|source| source.text.contains(&name)).collect();
        let is_tested = readers.iter().any(|reader| {
            let tests = format!("{}/tests.rs", reader.folder());
            reader.text.contains("#[test]")
                || sources.iter().any(|source| source.path == tests && source.text.contains("#[test]"))
        });
        let text = fs::read_to_string(table).expect("a table is UTF-8");
        let mut add = |detail: &str| findings.push(Finding::new(path.clone(), detail));
        if readers.is_empty() {
            add("is read nowhere");
        } else if !is_tested {
            add("has no test beside its reader");
        }
        if let Some(fault) = fault(&text) {
            add(&fault);
        }
    }
    assert_none("table", findings);
}

fn fault(text: &str) -> Option<String> {
    let rows: Vec<&str> =
        text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).collect();
    if rows.is_empty() {
        return Some("has no rows".to_owned());
    }
    let twice = |rows: &[&str]| {
        let mut seen = BTreeSet::new();
        rows.iter().find(|row| !seen.insert(**row)).map(|row| format!("has \"{row}\" twice"))
    };
    twice(&rows)
}

#[test]
fn a_row_that_is_there_twice_is_a_fault() {
    assert_eq!(fault("# words\na\nb\n"), None);
    assert_eq!(fault("a\nb\na\n").as_deref(), Some("has \"a\" twice"));
    assert_eq!(fault("# words\n").as_deref(), Some("has no rows"));
}
