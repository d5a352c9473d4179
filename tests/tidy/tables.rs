//! Tables of words: data files that the crates read with `wirecopy_article::word_table`.

use super::allowed::{Finding, assert_none};
use super::sources::{Source, collect, root, sources};
use std::collections::BTreeSet;
use std::fs;

/// Every table is compiled into one file, has a test of its own beside its reader, and has no row
/// twice.
#[test]
fn tables_are_read_tested_and_well_formed() {
    let sources = sources();
    let mut tables = Vec::new();
    collect(&root().join("crates"), "tsv", &mut tables);
    let mut findings = Vec::new();
    for table in tables.iter().filter(|path| !path.to_string_lossy().contains("/tests/")) {
        let path = table.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
        let name = format!("/{}\"", table.file_name().expect("a file").to_string_lossy());
        let is_reader = |source: &&Source| {
            path.starts_with(&format!("crates/{}/", source.package()))
                && source.without_tests().contains(&name)
        };
        let readers: Vec<&Source> = sources.iter().filter(is_reader).collect();
        let is_tested = readers.iter().any(|reader| is_tested(reader, &name, &sources));
        let text = fs::read_to_string(table).expect("a table is UTF-8");
        let mut add = |detail: &str| findings.push(Finding::new(path.clone(), detail));
        if readers.is_empty() {
            add("is read nowhere");
        } else if !is_tested {
            add("has no test beside its reader that names the table or what reads it");
        }
        if let Some(fault) = fault(&text) {
            add(&fault);
        }
    }
    assert_none("table", findings);
}

/// Returns whether a test beside the reader of a table names the table, or the item that reads it.
fn is_tested(reader: &Source, table: &str, sources: &[Source]) -> bool {
    let code = reader.without_tests();
    let tests_of_folder = format!("{}/tests.rs", reader.folder());
    let of_folder = sources.iter().find(|source| source.path == tests_of_folder);
    let tests = [&reader.text[code.len()..], of_folder.map_or("", |source| &source.text)];
    let read_by = code.match_indices(table).filter_map(|(at, _)| item_around(&code[..at]));
    let names: Vec<&str> = read_by.chain([table.trim_start_matches('/')]).collect();
    let has_word = |text: &str, name: &str| {
        let is_part = |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() || sign == '_');
        text.match_indices(name).any(|(at, _)| {
            !is_part(text[..at].chars().next_back()) && !is_part(text[at + name.len()..].chars().next())
        })
    };
    tests.iter().any(|text| text.contains("#[test]") && names.iter().any(|name| has_word(text, name)))
}

/// The name of the last constant, static or function that starts in some code.
fn item_around(code: &str) -> Option<&str> {
    let name = |line: &str| -> Option<(usize, usize)> {
        let of_keyword = |keyword: &&str| {
            let at = line.find(*keyword)?;
            let before = line[..at].trim_start();
            (before.is_empty() || before.starts_with("pub")).then_some(at + keyword.len())
        };
        let start = ["static ", "const ", "fn "].iter().filter_map(of_keyword).min()?;
        let len = line[start..].find(|sign: char| !sign.is_alphanumeric() && sign != '_')?;
        Some((start, start + len))
    };
    code.lines().rev().find_map(|line| name(line).map(|(start, end)| &line[start..end]))
}

#[test]
fn the_item_that_reads_a_table_is_found() {
    let code = "fn before() {}\n\npub(super) static TABLE: Lists = read(include_str!(\"a";
    assert_eq!(item_around(code), Some("TABLE"));
    assert_eq!(item_around("    pub fn words() -> Words {\n        let list ="), Some("words"));
    assert_eq!(item_around("pub(crate) fn list(name: &'static str) -> List {"), Some("list"));
    assert_eq!(item_around("let constant = 1;"), None);
}

fn fault(text: &str) -> Option<String> {
    let rows: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with("# ") && *line != "#")
        .collect();
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
