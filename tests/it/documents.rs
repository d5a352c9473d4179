//! The documents against the program and the tree.

use crate::program::stdout;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// All documents of the project.
fn documents() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
        .into_iter()
        .map(PathBuf::from)
        .collect();
    let mut folders: Vec<PathBuf> = ["benches", "data", "docs", "docs/measurements", "fuzz", "python"]
        .into_iter()
        .map(PathBuf::from)
        .collect();
    folders.extend(fs::read_dir("crates").unwrap().map(|entry| entry.unwrap().path()));
    for folder in folders {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        found.extend(entries.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    }
    found.sort();
    found
}

/// The fenced block of a language in a document, from the first one that contains `part`.
fn block(document: &str, language: &str, part: &str) -> String {
    let text = fs::read_to_string(document).unwrap();
    let opening = format!("```{language}\n");
    text.split(&opening)
        .skip(1)
        .map(|rest| rest.split("\n```").next().unwrap().to_owned())
        .find(|block| block.contains(part))
        .unwrap_or_else(|| panic!("{document} has no {language} block with {part}"))
}

/// A line without the time that a run took.
fn without_time(line: &str) -> &str {
    line.split(", in ").next().unwrap()
}

#[test]
fn the_summary_in_the_readme_has_real_lines() {
    let summary = stdout(&["scan", "data/sample"]);
    for shown in block("README.md", "text", "Read").lines() {
        let begin = without_time(shown.trim_end_matches('…').trim_end());
        assert!(
            summary.lines().any(|line| line.starts_with(begin)),
            "not in the summary of the sample: {shown}\n{summary}"
        );
    }
}

#[test]
fn the_summary_in_the_guide_is_the_whole_of_it() {
    let summary = stdout(&["scan", "data/sample"]);
    let shown = block("docs/guide.md", "text", "Largest clusters");
    let lines = |text: &str| text.trim_end().lines().map(without_time).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&shown), lines(&summary));
}

#[test]
fn rows_of_a_scan_in_the_documentation_of_output_are_those_of_the_sample() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("found");
    stdout(&["scan", "data/sample", "--out", out.to_str().unwrap(), "--quiet"]);
    let page = fs::read_to_string("docs/output-format.md").unwrap();
    let mut shown = 0;
    for section in page.split("\n## ") {
        let name = section.lines().next().unwrap();
        let Ok(rows) = fs::read_to_string(out.join(name)) else { continue };
        for row in section.lines().filter(|line| line.starts_with("{\"")) {
            assert!(rows.lines().any(|real| real == row), "{name} has no such row: {row}");
            shown += 1;
        }
    }
    assert!(shown >= 7, "{shown} rows");
}

/// Returns the first difference between an example and a document, of whose lists the example may
/// have only the first items.
fn difference(shown: &Value, real: &Value) -> Option<String> {
    match (shown, real) {
        (Value::Object(shown), Value::Object(real)) => {
            let names =
                |object: &serde_json::Map<String, Value>| object.keys().cloned().collect::<BTreeSet<_>>();
            if names(shown) != names(real) {
                return Some(format!("{:?} and {:?}", names(shown), names(real)));
            }
            let mut inside = shown.iter();
            inside.find_map(|(name, value)| Some(format!("{name}: {}", difference(value, &real[name])?)))
        }
        (Value::Array(shown), Value::Array(real)) if shown.len() <= real.len() => {
            shown.iter().zip(real).find_map(|(shown, real)| difference(shown, real))
        }
        _ => (shown != real).then(|| format!("{shown} and {real}")),
    }
}

#[test]
fn documents_in_the_documentation_of_output_are_those_of_the_sample() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("found");
    let (found, kept) = (out.to_str().unwrap(), home.path().join("kept/"));
    let dedup =
        ["dedup", "data/sample", "--out", kept.to_str().unwrap(), "--max-loss", "1", "--format", "json"];
    let dedup = [&dedup[..], &["--strip", "boilerplate,captions,repeats", "--quiet"]].concat();
    stdout(&["scan", "data/sample", "--out", found, "--quiet"]);
    let parsed = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
    for (title, real) in [
        ("summary.json", parsed(&fs::read_to_string(out.join("summary.json")).unwrap())),
        ("report of dedup", parsed(&stdout(&dedup))["report"].clone()),
        ("network", parsed(&stdout(&["network", found, "--format", "json"]))),
        (
            "explanation",
            parsed(&stdout(&[
                "explain",
                "ap-ferry-1",
                "kd-a5f01",
                "--in",
                "data/sample",
                "--format",
                "json",
            ])),
        ),
    ] {
        let page = fs::read_to_string("docs/output-format.md").unwrap();
        let section = page.split("\n## ").find(|section| section.lines().next() == Some(title)).unwrap();
        let shown = parsed(section.split("```json\n").nth(1).unwrap().split("\n```").next().unwrap());
        assert_eq!(difference(&shown, &real), None, "{title}");
    }
}

#[test]
fn rows_of_other_commands_in_the_documentation_of_output_are_real() {
    let home = tempfile::tempdir().unwrap();
    let file = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let read = |name: &str| fs::read_to_string(home.path().join(name)).unwrap();
    let trace = ["trace", "--wire", "data/sample/wire.jsonl", "data/sample", "--format", "jsonl", "-q"];
    stdout(&["extract", "data/sample", "--out", &file("extracted.jsonl"), "--quiet"]);
    stdout(&["generate", "--articles", "12", "--seed", "3", "--out", &file("dump"), "--quiet"]);
    let page = fs::read_to_string("docs/output-format.md").unwrap();
    for (title, rows) in [
        ("extracted articles", read("extracted.jsonl")),
        ("truth.jsonl", read("dump/truth.jsonl")),
        ("rows of trace", stdout(&trace)),
    ] {
        let section = page.split("\n## ").find(|section| section.lines().next() == Some(title)).unwrap();
        let shown: Vec<&str> = section.lines().filter(|line| line.starts_with("{\"")).collect();
        assert!(!shown.is_empty(), "{title} has no row");
        for row in shown {
            assert!(rows.lines().any(|real| real == row), "{title} has no such row: {row}");
        }
    }
}

/// The definitions of the architecture, each with the function or type that decides it.
#[test]
fn functions_that_the_architecture_names_are_in_the_files_that_it_names() {
    let text = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut n_found = 0;
    for (before, after) in text.match_indices("` in `").map(|(at, _)| text.split_at(at)) {
        let name = before.rsplit('`').next().unwrap();
        let path = after["` in `".len()..].split('`').next().unwrap();
        let name = name.rsplit("::").next().unwrap();
        if path.ends_with(".rs") && name.chars().all(|sign| sign.is_alphanumeric() || sign == '_') {
            let source = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
            let is_defined = ["fn", "struct", "enum", "trait", "const", "static"]
                .iter()
                .any(|kind| source.contains(&format!("{kind} {name}")));
            assert!(is_defined, "{path} does not define {name}");
            n_found += 1;
        }
    }
    assert!(n_found >= 8, "{n_found} functions");
}

#[test]
fn the_pair_in_the_readme_is_a_row_of_the_sample() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("found");
    stdout(&["scan", "data/sample", "--out", out.to_str().unwrap(), "--quiet"]);
    let pairs = fs::read_to_string(out.join("pairs.jsonl")).unwrap();
    let shown: Value = serde_json::from_str(&block("README.md", "json", "jaccard")).unwrap();
    assert!(pairs.lines().any(|row| serde_json::from_str::<Value>(row).unwrap() == shown));
}

/// Paths in backticks and links, as far as they begin with a folder of the project.
#[test]
fn documents_name_files_that_exist() {
    let mut missing = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        let home = document.parent().unwrap();
        let quoted = text.split('`').skip(1).step_by(2).map(|path| (path, home));
        let linked = text.split("](").skip(1).map(|rest| (rest.split(')').next().unwrap(), home));
        for (path, home) in quoted.chain(linked) {
            let path = path.split('#').next().unwrap();
            let is_path = [
                ".ci/",
                "crates/",
                "src/",
                "tests/",
                "docs/",
                "examples",
                "benches/",
                "../",
                "data/",
                "fuzz/",
                "measurements",
                "python/",
            ]
            .iter()
            .any(|begin| path.starts_with(begin))
                || (path.ends_with(".md") && path.len() > ".md".len());
            let is_pattern =
                path.contains(char::is_whitespace) || path.contains(['*', '…']) || path.contains("NAME");
            if is_path && !is_pattern && !home.join(path).exists() && !Path::new(path).exists() {
                missing.push(format!("{}: {path}", document.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_commands_of_readme_and_guide_that_use_the_sample_run() {
    let home = tempfile::tempdir().unwrap();
    let mut n_run = 0;
    for document in ["README.md", "docs/guide.md"] {
        let text = fs::read_to_string(document).unwrap();
        let quoted = text.split('`').filter_map(|part| part.strip_prefix("wirecopy "));
        let lines = text.lines().filter_map(|line| line.strip_prefix("wirecopy "));
        for command in quoted.chain(lines) {
            let command = command.split(" #").next().unwrap();
            let written: String;
            let mut args: Vec<&str> = command.split_whitespace().collect();
            let to = args.iter().position(|arg| *arg == "-o");
            if let Some(at) = to.filter(|at| at + 1 < args.len()) {
                written = home.path().join(args[at + 1]).into_os_string().into_string().unwrap();
                args[at + 1] = &written;
            }
            let reads_sample = args.iter().any(|arg| arg.starts_with("data/sample"));
            if reads_sample && !args.contains(&"--out") {
                stdout(&args);
                n_run += 1;
            }
        }
    }
    assert!(n_run >= 3, "{n_run} commands of the documents use the sample");
}
