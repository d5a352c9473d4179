//! Form of comments and documentation.

use super::allowed::{Finding, assert_none};
use super::sources::{Source, sources};

/// Words that plain English replaces by *is, has, contains, continues, knows*.
const FORBIDDEN: [&str; 14] = [
    "stand",
    "stands",
    "lies",
    "tells",
    "told",
    "goes",
    "gone",
    "hears",
    "heard",
    "bears",
    "borne",
    "held",
    "noted",
    "furniture",
];

/// Phrases, each with what to write instead.
const UNIDIOMATIC: [(&str, &str); 6] = [
    ("`None` where", "`None` if"),
    ("where there is", "if there is"),
    ("where there are", "if there are"),
    ("passed over", "skipped"),
    ("in the order of reading", "in reading order"),
    ("told apart", "distinguished"),
];

/// Columns of a comment, its indent included.
const COMMENT_COLUMNS_MAX: usize = 100;

const QUESTION_WORDS: [&str; 9] = ["What", "Which", "Who", "Whose", "How", "Where", "When", "Why", "Whether"];

fn opens_with_question(text: &str) -> bool {
    QUESTION_WORDS.contains(&first_word(text))
}

fn first_word(text: &str) -> &str {
    text.split(|character: char| !character.is_alphabetic()).next().unwrap_or_default()
}

#[test]
fn a_file_opens_with_a_header_that_names_it() {
    let findings = sources().into_iter().filter_map(|source| {
        let header = source.text.lines().next().unwrap_or_default();
        match header.strip_prefix("//! ") {
            None => Some(Finding::new(source.path, "has no header")),
            Some(text) if opens_with_question(text) || text.starts_with("The same") => {
                Some(Finding::new(source.path, header))
            }
            Some(_) => None,
        }
    });
    assert_none("header", findings.collect());
}

#[test]
fn documentation_opens_with_a_noun_phrase_or_a_verb() {
    let findings = sources().into_iter().filter_map(|source| {
        let bad = docs(&source)
            .into_iter()
            .find(|(_, text)| text.starts_with("The same") || opens_with_question(text));
        bad.map(|(line, text)| Finding::new(source.path.clone(), format!("line {line}: {text}")))
    });
    assert_none("doc", findings.collect());
}

/// First lines of `///` blocks, with their numbers.
fn docs(source: &Source) -> Vec<(usize, &str)> {
    let mut before = "";
    let mut found = Vec::new();
    for (number, line) in source.text.lines().enumerate() {
        if let Some(text) = line.trim_start().strip_prefix("/// ")
            && !before.starts_with("///")
        {
            found.push((number + 1, text));
        }
        before = line.trim_start();
    }
    found
}

#[test]
fn comments_are_in_plain_words() {
    let findings = sources().into_iter().flat_map(|source| {
        let bad = comments(&source.text).into_iter().filter_map(|(line, text)| {
            let word = FORBIDDEN.iter().find(|word| has_word(&text, word)).map(|word| format!("\"{word}\""));
            let phrase = UNIDIOMATIC.iter().find(|(phrase, _)| text.contains(phrase));
            let instead = phrase.map(|(phrase, instead)| format!("\"{phrase}\": write \"{instead}\""));
            word.or(instead).map(|found| Finding::new(source.path.clone(), format!("line {line}: {found}")))
        });
        bad.collect::<Vec<_>>()
    });
    assert_none("comment", findings.collect());
}

#[test]
fn quoted_words_and_code_are_not_the_words_of_a_comment() {
    let of = |line: &str| comments(line).into_iter().next().map(|(_, text)| text).unwrap_or_default();
    assert!(has_word(&of("    // A row stands here."), "stands"));
    assert!(!has_word(&of("/// Words such as \"told\", and `told AFP`."), "told"));
    assert!(!has_word(&of("/// Standing text and bystanders."), "stand"));
    assert_eq!(of("let told = 1;"), "");
}

/// Comments line by line, with their numbers, without what they quote and without code.
fn comments(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut is_code = false;
    for (number, line) in text.lines().enumerate() {
        let Some(comment) = line.trim_start().strip_prefix("//") else {
            is_code = false;
            continue;
        };
        is_code ^= comment.contains("```");
        if !is_code {
            let outside_quotes: Vec<&str> = comment.split('"').step_by(2).collect();
            found.push((number + 1, outside_quotes.join("\"\"")));
        }
    }
    found
}

/// Returns whether a text without its code spans has a word as a whole word.
fn has_word(text: &str, word: &str) -> bool {
    let plain: Vec<&str> = text.split('`').step_by(2).collect();
    plain.join(" ").to_lowercase().split(|letter: char| !letter.is_alphabetic()).any(|found| found == word)
}

#[test]
fn comments_are_narrow() {
    let findings = sources().into_iter().filter_map(|source| {
        let wide =
            |line: &&str| line.trim_start().starts_with("//") && line.chars().count() > COMMENT_COLUMNS_MAX;
        let lines = source.text.lines().filter(wide).count();
        (lines > 0).then(|| Finding::new(source.path.clone(), format!("{lines} wide lines")))
    });
    assert_none("columns", findings.collect());
}

#[test]
fn every_module_head_says_what_it_takes_gives_costs_and_never_does() {
    let words = ["*Takes*", "*Gives*", "*Costs*", "*Never*", "*Source*"];
    let is_head = |source: &Source| {
        source.is_library()
            && (source.path.ends_with("/mod.rs")
                || source.path.starts_with("crates/") && source.path.ends_with("/lib.rs"))
    };
    let findings = sources().into_iter().filter(is_head).filter_map(|source| {
        let head: String = source.text.lines().take_while(|line| line.starts_with("//!")).collect();
        let offsets: Vec<Option<usize>> = words.iter().map(|word| head.find(word)).collect();
        let is_complete = offsets.iter().all(Option::is_some) && offsets.is_sorted();
        (!is_complete).then(|| Finding::new(source.path, "Takes, Gives, Costs, Never, Source"))
    });
    assert_none("head", findings.collect());
}
