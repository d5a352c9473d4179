//! Shingle hashes in one rolling pass: rotate, remove the oldest token, add the newest, mix.

use super::hash::push_character_hashes;
use super::rolling_kernel::{self, MIX, TURN};
use super::{CHARACTERS, WORDS};

/// Fills `shingles` with the hashes of all word shingles of a text, in order and with repeats:
/// `max(1, tokens − 4)` of them, none if there are no tokens. Linear.
///
/// ```
/// use wirecopy_reuse::shingle::{token_hash, word_shingles};
///
/// let words = ["the", "old", "quay", "of", "tolm", "is", "closed"];
/// let tokens = words.map(|word| token_hash(word.as_bytes()));
/// let mut shingles = Vec::new();
/// word_shingles(&tokens, &mut shingles);
/// assert_eq!(shingles.len(), 3);
/// ```
pub fn word_shingles(token_hashes: &[u64], shingles: &mut Vec<u64>) {
    shingles.clear();
    roll::<WORDS>(token_hashes, shingles);
}

/// Fills `shingles` with the hashes of all character shingles of folded text (tokens joined by one
/// space), in order and with repeats. `characters` is working space. Linear.
pub fn character_shingles(folded: &str, characters: &mut Vec<u64>, shingles: &mut Vec<u64>) {
    characters.clear();
    push_character_hashes(folded, characters);
    shingles.clear();
    roll::<CHARACTERS>(characters, shingles);
}

fn roll<const LEN: usize>(items: &[u64], shingles: &mut Vec<u64>) {
    if items.is_empty() {
        return;
    }
    if items.len() <= LEN {
        // The length is part of the hash, so that a short item equals no shingle of a longer one.
        let missing = (LEN - items.len()) as u64;
        shingles.push(finish(fold(items) ^ missing.wrapping_mul(MIX)));
        return;
    }
    shingles.resize(items.len() - LEN + 1, 0);
    let done = if LEN == WORDS { rolling_kernel::front(items, shingles) } else { 0 };
    roll_on::<LEN>(&items[done..], &mut shingles[done..]);
}

/// Fills `shingles` with the hashes of all shingles in `items`; of none if there are fewer than
/// `LEN` items.
fn roll_on<const LEN: usize>(items: &[u64], shingles: &mut [u64]) {
    let Some((first, rest)) = shingles.split_first_mut() else { return };
    let mut state = fold(&items[..LEN]);
    *first = finish(state);
    let leaving_turn = TURN * LEN as u32 % 64;
    for ((shingle, leaving), entering) in rest.iter_mut().zip(items).zip(&items[LEN..]) {
        state = state.rotate_left(TURN) ^ leaving.rotate_left(leaving_turn) ^ entering;
        *shingle = finish(state);
    }
}

/// The items of one shingle, each rotated by its position.
fn fold(items: &[u64]) -> u64 {
    items.iter().fold(0u64, |state, item| state.rotate_left(TURN) ^ item)
}

/// Breaks the linearity of xor; a bijection, so that it adds no collision.
fn finish(state: u64) -> u64 {
    let mixed = (state ^ (state >> 32)).wrapping_mul(MIX);
    mixed ^ (mixed >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shingle::{character_hash, token_hash};
    use proptest::prelude::*;
    use std::collections::HashMap;

    fn plain<const LEN: usize>(items: &[u64]) -> Vec<u64> {
        if items.is_empty() {
            return Vec::new();
        }
        let len = LEN.min(items.len());
        items
            .windows(len)
            .map(|window| {
                let turned = window
                    .iter()
                    .enumerate()
                    .fold(0, |sum, (at, item)| sum ^ item.rotate_left((len - 1 - at) as u32 * 13));
                let state = turned ^ ((LEN - len) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                let mixed = (state ^ (state >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                mixed ^ (mixed >> 32)
            })
            .collect()
    }

    proptest! {
        #[test]
        fn rolling_equals_the_plain_definition(items in prop::collection::vec(any::<u64>(), 0..40)) {
            let mut rolled = Vec::new();
            word_shingles(&items, &mut rolled);
            prop_assert_eq!(&rolled, &plain::<5>(&items));
            if items.len() > WORDS {
                roll_on::<WORDS>(&items, &mut rolled);
                prop_assert_eq!(&rolled, &plain::<5>(&items));
            }
        }

        #[test]
        fn equal_hashes_mean_equal_shingles(words in prop::collection::vec("[a-c]{1,2}", 0..60)) {
            let hashes: Vec<u64> = words.iter().map(|word| token_hash(word.as_bytes())).collect();
            let mut shingles = Vec::new();
            word_shingles(&hashes, &mut shingles);
            let mut seen: HashMap<u64, &[String]> = HashMap::new();
            for (hash, window) in shingles.iter().zip(words.windows(words.len().clamp(1, 5))) {
                prop_assert_eq!(*seen.entry(*hash).or_insert(window), window);
            }
            let distinct: std::collections::HashSet<&[String]> = words.windows(words.len().clamp(1, 5)).collect();
            prop_assert_eq!(distinct.len(), seen.len());
        }

        #[test]
        fn character_shingles_follow_the_characters(text in "[a-eé漢😀 ]{0,30}") {
            let hashes: Vec<u64> = text.chars().map(character_hash).collect();
            let (mut characters, mut shingles) = (Vec::new(), Vec::new());
            character_shingles(&text, &mut characters, &mut shingles);
            prop_assert_eq!(shingles, plain::<5>(&hashes));
        }
    }

    #[test]
    fn a_short_item_is_one_shingle_unlike_any_other() {
        let words = ["a", "b", "c", "d", "e"].map(|word| token_hash(word.as_bytes()));
        let mut seen = Vec::new();
        for len in 1..=5 {
            let mut shingles = Vec::new();
            word_shingles(&words[..len], &mut shingles);
            assert_eq!(shingles.len(), 1);
            seen.extend(shingles);
        }
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 5);
    }
}
