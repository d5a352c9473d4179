//! The conventions of this code, as far as a program can tell.

use std::fs;
use std::path::{Path, PathBuf};

/// Lines of the longest file.
const FILE_LINES_MAX: usize = 500;

/// Lines of the longest function, its signature and closing brace included.
const FUNCTION_LINES_MAX: usize = 70;

/// Files that are mostly a table.
const TABLES: [&str; 3] = [
    "crates/article/src/text/cue_words.rs",
    "crates/news/src/credit/agencies.rs",
    "crates/news/src/credit/words.rs",
];

struct Source {
    path: String,
    text: String,
}

impl Source {
    /// Everything above the tests of the file.
    fn without_tests(&self) -> &str {
        self.text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default()
    }

    fn is_library(&self) -> bool {
        (self.path.starts_with("src/") || self.path.starts_with("crates/"))
            && !self.path.starts_with("src/bin/")
            && !self.is_test()
    }

    fn is_test(&self) -> bool {
        self.path.starts_with("tests/")
            || self.path.starts_with("benches/")
            || self.path.ends_with("/tests.rs")
            || self.path.contains("/tests/")
            || self.path.ends_with("_twin.rs")
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    for folder in ["src", "crates", "tests", "benches"] {
        collect(&root().join(folder), &mut paths);
    }
    paths.sort();
    assert!(paths.len() > 50, "{} source files are not the whole project", paths.len());
    paths
        .into_iter()
        .map(|path| Source {
            text: fs::read_to_string(&path).unwrap(),
            path: path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned(),
        })
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

/// Lines `(path:number, line)` of the library that hold one of the words, comments apart.
fn library_lines_with(words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.is_library()) {
        for (number, line) in source.without_tests().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if words.iter().any(|word| code.contains(word)) {
                found.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    found
}

fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn no_file_is_named_for_nothing() {
    let vague = ["utils", "util", "helpers", "helper", "common", "misc", "types", "manager", "handler"];
    let found: Vec<String> = sources()
        .into_iter()
        .map(|source| source.path)
        .filter(|path| path.split(['/', '.']).any(|part| vague.contains(&part)))
        .collect();
    assert_none(&found);
}

#[test]
fn no_type_is_named_for_nothing() {
    let mut found = Vec::new();
    for source in sources() {
        for line in source.text.lines() {
            let mut words = line.split(|character: char| !character.is_alphanumeric() && character != '_');
            let is_type = words.any(|word| matches!(word, "struct" | "enum" | "trait"));
            let name = words.next().unwrap_or_default();
            if is_type && ["Manager", "Helper", "Handler", "Processor"].iter().any(|end| name.ends_with(end))
            {
                found.push(format!("{}: {name}", source.path));
            }
        }
    }
    assert_none(&found);
}

#[test]
fn files_are_short_and_tables_are_few() {
    let found: Vec<String> = sources()
        .iter()
        .filter(|source| !TABLES.contains(&&*source.path))
        .map(|source| (source.text.lines().count(), &source.path))
        .filter(|(lines, _)| *lines > FILE_LINES_MAX)
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    assert_none(&found);
}

/// A function ends at the first line that closes at its own indent; the layout of the formatter makes that so.
#[test]
fn functions_are_short() {
    let mut found = Vec::new();
    for source in sources() {
        let lines: Vec<&str> = source.text.lines().collect();
        for (start, line) in lines.iter().enumerate() {
            let code = line.trim_start();
            let indent = &line[..line.len() - code.len()];
            let is_function =
                ["fn ", "pub fn ", "pub(super) fn ", "pub(crate) fn ", "const fn ", "unsafe fn "]
                    .iter()
                    .any(|begin| code.starts_with(begin));
            if !is_function || code.ends_with('}') || code.ends_with(';') {
                continue;
            }
            let closing = format!("{indent}}}");
            let len = lines[start..].iter().position(|line| *line == closing).map_or(0, |at| at + 1);
            if len > FUNCTION_LINES_MAX {
                found.push(format!("{}:{}: {len} lines", source.path, start + 1));
            }
        }
    }
    assert_none(&found);
}

#[test]
fn every_room_says_what_it_takes_gives_costs_and_never_does() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.is_library() && source.path.ends_with("/mod.rs")) {
        let head: String = source.text.lines().take_while(|line| line.starts_with("//!")).collect();
        let words = ["*Takes*", "*Gives*", "*Costs*", "*Never*", "*Source*"];
        let places: Vec<Option<usize>> = words.iter().map(|word| head.find(word)).collect();
        if places.iter().any(Option::is_none) || !places.is_sorted() {
            found.push(source.path.clone());
        }
    }
    assert_none(&found);
}

/// Crates of the workspace and what each may import.
const CRATES: [(&str, &[&str]); 6] = [
    ("article", &[]),
    ("scratch", &[]),
    ("reuse", &["article", "scratch"]),
    ("news", &["article", "reuse"]),
    ("io", &["article", "scratch"]),
    ("lab", &["article", "scratch", "reuse", "news", "io"]),
];

/// The compiler refuses what a manifest does not name; this holds the manifests.
#[test]
fn crates_depend_on_each_other_in_the_order_of_data_only() {
    let mut found = Vec::new();
    for (name, allowed) in CRATES {
        let manifest = fs::read_to_string(root().join("crates").join(name).join("Cargo.toml")).unwrap();
        let named =
            manifest.lines().filter_map(|line| line.strip_prefix("wirecopy-")?.split(['.', ' ']).next());
        found.extend(named.filter(|named| !allowed.contains(named)).map(|named| format!("{name} → {named}")));
    }
    assert_none(&found);
    let folders = fs::read_dir(root().join("crates")).unwrap().count();
    assert_eq!(folders, CRATES.len(), "every crate has its line");
}

#[test]
fn the_library_returns_errors_and_panics_only_with_a_reason() {
    assert_none(&library_lines_with(&[".unwrap()", "panic!(", "todo!(", "unimplemented!(", ".expect(\"\")"]));
}

#[test]
fn nothing_outside_the_program_prints_exits_or_reads_environment_and_clock() {
    let words = [
        "println!",
        "eprintln!",
        "print!(",
        "dbg!",
        "process::exit",
        "env::var",
        "env::args",
        "SystemTime::now",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
    ];
    assert_none(&library_lines_with(&words));
}

#[test]
fn nothing_is_silenced_or_left_for_later() {
    let mut found = Vec::new();
    // Written in parts, so that this file does not hold what it looks for.
    let words =
        [["TO", "DO"], ["FIX", "ME"], ["X", "XX"], ["#[ig", "nore"], ["#[al", "low("], ["#![al", "low("]]
            .map(|parts| parts.concat());
    for source in sources() {
        for (number, line) in source.text.lines().enumerate() {
            if words.iter().any(|word| line.contains(word.as_str())) {
                found.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    assert_none(&found);
}

#[test]
fn unsafe_blocks_say_why_and_stand_in_kernels_and_the_allocator_only() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        let lines: Vec<&str> = source.text.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if !code.contains("unsafe {") && !code.contains("unsafe fn") {
                continue;
            }
            let is_kernel =
                source.path.contains("kernel") || source.path.starts_with("crates/scratch/src/memory/");
            let is_explained =
                lines[number.saturating_sub(3)..number].iter().any(|above| above.contains("SAFETY:"));
            if !is_kernel || !is_explained {
                found.push(format!("{}:{}", source.path, number + 1));
            }
        }
    }
    assert_none(&found);
}

#[test]
fn each_command_has_its_tests() {
    let found: Vec<String> = sources()
        .iter()
        .filter_map(|source| {
            source.path.strip_prefix("src/bin/wirecopy/cmd/")?.strip_suffix(".rs").map(str::to_owned)
        })
        .filter(|command| command != "mod" && !root().join(format!("tests/it/{command}.rs")).exists())
        .collect();
    assert_none(&found);
}
