//! Invented names of people and places.

use super::{joined, ranked, roots};

/// Every surname is two syllables or more: a first part, sometimes a middle, a last part.
pub(super) fn surnames() -> Vec<String> {
    ranked(Vec::new(), joined(roots::NAME_FIRST, roots::SURNAME_LAST))
}

/// First names are shorter.
pub(super) fn first_names() -> Vec<String> {
    ranked(Vec::new(), joined(roots::NAME_FIRST, roots::FIRST_NAME_LAST))
}

/// Half of all places have a middle syllable.
pub(super) fn places() -> Vec<String> {
    let middles: Vec<&str> = roots::NAME_MIDDLE.split_whitespace().collect();
    let with_middle = roots::NAME_FIRST.split_whitespace().enumerate().flat_map(|(number, first)| {
        // One middle for each first part, so that there are as many names with one as without.
        let middle = middles[number % middles.len()];
        roots::PLACE_LAST.split_whitespace().map(move |last| format!("{first}{middle}{last}"))
    });
    ranked(Vec::new(), joined(roots::NAME_FIRST, roots::PLACE_LAST).chain(with_middle))
}
