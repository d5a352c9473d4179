//! A filter of the bytes that patterns start with, which rejects most offsets of a text.

/// Bits of a filter: ten times the number of patterns in capitals and in small letters.
const FILTER_BITS: u32 = 16;

/// Bytes of the start of a pattern; ...
const LONG_BYTES: u32 = 6;

/// ... of a shorter pattern, that may be followed by any byte.
const SHORT_BYTES: u32 = 3;

/// Properties of a byte: a pattern starts with it, ...
const STARTS: u8 = 1;
/// ... one that may start within a word does, ...
const STARTS_WITHIN: u8 = 2;
/// ... or it is an ASCII letter or digit.
const OF_WORD: u8 = 4;

/// The starts of some patterns.
pub(super) struct PatternStarts {
    of_byte: [u8; 256],
    short: PrefixFilter<SHORT_BYTES>,
    long: PrefixFilter<LONG_BYTES>,
    /// Those that may start within a word.
    within: PrefixFilter<LONG_BYTES>,
}

/// A filter by the first `LEN` bytes, eight at most.
struct PrefixFilter<const LEN: u32> {
    bits: Vec<u64>,
}

impl PatternStarts {
    /// The starts of some patterns, none of which is empty, each with whether it may start within a
    /// word.
    ///
    /// # Panics
    /// If a pattern that may start within a word is short.
    pub(super) fn of<'pattern>(patterns: impl Iterator<Item = (&'pattern [u8], bool)>) -> PatternStarts {
        let mut starts = PatternStarts {
            of_byte: [0; 256],
            short: PrefixFilter::empty(),
            long: PrefixFilter::empty(),
            within: PrefixFilter::empty(),
        };
        for byte in (0..=u8::MAX).filter(u8::is_ascii_alphanumeric) {
            starts.of_byte[usize::from(byte)] |= OF_WORD;
        }
        for (pattern, may_be_within) in patterns {
            let is_long = pattern.len() >= LONG_BYTES as usize;
            assert!(is_long || !may_be_within, "a name that is unmistakable is long");
            starts.of_byte[usize::from(pattern[0])] |= STARTS;
            match is_long {
                true => starts.long.set(front(pattern, 0)),
                false => starts.short.set_all_from(pattern),
            }
            if may_be_within {
                starts.of_byte[usize::from(pattern[0])] |= STARTS_WITHIN;
                starts.within.set(front(pattern, 0));
            }
        }
        starts
    }

    /// Returns the first offset from `start` on at which a pattern may start, and whether it is
    /// between two ASCII letters or digits. A yes is now and then wrong, a no never.
    pub(super) fn next_from(&self, bytes: &[u8], start: usize) -> Option<(usize, bool)> {
        let of_byte = |byte: u8| self.of_byte[usize::from(byte)];
        let mut before = start.checked_sub(1).map_or(0, |before| of_byte(bytes[before]));
        for (at, byte) in (start..).zip(&bytes[start..]) {
            let own = of_byte(*byte);
            let is_within = own & before & OF_WORD != 0;
            let wanted = if is_within { STARTS_WITHIN } else { STARTS };
            if own & wanted != 0 && self.may_start(front(bytes, at), is_within) {
                return Some((at, is_within));
            }
            before = own;
        }
        None
    }

    fn may_start(&self, front: u64, is_within: bool) -> bool {
        match is_within {
            true => self.within.has(front),
            false => self.long.has(front) || self.short.has(front),
        }
    }
}

/// The eight bytes from an offset on; zeros behind the last one.
#[inline]
fn front(bytes: &[u8], at: usize) -> u64 {
    let bytes = &bytes[at..];
    let front = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut front = [0; 8];
        front.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        front
    });
    u64::from_le_bytes(front)
}

impl<const LEN: u32> PrefixFilter<LEN> {
    fn empty() -> Self {
        PrefixFilter { bits: vec![0; (1 << FILTER_BITS) / 64] }
    }

    /// The bit of the first bytes.
    #[inline]
    fn bit_of(front: u64) -> usize {
        let mixed = (front << (64 - 8 * LEN)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> (u64::BITS - FILTER_BITS)) as usize
    }

    fn set(&mut self, front: u64) {
        let bit = Self::bit_of(front);
        self.bits[bit / 64] |= 1 << (bit % 64);
    }

    /// Sets the bits of a pattern that may be too short, with whatever follows it.
    fn set_all_from(&mut self, pattern: &[u8]) {
        let known = front(pattern, 0);
        match LEN as usize - pattern.len().min(LEN as usize) {
            0 => self.set(known),
            1 => (0..=u64::from(u8::MAX)).for_each(|any| self.set(known | any << (8 * (LEN - 1)))),
            // A shorter one may be anywhere.
            _ => self.bits.fill(u64::MAX),
        }
    }

    #[inline]
    fn has(&self, front: u64) -> bool {
        let bit = Self::bit_of(front);
        self.bits[bit / 64] >> (bit % 64) & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_passes_wherever_it_may_start_and_most_words_do_not() {
        let patterns: [(&[u8], bool); 4] =
            [(b"AP", false), (b"Wire", false), (b"Tolm Wire", true), ("路透".as_bytes(), false)];
        let starts = PatternStarts::of(patterns.into_iter());
        for (pattern, _) in patterns {
            let text = [b"the ", pattern].concat();
            assert_eq!(starts.next_from(&text, 0), Some((4, false)));
            assert_eq!(starts.next_from(&[&text[..], b"."].concat(), 4), Some((4, false)));
        }
        assert_eq!(starts.next_from(b"soundTolm Wire", 0), Some((5, true)));
        assert_eq!(starts.next_from(b"soundAP ", 0), None);
        let text = b"The harbour board of Ostvik met on Monday to look at the plans for a new quay.";
        assert_eq!(starts.next_from(text, 0), None);
    }
}
