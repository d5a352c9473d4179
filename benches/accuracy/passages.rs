//! Passages of given pairs, scored against aligned spans.

use super::program::{first_of, number, wirecopy};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Set with aligned spans in its truth.
const ALIGNED_SET: &str = "pan13-train";

/// Returns the rows of the table of passages.
pub fn rows(sets: &Path, home: &Path) -> String {
    let folder = sets.join(ALIGNED_SET);
    if !folder.is_dir() {
        eprintln!("{ALIGNED_SET} is absent");
        return format!("| {ALIGNED_SET} | absent | | | | | |\n");
    }
    let path = |path: &Path| path.to_str().expect("the path is valid UTF-8").to_owned();
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
        let scored: Value = serde_json::from_slice(&scored).expect("`--format json` prints JSON");
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
