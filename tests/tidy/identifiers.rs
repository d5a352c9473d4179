//! Words in identifiers and in names of files.

use super::allowed::{Finding, assert_none};
use super::sources::sources;
use proc_macro2::{TokenStream, TokenTree};
use std::collections::BTreeSet;

/// Words that say less than the field's own terms, or something else.
const FORBIDDEN: [&str; 15] = [
    "told",
    "heard",
    "hear",
    "hears",
    "stand",
    "stands",
    "goes",
    "gone",
    "held",
    "taken",
    "noted",
    "met",
    "whose",
    "furniture",
    "listening",
];

/// Words that fit anything.
const VAGUE: [&str; 10] =
    ["utils", "util", "helpers", "helper", "common", "misc", "types", "manager", "handler", "processor"];

#[test]
fn identifiers_are_made_of_the_fields_words() {
    let mut findings = Vec::new();
    for source in sources() {
        let tokens: TokenStream = source.text.parse().expect("the file compiles");
        let mut names = BTreeSet::new();
        collect_identifiers(tokens, &mut names);
        names.extend(source.path.split(['/', '.']).map(str::to_owned));
        findings.extend(
            names
                .into_iter()
                .filter(|name| is_forbidden(name))
                .map(|name| Finding::new(format!("{} {name}", source.path), "")),
        );
    }
    assert_none("word", findings);
}

fn is_forbidden(name: &str) -> bool {
    words(name).iter().any(|word| FORBIDDEN.contains(&word.as_str()))
}

#[test]
fn whole_words_are_forbidden_and_words_that_contain_them_are_not() {
    assert!(is_forbidden("TextStands") && is_forbidden("where_it_stand"));
    assert!(!is_forbidden("StandingText") && !is_forbidden("standing_text"));
}

#[test]
fn no_file_is_named_for_nothing() {
    let is_vague = |path: &String| path.split(['/', '.']).any(|part| VAGUE.contains(&part));
    let paths = sources().into_iter().map(|source| source.path).filter(is_vague);
    assert_none("file-name", paths.map(|path| Finding::new(path, "")).collect());
}

fn collect_identifiers(tokens: TokenStream, names: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => drop(names.insert(name.to_string())),
            TokenTree::Group(group) => collect_identifiers(group.stream(), names),
            _ => {}
        }
    }
}

/// Words of a name in snake or camel case, in lower case.
pub fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for character in name.chars() {
        if character == '_' || character.is_uppercase() && was_lower {
            words.push(String::new());
        }
        if character != '_' {
            words.last_mut().expect("one at least").extend(character.to_lowercase());
        }
        was_lower = character.is_lowercase();
    }
    words
}

#[test]
fn a_name_is_split_at_underscores_and_capitals() {
    assert_eq!(words("GoneArticle"), ["gone", "article"]);
    assert_eq!(words("is_told"), ["is", "told"]);
    assert_eq!(words("TABLE_HELD"), ["table", "held"]);
}
