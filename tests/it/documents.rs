//! The documents against the program and the tree.

use crate::program::stdout;
use std::fs;
use std::path::Path;

const DOCUMENTS: [&str; 8] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "data/README.md",
    "docs/glossary.md",
    "docs/guide.md",
    "docs/how-it-works.md",
    "docs/output-format.md",
];

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

#[test]
fn the_pair_in_the_readme_is_a_row_of_the_sample() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("found");
    stdout(&["scan", "data/sample", "--out", out.to_str().unwrap(), "--quiet"]);
    let pairs = fs::read_to_string(out.join("pairs.jsonl")).unwrap();
    let shown: serde_json::Value = serde_json::from_str(&block("README.md", "json", "jaccard")).unwrap();
    assert!(pairs.lines().any(|row| serde_json::from_str::<serde_json::Value>(row).unwrap() == shown));
}

/// Paths in backticks and links, as far as they begin with a folder of the project.
#[test]
fn documents_name_files_that_exist() {
    let mut missing = Vec::new();
    for document in DOCUMENTS {
        let text = fs::read_to_string(document).unwrap();
        let home = Path::new(document).parent().unwrap();
        let quoted = text.split('`').skip(1).step_by(2).map(|path| (path, Path::new("")));
        let linked = text.split("](").skip(1).map(|rest| (rest.split(')').next().unwrap(), home));
        for (path, home) in quoted.chain(linked) {
            let path = path.split('#').next().unwrap();
            let is_path = [
                "crates/",
                "src/",
                "tests/",
                "docs/",
                "examples",
                "benches/",
                "../",
                "data/",
                "measurements",
            ]
            .iter()
            .any(|begin| path.starts_with(begin))
                || (path.ends_with(".md") && path.len() > ".md".len());
            let is_pattern =
                path.contains(char::is_whitespace) || path.contains(['*', '…']) || path.contains("NAME");
            if is_path && !is_pattern && !home.join(path).exists() && !Path::new(path).exists() {
                missing.push(format!("{document}: {path}"));
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
