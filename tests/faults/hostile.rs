//! Names and texts that steer terminals and spreadsheets.

use crate::corpus::text;
use crate::program::{program, run};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

/// Every control character, escape sequences, and characters that turn the direction of text, as
/// they are in JSON.
fn hostile(number: usize) -> String {
    let controls = (0..0x20).chain(0x7f..0xa0).map(|code| format!("\\u{code:04x}")).collect::<String>();
    let turning =
        [0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069];
    let turning = turning.map(|code| format!("\\u{code:04x}")).concat();
    format!("=HYPERLINK({number})\\u001b]0;owned\\u0007\\u001b[2J{controls}{turning}{}", "x".repeat(5000))
}

/// Three articles of which two are near and none has an exact copy, with hostile fields.
fn dump(home: &Path) -> std::path::PathBuf {
    let words = |of: usize| (of * 1000..of * 1000 + 120).map(|word| format!("w{word} ")).collect::<String>();
    let body = |number: usize| format!("{}\\u001b[31m{}\\u202e", words(number / 2), words(9 + number));
    let article = |number: usize| {
        let name = hostile(number);
        format!(
            "{{\"id\":\"{name}\",\"outlet\":\"{name}\",\"title\":\"{name}\",\"url\":\"http://{number}.example/{name}\",\"published\":\"2031-03-1{number}\",\"text\":\"{}\"}}\n",
            body(number)
        )
    };
    let path = home.join(OsStr::from_bytes(b"=dump\x1b[2J\xff\xe2\x80\xae.jsonl"));
    fs::write(&path, (0..4).map(article).collect::<String>() + "{\"\\u001b[31m\": 1}\n").unwrap();
    path
}

/// Removes the colours that the program itself may use.
fn without_colours(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::new();
    while let Some(at) = rest.find("\u{1b}[") {
        let end = rest[at + 2..].find('m').map(|end| at + 2 + end);
        let codes = end.map(|end| &rest[at + 2..end]);
        let is_colour =
            codes.is_some_and(|codes| codes.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'));
        let next = if is_colour { end.unwrap_or(at) + 1 } else { at + 2 };
        plain.push_str(&rest[..if is_colour { at } else { next }]);
        rest = &rest[next..];
    }
    plain + rest
}

fn assert_harmless(shown: &str, args: &[&OsStr]) {
    let harmful = |character: char| {
        (character.is_control() && character != '\n')
            || matches!(character, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let found = shown.find(harmful).map(|at| shown[at..].chars().take(20).collect::<String>());
    assert_eq!(found, None, "{args:?}");
    let longest = shown.lines().map(str::len).max().unwrap_or(0);
    assert!(longest < 20_000, "{args:?}: a line of {longest} bytes");
}

/// Scans a dump into a folder and returns the ids of its articles that can be arguments.
fn scanned_ids(dump: &Path, found: &Path) -> Vec<String> {
    let scanned = program(&["scan"]).arg(dump).arg("--out").arg(found).output().unwrap();
    assert!(scanned.status.success());
    let articles = fs::read_to_string(found.join("articles.jsonl")).unwrap();
    articles
        .lines()
        .map(|row| serde_json::from_str::<serde_json::Value>(row).unwrap()["id"].as_str().unwrap().to_owned())
        .filter(|id| !id.contains('\0'))
        .collect()
}

/// Arguments of every command that shows names or texts of a dump, of the findings of its scan, or
/// of a file that is not there.
fn commands<'a>(
    dump: &'a OsStr,
    found: &'a OsStr,
    removed: &'a OsStr,
    missing: &'a OsStr,
) -> Vec<Vec<&'a OsStr>> {
    vec![
        vec!["scan".as_ref(), dump],
        vec!["scan".as_ref(), dump, "--out".as_ref(), found],
        vec!["scan".as_ref(), missing],
        vec!["scan".as_ref(), dump, "--strict".as_ref()],
        vec!["scan".as_ref(), dump, "--text-field".as_ref(), "\u{1b}[2J".as_ref()],
        vec!["dedup".as_ref(), dump, "--dry-run".as_ref(), "--removed".as_ref(), removed],
        vec!["dedup".as_ref(), dump, "--dry-run".as_ref(), "--max-loss".as_ref(), "0".as_ref()],
        vec!["trace".as_ref(), "--wire".as_ref(), dump, dump],
        vec!["network".as_ref(), found],
        vec!["network".as_ref(), missing],
        vec!["report".as_ref(), found, "-o".as_ref(), removed],
        vec!["report".as_ref(), missing, "-o".as_ref(), removed],
        vec!["evaluate".as_ref(), found, "--truth".as_ref(), dump],
        vec!["apply".as_ref(), dump, dump, "-o".as_ref(), missing],
        vec!["explain".as_ref(), "\u{1b}[2J".as_ref(), "\u{202e}".as_ref(), "--in".as_ref(), dump],
        vec!["compare".as_ref(), dump, dump],
        vec!["tune".as_ref(), missing],
        vec!["bench".as_ref(), missing],
        vec!["generate".as_ref(), "--out".as_ref(), found],
        vec!["extract".as_ref(), dump, "-o".as_ref(), removed],
        vec!["extract".as_ref(), missing, "-o".as_ref(), removed],
    ]
}

#[test]
fn no_text_of_an_input_steers_a_terminal() {
    let home = tempfile::tempdir().unwrap();
    let dump = dump(home.path());
    let found = home.path().join("found\u{1b}[2J");
    let ids = scanned_ids(&dump, &found);
    let removed = home.path().join("list\u{1b}[2J.jsonl");
    let missing = home.path().join("missing\u{1b}[2J\u{202e}.jsonl");
    let [dump, found] = [dump.as_os_str(), found.as_os_str()];
    let mut commands = commands(dump, found, removed.as_os_str(), missing.as_os_str());
    for command in ["explain", "compare"] {
        if let [a, b, ..] = &ids[..] {
            commands.push(vec![command.as_ref(), a.as_ref(), b.as_ref(), "--in".as_ref(), dump]);
        }
    }
    for args in commands {
        for colour in [false, true] {
            let mut command = program(&[]);
            command.args(&args);
            let takes_colour = !["apply", "extract", "generate", "report"].map(OsStr::new).contains(&args[0]);
            if colour && takes_colour {
                command.args(["--color", "always"]);
            }
            let out = command.output().unwrap();
            for shown in [out.stdout, out.stderr] {
                let shown = String::from_utf8(shown).unwrap();
                assert_harmless(&if colour { without_colours(&shown) } else { shown }, &args);
            }
        }
    }
}

#[test]
fn every_command_is_tried_with_hostile_names() {
    let [dump, found, removed, missing] = ["dump", "found", "removed", "missing"].map(OsStr::new);
    let tried = commands(dump, found, removed, missing);
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let names = list.lines().map_while(|line| line.strip_prefix("  ")?.split(' ').next());
    for name in names.filter(|name| !name.is_empty() && *name != "help") {
        assert!(tried.iter().any(|args| args[0] == name), "{name}");
    }
}

#[test]
fn no_text_of_an_input_is_a_formula_in_a_table() {
    let home = tempfile::tempdir().unwrap();
    let dump = home.path().join("dump.jsonl");
    let words = (0..200).map(|word| format!("w{word} ")).collect::<String>();
    let article = |number: usize, outlet: &str| {
        format!(
            "{{\"id\":\"=id{number}\",\"outlet\":\"{outlet}\",\"title\":\"@title\",\"published\":\"2031-03-1{number}T10:00:00Z\",\"text\":\"{words}\"}}\n"
        )
    };
    fs::write(&dump, article(1, "=cmd|' /C calc'!A0") + &article(2, "+outlet")).unwrap();
    let [found, wire, pairs, aligned] =
        ["found", "wire.jsonl", "pairs.jsonl", "aligned.csv"].map(|name| home.path().join(name));
    fs::write(&wire, article(3, "-wire")).unwrap();
    fs::write(&pairs, "{\"a\":\"=id1\",\"b\":\"=id2\"}\n").unwrap();
    assert!(run(&["scan", text(&dump), "--out", text(&found), "-q"]).status.success());
    for args in [
        vec!["network", text(&found), "--format", "csv", "--stories-min", "1"],
        vec!["network", text(&found), "--format", "outlets-csv"],
        vec!["trace", "--wire", text(&wire), text(&dump), "--format", "csv"],
        vec!["compare", "--pairs", text(&pairs), "--in", text(&dump), "--out", text(&aligned)],
    ] {
        let printed = run(&args);
        assert!(printed.status.success(), "{args:?}: {}", String::from_utf8_lossy(&printed.stderr));
        let of_file = || fs::read(&aligned).unwrap();
        let table = if args[0] == "compare" { of_file() } else { printed.stdout };
        let table = String::from_utf8(table).unwrap();
        let is_formula = |cell: &str| {
            let cell = cell.trim_start_matches('"');
            cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err()
        };
        let formulas: Vec<&str> =
            table.lines().flat_map(|line| line.split(',')).filter(|cell| is_formula(cell)).collect();
        assert_eq!(formulas, [""; 0], "{args:?}:\n{table}");
        assert!(table.lines().count() > 1, "{args:?}");
    }
}
