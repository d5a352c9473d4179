//! A filter of the bytes that patterns start with, which rejects most offsets of a text.

/// Bits of the filter: ten times the number of patterns in capitals and in small letters.
const FILTER_BITS: u32 = 16;

/// Bytes that are examined together; a shorter pattern may be followed by any byte.
const PREFIX_BYTES: usize = 3;

/// The prefixes of some patterns.
pub(super) struct PrefixFilter {
    bits: Vec<u64>,
}

/// The bit of three bytes.
fn bit_of(prefix: [u8; PREFIX_BYTES]) -> usize {
    let [first, second, third] = prefix;
    let mixed = u32::from_le_bytes([first, second, third, 0]).wrapping_mul(0x9e37_79b1);
    (mixed >> (u32::BITS - FILTER_BITS)) as usize
}

impl PrefixFilter {
    /// The prefixes of some patterns.
    pub(super) fn of<'pattern>(patterns: impl Iterator<Item = &'pattern [u8]>) -> PrefixFilter {
        let mut filter = PrefixFilter { bits: vec![0; (1 << FILTER_BITS) / 64] };
        for pattern in patterns {
            match *pattern {
                [first, second, third, ..] => filter.set([first, second, third]),
                [first, second] => (0..=u8::MAX).for_each(|any| filter.set([first, second, any])),
                // A shorter one may start anywhere.
                _ => filter.bits.fill(u64::MAX),
            }
        }
        filter
    }

    fn set(&mut self, prefix: [u8; PREFIX_BYTES]) {
        let bit = bit_of(prefix);
        self.bits[bit / 64] |= 1 << (bit % 64);
    }

    /// Returns whether a pattern may start at an offset. A yes is now and then wrong, a no never.
    #[inline]
    pub(super) fn may_start_at(&self, bytes: &[u8], start: usize) -> bool {
        // The last two bytes may be a short pattern.
        let byte = |at: usize| bytes.get(start + at).copied().unwrap_or(0);
        let bit = bit_of([byte(0), byte(1), byte(2)]);
        self.bits[bit / 64] >> (bit % 64) & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_passes_wherever_it_starts_and_most_words_do_not() {
        let patterns: [&[u8]; 3] = [b"AP", b"Tolm Wire", "路透".as_bytes()];
        let filter = PrefixFilter::of(patterns.into_iter());
        for pattern in patterns {
            let text = [b"the ", pattern].concat();
            assert!(filter.may_start_at(&text, 4) && filter.may_start_at(&[&text[..], b"."].concat(), 4));
        }
        let text = b"The harbour board of Ostvik met on Monday to look at the plans for a new quay.";
        assert!((0..text.len()).filter(|start| filter.may_start_at(text, *start)).count() < 4);
    }
}
