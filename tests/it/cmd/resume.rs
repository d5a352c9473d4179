//! Scans that resume a killed one.

use super::scan::files;
use crate::program::{program, run, stdout};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A JSON line with an article of its own; two consecutive numbers share half of the text.
fn line(number: usize) -> String {
    let words = |of: usize| (0..60).map(move |word| format!("{of}w{word} ")).collect::<String>();
    let text = words(number / 2) + "\\n\\n" + &words(1_000_000 + number);
    format!(
        "{{\"id\":\"n{number}\",\"published\":\"2031-03-10\",\"title\":\"Story {number}\",\"text\":\"{text}\"}}\n"
    )
}

fn lines(numbers: std::ops::Range<usize>) -> String {
    numbers.map(line).collect()
}

#[cfg(unix)]
#[test]
fn a_killed_scan_resumes_after_finished_inputs_with_the_same_bytes() {
    let home = tempfile::tempdir().unwrap();
    let dump = home.path().join("dump");
    fs::create_dir(&dump).unwrap();
    // The first is large enough for a checkpoint, the second is compressed, and the third is a pipe
    // without a writer, which blocks the scan.
    fs::write(dump.join("a.jsonl"), lines(0..1200)).unwrap();
    let gzip = Command::new("gzip").arg("-n").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    fs::write(dump.join("b.jsonl.gz"), compressed(gzip, lines(1200..1300))).unwrap();
    let third = dump.join("c.jsonl");
    assert!(Command::new("mkfifo").arg(&third).status().unwrap().success());
    let inputs = ["a.jsonl", "b.jsonl.gz", "c.jsonl"].map(|name| dump.join(name));
    let stderr = killed_and_resumed(home.path(), &inputs, lines(1299..1310), 1311);
    assert!(stderr.contains("(1 complete input)"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn a_killed_scan_resumes_inside_a_large_input_with_the_same_bytes() {
    let home = tempfile::tempdir().unwrap();
    // Lines of a megabyte, nearly all of it after the record.
    let padding = " ".repeat(1 << 20);
    let large: String = (0..70).map(|number| line(number).trim_end().to_owned() + &padding + "\n").collect();
    let inputs = ["a.jsonl", "b.jsonl"].map(|name| home.path().join(name));
    fs::write(&inputs[0], large).unwrap();
    assert!(Command::new("mkfifo").arg(&inputs[1]).status().unwrap().success());
    let stderr = killed_and_resumed(home.path(), &inputs, lines(69..75), 76);
    assert!(stderr.contains("(0 complete inputs)"), "{stderr}");
}

/// Kills a scan that waits for its last input, a pipe without a writer, after its first segment was
/// sealed; resumes it with `last` as the contents of that input; and compares the result with that
/// of a scan that was never killed. Returns the standard error of the resumed scan.
#[cfg(unix)]
fn killed_and_resumed(home: &Path, inputs: &[PathBuf], last: String, articles: usize) -> String {
    let out = home.join("found");
    let named: Vec<&str> = inputs.iter().map(|input| input.to_str().unwrap()).collect();
    let scan = [&["scan"], &named[..], &["--out", out.to_str().unwrap(), "--resume"]].concat();
    let mut child = program(&scan).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let kept = home.join("found.resume/00000000-00000000.segment");
    while !kept.exists() {
        assert!(child.try_wait().unwrap().is_none(), "it waits for the pipe");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!out.exists());

    let pipe = inputs.last().unwrap();
    fs::remove_file(pipe).unwrap();
    fs::write(pipe, last).unwrap();
    let ended = run(&scan);
    let stderr = String::from_utf8(ended.stderr).unwrap();
    assert!(ended.status.success(), "{stderr}");
    assert!(stderr.contains("the earlier run read"), "{stderr}");
    assert!(!home.join("found.resume").exists(), "a finished scan leaves no segments");

    let whole = home.join("whole");
    stdout(&[&["scan", "-q"], &named[..], &["--out", whole.to_str().unwrap()]].concat());
    assert!(files(&out) == files(&whole));
    assert_eq!(fs::read_to_string(out.join("articles.jsonl")).unwrap().lines().count(), articles);
    stderr
}

fn compressed(mut gzip: std::process::Child, lines: String) -> Vec<u8> {
    use std::io::Write;
    let mut stdin = gzip.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let out = gzip.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    out.stdout
}

#[test]
fn inputs_without_a_record_are_checkpointed_with_the_others() {
    let home = tempfile::tempdir().unwrap();
    let empty = home.path().join("c.jsonl.gz");
    let gzip = Command::new("gzip").arg("-n").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    fs::write(&empty, compressed(gzip, String::new())).unwrap();
    let inputs = ["a.jsonl", "b.jsonl"].map(|name| home.path().join(name));
    inputs
        .iter()
        .zip([0..1200, 1200..2400])
        .for_each(|(path, numbers)| fs::write(path, lines(numbers)).unwrap());
    let named = [&inputs[0], &inputs[1], &empty].map(|path| path.to_str().unwrap());
    let out = home.path().join("found");
    stdout(&[&["scan", "-q"], &named[..], &["--out", out.to_str().unwrap(), "--resume"]].concat());
    assert_eq!(fs::read_to_string(out.join("articles.jsonl")).unwrap().lines().count(), 2400);
}

#[test]
fn resuming_needs_an_output_folder_and_an_empty_folder_of_checkpoints() {
    let ended = run(&["scan", "data/sample", "--resume"]);
    assert_eq!(ended.status.code(), Some(2));
    assert!(String::from_utf8(ended.stderr).unwrap().contains("--out"));

    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("found.resume")).unwrap();
    fs::write(home.path().join("found.resume/mine.txt"), "mine").unwrap();
    let out = home.path().join("found");
    let ended = run(&["scan", "data/sample", "--out", out.to_str().unwrap(), "--resume"]);
    assert_eq!(ended.status.code(), Some(2));
    assert!(!out.exists());
    assert_eq!(fs::read(home.path().join("found.resume/mine.txt")).unwrap(), b"mine");
}
