//! Words of speech.

use std::sync::LazyLock;
use wirecopy_article::word_table::words;
use wirecopy_reuse::shingle::token_hash;

/// The words of `data/speech.tsv`.
const TABLE: &str = include_str!("../../../data/speech.tsv");

/// Bits of a filter by the hash of the token. With 50 words, one token in 80 passes by chance.
const FILTER_BITS: u64 = 4_096;

/// The filter, and the hashes of the words, ascending.
static WORDS: LazyLock<([u64; (FILTER_BITS / 64) as usize], Vec<u64>)> = LazyLock::new(|| {
    let mut hashes: Vec<u64> = words(TABLE).map(|word| token_hash(word.as_bytes())).collect();
    hashes.sort_unstable();
    let mut filter = [0; (FILTER_BITS / 64) as usize];
    hashes.iter().for_each(|hash| filter[(hash % FILTER_BITS / 64) as usize] |= 1 << (hash % 64));
    (filter, hashes)
});

/// Returns whether a token, given its hash, says that somebody speaks or writes.
#[inline]
pub(super) fn is_of_speech(token: u64) -> bool {
    let (filter, hashes) = &*WORDS;
    filter[(token % FILTER_BITS / 64) as usize] >> (token % 64) & 1 != 0
        && hashes.binary_search(&token).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_is_listed_once_and_found() {
        assert_eq!(words(TABLE).count(), words(TABLE).collect::<BTreeSet<_>>().len());
        for word in words(TABLE) {
            assert!(is_of_speech(token_hash(word.as_bytes())), "{word}");
        }
        assert!(!is_of_speech(token_hash(b"quay")));
    }
}
