//! Hashes of tokens and of characters, the same on every machine and for good.

use std::hint::select_unpredictable;
use std::ops::Range;
use wirecopy_article::text::Analysis;

/// Version of every hash in this module. Sketches of two versions are not comparable.
pub const HASH_VERSION: u32 = 1;

/// Odd words without structure: the first fractional bits of √2, √3, √5 and √7, made odd.
const KEYS: [u64; 4] =
    [0x6a09_e667_f3bc_c909, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1];

/// Hashes the bytes of one folded token: one folded 64×64→128-bit multiplication up to 16 bytes,
/// one more for each further 16.
///
/// Not keyed against an adversary: a writer who knows the constants can make two words collide.
///
/// ```
/// use wirecopy_reuse::shingle::token_hash;
///
/// assert_eq!(token_hash(b"news"), 0x2779_de66_bfe0_bc1c);
/// ```
pub fn token_hash(token: &[u8]) -> u64 {
    let len = token.len();
    let mut state = KEYS[0] ^ (len as u64).wrapping_mul(KEYS[2]);
    let mut rest = token;
    while rest.len() > 16 {
        state = folded_multiply(word(&rest[..8]) ^ state, word(&rest[8..16]) ^ KEYS[1]);
        rest = &rest[16..];
    }
    let (low, high) = last_words(rest);
    folded_multiply(low ^ state, high ^ KEYS[3])
}

/// Iterates over the hashes of a range of tokens of an analysed text, in order. O(bytes of the
/// tokens).
///
/// # Panics
/// If the range exceeds the tokens.
pub fn token_hashes(analysis: &Analysis, tokens: Range<u32>) -> impl Iterator<Item = u64> + '_ {
    let folded = analysis.folded.as_bytes();
    analysis.tokens[tokens.start as usize..tokens.end as usize]
        .iter()
        .map(|token| hash_within(folded, token.folded_start as usize..token.folded_end as usize))
}

/// Hashes the token at `range` of a longer text. Sixteen bytes are read whatever its length, and
/// those that count are selected without branches, because the lengths of words follow no order
/// that a processor could predict.
#[inline]
fn hash_within(text: &[u8], range: Range<usize>) -> u64 {
    let len = range.len();
    match text[range.start..].first_chunk::<16>() {
        Some(front) if (1..=16).contains(&len) => {
            let front = u128::from_le_bytes(*front);
            let first = front as u64;
            let byte = |at: usize| first >> (8 * at) & 0xFF;
            let len_of_three = len.min(3);
            let three = byte(0) << 16 | byte(len_of_three / 2) << 8 | byte(len_of_three - 1);
            let last_four = first >> (8 * (len.clamp(4, 8) - 4)) & 0xFFFF_FFFF;
            let last_eight = (front >> (8 * (len.max(8) - 8))) as u64;
            let low = select_unpredictable(len < 4, three, first & 0xFFFF_FFFF);
            let high = select_unpredictable(len < 4, 0, last_four);
            let (low, high) =
                (select_unpredictable(len < 8, low, first), select_unpredictable(len < 8, high, last_eight));
            let state = KEYS[0] ^ (len as u64).wrapping_mul(KEYS[2]);
            folded_multiply(low ^ state, high ^ KEYS[3])
        }
        _ => token_hash(&text[range]),
    }
}

/// Hashes one character; no two characters collide.
pub const fn character_hash(character: char) -> u64 {
    let mixed = (character as u64 + 1).wrapping_mul(KEYS[1]);
    (mixed ^ (mixed >> 32)).wrapping_mul(KEYS[3])
}

/// The hashes of ASCII characters.
static ASCII_HASHES: [u64; 128] = {
    let mut hashes = [0; 128];
    let mut code = 0;
    while code < 128 {
        hashes[code] = character_hash(code as u8 as char);
        code += 1;
    }
    hashes
};

/// Appends the hash of each character of `text`.
pub(super) fn push_character_hashes(text: &str, hashes: &mut Vec<u64>) {
    if text.is_ascii() {
        hashes.extend(text.bytes().map(|byte| ASCII_HASHES[usize::from(byte & 0x7F)]));
    } else {
        hashes.extend(text.chars().map(character_hash));
    }
}

/// Two words that determine up to 16 bytes together with their number. They may overlap, so that no
/// byte is copied.
fn last_words(bytes: &[u8]) -> (u64, u64) {
    let len = bytes.len();
    match len {
        8.. => (word(&bytes[..8]), word(&bytes[len - 8..])),
        4..=7 => (u64::from(half_word(&bytes[..4])), u64::from(half_word(&bytes[len - 4..]))),
        1..=3 => (u64::from(bytes[0]) << 16 | u64::from(bytes[len / 2]) << 8 | u64::from(bytes[len - 1]), 0),
        0 => (0, 0),
    }
}

fn word(bytes: &[u8]) -> u64 {
    u64::from_le_bytes(bytes.try_into().expect("the slice has eight bytes"))
}

fn half_word(bytes: &[u8]) -> u32 {
    u32::from_le_bytes(bytes.try_into().expect("the slice has four bytes"))
}

fn folded_multiply(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    #[test]
    fn hashes_are_the_golden_ones() {
        let golden: [(&str, u64); 6] = [
            ("", 0x176e_296f_a574_7c7e),
            ("a", 0x5f2c_20c9_8038_d2f1),
            ("news", 0x2779_de66_bfe0_bc1c),
            ("reporter", 0x5cf4_7299_c8bf_3a20),
            ("counterdemonstra", 0xb3c5_97ea_ac2c_a893),
            ("counterdemonstration", 0x4275_9b7d_499f_7acd),
        ];
        for (token, hash) in golden {
            assert_eq!(
                token_hash(token.as_bytes()),
                hash,
                "{token:?} is {:#x}",
                token_hash(token.as_bytes())
            );
        }
        assert_eq!(character_hash('a'), 0x70b7_9aad_1234_b8ea, "{:#x}", character_hash('a'));
    }

    proptest! {
        #[test]
        fn a_token_within_a_text_has_the_hash_that_it_has_alone(
            text in prop::collection::vec(any::<u8>(), 0..40),
            ends in any::<(prop::sample::Index, prop::sample::Index)>(),
        ) {
            let (one, other) = (ends.0.index(text.len() + 1), ends.1.index(text.len() + 1));
            let range = one.min(other)..one.max(other);
            prop_assert_eq!(hash_within(&text, range.clone()), token_hash(&text[range]));
        }

        #[test]
        fn characters_of_a_text_have_the_hashes_that_they_have_alone(text in "[a-zé漢 ]{0,20}|[a-z0-9 ]{0,20}") {
            let mut hashes = Vec::new();
            push_character_hashes(&text, &mut hashes);
            prop_assert_eq!(hashes, text.chars().map(character_hash).collect::<Vec<_>>());
        }
    }

    #[test]
    fn short_strings_over_a_small_alphabet_do_not_collide() {
        let mut seen: HashMap<u64, Vec<u8>> = HashMap::new();
        let mut strings: Vec<Vec<u8>> = vec![vec![]];
        for len in 0..=20usize {
            for first in 0..6u8 {
                for position in 0..len.max(1) {
                    let mut string = vec![b'a'; len];
                    if let Some(byte) = string.get_mut(position) {
                        *byte = b'a' + first;
                    }
                    strings.push(string);
                }
            }
        }
        strings.sort();
        strings.dedup();
        for string in strings {
            if let Some(other) = seen.insert(token_hash(&string), string.clone()) {
                panic!("{other:?} and {string:?} collide");
            }
        }
    }

    #[test]
    fn every_bit_of_the_hash_is_set_half_of_the_time() {
        let mut counts = [0u32; 64];
        for number in 0..4096u32 {
            let hash = token_hash(number.to_string().as_bytes());
            for (bit, count) in counts.iter_mut().enumerate() {
                *count += u32::from(hash >> bit & 1 == 1);
            }
        }
        // 4096 fair draws have a standard deviation of 32; five of them either way.
        assert!(counts.iter().all(|count| (1888..=2208).contains(count)), "{counts:?}");
    }
}
