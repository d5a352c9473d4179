//! Conduct of the library: errors, output, flags, unsafe code, things left for later.

use super::allowed::{Finding, assert_none};
use super::sources::{Source, collect, root, sources};

/// Files in which unsafe code may be, by a part of their paths: vector kernels, the allocator of
/// the program, and its question how signals are handled.
const UNSAFE_FILES: [&str; 4] =
    ["kernel", "src/bin/wirecopy/counting.rs", "src/bin/wirecopy/limit/", "src/bin/wirecopy/signals.rs"];

/// Lines of the library that contain one of the words, comments and tests apart, by file.
fn library_lines_with(words: &[&str]) -> Vec<Finding> {
    lines_with(words, Source::is_library)
}

/// Lines of some files that contain one of the words, comments and tests apart, by file.
fn lines_with(words: &[&str], is_searched: impl Fn(&Source) -> bool) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| is_searched(source)) {
        for (number, line) in source.without_tests().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if words.iter().any(|word| code.contains(word)) {
                let detail = format!("line {}: {}", number + 1, line.trim());
                found.push(Finding::new(source.path.clone(), detail));
            }
        }
    }
    found
}

#[test]
fn the_library_returns_errors_and_panics_only_with_a_reason() {
    let words = [".unwrap()", "panic!(", "todo!(", "unimplemented!(", ".expect(\"\")"];
    assert_none("panic", library_lines_with(&words));
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
    assert_none("effect", library_lines_with(&words));
}

#[test]
fn the_program_prints_through_functions_that_end_no_run() {
    let is_searched = |source: &Source| !source.is_test && source.path.starts_with("src/bin/");
    assert_none("print", lines_with(&["println!", "print!(", "eprint!(", "dbg!"], is_searched));
}

#[test]
fn one_crate_makes_temporary_files_and_folders() {
    let words = ["tempfile_in(", "tempfile::tempfile(", "tempdir_in(", "tempfile::tempdir(", "NamedTempFile"];
    let is_searched = |source: &Source| !source.is_test && !source.path.starts_with("crates/scratch/");
    assert_none("temporary", lines_with(&words, is_searched));
}

/// Files in which files are created, by a part of their paths: temporary ones, outputs that appear
/// whole or not at all, and the lock of a folder of segments.
const CREATING_FILES: [&str; 3] = ["crates/scratch/", "crates/io/src/write/", "crates/index/src/folder.rs"];

#[test]
fn files_are_created_by_temporary_files_and_atomic_outputs_alone() {
    let words =
        [" File::create", "(File::create", "fs::File::create", "OpenOptions::new", "fs::write(", "fs::copy("];
    let is_searched =
        |source: &Source| !source.is_test && !CREATING_FILES.iter().any(|part| source.path.contains(part));
    assert_none("creation", lines_with(&words, is_searched));
}

#[test]
fn the_library_names_no_flag_of_the_command_line() {
    let has_flag = |code: &str| {
        code.match_indices("--").any(|(at, _)| {
            let before = code[..at].chars().next_back();
            let after = code[at + 2..].chars().next();
            after.is_some_and(|after| after.is_ascii_lowercase())
                && before.is_none_or(|before| " \"`(".contains(before))
        })
    };
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.is_library()) {
        for (number, line) in source.without_tests().lines().enumerate() {
            if has_flag(line) {
                let detail = format!("line {}: {}", number + 1, line.trim());
                found.push(Finding::new(source.path.clone(), detail));
            }
        }
    }
    assert_none("flag", found);
}

#[test]
fn nothing_is_silenced_or_left_for_later() {
    // Written in parts, so that this file does not contain what it looks for.
    let words =
        [["TO", "DO"], ["FIX", "ME"], ["X", "XX"], ["#[ig", "nore"], ["#[al", "low("], ["#![al", "low("]]
            .map(|parts| parts.concat());
    let mut found = Vec::new();
    for source in sources() {
        for (number, line) in source.text.lines().enumerate() {
            if words.iter().any(|word| line.contains(word.as_str())) {
                let detail = format!("line {}: {}", number + 1, line.trim());
                found.push(Finding::new(source.path.clone(), detail));
            }
        }
    }
    assert_none("later", found);
}

#[test]
fn unsafe_blocks_say_why_and_are_in_kernels_and_mapped_files_only() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test) {
        let lines: Vec<&str> = source.text.lines().collect();
        let may_be_unsafe = UNSAFE_FILES.iter().any(|part| source.path.contains(part));
        for (number, line) in lines.iter().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if !code.contains("unsafe {") && !code.contains("unsafe fn") {
                continue;
            }
            let is_explained =
                lines[number.saturating_sub(3)..number].iter().any(|above| above.contains("SAFETY:"));
            if !may_be_unsafe || !is_explained {
                found.push(Finding::new(source.path.clone(), format!("line {}", number + 1)));
            }
        }
    }
    assert_none("unsafe", found);
}

#[test]
fn each_command_has_its_tests() {
    let mut tests = Vec::new();
    collect(&root().join("tests"), "rs", &mut tests);
    let is_of = |path: &std::path::Path, command: &str| {
        path.ends_with(format!("{command}.rs")) || path.ends_with(format!("{command}/mod.rs"))
    };
    let is_tested = |command: &str| tests.iter().any(|path| is_of(path, command));
    let command = |source: &Source| {
        Some(source.path.strip_prefix("src/bin/wirecopy/cmd/")?.strip_suffix(".rs")?.to_owned())
    };
    let sources = sources();
    let untested = sources.iter().filter_map(command).filter(|name| name != "mod" && !is_tested(name));
    assert_none("command", untested.map(|name| Finding::new(name, "has no file of tests")).collect());
}
