//! Blocks of 64 bytes, each as four sets of positions: plain word bytes, bytes of characters to be
//! looked at one by one, line breaks, and quotation marks.
//!
//! English news is ASCII except for curly quotes, dashes and no-break spaces. Those are recognised
//! by their bytes, so that they cost no more than a full stop; everything else beyond ASCII is left
//! to `unicode_run`.

use super::block::{BLOCK_BYTES, ByteSets};
use super::classify_kernel::classify;
use std::ops::Range;

/// The blocks of a text, and the text with its ASCII letters in lower case.
#[derive(Debug, Default, Clone)]
pub(crate) struct Blocks {
    pub(crate) blocks: Vec<ByteSets>,
    /// The lower-cased text, padded with spaces to a whole block and one more.
    pub(crate) lowered: Vec<u8>,
}

impl Blocks {
    /// Reads `text`. Linear; allocates only while growing.
    pub(crate) fn read(&mut self, text: &[u8]) {
        let count = text.len().div_ceil(BLOCK_BYTES);
        self.blocks.clear();
        self.blocks.reserve(count);
        self.lowered.clear();
        self.lowered.extend_from_slice(text);
        self.lowered.resize((count + 1) * BLOCK_BYTES, b' ');
        let (lowered, _) = self.lowered.as_chunks_mut::<BLOCK_BYTES>();
        classify(&mut lowered[..count], &mut self.blocks);
        let mut spilled = 0;
        for (index, block) in self.blocks.iter_mut().enumerate().filter(|(_, block)| block.involved != 0) {
            let beyond_ascii = std::mem::take(&mut block.involved);
            spilled = add_beyond_ascii(block, beyond_ascii, text, index * BLOCK_BYTES, spilled);
        }
    }

    /// Marks the bytes `start..end` to be read as whole characters.
    pub(crate) fn mark_involved(&mut self, start: usize, end: usize) {
        for at in start..end {
            self.blocks[at / BLOCK_BYTES].involved |= 1 << (at % BLOCK_BYTES);
        }
    }

    /// Offsets at which a run of ASCII letters and digits starts, and of all bytes beyond ASCII
    /// that may belong to a token.
    pub(crate) fn word_starts(&self) -> WordStarts<'_> {
        WordStarts { coming: self.blocks.iter(), base: 0, left: 0, next_base: 0, continues: 0 }
    }

    /// Offsets of the first bytes of the quotation marks that begin in `range`.
    pub(crate) fn quotes(&self, range: Range<usize>) -> impl Iterator<Item = usize> + Clone + '_ {
        let mut index = range.start / BLOCK_BYTES;
        let first = self.blocks.get(index).map_or(0, |block| block.quotes);
        let mut left = first & (u64::MAX << (range.start % BLOCK_BYTES));
        std::iter::from_fn(move || {
            while left == 0 {
                index += 1;
                if index * BLOCK_BYTES >= range.end {
                    return None;
                }
                left = self.blocks[index].quotes;
            }
            let at = index * BLOCK_BYTES + left.trailing_zeros() as usize;
            left &= left - 1;
            (at < range.end).then_some(at)
        })
    }

    /// Offsets of the first bytes of line breaks.
    pub(crate) fn breaks(&self) -> impl Iterator<Item = usize> + '_ {
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

/// See [`Blocks::word_starts`].
#[derive(Debug, Clone)]
pub(crate) struct WordStarts<'blocks> {
    coming: std::slice::Iter<'blocks, ByteSets>,
    /// Offset of the current block, and the positions that are left of it.
    base: usize,
    left: u64,
    next_base: usize,
    /// 1 if the current block ends with a plain byte.
    continues: u64,
}

impl Iterator for WordStarts<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            let block = self.coming.next()?;
            self.left = (block.plain & !(block.plain << 1 | self.continues)) | block.involved;
            self.continues = block.plain >> (BLOCK_BYTES - 1);
            self.base = self.next_base;
            self.next_base += BLOCK_BYTES;
        }
        let bit = self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(self.base + bit)
    }
}

/// Sorts the bytes beyond ASCII of the block at `base` into separators, line breaks, quotation
/// marks and involved ones.
///
/// `spilled` has the bits of a separator that began in the block before; returns those of the next
/// block.
fn add_beyond_ascii(block: &mut ByteSets, beyond: u64, text: &[u8], base: usize, spilled: u64) -> u64 {
    let mut left = beyond & !spilled;
    while left != 0 {
        let bit = left.trailing_zeros();
        let bytes = &text[base + bit as usize..];
        block.quotes |= u64::from(is_quotation_mark(bytes)) << bit;
        let Some((len, is_break)) = separator_at(bytes) else {
            block.involved |= 1 << bit;
            left &= left - 1;
            continue;
        };
        block.breaks |= u64::from(is_break) << bit;
        let separator = ((1u128 << len) - 1) << bit;
        left &= !(separator as u64);
        if separator >> BLOCK_BYTES != 0 {
            return (separator >> BLOCK_BYTES) as u64;
        }
    }
    0
}

/// The length in bytes of the separator at the front of `bytes`, and whether it breaks a line;
/// `None` for any character that this table does not list.
#[inline]
fn separator_at(bytes: &[u8]) -> Option<(u32, bool)> {
    match *bytes {
        // U+2000 to U+200B spaces, U+2010 to U+2029 dashes, quotes, bullets, ellipsis and breaks,
        // U+202F, U+2030 to U+203E; those in between are joiners and bidirectional controls, which
        // vanish.
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

/// Returns whether the character beyond ASCII at the front of `bytes` is a quotation mark.
/// Apostrophes are common, and are none.
#[inline]
pub(crate) fn is_quotation_mark(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xC2, 0xAB | 0xBB, ..] // « »
            | [0xE2, 0x80, 0x9C..=0x9F, ..] // “ ” „ ‟
            | [0xE3, 0x80, 0x8C..=0x8F, ..] // 「 」 『 』
    )
}
