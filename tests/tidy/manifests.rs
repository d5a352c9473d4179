//! Dependencies between the crates.

use super::allowed::{Finding, assert_none};
use super::sources::root;
use std::fs;

/// Crates of the workspace and those each may depend on.
pub const CRATES: [(&str, &[&str]); 7] = [
    ("article", &[]),
    ("scratch", &[]),
    ("reuse", &["article", "scratch"]),
    ("news", &["article", "reuse"]),
    ("io", &["article", "scratch"]),
    ("index", &["article", "scratch", "reuse"]),
    ("lab", &["article", "scratch", "reuse", "news", "io"]),
];

/// The compiler refuses what a manifest does not name; this checks the manifests.
#[test]
fn crates_depend_on_each_other_in_the_order_of_data_only() {
    let mut findings = Vec::new();
    for (name, allowed) in CRATES {
        let manifest = fs::read_to_string(root().join("crates").join(name).join("Cargo.toml"))
            .expect("every crate has a manifest");
        let dependencies = manifest.lines().filter_map(|line| {
            let dependency = line.split(['.', ' ', '=']).next()?;
            dependency.strip_prefix("wirecopy").map(|rest| rest.trim_start_matches('-'))
        });
        findings.extend(
            dependencies
                .filter(|dependency| !allowed.contains(dependency))
                .map(|dependency| Finding::new(name, format!("depends on {dependency}"))),
        );
    }
    assert_none("dependency", findings);
    let folders = fs::read_dir(root().join("crates")).expect("the folder of the crates").count();
    assert_eq!(folders, CRATES.len(), "every crate has its line");
}
