//! The text in blocks of 64 bytes, each seen as three sets of positions: plain word bytes, bytes that need a look at
//! whole characters, and line breaks.
//!
//! English news is ASCII but for curly quotes, dashes and no-break spaces. Those are told from their bytes, so that
//! they cost no more than a full stop; everything else beyond ASCII is left to [`super::unicode_run`].

/// Bytes in a block: one bit each in a machine word.
pub(super) const BLOCK_BYTES: usize = 64;

/// Positions in one block, lowest bit first.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    /// ASCII letters and digits.
    pub(super) plain: u64,
    /// Bytes of characters beyond ASCII that may belong to a token.
    pub(super) involved: u64,
    /// First bytes of line breaks.
    pub(super) breaks: u64,
}

/// The blocks of a text, and the text with its ASCII letters in lower case.
#[derive(Debug, Default, Clone)]
pub(super) struct Blocks {
    pub(super) blocks: Vec<Block>,
    /// Lower-cased text, padded by spaces to a whole block and one block more.
    pub(super) lowered: Vec<u8>,
}

impl Blocks {
    /// Reads `text`. Linear; allocates only while growing.
    pub(super) fn read(&mut self, text: &[u8]) {
        let count = text.len().div_ceil(BLOCK_BYTES);
        self.blocks.clear();
        self.blocks.reserve(count);
        self.lowered.clear();
        self.lowered.extend_from_slice(text);
        self.lowered.resize((count + 1) * BLOCK_BYTES, b' ');
        let mut spilled = 0;
        let (lowered, _) = self.lowered.as_chunks_mut::<BLOCK_BYTES>();
        for (index, bytes) in lowered[..count].iter_mut().enumerate() {
            let (mut block, beyond_ascii) = read_ascii(bytes);
            if beyond_ascii != 0 {
                spilled = add_beyond_ascii(&mut block, beyond_ascii, text, index * BLOCK_BYTES, spilled);
            }
            self.blocks.push(block);
        }
    }

    /// Hands the bytes `start..end` to the look at whole characters.
    pub(super) fn mark_involved(&mut self, start: usize, end: usize) {
        for at in start..end {
            self.blocks[at / BLOCK_BYTES].involved |= 1 << (at % BLOCK_BYTES);
        }
    }

    /// Offsets where a stretch of ASCII letters and digits begins, and of all bytes beyond ASCII that may belong to a token.
    pub(super) fn word_places(&self) -> WordPlaces<'_> {
        WordPlaces { coming: self.blocks.iter(), base: 0, left: 0, next_base: 0, goes_on: 0 }
    }

    /// Offsets of the first bytes of line breaks.
    pub(super) fn breaks(&self) -> impl Iterator<Item = usize> + '_ {
        self.blocks.iter().enumerate().flat_map(|(index, block)| {
            let mut left = block.breaks;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(index * BLOCK_BYTES + bit)
            })
        })
    }
}

/// See [`Blocks::word_places`].
#[derive(Debug, Clone)]
pub(super) struct WordPlaces<'blocks> {
    coming: std::slice::Iter<'blocks, Block>,
    /// First byte of the block at hand, and the places that are left of it.
    base: usize,
    left: u64,
    next_base: usize,
    /// 1 where the block at hand ends with a plain byte.
    goes_on: u64,
}

impl Iterator for WordPlaces<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            let block = self.coming.next()?;
            self.left = (block.plain & !(block.plain << 1 | self.goes_on)) | block.involved;
            self.goes_on = block.plain >> (BLOCK_BYTES - 1);
            self.base = self.next_base;
            self.next_base += BLOCK_BYTES;
        }
        let bit = self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(self.base + bit)
    }
}

/// Lower-cases a block and gives its sets, with the positions of bytes beyond ASCII.
#[inline]
fn read_ascii(bytes: &mut [u8; BLOCK_BYTES]) -> (Block, u64) {
    let mut plain = [0u8; BLOCK_BYTES];
    let mut breaks = [0u8; BLOCK_BYTES];
    let mut beyond = [0u8; BLOCK_BYTES];
    for i in 0..BLOCK_BYTES {
        let byte = bytes[i];
        let is_upper = byte.wrapping_sub(b'A') < 26;
        let lower = byte | (u8::from(is_upper) << 5);
        bytes[i] = lower;
        plain[i] = u8::from(lower.wrapping_sub(b'a') < 26) | u8::from(byte.wrapping_sub(b'0') < 10);
        // Line feed, vertical tab, form feed and carriage return stand side by side.
        breaks[i] = u8::from(byte.wrapping_sub(b'\n') < 4);
        beyond[i] = byte >> 7;
    }
    (Block { plain: gather(&plain), involved: 0, breaks: gather(&breaks) }, gather(&beyond))
}

/// The lowest bits of 64 bytes as one word.
#[inline]
fn gather(bits: &[u8; BLOCK_BYTES]) -> u64 {
    // Multiplying eight bytes of 0 or 1 by this brings the i-th one to bit 56 + i, without carries.
    const TO_TOP_BYTE: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = bits.as_chunks::<8>();
    let mut word = 0;
    for (i, eight) in eights.iter().enumerate() {
        word |= (u64::from_le_bytes(*eight).wrapping_mul(TO_TOP_BYTE) >> 56) << (8 * i);
    }
    word
}

/// Sorts the bytes beyond ASCII of the block at `base` into separators, line breaks and involved ones.
///
/// The lowest `spilled` bits are bytes of a separator that began in the block before; gives the same for the next.
fn add_beyond_ascii(block: &mut Block, beyond: u64, text: &[u8], base: usize, spilled: u64) -> u64 {
    let mut left = beyond & !spilled;
    while left != 0 {
        let bit = left.trailing_zeros();
        let separator = separator_at(&text[base + bit as usize..]);
        let Some((len, is_break)) = separator else {
            block.involved |= 1 << bit;
            left &= left - 1;
            continue;
        };
        block.breaks |= u64::from(is_break) << bit;
        let taken = ((1u128 << len) - 1) << bit;
        left &= !(taken as u64);
        if taken >> BLOCK_BYTES != 0 {
            return (taken >> BLOCK_BYTES) as u64;
        }
    }
    0
}

/// Length in bytes of the separator at the front of `bytes`, and whether it breaks a line; `None` for any character
/// that is not known here as one.
#[inline]
fn separator_at(bytes: &[u8]) -> Option<(u32, bool)> {
    match *bytes {
        // U+2000 to U+200B spaces, U+2010 to U+2029 dashes, quotes, bullets, ellipsis and breaks, U+202F, U+2030 to
        // U+203E; what lies between are joiners and bidirectional controls, which vanish.
        [0xE2, 0x80, last, ..] => match last {
            0xA8 | 0xA9 => Some((3, true)),
            0x80..=0x8B | 0x90..=0xA7 | 0xAF..=0xBE => Some((3, false)),
            _ => None,
        },
        // The symbols of Latin-1; the gaps are the soft hyphen, ª µ º and the numbers ² ³ ¹ ¼ ½ ¾.
        [0xC2, last, ..] => match last {
            0x85 => Some((2, true)),
            0xA0..=0xA9 | 0xAB | 0xAC | 0xAE..=0xB1 | 0xB4 | 0xB6..=0xB8 | 0xBB | 0xBF => Some((2, false)),
            _ => None,
        },
        _ => None,
    }
}
