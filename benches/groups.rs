//! The page `docs/measurements/speed.md`: time, memory and recall by the limit on groups, for
//! near-copies of one story and for a set with large stories.
//!
//! `WIRECOPY_DATASETS=FOLDER cargo bench --bench groups`. An absent set is skipped with a message.

use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Limits that are compared.
const LIMITS: [&str; 4] = ["64", "256", "512", "1024"];

/// Articles of the generated dumps, each of one story.
const HUBS: [&str; 4] = ["10", "100", "1000", "10000"];

/// Set with the largest stories: 81 % of its true pairs are in components of more than 64.
const SET: &str = "press-releases";

fn main() {
    // `cargo test --benches` runs this too and must do nothing; `cargo bench` without the sets
    // would replace the table by a poorer one.
    let is_asked = std::env::args().any(|argument| argument == "--bench");
    let Some(sets) = std::env::var_os("WIRECOPY_DATASETS").filter(|_| is_asked).map(PathBuf::from) else {
        if is_asked {
            eprintln!("docs/measurements/speed.md stays as it is: WIRECOPY_DATASETS is not set");
        }
        return;
    };
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut rows = String::new();
    for articles in HUBS {
        let dump = home.path().join(articles);
        wirecopy(&["generate", "--quiet", "--preset", "hub", "--articles", articles, "--out", text(&dump)]);
        let corpus = format!("hub of {articles}");
        table(&corpus, &dump.join("articles.jsonl"), &dump.join("truth.jsonl"), home.path(), &mut rows);
    }
    let folder = sets.join(SET);
    if folder.is_dir() {
        let (documents, truth) = (folder.join("docs.jsonl.zst"), folder.join("pairs.tsv.zst"));
        table(SET, &documents, &truth, home.path(), &mut rows);
    } else {
        eprintln!("{SET} is absent");
        let _ = writeln!(rows, "| {SET} | absent | | | | | |");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/measurements/speed.md");
    std::fs::write(&path, format!("{HEAD}{rows}{FOOT}")).expect("the project's folder can be written");
    println!("{} is written", path.display());
}

const HEAD: &str = "# Speed: the limit on groups

Made by `WIRECOPY_DATASETS=FOLDER cargo bench --bench groups`. A group is all articles that share a key. Up to the limit all of its pairs are
compared, above it each article with the first of the group and with its predecessor; for paragraphs the limit is a quarter of it. Recall
is *direct* (the pair has a row) and *joined* (both are in one component of rows). Seconds and memory are of the whole scan, one run each.

| corpus | limit | direct | joined | candidates | groups over | seconds | peak MB |
|---|---|---|---|---|---|---|---|
";

const FOOT: &str = "
Pairs grow with the square of a story and so with the square of the limit; a story above it stays in one component whatever the limit is.
The truth of a hub names only pairs of a copy and its source: direct recall there is that of these pairs. With 1,024 articles press-releases have
no true pair more than with 512, a tenth more memory and a sixth more time; with 256 they lose one pair in sixteen, and their components are the same.
";

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of plain characters")
}

fn wirecopy(arguments: &[&str]) -> Vec<u8> {
    let ended =
        Command::new(env!("CARGO_BIN_EXE_wirecopy")).args(arguments).output().expect("the program starts");
    assert!(ended.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ended.stderr));
    ended.stdout
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("a scan writes it")).expect("it is JSON")
}

fn table(corpus: &str, documents: &Path, truth: &Path, home: &Path, rows: &mut String) {
    for limit in LIMITS {
        let out = home.join("scan");
        let out_name = text(&out);
        // Articles alone: paragraphs take the same time at any limit.
        let flags = ["--quiet", "--only", "articles", "--group-len-max", limit];
        wirecopy(&[&["scan", text(documents), "--out", out_name], &flags[..]].concat());
        let scored = wirecopy(&["evaluate", out_name, "--truth", text(truth), "--format", "json"]);
        let scored: Value = serde_json::from_slice(&scored).expect("JSON was asked for");
        let counts = &read(&out.join("summary.json"))["counts"];
        let run = read(&out.join("run.json"));
        let number = |value: &Value, scale: f64, decimals: usize| {
            value.as_f64().map_or_else(|| "–".to_owned(), |value| format!("{:.decimals$}", value / scale))
        };
        let _ = writeln!(
            rows,
            "| {corpus} | {limit} | {} | {} | {} | {} | {} | {} |",
            number(&scored["pairs"]["recall"], 1.0, 4),
            number(&scored["pairs"]["joined"], 1.0, 4),
            counts["candidates"],
            counts["article_groups_over_limit"],
            number(&run["seconds"], 1.0, 1),
            number(&run["memory_bytes_peak"], 1e6, 0),
        );
        eprintln!("{corpus} at {limit} is done");
    }
}
