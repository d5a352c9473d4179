//! Invented names of people and places.

use super::{joined, list, ranked};

/// Every surname is two syllables or more: a first part, sometimes a middle, a last part.
pub(super) fn surnames() -> Vec<String> {
    ranked(Vec::new(), joined(&list("name_first"), &list("surname_last")))
}

/// First names are shorter.
pub(super) fn first_names() -> Vec<String> {
    ranked(Vec::new(), joined(&list("name_first"), &list("first_name_last")))
}

/// Half of all places have a middle syllable.
pub(super) fn places() -> Vec<String> {
    let (middles, ends) = (list("name_middle"), list("place_last"));
    let with_middle = list("name_first").into_iter().enumerate().flat_map(|(number, first)| {
        // One middle for each first part, so that there are as many names with one as without.
        let middle = middles[number % middles.len()];
        ends.iter().map(move |last| format!("{first}{middle}{last}")).collect::<Vec<_>>()
    });
    ranked(Vec::new(), joined(&list("name_first"), &ends).into_iter().chain(with_middle))
}
