//! Findings that are known and not yet mended: `tests/tidy/allowed.txt`, one per line.

use std::collections::BTreeSet;

/// A breach of a rule: where it is, and what is wrong there. Only the first is compared with the
/// list, so that it survives a change of line numbers.
pub struct Finding {
    pub key: String,
    pub detail: String,
}

impl Finding {
    pub fn new(key: impl Into<String>, detail: impl Into<String>) -> Finding {
        Finding { key: key.into(), detail: detail.into() }
    }
}

/// Fails where a finding is not on the list.
pub fn assert_none(rule: &str, findings: Vec<Finding>) {
    let allowed: BTreeSet<&str> = include_str!("allowed.txt").lines().collect();
    let new: Vec<String> = findings
        .into_iter()
        .map(|finding| (format!("{rule} | {}", finding.key), finding.detail))
        .filter(|(line, _)| !allowed.contains(line.as_str()))
        .map(|(line, detail)| format!("{line} | {detail}"))
        .collect();
    assert!(new.is_empty(), "\n{}\n", new.join("\n"));
}
