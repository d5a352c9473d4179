//! `wirecopy scan` as its users run it.

use crate::corpora::{corpus, findings, json_lines};
use crate::program::{is_one_line, program, run, stdout};
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// All files of a folder except `run.json`, by name.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(Result::unwrap)
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .filter(|(name, _)| name != "run.json")
        .collect();
    files.sort();
    files
}

/// Rows under a name in the output of `--format json`.
fn rows(document: &serde_json::Value, name: &str) -> Vec<serde_json::Value> {
    document[name].as_array().unwrap_or_else(|| panic!("no {name}")).clone()
}

fn scan_json(inputs: &[&str]) -> serde_json::Value {
    let args: Vec<&str> = ["scan", "--format", "json"].iter().chain(inputs).copied().collect();
    serde_json::from_str(&stdout(&args)).unwrap()
}

#[test]
fn help_shows_an_example_and_the_exit_codes() {
    let help = stdout(&["--help"]);
    assert!(help.contains("wirecopy scan dump.jsonl.zst") && help.contains("Exit codes"), "{help}");
    let help = stdout(&["scan", "--help"]);
    assert!(help.contains("Examples:") && help.contains("--across") && help.contains("--out"), "{help}");
}

#[test]
fn options_of_a_command_come_before_those_of_reading_in_its_help() {
    for (command, own) in
        [("scan", "--across"), ("dedup", "--keep"), ("trace", "--share-min"), ("extract", "--out")]
    {
        let help = stdout(&[command, "--help"]);
        let place = |option: &str| help.find(option).unwrap_or_else(|| panic!("{option} in {help}"));
        assert!(place(own) < place("--text-field"), "{command}");
    }
}

#[test]
fn one_scraped_article_shows_its_repeats_and_its_boilerplate() {
    let found = scan_json(&["data/seed.txt"]);
    let fragments = rows(&found, "fragments");
    let of = |kind: &str, role: &str| -> Vec<&serde_json::Value> {
        fragments.iter().filter(|row| row["kind"] == kind && row["role"] == role).collect()
    };
    let headline = of("exact", "headline");
    assert_eq!(headline.len(), 1, "{fragments:#?}");
    assert_eq!(headline[0]["occurrences_total"], 2);
    let captions = of("near", "caption");
    assert_eq!(captions.len(), 1, "{fragments:#?}");
    assert_eq!(captions[0]["measure"], "character_jaccard");
    assert_eq!(captions[0]["occurrences_total"], 2);
    assert!(!of("echo", "headline").is_empty(), "{fragments:#?}");
    let article = &rows(&found, "articles")[0];
    let paragraphs = article["paragraphs"].as_u64().unwrap();
    let boilerplate: Vec<u64> = article["boilerplate"]
        .as_array()
        .unwrap()
        .iter()
        .map(|span| span["paragraph"].as_u64().unwrap())
        .collect();
    assert!(boilerplate.iter().any(|paragraph| *paragraph < 4), "{boilerplate:?}");
    assert!(boilerplate.contains(&(paragraphs - 1)), "{boilerplate:?}");
    assert!(
        boilerplate.iter().all(|paragraph| *paragraph < 4 || *paragraph >= paragraphs - 4),
        "{boilerplate:?}"
    );
    let summary = stdout(&["scan", "data/seed.txt"]);
    for shown in ["headline, exact", "caption, near", "Boilerplate", "Leave a Comment"] {
        assert!(summary.contains(shown), "{shown} is not in\n{summary}");
    }
    assert!(!summary.contains('\u{1b}'), "no colour where nobody reads a terminal");
}

#[test]
fn a_corpus_without_repeats_is_a_success_and_says_so() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("one.txt"), "The ferry to Ostvik was late again on Monday.\n").unwrap();
    let out = run(&["scan", home.path().to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(0));
    assert!(String::from_utf8(out.stdout).unwrap().contains("Nothing is repeated."));
}

#[test]
fn the_form_of_the_input_changes_no_finding() {
    let home = tempfile::tempdir().unwrap();
    let articles = corpus(11, 40);
    let lines = json_lines(&articles);
    let path = |name: &str| home.path().join(name);
    fs::write(path("a.jsonl"), &lines).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(
        fs::File::create(path("a.jsonl.gz")).unwrap(),
        flate2::Compression::fast(),
    );
    gzip.write_all(lines.as_bytes()).unwrap();
    gzip.finish().unwrap();
    fs::write(path("a.jsonl.zst"), zstd::encode_all(lines.as_bytes(), 1).unwrap()).unwrap();
    let mut csv = csv::Writer::from_path(path("a.csv")).unwrap();
    csv.write_record(["id", "outlet", "text"]).unwrap();
    for article in &articles {
        csv.write_record([&article.id, article.outlet.as_deref().unwrap_or_default(), &article.text])
            .unwrap();
    }
    csv.flush().unwrap();
    let found_in = |name: &str| {
        let out = path(&format!("{name}.found"));
        stdout(&["scan", path(name).to_str().unwrap(), "--out", out.to_str().unwrap()]);
        findings(&out)
    };
    let plain = found_in("a.jsonl");
    for name in ["a.jsonl.gz", "a.jsonl.zst", "a.csv"] {
        for (other, own) in found_in(name).iter().zip(&plain) {
            assert!(other == own, "{} of {name}", own.0);
        }
    }
    let mut child = program(&["scan", "-", "--out", path("stdin.found").to_str().unwrap()])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    assert!(findings(&path("stdin.found")) == plain);
}

#[test]
fn bad_records_are_rejected_with_file_line_and_reason() {
    let home = tempfile::tempdir().unwrap();
    let input = home.path().join("a.jsonl");
    fs::write(
        &input,
        "{\"id\":\"a\",\"text\":\"A quay in Tolm\"}\n{\"id\":\"b\",\"text\":\n{\"id\":\"c\",\"text\":\"\"}\n",
    )
    .unwrap();
    let found = scan_json(&[input.to_str().unwrap(), "--quiet"]);
    let rejects = rows(&found, "rejects");
    let lines: Vec<u64> = rejects.iter().map(|row| row["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [2, 3], "{rejects:?}");
    let counts = &found["summary"]["counts"];
    assert_eq!((counts["read"].as_u64(), counts["articles"].as_u64()), (Some(3), Some(1)));
    let summary = stdout(&["scan", input.to_str().unwrap(), "--quiet"]);
    assert!(summary.contains("Rejected") && summary.contains("the text is empty"), "{summary}");
    let strict =
        run(&["scan", "--strict", input.to_str().unwrap(), "--out", home.path().join("x").to_str().unwrap()]);
    assert_eq!(strict.status.code(), Some(2));
    assert!(String::from_utf8(strict.stderr).unwrap().contains(":2:"));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "nothing is left behind");
}

#[test]
fn bad_usage_is_one_line_and_exit_code_2() {
    let home = tempfile::tempdir().unwrap();
    let missing = home.path().join("missing.jsonl");
    let foreign = home.path().join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("mine.txt"), "mine").unwrap();
    let (missing, foreign) = (missing.to_str().unwrap(), foreign.to_str().unwrap());
    for args in [
        vec!["scan", missing],
        vec!["scan", "data/seed.txt", "--out", foreign],
        vec!["scan", "data/seed.txt", "--temp-dir", missing],
        vec!["scan", "data/seed.txt", "--jaccard", "1.5"],
        vec!["scan", "data/seed.txt", "--group-len-max", "1"],
    ] {
        let out = run(&args);
        let said = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(2), "{args:?}: {said}");
        assert!(is_one_line(&said), "{args:?}: {said}");
        assert!(out.stdout.is_empty());
    }
    for args in [vec!["scan"], vec!["scan", "data/seed.txt", "--within", "soon"], vec!["polish"]] {
        assert_eq!(run(&args).status.code(), Some(2), "{args:?}");
    }
    assert_eq!(fs::read(Path::new(foreign).join("mine.txt")).unwrap(), b"mine");
}

#[test]
fn an_earlier_scan_is_replaced_as_a_whole() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("found");
    let scan = |input: &str| stdout(&["scan", input, "--out", out.to_str().unwrap()]);
    scan("data/sample");
    let first = files(&out);
    scan("data/seed.txt");
    assert!(files(&out) != first);
    scan("data/sample");
    assert!(files(&out) == first);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}

#[test]
fn a_closed_pipe_ends_quietly_and_a_full_disk_does_not() {
    let mut child = program(&["scan", "data/sample", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0u8; 10];
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut first).unwrap();
    drop(pipe);
    let ended = child.wait_with_output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(0), "{said}");
    assert!(!said.contains("panic") && !said.contains("pipe"), "{said}");
    if let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") {
        for args in [&["scan", "data/sample", "-q"][..], &["--help"], &["dedup", "--help"], &["--version"]] {
            let full = full.try_clone().unwrap();
            let ended = program(args).stdout(full).stderr(Stdio::piped()).output().unwrap();
            assert_eq!(ended.status.code(), Some(2), "{args:?}");
            assert!(String::from_utf8(ended.stderr).unwrap().contains("standard output"), "{args:?}");
        }
    }
}

#[test]
fn a_terminated_scan_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let temp = home.path().join("temp");
    fs::create_dir(&temp).unwrap();
    for out in [None, Some(home.path().join("found"))] {
        let mut args = vec!["scan", "-", "--temp-dir", temp.to_str().unwrap()];
        if let Some(out) = &out {
            args.extend(["--out", out.to_str().unwrap()]);
        }
        let mut command = program(&args);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(b"{\"text\":\"A quay in Tolm\"}\n").unwrap();
        // It reads until this side closes, and is ready when its folder exists.
        let is_ready = || {
            let names = |folder: &Path| fs::read_dir(folder).unwrap().count();
            names(&temp) > 0 || names(home.path()) > 1
        };
        while !is_ready() {
            std::thread::sleep(Duration::from_millis(5));
        }
        // Whoever starts the tests in the background may have the interrupt ignored, but not this.
        let status = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
        assert!(status.success());
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(143));
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(
            said.contains("interrupted: nothing is written; with") && said.contains("--resume"),
            "{said}"
        );
        assert_eq!(fs::read_dir(&temp).unwrap().count(), 0);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }
}

/// An invented paragraph that has its own words for each number.
fn paragraph_of(number: usize) -> String {
    let words =
        ["quay", "mill", "ferry", "bread", "lock", "tide", "barge", "bell", "rope", "inn", "weir", "oak"];
    // A text full of digits would be a table, which carries no story.
    let letter = |digit: u8| char::from(b"aeioumnrst"[usize::from(digit - b'0')]);
    let name: String = format!("{number:02}").bytes().map(letter).collect();
    let clauses = words.map(|word| format!("the {word} of {name}holm {word}{name}"));
    format!("In the valley {} and nobody knew why.", clauses.join(" and "))
}

fn verdicts(articles: &[(&str, &str, &str, String)]) -> Vec<String> {
    let home = tempfile::tempdir().unwrap();
    let dump = home.path().join("dump.jsonl");
    let lines: Vec<String> = articles
        .iter()
        .map(|(id, outlet, published, text)| {
            serde_json::json!({"id": id, "outlet": outlet, "published": published, "text": text}).to_string()
        })
        .collect();
    fs::write(&dump, lines.join("\n")).unwrap();
    let found = scan_json(&[dump.to_str().unwrap()]);
    rows(&found, "articles").iter().map(|row| row["verdict"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn two_versions_of_a_copied_story_do_not_excuse_each_other() {
    let text = |number: usize| [1, 2, 3, number].map(paragraph_of).join("\n\n");
    let copied = [
        ("a", "Tolm Times", "2031-03-01T08:00:00Z", text(4)),
        ("b", "Ostvik Echo", "2031-03-01T09:00:00Z", text(5)),
        ("c", "Ostvik Echo", "2031-03-01T12:00:00Z", text(6)),
    ];
    assert_eq!(verdicts(&copied), ["original", "uncredited_match", "uncredited_match"]);
    let own = [
        ("a", "Ostvik Echo", "2031-03-01T08:00:00Z", text(4)),
        ("b", "Tolm Times", "2031-03-01T09:00:00Z", text(5)),
        ("c", "Ostvik Echo", "2031-03-01T12:00:00Z", text(6)),
    ];
    assert_eq!(verdicts(&own), ["original", "uncredited_match", "original"]);
}

#[test]
fn a_paragraph_copied_into_a_longer_story_counts_as_copied_and_so_does_an_equal_copy() {
    let long = |first: usize| (first..first + 9).map(paragraph_of).collect::<Vec<_>>().join("\n\n");
    let with_part = format!("{}\n\n{}\n\n{}", long(20), paragraph_of(3), long(40));
    let articles = [
        ("a", "Tolm Times", "2031-03-01T08:00:00Z", long(1)),
        ("b", "Ostvik Echo", "2031-03-01T09:00:00Z", with_part),
        ("c", "Karsholm Beacon", "2031-03-01T10:00:00Z", long(1)),
    ];
    assert_eq!(verdicts(&articles), ["original", "uncredited_match", "uncredited_match"]);
}

#[test]
fn findings_never_take_the_place_of_an_input() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("found");
    let out = out.to_str().unwrap();
    stdout(&["scan", "-q", "data/sample/wire.jsonl", "--out", out]);
    let articles = format!("{out}/articles.jsonl");
    let before = std::fs::read(&articles).unwrap();
    let refused = run(&["scan", "-q", &articles, "--text-field", "title", "--out", out]);
    assert_eq!(refused.status.code(), Some(3), "{refused:?}");
    assert_eq!(std::fs::read(&articles).unwrap(), before);
}

#[test]
fn a_message_is_one_line_without_control_characters_whatever_the_names_in_a_header_hold() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("odd.csv");
    std::fs::write(&path, format!("\"od\nd\",\u{1b}[31mred,{}\na,b,c\n", "long".repeat(500))).unwrap();
    let refused = run(&["scan", "-q", path.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("there are: od\u{fffd}d, \u{fffd}[31mred, longlong"), "{said}");
    assert!(is_one_line(&said) && !said.contains('\u{1b}') && said.len() < 400, "{said}");
}
