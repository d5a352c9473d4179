//! JaggedVec of words, asked which of them a text ends with, begins with or holds.
//!
//! Each is asked about every name that is met. Up to eight outer bytes of a word are compared at once, as one number, so that a list of a
//! hundred words costs about as many steps and hardly a comparison of strings.

use super::words;
use std::sync::LazyLock;

/// Words that a text may end with.
pub(super) struct Endings {
    words: Vec<(Outer, &'static str)>,
}

/// Words that a text may begin with.
pub(super) struct Openings {
    words: Vec<(Outer, &'static str)>,
    /// The bits of their first two bytes.
    pairs: [u64; PAIR_BITS / 64],
}

/// The outer bytes of a word.
#[derive(Clone, Copy)]
struct Outer {
    bytes: u64,
    /// All bits of those that are the word's own.
    mask: u64,
}

/// Bits for the first two bytes of words: at 60 words one place in seventy passes by chance.
const PAIR_BITS: usize = 4_096;

#[inline]
fn pair_bit(first: u8, second: u8) -> usize {
    (usize::from(first) + usize::from(second) * 37) % PAIR_BITS
}

/// The last eight bytes, the last one uppermost; zeros where there are fewer.
#[inline]
fn last_bytes(bytes: &[u8]) -> u64 {
    match bytes.last_chunk::<8>() {
        Some(last) => u64::from_le_bytes(*last),
        None => {
            bytes.iter().rev().fold((0, 56), |(word, at), byte| (word | u64::from(*byte) << at, at - 8)).0
        }
    }
}

/// The first eight bytes, the first one lowermost; zeros where there are fewer.
#[inline]
fn first_bytes(bytes: &[u8]) -> u64 {
    match bytes.first_chunk::<8>() {
        Some(first) => u64::from_le_bytes(*first),
        None => bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

impl Endings {
    fn of(words: &'static [&'static str]) -> Self {
        let outer = |word: &str| {
            let missing = 8 * 8usize.saturating_sub(word.len()) as u32;
            Outer { bytes: last_bytes(word.as_bytes()), mask: u64::MAX << missing }
        };
        Endings { words: words.iter().map(|word| (outer(word), *word)).collect() }
    }

    /// Those with which `text` ends, in the order of the list.
    pub(super) fn ending<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let last = last_bytes(text.as_bytes());
        self.words
            .iter()
            .filter(move |(outer, word)| last & outer.mask == outer.bytes && text.ends_with(*word))
            .map(|(_, word)| *word)
    }

    /// Whether `text` ends with one.
    pub(super) fn end(&self, text: &str) -> bool {
        self.ending(text).next().is_some()
    }
}

impl Openings {
    fn of(words: &'static [&'static str]) -> Self {
        let outer = |word: &str| {
            let missing = 8 * 8usize.saturating_sub(word.len()) as u32;
            Outer { bytes: first_bytes(word.as_bytes()), mask: u64::MAX >> missing }
        };
        let mut pairs = [0; PAIR_BITS / 64];
        for word in words {
            let bit = pair_bit(word.as_bytes()[0], word.as_bytes()[1]);
            pairs[bit / 64] |= 1 << (bit % 64);
        }
        Openings { words: words.iter().map(|word| (outer(word), *word)).collect(), pairs }
    }

    fn opening_bytes<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = &'static str> + 'a {
        let first = first_bytes(text);
        self.words
            .iter()
            .filter(move |(outer, word)| {
                first & outer.mask == outer.bytes && text.starts_with(word.as_bytes())
            })
            .map(|(_, word)| *word)
    }

    /// Those with which `text` begins, in the order of the list.
    pub(super) fn opening<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        self.opening_bytes(text.as_bytes())
    }

    /// Whether `text` begins with one.
    pub(super) fn open(&self, text: &str) -> bool {
        self.opening(text).next().is_some()
    }

    /// Whether one stands anywhere in `text`.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        bytes.windows(2).enumerate().any(|(at, pair)| {
            let bit = pair_bit(pair[0], pair[1]);
            self.pairs[bit / 64] >> (bit % 64) & 1 != 0 && self.opening_bytes(&bytes[at..]).next().is_some()
        })
    }
}

macro_rules! lists {
    ($($name:ident: $edge:ident,)*) => {
        $(pub(super) static $name: LazyLock<$edge> = LazyLock::new(|| $edge::of(words::$name));)*
    };
}

lists! {
    COPYRIGHT_BEFORE: Openings,
    PHOTO_BEFORE: Openings,
    PHOTO_AFTER: Openings,
    MIXED_BEFORE: Endings,
    MIXED_BEFORE_IN_LINES: Endings,
    MIXED_AFTER: Openings,
    OFFICE_AFTER: Openings,
    BYLINE_BEFORE: Openings,
    ATTRIBUTION_BEFORE: Endings,
    ATTRIBUTION_AFTER: Openings,
    OTHER_NAMES_BEFORE: Endings,
    OTHER_NAMES_AFTER: Openings,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            prop::sample::select(
                [words::PHOTO_BEFORE, words::ATTRIBUTION_BEFORE, words::ATTRIBUTION_AFTER].concat()
            )
            .prop_map(str::to_owned),
            "[a-z ]{0,4}",
            any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(word, 0..6).prop_map(|words| words.concat())
    }

    proptest! {
        #[test]
        fn lists_say_what_the_words_say_one_by_one(text in text()) {
            let text = text.as_str();
            let ending: Vec<&str> = ATTRIBUTION_BEFORE.ending(text).collect();
            let opening: Vec<&str> = ATTRIBUTION_AFTER.opening(text).collect();
            let plain = |words: &'static [&'static str], fits: &dyn Fn(&str) -> bool| {
                words.iter().copied().filter(|word| fits(word)).collect::<Vec<_>>()
            };
            prop_assert_eq!(ending, plain(words::ATTRIBUTION_BEFORE, &|word| text.ends_with(word)));
            prop_assert_eq!(opening, plain(words::ATTRIBUTION_AFTER, &|word| text.starts_with(word)));
            let holds = words::PHOTO_BEFORE.iter().any(|word| text.contains(word));
            prop_assert_eq!(PHOTO_BEFORE.stand_in(text), holds);
        }
    }
}
