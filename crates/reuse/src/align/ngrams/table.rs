//! A hash table from the n-grams of a text to their first positions.

use crate::shingle::WORDS;

/// Tokens of the longest n-grams that are indexed; longer matches grow from them.
pub(crate) const LONG: usize = WORDS;

/// Odd, from the fractional bits of the golden ratio: brings differences into the upper bits of a
/// hash.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// A slot has a position in its lower bits and the number of occurrences above them.
const POSITION_BITS: u32 = 29;

const POSITION: u32 = (1 << POSITION_BITS) - 1;

/// Occurrences are counted up to this number.
pub(super) const COUNT_MAX: u32 = 7;

/// Of this many slots at most three are full.
const LOAD_PARTS: usize = 4;

/// Bits of the filter per slot: one in ten n-grams that are not in the table passes.
const FILTER_BITS: usize = 8;

/// For each n-gram of `LEN` tokens its first position and how often it occurs. N-grams that share a
/// hash are distinguished by their tokens, which every call passes in.
///
/// Open addressing; most n-grams of a text occur once. A filter of one bit per hash (a Bloom filter
/// of one hash function) precedes the slots: most n-grams that are looked up occur in the other
/// text alone, and the filters of two texts stay in the nearest cache. 6 to 14 bytes per token.
#[derive(Debug, Clone)]
pub(crate) struct NgramTable<const LEN: usize> {
    /// The position of an n-gram's first token, below its count up to [`COUNT_MAX`]; 0 for an empty
    /// slot. A power of two of them.
    slots: Vec<u32>,
    /// Bits of a hash below those that number a slot.
    shift: u32,
    /// Filter of n-grams that may be in the table, [`FILTER_BITS`] per slot.
    filter: Vec<u64>,
}

/// The occurrences of an n-gram in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occurrences {
    /// The first position.
    pub(crate) first: u32,
    /// Number of positions, up to [`COUNT_MAX`].
    pub(crate) count: u32,
}

impl<const LEN: usize> NgramTable<LEN> {
    /// Indexes all n-grams of a text; there are none in a shorter one. For each n-gram that
    /// occurred before, `repeated` is called with its first position, the present one, and whether
    /// this is the second.
    pub(super) fn new(tokens: &[u64], mut repeated: impl FnMut(u32, u32, bool)) -> NgramTable<LEN> {
        let ngrams = tokens.windows(LEN);
        assert!(ngrams.len() <= POSITION as usize, "a text has no more than 2²⁹ tokens");
        let n_slots = (ngrams.len() * LOAD_PARTS).div_ceil(LOAD_PARTS - 1).max(2).next_power_of_two();
        let shift = u64::BITS - n_slots.trailing_zeros();
        let filter = vec![0; (n_slots * FILTER_BITS).div_ceil(u64::BITS as usize)];
        let mut table = NgramTable { slots: vec![0; n_slots], shift, filter };
        for (position, ngram) in (0u32..).zip(ngrams) {
            let ngram = ngram.first_chunk().expect("a window is as long as an n-gram");
            let hash = hash(ngram);
            let (word, bit) = table.in_filter(hash);
            table.filter[word] |= bit;
            let slot = table.slot_of(tokens, ngram, hash);
            let found = &mut table.slots[slot];
            let count = *found >> POSITION_BITS;
            if count == 0 {
                *found = 1 << POSITION_BITS | position;
                continue;
            }
            repeated(*found & POSITION, position, count == 1);
            if count < COUNT_MAX {
                *found += 1 << POSITION_BITS;
            }
        }
        table
    }

    /// Looks an n-gram up. `own` are the tokens that were indexed.
    pub(crate) fn find(&self, own: &[u64], ngram: &[u64; LEN]) -> Option<Occurrences> {
        let hash = hash(ngram);
        let (word, bit) = self.in_filter(hash);
        if self.filter.get(word)? & bit == 0 {
            return None;
        }
        let found = self.slots[self.slot_of(own, ngram, hash)];
        (found != 0).then_some(Occurrences { first: found & POSITION, count: found >> POSITION_BITS })
    }

    /// The word and the bit of a hash in the filter.
    fn in_filter(&self, hash: u64) -> (usize, u64) {
        let at = hash >> (self.shift - FILTER_BITS.trailing_zeros());
        ((at / u64::from(u64::BITS)) as usize, 1 << (at % u64::from(u64::BITS)))
    }

    /// The slot of an n-gram, or the empty slot where it would be.
    fn slot_of(&self, own: &[u64], ngram: &[u64; LEN], hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (hash >> self.shift) as usize;
        while self.slots[slot] != 0 && !is_at(own, self.slots[slot] & POSITION, ngram) {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// Returns whether an n-gram occurs at a position. All of its tokens are compared at once: a
/// comparison that stops at the first difference is a separate call.
fn is_at<const LEN: usize>(own: &[u64], position: u32, ngram: &[u64; LEN]) -> bool {
    let there = &own[position as usize..position as usize + LEN];
    there.iter().zip(ngram).fold(0, |differ, (left, right)| differ | (left ^ right)) == 0
}

/// A hash of an n-gram, in its upper bits.
fn hash<const LEN: usize>(ngram: &[u64; LEN]) -> u64 {
    ngram.iter().fold(0u64, |hash, token| hash.rotate_left(13) ^ token).wrapping_mul(MIX)
}
