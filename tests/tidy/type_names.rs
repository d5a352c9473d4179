//! Names of types.

use super::allowed::{Finding, assert_none};
use super::identifiers::words;
use super::modules::name;
use super::sources::{items, sources};
use std::collections::BTreeMap;

/// Names that may occur more than once, ten at most.
const SHARED_NAMES: [&str; 2] = ["Error", "Result"];

const VAGUE_ENDS: [&str; 4] = ["manager", "helper", "handler", "processor"];

/// Types that are declared outside functions and tests, with their files.
fn declared_types() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for source in sources().into_iter().filter(|source| !source.is_test) {
        for item in items(source.syntax()) {
            let is_type = matches!(
                item,
                syn::Item::Struct(_) | syn::Item::Enum(_) | syn::Item::Trait(_) | syn::Item::Type(_)
            );
            if let Some(name) = name(&item).filter(|_| is_type) {
                found.push((name, source.path.clone()));
            }
        }
    }
    found
}

#[test]
fn no_type_name_is_there_twice() {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, path) in declared_types() {
        files.entry(name).or_default().push(path);
    }
    let findings = files
        .into_iter()
        .filter(|(name, files)| files.len() > 1 && !SHARED_NAMES.contains(&name.as_str()))
        .map(|(name, files)| Finding::new(name, files.join(", ")));
    assert_none("type-twice", findings.collect());
    assert!(SHARED_NAMES.len() <= 10);
}

#[test]
fn no_type_is_named_for_nothing() {
    let is_vague = |name: &str| words(name).last().is_some_and(|end| VAGUE_ENDS.contains(&end.as_str()));
    let findings = declared_types()
        .into_iter()
        .filter(|(name, _)| is_vague(name))
        .map(|(name, path)| Finding::new(name, path));
    assert_none("type-name", findings.collect());
}
