//! Names of persons, as far as their letters show them.

use crate::credit::credit_cues::CUES;

/// Maximum number of words of the names of several writers with what joins them.
const NAMES_WORDS_MAX: usize = 14;

/// Returns whether the words can be the names of persons: every word has a capital or joins two
/// names.
pub(super) fn are_names(words: &str) -> bool {
    let is_of_name = |word: &str| {
        let letters = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        letters.is_empty()
            || letters.starts_with(char::is_uppercase)
            || CUES.name_particle.iter().any(|particle| particle == letters)
    };
    let n_words = words.split_whitespace().count();
    (1..=NAMES_WORDS_MAX).contains(&n_words)
        && words.contains(char::is_alphabetic)
        && !words.contains(|sign: char| sign.is_ascii_digit() || matches!(sign, '?' | '!' | ':' | '"' | '“'))
        && words.split_whitespace().all(is_of_name)
}
