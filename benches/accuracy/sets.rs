//! Scans of whole sets, scored against their truth files.

use super::program::{first_of, number, wirecopy};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Returns the documents of a set.
pub fn documents(folder: &Path) -> Option<PathBuf> {
    first_of(folder, &["docs.jsonl", "docs.jsonl.zst"])
}

/// Scans documents with default parameters into a folder.
pub fn scan(documents: &Path, out: &Path) {
    let path = |path: &Path| path.to_str().expect("the path is valid UTF-8").to_owned();
    wirecopy(&["scan", &path(documents), "--out", &path(out), "--quiet"]);
}

/// Returns the row of a scan in the table of sets.
pub fn row(name: &str, scan: &Path, truth: &Path) -> String {
    let path = |path: &Path| path.to_str().expect("the path is valid UTF-8").to_owned();
    let scored = wirecopy(&["evaluate", &path(scan), "--truth", &path(truth), "--format", "json"]);
    let scored: Value = serde_json::from_slice(&scored).expect("`--format json` prints JSON");
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
