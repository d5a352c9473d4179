//! `wirecopy dedup` in little memory, and where a disk has no room.

use crate::dedup::{Home, line, story};
use crate::program::{is_one_line, run, stdout};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Survivors by name, list and report.
type Written = (Vec<(String, Vec<u8>)>, Vec<u8>, Value);

fn dedup(input: &str, args: &[&str]) -> Written {
    let home = Home::new();
    let (out, list) = (home.name("out/"), home.name("list.jsonl"));
    let all: Vec<&str> =
        ["dedup", "-q", input, "-o", &out, "--removed", &list, "--max-loss", "1", "--format", "json"]
            .iter()
            .chain(args)
            .copied()
            .collect();
    let said: Value = serde_json::from_str(&stdout(&all)).unwrap();
    let folder = home.path("out");
    let mut survivors = Vec::new();
    files(&folder, &mut survivors);
    survivors.sort();
    let content = |path: PathBuf| {
        let name = path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
        (name, fs::read(path).unwrap())
    };
    let survivors = survivors.into_iter().map(content).collect();
    (survivors, fs::read(list).unwrap(), said["report"].clone())
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn survivors_list_and_report_are_the_same_in_any_memory() {
    let home = Home::new();
    let dump = home.name("dump");
    stdout(&["generate", "-q", "--articles", "160", "--seed", "5", "--out", &dump]);
    let dump = home.name("dump/articles.jsonl");
    let cases: [(&str, &[&str]); 6] = [
        ("data/sample", &[]),
        ("data/sample", &["--level", "both", "--strip", "boilerplate,captions,repeats"]),
        ("data/sample", &["--level", "paragraph"]),
        (&dump, &["--strip", "boilerplate,repeats", "--keep", "longest"]),
        (&dump, &["--group-len-max", "3", "--remove", "exact,near,copy_truncated,excerpt,template"]),
        (&dump, &["--candidates", "both", "--versions", "newest"]),
    ];
    for (input, args) in cases {
        let without_limit = dedup(input, args);
        assert!(without_limit.1.len() > 1000, "{input} {args:?}");
        for memory in ["1", "64K"] {
            let within: Vec<&str> = args.iter().copied().chain(["--memory", memory]).collect();
            assert!(dedup(input, &within) == without_limit, "{input} {args:?} --memory {memory}");
        }
    }
}

#[test]
fn tables_that_lie_in_files_change_no_byte() {
    let home = Home::new();
    let dump = home.name("dump");
    // Enough paragraphs for tables that do not stay in memory.
    stdout(&["generate", "-q", "--articles", "2400", "--seed", "6", "--out", &dump]);
    let dump = home.name("dump/articles.jsonl");
    let with_strip = ["--strip", "boilerplate,repeats"];
    let within: Vec<&str> = with_strip.iter().copied().chain(["--memory", "1M"]).collect();
    assert!(dedup(&dump, &within) == dedup(&dump, &with_strip));
    let scan = |name: &str, args: &[&str]| {
        let out = home.name(name);
        stdout(&["scan", "-q", &dump, "--out", &out].iter().chain(args).copied().collect::<Vec<_>>());
        let mut found = Vec::new();
        files(Path::new(&out), &mut found);
        found.retain(|path| path.file_name().unwrap() != "run.json");
        found.sort();
        found.into_iter().map(|path| fs::read(path).unwrap()).collect::<Vec<_>>()
    };
    assert!(scan("held", &[]) == scan("within", &["--memory", "1M"]));
}

#[test]
fn a_disk_without_room_for_the_survivors_is_refused_before_anything_is_read() {
    let home = Home::new();
    // Larger than any disk; nothing of it is written.
    let input = home.write("in.jsonl", line("a", "a.example", "2031-03-10", &story(1)));
    fs::OpenOptions::new().write(true).open(&input).unwrap().set_len(1 << 43).unwrap();
    let (out, list) = (home.name("out.jsonl"), home.write("list.jsonl", ""));
    for args in [vec!["dedup", "-q", &input, "-o", &out], vec!["apply", "-q", &list, &input, "-o", &out]] {
        let refused = run(&args);
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(3), "{said}");
        assert!(said.contains("MB free") && said.contains("--ignore-free-space"), "{said}");
        assert!(is_one_line(&said), "{said}");
        assert_eq!(home.names(), ["in.jsonl", "list.jsonl"]);
    }
}
