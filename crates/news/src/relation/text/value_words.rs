//! Values of tokens: numbers in any spelling, and the words of `data/value_words.tsv`, which change
//! the meaning of a sentence when they are exchanged.

use std::sync::LazyLock;
use wirecopy_article::word_table::rows;
use wirecopy_reuse::shingle::token_hash;
use xxhash_rust::xxh3::xxh3_64;

/// Bit of a unit, a direction or a denial. It counts only in short edits, because in a longer one
/// it may be about anything.
pub(crate) const TURN: u64 = 1;

/// Bit of a pronoun that is also a number. It also counts only in short edits.
pub(crate) const PRONOUN: u64 = 2;

/// Bits of a value that do not belong to its meaning.
pub(crate) const STRENGTH: u64 = TURN | PRONOUN;

/// Returns the value of a meaning: a number in digits or a word, shared by all its synonyms.
pub(crate) fn value_of_meaning(meaning: &str) -> u64 {
    xxh3_64(meaning.as_bytes()) & !STRENGTH
}

/// Returns the value of a token, if it is a number, a day, a month, a unit, or a word that reverses
/// the meaning of a sentence. `five` and `5` have one value, and so have `Oct` and `October`.
/// `hash` is the hash of the folded token.
pub(crate) fn value_of(folded: &str, hash: u64) -> Option<u64> {
    match folded.bytes().any(|byte| byte.is_ascii_digit()) {
        // The 03 of a date is a 3, but a single 0 is a 0.
        true => Some(value_of_meaning(significant(folded))),
        false => value_of_word(hash),
    }
}

/// Returns whether a value is a day or a month.
pub(crate) fn is_date(value: u64) -> bool {
    DATES.binary_search(&value).is_ok()
}

static DATES: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let is_date =
        |meaning: &&str| meaning.len() == 3 && meaning.bytes().all(|byte| byte.is_ascii_alphabetic());
    let numbers = rows(TABLE).filter(|columns| columns[0] == "number").map(|columns| columns[1]);
    let mut dates: Vec<u64> = numbers.filter(is_date).map(value_of_meaning).collect();
    dates.sort_unstable();
    dates
});

fn significant(digits: &str) -> &str {
    match digits.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    }
}

/// The meaning of all denials.
pub(crate) const DENIAL: &str = "not";

const TABLE: &str = include_str!("../../../data/value_words.tsv");

/// Returns the value of a word by the hash of its token, with the bits of [`STRENGTH`] of its kind;
/// `None` if it is not in the table.
pub(crate) fn value_of_word(token: u64) -> Option<u64> {
    let words = &*WORDS;
    if words.filter[(token % FILTER_BITS / 64) as usize] >> (token % 64) & 1 == 0 {
        return None;
    }
    words.values.binary_search_by_key(&token, |(word, _)| *word).ok().map(|at| words.values[at].1)
}

/// Bits of a filter by the hash of the token. With 400 words, one token in 40 passes by chance.
const FILTER_BITS: u64 = 16_384;

/// The table of words, indexed by their hashes.
struct Words {
    filter: [u64; (FILTER_BITS / 64) as usize],
    values: Vec<(u64, u64)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut values: Vec<(u64, u64)> = rows(TABLE)
        .flat_map(|columns| {
            let strength = match columns[0] {
                "turn" => TURN,
                "pronoun" => PRONOUN,
                _ => 0,
            };
            let value = value_of_meaning(columns[1]) | strength;
            columns[2].split(' ').map(move |word| (token_hash(word.as_bytes()), value))
        })
        .collect();
    values.sort_unstable();
    let mut filter = [0; (FILTER_BITS / 64) as usize];
    for (word, _) in &values {
        filter[(word % FILTER_BITS / 64) as usize] |= 1 << (word % 64);
    }
    Words { filter, values }
});

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_article::text::{Analysis, analyse};

    fn value(word: &str) -> Option<u64> {
        value_of_word(token_hash(word.as_bytes()))
    }

    #[test]
    fn every_word_is_found_in_a_sentence_and_has_one_meaning() {
        let mut seen = std::collections::BTreeSet::new();
        for columns in rows(TABLE) {
            let [kind, meaning, words] = columns[..] else {
                panic!("three columns are expected: {columns:?}")
            };
            assert!(["number", "turn", "pronoun"].contains(&kind), "{kind}");
            for word in words.split(' ') {
                assert!(seen.insert(word), "listed twice: {word}");
                let sentence = format!("The {word} of Ostvik");
                let mut analysis = Analysis::default();
                analyse(&sentence, &mut analysis);
                assert_eq!(analysis.token(1), word, "not one folded token");
                assert_eq!(
                    value(analysis.token(1)).map(|value| value & !STRENGTH),
                    Some(value_of_meaning(meaning))
                );
            }
        }
        assert!(seen.contains(DENIAL));
        assert_eq!(value("quay"), None);
    }

    #[test]
    fn spellings_of_one_thing_mean_the_same() {
        for (one, other) in
            [("oct", "october"), ("mln", "million"), ("fell", "dropped"), ("minutes", "minute")]
        {
            assert_eq!(value(one), value(other), "{one} {other}");
        }
        for (one, other) in
            [("minutes", "hours"), ("opening", "closing"), ("rose", "fell"), ("five", "fifty")]
        {
            assert_ne!(value(one), value(other), "{one} {other}");
        }
    }

    #[test]
    fn spellings_of_one_value_are_equal() {
        let value_of = |word: &str| value_of(word, token_hash(word.as_bytes()));
        assert_eq!(value_of("oct"), value_of("october"));
        assert_ne!(value_of("oct"), value_of("november"));
        assert_eq!((value_of("03"), value_of("00")), (value_of("3"), value_of("zero")));
        assert_eq!(value_of("quay"), None);
        assert_eq!(value_of("one").map(|value| value & !STRENGTH), value_of("1"));
        assert!(value_of("2nd").is_some());
    }
}
