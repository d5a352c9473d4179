//! Words of speech.

use std::collections::HashSet;
use std::sync::LazyLock;
use wirecopy_reuse::shingle::token_hash;

/// The words of `data/speech.tsv`.
const TABLE: &str = include_str!("../../../data/speech.tsv");

static WORDS: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    wirecopy_article::word_table::words(TABLE).map(|word| token_hash(word.as_bytes())).collect()
});

/// Returns whether a token, given its hash, says that somebody speaks or writes.
pub(super) fn is_of_speech(token: u64) -> bool {
    WORDS.contains(&token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_article::word_table::words;

    #[test]
    fn every_word_is_found_once() {
        assert_eq!(words(TABLE).count(), WORDS.len());
        for word in words(TABLE) {
            assert!(is_of_speech(token_hash(word.as_bytes())), "{word}");
        }
        assert!(!is_of_speech(token_hash(b"quay")));
    }
}
