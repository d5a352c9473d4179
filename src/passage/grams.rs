//! Where each run of one, two and five tokens of a text stands: made once a text, used for every pair it is in.

use crate::shingle::{WORDS, word_shingles};
use crate::verify::Overlap;

/// Tokens of the longest runs that are looked up; longer common runs are grown from them.
pub(super) const LONG: usize = WORDS;

/// Odd, from the fractional bits of the golden ratio: makes the hash of two tokens depend on their order.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// The tokens of a text with the places of its short runs, sorted to be joined with those of another text. 56 bytes a token.
#[derive(Debug, Clone, Default)]
pub struct Grams {
    /// Hashes of the tokens, in order.
    pub(super) tokens: Vec<u64>,
    /// Sorted (hash, place) of every token, ...
    pub(super) single: Vec<(u64, u32)>,
    /// ... of every two neighbours, ...
    pub(super) double: Vec<(u64, u32)>,
    /// ... and of every run of [`LONG`], or of all tokens where they are fewer: the shingles of the text.
    pub(super) long: Vec<(u64, u32)>,
}

impl Grams {
    /// Takes hashes of the tokens. O(n log n).
    pub fn of(tokens: Vec<u64>) -> Grams {
        let mut shingles = Vec::new();
        word_shingles(&tokens, &mut shingles);
        let single = placed(tokens.iter().copied());
        let double = placed(tokens.windows(2).map(|two| two[0].rotate_left(29).wrapping_mul(MIX) ^ two[1]));
        Grams { single, double, long: placed(shingles.into_iter()), tokens }
    }

    /// The exact overlap of the shingle sets of two texts. O(|self| + |other|).
    pub fn overlap(&self, other: &Grams) -> Overlap {
        let mut shared = 0;
        join(&self.long, &other.long, |_, _| shared += 1);
        Overlap { shared, a_len: distinct_len(&self.long), b_len: distinct_len(&other.long) }
    }

    /// Tokens of the text.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether the text has no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }
}

fn distinct_len(placed: &[(u64, u32)]) -> u32 {
    placed.chunk_by(|left, right| left.0 == right.0).count() as u32
}

fn placed(hashes: impl Iterator<Item = u64>) -> Vec<(u64, u32)> {
    let mut placed: Vec<(u64, u32)> = hashes.zip(0..).collect();
    placed.sort_unstable();
    placed
}

/// Calls `with` with the places in either text of every hash that both have. O(|a| + |b|).
pub(super) fn join<'g>(
    a: &'g [(u64, u32)],
    b: &'g [(u64, u32)],
    mut with: impl FnMut(&'g [(u64, u32)], &'g [(u64, u32)]),
) {
    let (mut at_a, mut at_b) = (0, 0);
    while at_a < a.len() && at_b < b.len() {
        let (left, right) = (a[at_a].0, b[at_b].0);
        if left < right {
            at_a += 1;
        } else if right < left {
            at_b += 1;
        } else {
            let end_a = at_a + a[at_a..].iter().take_while(|gram| gram.0 == left).count();
            let end_b = at_b + b[at_b..].iter().take_while(|gram| gram.0 == left).count();
            with(&a[at_a..end_a], &b[at_b..end_b]);
            (at_a, at_b) = (end_a, end_b);
        }
    }
}
