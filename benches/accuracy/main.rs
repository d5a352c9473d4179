//! The page `docs/measurements/accuracy.md`: scores of scans of every set that has truth, and of
//! generated dumps.
//!
//! `WIRECOPY_DATASETS=FOLDER cargo bench --bench accuracy`. A set is a folder with `docs.jsonl` (or
//! `.zst`) and `pairs.tsv` (or `.zst`) or `truth.jsonl`; an absent one is skipped with a message.
//! With `WIRECOPY_GOLD=FOLDER` the same scans are scored against labels made by reading; without it
//! the page keeps their tables. `cargo test` scores a small invented folder of labels.

#[path = "../measured/build.rs"]
mod build;
mod labels;
mod page;
mod passages;
mod program;
mod sets;

use build::build;
use labels::Labels;
use program::{first_of, wirecopy};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Sets by the name of their folder.
const SETS: [&str; 6] = [
    "fnc1-bodies",
    "immigrationnews-uk2014",
    "reuters-21578",
    "giveme5w1h-newscluster",
    "press-releases",
    "clough-stevenson",
];

/// Generated dumps: name, and the arguments of `generate`.
const GENERATED: [(&str, &[&str]); 3] = [
    ("generated, clean", &["--preset", "clean"]),
    ("generated, noisy", &["--preset", "noisy"]),
    ("generated, all copies misread", &["--preset", "clean", "--rate", "ocr_noise=1"]),
];

/// Articles of a generated dump.
const ARTICLES: &str = "40000";

fn main() {
    labels::invented::assert_shares();
    // `cargo bench` without the sets would replace the tables with incomplete ones.
    let is_asked = std::env::args().any(|argument| argument == "--bench");
    let Some(sets) = folder("WIRECOPY_DATASETS").filter(|_| is_asked) else {
        if is_asked {
            eprintln!("docs/measurements/accuracy.md is unchanged: WIRECOPY_DATASETS is not set");
        }
        return;
    };
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut labels = folder("WIRECOPY_GOLD").map(|folder| Labels::read(&folder));
    let rows = rows_of_sets(&sets, home.path(), labels.as_mut()) + &rows_of_generated(home.path());
    let passages = passages::rows(&sets, home.path());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/measurements/accuracy.md");
    let old = std::fs::read_to_string(&path).unwrap_or_default();
    let labelled = match labels {
        Some(labels) => (page::LABELS_HEAD.to_owned() + &labels.tables()).replace("BUILD", &build()),
        None => page::section(&old, page::LABELS),
    };
    let measured = [page::HEAD, &rows, page::FOOT, page::PASSAGES_HEAD, &passages, page::PASSAGES_FOOT];
    let measured = measured.concat().replace("BUILD", &build());
    let page = measured + &labelled + &page::section(&old, page::READ);
    std::fs::write(&path, page).expect("the project's folder can be written");
    println!("{labelled}\n{} is written", path.display());
}

/// Returns the folder that a variable names.
fn folder(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}

/// Scans all sets, those that have labels alone included, and scores each before the next.
fn rows_of_sets(sets: &Path, home: &Path, mut labels: Option<&mut Labels>) -> String {
    let scan = home.join("scan");
    let mut rows = String::new();
    for name in SETS {
        let folder = sets.join(name);
        let truth = first_of(&folder, &["pairs.tsv", "pairs.tsv.zst", "truth.jsonl"]);
        let Some((documents, truth)) = sets::documents(&folder).zip(truth) else {
            eprintln!("{name} is absent");
            let _ = writeln!(rows, "| {name} | absent | | | | | | | |");
            continue;
        };
        sets::scan(&documents, &scan);
        rows.push_str(&sets::row(name, &scan, &truth));
        if let Some(labels) = labels.as_deref_mut() {
            labels.score(name, &scan);
        }
    }
    for name in labels.as_deref().map(Labels::sets).unwrap_or_default() {
        let documents = sets::documents(&sets.join(&name)).filter(|_| !SETS.contains(&name.as_str()));
        if let Some((documents, labels)) = documents.zip(labels.as_deref_mut()) {
            sets::scan(&documents, &scan);
            labels.score(&name, &scan);
        }
    }
    rows
}

fn rows_of_generated(home: &Path) -> String {
    let mut rows = String::new();
    for (name, preset) in GENERATED {
        let (dump, scan) = (home.join(name), home.join("scan"));
        let mut arguments = vec!["generate", "--quiet", "--articles", ARTICLES, "--seed", "1", "--out"];
        arguments.push(dump.to_str().expect("the path is valid UTF-8"));
        arguments.extend(preset);
        wirecopy(&arguments);
        sets::scan(&dump.join("articles.jsonl"), &scan);
        rows.push_str(&sets::row(name, &scan, &dump.join("truth.jsonl")));
    }
    rows
}
