//! Refusals of `wirecopy dedup`, and files after a run that ends early.

use crate::dedup::{Home, line, rows, story};
use crate::program::{is_one_line, program, run, stdout};
use serde_json::Value;
use std::fs;
use std::process::{Command, Stdio};

#[test]
fn an_outlet_that_would_lose_too_much_stops_the_run_with_nothing_written() {
    let home = Home::new();
    let lines: String = (0..30)
        .map(|number| {
            line(
                &format!("a{number}"),
                "a.example",
                "2031-03-10",
                &story(if number < 18 { 12 } else { 100 + number }),
            )
        })
        .collect();
    let (input, out) = (home.write("in.jsonl", lines), home.name("out.jsonl"));
    let refused = run(&["dedup", "-q", &input, "-o", &out]);
    assert_eq!(refused.status.code(), Some(3));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("a.example would lose 17 of 30 articles") && said.contains("--max-loss"), "{said}");
    assert!(String::from_utf8(refused.stdout).unwrap().contains("By outlet"));
    assert_eq!(home.names(), ["in.jsonl"]);
    stdout(&["dedup", "-q", &input, "-o", &out, "--max-loss", "0.6"]);
    assert_eq!(rows(&out).len(), 13);
}

#[test]
fn stories_are_not_removed_as_copies_of_the_stub_that_is_read_as_their_text() {
    let home = Home::new();
    let record = |number: u64| {
        let wall = "Subscribe to continue reading this article.";
        serde_json::json!({"id": number.to_string(), "text": wall, "page_content": story(number)})
    };
    let lines: String = (0..12).map(|number| record(number).to_string() + "\n").collect();
    let (input, out) = (home.write("in.jsonl", lines), home.name("out.jsonl"));
    let refused = run(&["dedup", "-q", &input, "-o", &out]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("--text-field 'page_content'") && said.contains("--text-field 'text'"), "{said}");
    assert_eq!(home.names(), ["in.jsonl"]);
    stdout(&["dedup", "-q", &input, "-o", &out, "--text-field", "page_content"]);
    assert_eq!(rows(&out).len(), 12);
    let own = home.name("own.jsonl");
    stdout(&["dedup", "-q", &input, "-o", &own, "--text-field", "text", "--max-loss", "1"]);
    assert_eq!(rows(&own).len(), 1);
}

#[test]
fn a_dry_run_reports_and_lists_and_writes_no_survivors() {
    let home = Home::new();
    let list = home.name("list.jsonl");
    let report = stdout(&["dedup", "-q", "data/sample", "--dry-run", "--removed", &list]);
    for shown in ["Kept", "Removed", "By outlet", "By day", "Largest clusters", "Rejected"] {
        assert!(report.contains(shown), "{shown} is not in\n{report}");
    }
    assert!(rows(&list).len() > 15);
    assert_eq!(home.names(), ["list.jsonl"]);
    let all: Value =
        serde_json::from_str(&stdout(&["dedup", "-q", "data/sample", "--dry-run", "--format", "json"]))
            .unwrap();
    let count = |name: &str| all["report"][name].as_u64().unwrap();
    assert_eq!(count("read"), count("kept") + count("removed") + count("rejected"));
}

#[test]
fn an_output_over_or_inside_an_input_is_refused() {
    let home = Home::new();
    let input = home.write("in/a.jsonl", "{\"text\":\"A quay in Tolm\"}\n");
    std::os::unix::fs::symlink(&input, home.path("link.jsonl")).unwrap();
    fs::hard_link(&input, home.path("hard.jsonl")).unwrap();
    let inside = home.name("in/out.jsonl");
    for (from, out) in [
        (&input, input.clone()),
        (&input, home.name("in/../in/a.jsonl")),
        (&input, home.name("link.jsonl")),
        (&input, home.name("hard.jsonl")),
        (&home.name("in"), inside.clone()),
        (&home.name("in"), home.name("in")),
    ] {
        let refused = run(&["dedup", "-q", from, "-o", &out]);
        assert_eq!(
            refused.status.code(),
            Some(3),
            "{from} to {out}: {}",
            String::from_utf8_lossy(&refused.stderr)
        );
    }
    let list = run(&["dedup", "-q", &input, "-o", &home.name("out.jsonl"), "--removed", &input]);
    assert_eq!(list.status.code(), Some(3));
    assert_eq!(fs::read_to_string(&input).unwrap(), "{\"text\":\"A quay in Tolm\"}\n");
    assert_eq!(home.names(), ["hard.jsonl", "in", "link.jsonl"]);
}

#[test]
fn bad_usage_is_one_line_and_exit_code_2() {
    let home = Home::new();
    home.write("full/mine.txt", "mine");
    let full = home.name("full/");
    let (out, text, table) = (home.name("out.jsonl"), home.name("out.txt"), home.name("out.tsv"));
    for args in [
        vec!["dedup", "data/seed.txt", "-o", &full],
        vec!["dedup", "data/seed.txt", "-o", &table],
        vec!["dedup", "data/sample", "-o", &out],
        vec!["dedup", "data/seed.txt", "-o", "/dev/null"],
        vec!["dedup", "data/seed.txt", "-o", "-"],
        vec!["dedup", "data/seed.txt", "-o", "data/seed.txt/out.txt"],
        vec!["dedup", "data/seed.txt", "-o", &text, "--removed", &full],
        vec!["dedup", "data/seed.txt", "--dry-run", "--jaccard", "0.2"],
        vec!["dedup", "data/seed.txt", "--dry-run", "--prefer", &out],
    ] {
        let ended = run(&args);
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(2), "{args:?}: {said}");
        assert!(is_one_line(&said), "{args:?}: {said}");
    }
    for args in
        [vec!["dedup", "data/seed.txt"], vec!["dedup", "data/seed.txt", "--dry-run", "--remove", "odd"]]
    {
        assert_eq!(run(&args).status.code(), Some(2), "{args:?}");
    }
    assert_eq!(fs::read(home.path("full/mine.txt")).unwrap(), b"mine");
}

#[test]
fn the_last_line_says_where_to_look() {
    let home = Home::new();
    let (out, list) = (home.name("out/"), home.name("list.jsonl"));
    for (args, said) in [
        (vec!["--dry-run"], "Nothing was written".to_owned()),
        (vec!["--dry-run", "--removed", &list], format!("Written: removals to {list}")),
        (vec!["-o", &out, "--removed", &list], format!("Written: survivors to {out}, removals to {list}")),
    ] {
        let shown = stdout(&[&["dedup", "-q", "data/sample", "--max-loss", "1"], &args[..]].concat());
        assert!(shown.trim_end().rsplit('\n').next().unwrap().starts_with(&said), "{shown}");
    }
}

#[test]
fn what_a_killed_run_left_is_neither_used_nor_removed() {
    let home = Home::new();
    let input = home.write("in/a.txt", "A quay in Tolm");
    home.write(".out.partial-7/out/b.txt", "old");
    stdout(&[
        "dedup",
        "-q",
        &home.path("in").to_string_lossy(),
        "-o",
        &(home.path("out").to_string_lossy() + "/"),
    ]);
    assert_eq!(home.names(), [".out.partial-7", "in", "out", "out.removed.jsonl"]);
    let names: Vec<_> =
        fs::read_dir(home.path("out")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["a.txt"], "{input}");
}

#[test]
fn a_killed_run_leaves_nothing_under_its_final_name_and_the_next_succeeds() {
    let home = Home::new();
    let lines: String = (0..4000)
        .map(|number| line(&format!("a{number}"), "a.example", "2031-03-10", &story(number)))
        .collect();
    let (input, out) = (home.write("in.jsonl", lines), home.name("out.jsonl"));
    let mut child = program(&["dedup", "-q", &input, "-o", &out]).stdout(Stdio::null()).spawn().unwrap();
    // It writes as soon as there is something hidden beside the input; it may also have ended.
    while home.names().len() == 1 && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    let killed = !child.wait().unwrap().success();
    assert!(!killed || !home.path("out.jsonl").exists());
    stdout(&["dedup", "-q", &input, "-o", &out]);
    assert!(fs::read(out).unwrap() == fs::read(input).unwrap());
}

#[test]
fn a_full_disk_ends_the_run_and_leaves_nothing() {
    let home = Home::new();
    let lines: String = (0..400)
        .map(|number| line(&format!("a{number}"), "a.example", "2031-03-10", &story(number)))
        .collect();
    let (input, out) = (home.write("in.jsonl", lines), home.name("out.jsonl"));
    // Files of at most 100 blocks: the shell's limit replaces a full disk.
    let limited = format!(
        "trap '' XFSZ; ulimit -f 100; exec '{}' dedup -q '{input}' -o '{out}'",
        env!("CARGO_BIN_EXE_wirecopy")
    );
    let ended = Command::new("sh").args(["-c", &limited]).output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot"), "{said}");
    assert_eq!(home.names(), ["in.jsonl"], "{said}");
}

#[test]
fn the_list_never_takes_the_place_of_the_survivors_however_it_is_spelt() {
    let home = Home::new();
    let input = home.write("in.jsonl", "{\"text\":\"A quay in Tolm\"}\n");
    fs::create_dir(home.path("sub")).unwrap();
    for (out, list) in [
        (home.name("out.jsonl"), home.name("sub/../out.jsonl")),
        (format!("{}/", home.name("clean")), home.name("clean/list.jsonl")),
    ] {
        let refused = run(&["dedup", "-q", &input, "-o", &out, "--removed", &list]);
        assert_eq!(refused.status.code(), Some(3), "{refused:?}");
        assert_eq!(home.names(), ["in.jsonl", "sub"]);
    }
}

#[test]
fn neither_output_takes_the_place_of_the_list_of_preferred_outlets() {
    let home = Home::new();
    let input = home.write("in.jsonl", "{\"text\":\"A quay in Tolm\"}\n");
    let preferred = home.write("outlets.jsonl", "Tolm Post\n");
    let out = home.name("out.jsonl");
    for (survivors, list) in [(&preferred, &out), (&out, &preferred)] {
        let refused =
            run(&["dedup", "-q", &input, "--prefer", &preferred, "-o", survivors, "--removed", list]);
        assert_eq!(refused.status.code(), Some(3), "{refused:?}");
    }
    assert_eq!(fs::read_to_string(&preferred).unwrap(), "Tolm Post\n");
}

#[cfg(unix)]
#[test]
fn the_list_never_takes_the_place_of_a_pipe() {
    let home = Home::new();
    let input = home.write("in.jsonl", "{\"text\":\"A quay in Tolm\"}\n");
    let pipe = home.name("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let refused = run(&["dedup", "-q", &input, "--dry-run", "--removed", &pipe]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    assert!(!fs::metadata(&pipe).unwrap().is_file());
}

#[test]
fn an_input_that_gives_no_article_leaves_no_survivors() {
    let home = Home::new();
    for (content, reason) in [
        (String::new(), "no article was read: the inputs have no record"),
        ("{\"text\":null}\n".to_owned(), "in.jsonl:1: the text is null, not a string"),
    ] {
        let (input, out) = (home.write("in.jsonl", content), home.name("out.jsonl"));
        let ended = run(&["dedup", &input, "-o", &out]);
        assert_eq!(ended.status.code(), Some(2), "{ended:?}");
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(said.contains(reason), "{said}");
        assert!(!fs::exists(out).unwrap());
    }
}

#[test]
fn survivors_of_an_array_are_an_array_of_the_same_bytes() {
    let home = Home::new();
    let (a, b) = ("{ \"text\": \"A quay in Tolm\" }", "{\"n\": NaN, \"text\":\n\"Herons at last\"}");
    let input = home.write("in.json", format!("{{\"articles\": [{a},\n{a}, {b}], \"n\": 3}}"));
    let out = home.name("out.json");
    assert!(run(&["dedup", "-q", &input, "-o", &out]).status.success());
    assert_eq!(fs::read_to_string(out).unwrap(), format!("[\n{a},\n{b}\n]\n"));
}

#[test]
fn made_texts_are_not_cut() {
    let home = Home::new();
    let input = home.write("in.jsonl", "{\"text\": [\"A quay in Tolm\", \"Herons at last\"]}\n".repeat(2));
    let out = home.name("out.jsonl");
    let refused = run(&["dedup", "-q", &input, "-o", &out, "--strip", "repeats"]);
    assert_eq!(refused.status.code(), Some(3), "{refused:?}");
    assert!(run(&["dedup", "-q", &input, "-o", &out]).status.success());
}
