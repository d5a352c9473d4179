//! `wirecopy apply`: what `dedup` decided, edited by hand.

use crate::corpora::{corpus, json_lines};
use crate::dedup::{line, story};
use crate::program::{run, stdout};
use std::fs;
use std::path::{Path, PathBuf};

fn written(home: &Path, name: &str, content: &str) -> String {
    fs::write(home.join(name), content).unwrap();
    named(home, name)
}

fn named(home: &Path, name: &str) -> String {
    home.join(name).to_str().unwrap().to_owned()
}

/// An input, its list of removals and its survivors.
fn deduplicated(home: &Path) -> (String, String, PathBuf) {
    let lines = json_lines(&corpus(21, 80)) + "broken\n{\"id\":\"mute\",\"text\":\"...\"}\n";
    let input = written(home, "in.jsonl", &lines);
    stdout(&["dedup", "-q", &input, "-o", &named(home, "out.jsonl"), "--max-loss", "1"]);
    (input, named(home, "out.removed.jsonl"), home.join("out.jsonl"))
}

#[test]
fn the_list_of_a_dedup_gives_its_survivors_again() {
    let home = tempfile::tempdir().unwrap();
    let (input, list, survivors) = deduplicated(home.path());
    let again = named(home.path(), "again.jsonl");
    let shown = stdout(&["apply", "-q", &list, &input, "-o", &again]);
    assert!(shown.starts_with("Kept ") && shown.contains("removed"), "{shown}");
    assert!(fs::read(again).unwrap() == fs::read(survivors).unwrap());
}

#[test]
fn an_article_without_its_row_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let (input, list, survivors) = deduplicated(home.path());
    let rows = fs::read_to_string(&list).unwrap();
    let (first, rest) = rows.split_once('\n').unwrap();
    let edited = written(home.path(), "edited.jsonl", rest);
    let out = named(home.path(), "more.jsonl");
    stdout(&["apply", "-q", &edited, &input, "-o", &out]);
    let row: serde_json::Value = serde_json::from_str(first).unwrap();
    let id = format!("\"id\":{}", row["id"]);
    let lines =
        |path: &Path| fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect::<Vec<_>>();
    let more: Vec<String> =
        lines(Path::new(&out)).into_iter().filter(|line| !lines(&survivors).contains(line)).collect();
    assert!(more.len() == 1 && more[0].contains(&id), "{more:?}");
}

#[test]
fn a_list_that_does_not_fit_is_refused_with_the_first_place_that_differs() {
    let home = tempfile::tempdir().unwrap();
    let (input, list, _) = deduplicated(home.path());
    let lines = fs::read_to_string(&input).unwrap();
    let rows = fs::read_to_string(&list).unwrap();
    let row: serde_json::Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    let line_of = |place: &serde_json::Value| -> usize {
        place.as_str().unwrap().rsplit_once(':').unwrap().1.parse().unwrap()
    };
    let first = line_of(&row["location"]).min(line_of(&row["kept_location"]));
    let without = |line: usize| -> String {
        lines
            .lines()
            .enumerate()
            .filter(|(at, _)| at + 1 != line)
            .map(|(_, line)| format!("{line}\n"))
            .collect()
    };
    let out = named(home.path(), "never.jsonl");
    let refused = |said: &str| {
        let ended = run(&["apply", "-q", &list, &input, "-o", &out]);
        let shown = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(3), "{shown}");
        assert!(shown.contains(said), "{shown} does not contain {said}");
        assert!(!Path::new(&out).exists());
    };
    written(home.path(), "in.jsonl", &lines.replacen("\"text\":", "\"text\": ", first));
    refused("is another record");
    written(home.path(), "in.jsonl", &without(first));
    refused("is another record");
    written(
        home.path(),
        "in.jsonl",
        &lines.lines().take(1).map(|line| format!("{line}\n")).collect::<String>(),
    );
    refused("is ");
    written(home.path(), "in.jsonl", &lines);
    let kept = format!(
        "{{\"level\":\"article\",\"id\":\"x\",\"place\":{},\"rule\":\"by hand\"}}\n",
        row["kept_location"]
    );
    let edited = written(home.path(), "edited.jsonl", &(rows + &kept));
    let ended = run(&["apply", "-q", &edited, &input, "-o", &out]);
    assert_eq!(ended.status.code(), Some(2));
    assert!(String::from_utf8(ended.stderr).unwrap().contains("is kept by one row and removed by another"));
}

#[test]
fn the_list_itself_and_the_input_are_no_outputs() {
    let home = tempfile::tempdir().unwrap();
    let (input, list, _) = deduplicated(home.path());
    for out in [&input, &list] {
        assert_eq!(run(&["apply", "-q", &list, &input, "-o", out]).status.code(), Some(3));
    }
}

/// Articles that are all named but `a1`, `a4` and `a5`: `a2` and `a3` go for `a0`, and `a6` for it
/// too.
fn seven(home: &Path) -> (Vec<String>, String, String) {
    let lines: Vec<String> = (0..7)
        .map(|number| {
            let text = story(if [1, 4, 5].contains(&number) { number } else { 0 });
            line(&format!("a{number}"), "a.example", "2031-03-10", &text)
        })
        .collect();
    let input = written(home, "in.jsonl", &lines.concat());
    stdout(&["dedup", "-q", &input, "-o", &named(home, "out.jsonl"), "--max-loss", "1"]);
    (lines, input, named(home, "out.removed.jsonl"))
}

#[test]
fn an_input_with_other_records_than_the_list_was_made_from_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let (lines, input, list) = seven(home.path());
    let (out, other) = (named(home.path(), "never.jsonl"), line("new", "a.example", "2031-03-10", &story(9)));
    let with = |at: usize, n_replaced: usize| {
        let mut lines = lines.clone();
        lines.splice(at..at + n_replaced, [other.clone()]);
        lines.concat()
    };
    for (content, said) in [
        (with(7, 0), vec!["made from 7 records, and 8 are here", "after", "in.jsonl:7"]),
        (with(1, 1), vec!["before", "in.jsonl:3", "after", "in.jsonl:1 ", "another record"]),
        (with(5, 1), vec!["before", "in.jsonl:7", "after", "in.jsonl:4 ", "another record"]),
        (with(1, 0), vec!["in.jsonl:3"]),
    ] {
        written(home.path(), "in.jsonl", &content);
        let ended = run(&["apply", "-q", &list, &input, "-o", &out]);
        let shown = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(3), "{shown}");
        assert!(said.iter().all(|said| shown.contains(said)), "{shown} does not contain {said:?}");
        assert!(!Path::new(&out).exists());
    }
    // Behind the last record that a row names.
    written(home.path(), "in.jsonl", &lines.concat());
    let rows = fs::read_to_string(&list).unwrap();
    let first = written(home.path(), "first.jsonl", &rows[..=rows.find('\n').unwrap()]);
    assert!(stdout(&["apply", "-q", &first, &input, "-o", &out]).starts_with("Kept 6, removed 1"));
    written(home.path(), "in.jsonl", &with(6, 1));
    let shown = String::from_utf8(run(&["apply", "-q", &first, &input, "-o", &out]).stderr).unwrap();
    assert!(shown.contains("which no row names, is another record"), "{shown}");
}

#[test]
fn another_file_beside_the_input_or_another_name_of_it_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let (lines, input, list) = seven(home.path());
    let out = named(home.path(), "never.jsonl");
    let more = written(home.path(), "more.jsonl", &line("b", "a.example", "2031-03-10", &story(9)));
    let renamed = written(home.path(), "renamed.jsonl", &lines.concat());
    for (inputs, said) in
        [(vec![&input, &more], "made from 7 records, and 8 are here"), (vec![&renamed], "no input is called")]
    {
        let args: Vec<&str> =
            ["apply", "-q", &list].into_iter().chain(inputs.iter().map(|it| it.as_str())).collect();
        let ended = run(&[&args[..], &["-o", &out]].concat());
        let shown = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(3), "{shown}");
        assert!(shown.contains(said), "{shown}");
    }
}

#[test]
fn rows_of_two_lists_and_hashes_that_are_none_are_no_list() {
    let home = tempfile::tempdir().unwrap();
    let (_, input, list) = seven(home.path());
    let rows = fs::read_to_string(&list).unwrap();
    let out = named(home.path(), "never.jsonl");
    for (content, said) in [
        (rows.replacen("\"records\":7", "\"records\":8", 1), "another input than row 1"),
        (rows.replacen("\"hash\":\"", "\"hash\":\"x", 1), "16 hex digits"),
    ] {
        let edited = written(home.path(), "edited.jsonl", &content);
        let ended = run(&["apply", "-q", &edited, &input, "-o", &out]);
        let shown = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(2), "{shown}");
        assert!(shown.contains(said), "{shown}");
    }
}
