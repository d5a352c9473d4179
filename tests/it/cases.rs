//! Inputs in the shapes in which people have them: folders of `tests/cases`, each with a table
//! beside it that says what each command gives.
//!
//! A row of the table is a word and a value: `run` a command line (`<` before a file pipes it in,
//! `OUT` is a new path), `exit` its code, `says` and `never` words of what it prints on both
//! outputs, `count` a dotted path into the JSON that it prints with `--format json` and a value.

use crate::program::program;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use wirecopy_article::word_table::rows;

/// One command and what it must give.
struct Run<'a> {
    line: &'a str,
    expected: Vec<(&'a str, &'a str)>,
}

fn runs(table: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for row in rows(table) {
        match (row[0], runs.last_mut()) {
            ("run", _) => runs.push(Run { line: row[1], expected: Vec::new() }),
            (word, Some(run)) => run.expected.push((word, row[1])),
            (word, None) => panic!("{word} stands before any run"),
        }
    }
    runs
}

fn output_of(folder: &Path, run: &Run<'_>, home: &Path) -> Output {
    let (line, piped) =
        run.line.split_once(" < ").map_or((run.line, None), |(line, file)| (line, Some(file)));
    let out = home.join("out");
    let mut words: Vec<String> =
        line.split(' ').map(|word| word.replace("OUT", &out.to_string_lossy())).collect();
    if run.expected.iter().any(|(word, _)| *word == "count") {
        words.extend(["--format", "json"].map(str::to_owned));
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut command = program(&words);
    command.current_dir(folder);
    if let Some(file) = piped {
        command.stdin(Stdio::from(File::open(folder.join(file)).unwrap()));
    }
    command.output().unwrap()
}

fn faults(folder: &Path, run: &Run<'_>) -> Vec<String> {
    let home = tempfile::tempdir().unwrap();
    let output = output_of(folder, run, home.path());
    let printed =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let mut faults = Vec::new();
    for (word, value) in &run.expected {
        let is_right = match *word {
            "exit" => output.status.code().map(|code| code.to_string()).as_deref() == Some(*value),
            "says" => printed.contains(value),
            "never" => !printed.contains(value),
            "count" => {
                let (path, count) = value.rsplit_once(' ').expect("a path and a value");
                let found = path.split('.').try_fold(&json, |json, key| json.get(key));
                let found = found
                    .map(|found| found.as_array().map_or(found.to_string(), |rows| rows.len().to_string()));
                faults.extend(
                    (found.as_deref() != Some(count)).then(|| format!("{path} is {found:?}, not {count}")),
                );
                continue;
            }
            other => panic!("no expectation is called {other}"),
        };
        if !is_right {
            faults.push(format!("{word} {value}"));
        }
    }
    if !faults.is_empty() {
        faults.push(format!("exit code {:?} of {}; printed:\n{printed}", output.status.code(), run.line));
    }
    faults
}

#[test]
fn every_case_gives_what_it_says() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let paths = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    let mut all = Vec::new();
    for folder in &folders {
        let table = fs::read_to_string(folder.with_extension("tsv")).unwrap();
        let runs = runs(&table);
        assert!(runs.iter().all(|run| !run.expected.is_empty()), "{}", folder.display());
        for run in &runs {
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            all.extend(faults(folder, run).into_iter().map(|fault| format!("{name}: {fault}")));
        }
    }
    assert!(!folders.is_empty() && all.is_empty(), "{}", all.join("\n"));
}
