//! Regular forms of English words.

use super::words::list;
use std::sync::LazyLock;

/// Verbs that double their last consonant.
static DOUBLING: LazyLock<Vec<&str>> = LazyLock::new(|| list("doubling"));

/// The plural of a noun, the third person of a verb.
pub(crate) fn with_s(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("man") {
        return format!("{stem}men");
    }
    if let Some(stem) = stem_before_y(word) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    format!("{word}{}", if hisses { "es" } else { "s" })
}

/// The past of a verb.
pub(crate) fn past(verb: &str) -> String {
    if let Some(stem) = stem_before_y(verb) {
        return format!("{stem}ied");
    }
    format!("{}ed", stem(verb.strip_suffix('e').unwrap_or(verb)))
}

/// The form in -ing.
pub(crate) fn gerund(verb: &str) -> String {
    let is_silent = verb.ends_with('e') && !verb.ends_with("ee");
    format!("{}ing", stem(if is_silent { &verb[..verb.len() - 1] } else { verb }))
}

/// The adverb of an adjective.
pub(crate) fn adverb(adjective: &str) -> String {
    match adjective {
        word if word.ends_with("ic") => format!("{word}ally"),
        word if word.ends_with("ll") => format!("{word}y"),
        word if word.ends_with("ble") || word.ends_with("ple") || word.ends_with("tle") => {
            format!("{}y", &word[..word.len() - 1])
        }
        word => format!("{}ly", stem_before_y(word).map_or(word.to_owned(), |stem| format!("{stem}i"))),
    }
}

fn stem(verb: &str) -> String {
    let doubled = DOUBLING.iter().any(|word| verb.ends_with(word));
    match verb.chars().next_back() {
        Some(last) if doubled => format!("{verb}{last}"),
        _ => verb.to_owned(),
    }
}

/// The part before a final y that follows a consonant.
fn stem_before_y(word: &str) -> Option<&str> {
    word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_the_rules() {
        for (noun, plural) in
            [("city", "cities"), ("church", "churches"), ("day", "days"), ("milkman", "milkmen")]
        {
            assert_eq!(with_s(noun), plural);
        }
        for (verb, in_the_past, ongoing) in [
            ("notify", "notified", "notifying"),
            ("place", "placed", "placing"),
            ("guarantee", "guaranteed", "guaranteeing"),
            ("permit", "permitted", "permitting"),
            ("delay", "delayed", "delaying"),
        ] {
            assert_eq!((past(verb).as_str(), gerund(verb).as_str()), (in_the_past, ongoing));
        }
        for (adjective, form) in
            [("angry", "angrily"), ("basic", "basically"), ("dull", "dully"), ("simple", "simply")]
        {
            assert_eq!(adverb(adjective), form);
        }
    }
}
