//! The page `docs/measurements/accuracy.md`: scores of scans of every set that has truth, and of
//! generated dumps.
//!
//! `WIRECOPY_DATASETS=FOLDER cargo bench --bench accuracy`. A set is a folder with `docs.jsonl` (or
//! `.zst`) and `pairs.tsv` (or `.zst`) or `truth.jsonl`; an absent one is skipped with a message.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

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
    // `cargo test --benches` runs this too and must do nothing; `cargo bench` without the sets
    // would replace the table by a poorer one.
    let is_asked = std::env::args().any(|argument| argument == "--bench");
    let Some(sets) = std::env::var_os("WIRECOPY_DATASETS").filter(|_| is_asked).map(PathBuf::from) else {
        if is_asked {
            eprintln!("docs/measurements/accuracy.md stays as it is: WIRECOPY_DATASETS is not set");
        }
        return;
    };
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut rows = String::new();
    for name in SETS {
        let folder = sets.join(name);
        let truth = first_of(&folder, &["pairs.tsv", "pairs.tsv.zst", "truth.jsonl"]);
        let found = first_of(&folder, &["docs.jsonl", "docs.jsonl.zst"]).zip(truth);
        match found {
            Some((documents, truth)) => rows.push_str(&row(name, &documents, &truth, home.path())),
            None => {
                eprintln!("{name} is absent");
                let _ = writeln!(rows, "| {name} | absent | | | | | | | |");
            }
        }
    }
    for (name, preset) in GENERATED {
        let dump = home.path().join(name);
        let mut arguments = vec!["generate", "--quiet", "--articles", ARTICLES, "--seed", "1", "--out"];
        arguments.push(dump.to_str().expect("a folder with a plain name"));
        arguments.extend(preset);
        wirecopy(&arguments);
        rows.push_str(&row(name, &dump.join("articles.jsonl"), &dump.join("truth.jsonl"), home.path()));
    }
    let passages = passages(&sets, home.path());
    let page = format!("{HEAD}{rows}{FOOT}{PASSAGES_HEAD}{passages}{PASSAGES_FOOT}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/measurements/accuracy.md");
    std::fs::write(&path, page).expect("the project's folder can be written");
    println!("{} is written", path.display());
}

const HEAD: &str = "# Accuracy

Made by `WIRECOPY_DATASETS=FOLDER cargo bench --bench accuracy`: each set is scanned with default parameters and scored by
`wirecopy evaluate`. Recall is direct / joined: the pair has a row (exact groups expanded) / both are in one component of rows.
*Part, large* is a containment of 0.5 or more, *part, small* of 0.3 to 0.5, both below a Jaccard of 0.5 and with 50 shared shingles
or more. *Difference* is the largest one between a reported Jaccard and the file's; the files were made by another tokeniser.

| set | articles | precision | Jaccard ≥ 0.5 | part, large | part, small | difference | ARI · AMI · B³ | fragments found |
|---|---|---|---|---|---|---|---|---|
";

const FOOT: &str = "
Pairs of the sets that are missed share boilerplate and no story: boilerplate proposes no pairs. Joined recall and clusters of
generated dumps count every sibling of a story, teasers and short cuts included, which share too little to be reported.
clough-stevenson contains short answers revised by hand, labelled with a level of revision instead of a score: its direct and
joined recall is over all levels, the heavily revised ones included.
";

const PASSAGES_HEAD: &str = "
# Passages

Given pairs of PAN 2013 (text alignment, training half) aligned by `wirecopy compare --in docs.jsonl.zst --pairs truth.jsonl --offsets chars --out FILE` and scored by
`wirecopy evaluate FILE --offsets chars --truth KIND`, as the task ranks: plagdet is F1 over log₂(1 + granularity).

| kind | cases | detections | plagdet | precision | recall | granularity |
|---|---|---|---|---|---|---|
";

const PASSAGES_FOOT: &str = "
A detection of kind 01 is a false alarm. Kind 05 asks which document a summary was written from: its cases are whole documents, and a summary shares no run of them.
";

/// Set with aligned spans in its truth.
const ALIGNED_SET: &str = "pan13-train";

fn passages(sets: &Path, home: &Path) -> String {
    let folder = sets.join(ALIGNED_SET);
    if !folder.is_dir() {
        eprintln!("{ALIGNED_SET} is absent");
        return format!("| {ALIGNED_SET} | absent | | | | | |\n");
    }
    let path = |path: &Path| path.to_str().expect("a path of plain characters").to_owned();
    let truth = folder.join("truth.jsonl");
    let documents = first_of(&folder, &["docs.jsonl", "docs.jsonl.zst"]).expect("a set has documents");
    let out = path(&home.join("aligned.jsonl"));
    let (documents, pairs) = (path(&documents), path(&truth));
    wirecopy(&["compare", "--in", &documents, "--pairs", &pairs, "--offsets", "chars", "--out", &out]);
    let mut kinds: BTreeMap<String, String> = BTreeMap::new();
    for line in std::fs::read_to_string(&truth).expect("the set's truth can be read").lines() {
        let row: Value = serde_json::from_str(line).expect("the set's truth is JSON Lines");
        let of_kind = kinds.entry(row["kind"].as_str().unwrap_or("none").to_owned()).or_default();
        of_kind.push_str(line);
        of_kind.push('\n');
    }
    let mut rows = String::new();
    for (kind, lines) in kinds {
        let truth = home.join("kind.jsonl");
        std::fs::write(&truth, lines).expect("the temporary folder can be written");
        let truth = path(&truth);
        let scored =
            wirecopy(&["evaluate", &out, "--offsets", "chars", "--truth", &truth, "--format", "json"]);
        let scored: Value = serde_json::from_slice(&scored).expect("JSON was asked for");
        let of = |name: &str| number(&scored["passages"][name], 4);
        let _ = writeln!(
            rows,
            "| {kind} | {} | {} | {} | {} | {} | {} |",
            scored["passages"]["cases"],
            scored["passages"]["detections"],
            of("plagdet"),
            of("precision"),
            of("recall"),
            of("granularity"),
        );
    }
    rows
}

fn first_of(folder: &Path, names: &[&str]) -> Option<PathBuf> {
    names.iter().map(|name| folder.join(name)).find(|path| path.exists())
}

fn wirecopy(arguments: &[&str]) -> Vec<u8> {
    let ended =
        Command::new(env!("CARGO_BIN_EXE_wirecopy")).args(arguments).output().expect("the program starts");
    assert!(ended.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ended.stderr));
    ended.stdout
}

fn row(name: &str, documents: &Path, truth: &Path, home: &Path) -> String {
    let out = home.join("scan");
    let path = |path: &Path| path.to_str().expect("a path of plain characters").to_owned();
    wirecopy(&["scan", &path(documents), "--out", &path(&out), "--quiet"]);
    let scored = wirecopy(&["evaluate", &path(&out), "--truth", &path(truth), "--format", "json"]);
    let scored: Value = serde_json::from_slice(&scored).expect("JSON was asked for");
    let pairs = &scored["pairs"];
    let near = match by_bins(pairs, "jaccard", 0.5, 2.0) {
        near if near != "–" => near,
        _ => format!(
            "all levels: {} / {} of {}",
            number(&pairs["recall"], 4),
            number(&pairs["joined"], 4),
            pairs["true_pairs"]
        ),
    };
    format!(
        "| {name} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
        scored["articles"]["in_scan"],
        number(&pairs["precision"], 3),
        near,
        by_bins(pairs, "containment", 0.5, 2.0),
        by_bins(pairs, "containment", 0.3, 0.5),
        number(&pairs["score_difference_max"], 4),
        clusters(&scored["clusters"]),
        number_of(&scored["fragments"]["found"], &scored["fragments"]["true_fragments"]),
    )
}

fn number(value: &Value, decimals: usize) -> String {
    value.as_f64().map_or_else(|| "–".to_owned(), |value| format!("{value:.decimals$}"))
}

fn number_of(part: &Value, whole: &Value) -> String {
    match (part.as_f64(), whole.as_f64()) {
        (Some(part), Some(whole)) if whole > 0.0 => format!("{:.3} of {whole}", part / whole),
        _ => "–".to_owned(),
    }
}

fn clusters(scored: &Value) -> String {
    let scores = [&scored["ari"], &scored["ami"], &scored["b3"]["f1"]];
    if scores.iter().all(|score| score.is_null()) {
        return "–".to_owned();
    }
    scores.map(|score| number(score, 3)).join(" · ")
}

/// Recall over all bins of a measure between two scores.
fn by_bins(pairs: &Value, measure: &str, from: f64, to: f64) -> String {
    let (mut direct, mut joined, mut all) = (0.0, 0.0, 0.0);
    for bin in pairs["bins"].as_array().into_iter().flatten() {
        let start = bin["from"].as_f64().unwrap_or(f64::NAN);
        if bin["measure"] == measure && start >= from && start < to {
            let true_pairs = bin["true_pairs"].as_f64().unwrap_or(0.0);
            direct += true_pairs * bin["recall"].as_f64().unwrap_or(0.0);
            joined += true_pairs * bin["joined"].as_f64().unwrap_or(0.0);
            all += true_pairs;
        }
    }
    if all == 0.0 {
        return "–".to_owned();
    }
    format!("{:.4} / {:.4} of {all}", direct / all, joined / all)
}
