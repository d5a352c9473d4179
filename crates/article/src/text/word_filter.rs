//! A filter that rejects most words of a text.

/// 64-bit words of a filter: at 60 words about one word of a text in 60 passes by chance.
const FILTER_WORDS: usize = 64;

/// The bits of some words: a word without its bit is none of them.
pub(super) struct WordFilter([u64; FILTER_WORDS]);

impl Default for WordFilter {
    fn default() -> WordFilter {
        WordFilter([0; FILTER_WORDS])
    }
}

/// Returns the bit of the word that `bytes[start..end]` spell, which is not empty. O(1).
#[inline]
pub(super) fn word_bit(bytes: &[u8], start: usize, end: usize) -> usize {
    let (first, middle, last) = (bytes[start], bytes[start + (end - start) / 2], bytes[end - 1]);
    (first as usize + middle as usize * 37 + last as usize * 331 + (end - start) * 1_511)
        % (64 * FILTER_WORDS)
}

impl WordFilter {
    /// The filter of some words, none of which is empty.
    pub(super) fn of<'word>(words: impl Iterator<Item = &'word str>) -> WordFilter {
        let mut filter = WordFilter::default();
        for word in words {
            let bit = word_bit(word.as_bytes(), 0, word.len());
            filter.0[bit / 64] |= 1 << (bit % 64);
        }
        filter
    }

    /// Returns whether a word of this bit may be one of the words. A yes is now and then wrong, a
    /// no never. O(1).
    #[inline]
    pub(super) fn has_bit(&self, bit: usize) -> bool {
        self.0[bit / 64] >> (bit % 64) & 1 != 0
    }

    /// Returns whether a word may be one of the words. O(1).
    #[inline]
    pub(super) fn may_have(&self, word: &str) -> bool {
        !word.is_empty() && self.has_bit(word_bit(word.as_bytes(), 0, word.len()))
    }

    /// The words of both.
    pub(super) fn joined(mut self, other: &WordFilter) -> WordFilter {
        self.0.iter_mut().zip(&other.0).for_each(|(bits, others)| *bits |= others);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_a_filter_passes_it_and_most_others_do_not() {
        let filter = WordFilter::of(["quay", "ferry", "tram"].into_iter());
        assert!(["quay", "ferry", "tram"].iter().all(|word| filter.may_have(word)));
        assert!(["", "q", "harbour", "mayor", "voted"].iter().all(|word| !filter.may_have(word)));
    }
}
