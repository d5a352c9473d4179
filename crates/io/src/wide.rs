//! UTF-16 and UTF-32 by byte order mark.

use std::io;
use std::io::Read;

/// An encoding in units of more than a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wide {
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
}

impl Wide {
    /// What a byte order mark tells. UTF-32 first, because its mark begins with that of UTF-16.
    pub(super) fn told_by(bytes: &[u8]) -> Option<Wide> {
        match bytes {
            [0xff, 0xfe, 0, 0, ..] => Some(Wide::Utf32Le),
            [0, 0, 0xfe, 0xff, ..] => Some(Wide::Utf32Be),
            [0xff, 0xfe, ..] => Some(Wide::Utf16Le),
            [0xfe, 0xff, ..] => Some(Wide::Utf16Be),
            _ => None,
        }
    }

    /// The whole as text; what is no character becomes U+FFFD.
    pub(super) fn decode(self, bytes: &[u8]) -> String {
        let mut text = String::with_capacity(bytes.len());
        let used = self.decode_units(bytes, &mut text);
        if used < bytes.len() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
        text
    }

    /// Decodes all units that are whole, and tells how many bytes they had.
    fn decode_units(self, bytes: &[u8], text: &mut String) -> usize {
        match self {
            Wide::Utf16Le => decode_utf16(bytes, u16::from_le_bytes, text),
            Wide::Utf16Be => decode_utf16(bytes, u16::from_be_bytes, text),
            Wide::Utf32Le => decode_utf32(bytes, u32::from_le_bytes, text),
            Wide::Utf32Be => decode_utf32(bytes, u32::from_be_bytes, text),
        }
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, text: &mut String) -> usize {
    let (mut units, _) = bytes.as_chunks::<2>();
    // The first half of a pair waits for the second.
    if let [before @ .., last] = units
        && (0xd800..0xdc00).contains(&unit(*last))
    {
        units = before;
    }
    let decoded = char::decode_utf16(units.iter().map(|bytes| unit(*bytes)));
    text.extend(decoded.map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)));
    2 * units.len()
}

fn decode_utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32, text: &mut String) -> usize {
    let (units, _) = bytes.as_chunks::<4>();
    let decoded = units.iter().map(|bytes| char::from_u32(unit(*bytes)));
    text.extend(decoded.map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)));
    4 * units.len()
}

/// Bytes taken from the wide side at once.
const CHUNK_BYTES: usize = 1 << 16;

/// Reads the wide bytes of another reader as UTF-8.
pub(super) struct WideReader<R> {
    reader: R,
    wide: Wide,
    /// Bytes of a unit that is not whole yet.
    waiting: Vec<u8>,
    text: String,
    /// Bytes of `text` that were given.
    given: usize,
}

impl<R: Read> WideReader<R> {
    pub(super) fn new(reader: R, wide: Wide) -> Self {
        WideReader { reader, wide, waiting: Vec::new(), text: String::new(), given: 0 }
    }
}

impl<R: Read> Read for WideReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            self.text.clear();
            self.given = 0;
            let read = self.reader.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut self.waiting)?;
            if read == 0 {
                if std::mem::take(&mut self.waiting).is_empty() {
                    return Ok(0);
                }
                self.text.push(char::REPLACEMENT_CHARACTER);
            } else {
                let used = self.wide.decode_units(&self.waiting, &mut self.text);
                self.waiting.drain(..used);
            }
        }
        let len = out.len().min(self.text.len() - self.given);
        out[..len].copy_from_slice(&self.text.as_bytes()[self.given..self.given + len]);
        self.given += len;
        Ok(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn encoded(text: &str, wide: Wide) -> Vec<u8> {
        match wide {
            Wide::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Wide::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Wide::Utf32Le => text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
            Wide::Utf32Be => text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
        }
    }

    /// Gives one byte at a time.
    struct Drop(Vec<u8>);

    impl Read for Drop {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() || out.is_empty() {
                return Ok(0);
            }
            out[0] = self.0.remove(0);
            Ok(1)
        }
    }

    proptest! {
        #[test]
        fn wide_text_comes_back_whole_and_by_stream(text in any::<String>()) {
            for wide in [Wide::Utf16Le, Wide::Utf16Be, Wide::Utf32Le, Wide::Utf32Be] {
                let bytes = encoded(&text, wide);
                prop_assert_eq!(&wide.decode(&bytes), &text);
                let mut streamed = String::new();
                WideReader::new(Drop(bytes), wide).read_to_string(&mut streamed).unwrap();
                prop_assert_eq!(&streamed, &text);
            }
        }
    }

    #[test]
    fn half_a_unit_at_the_end_is_replaced() {
        assert_eq!(Wide::Utf16Le.decode(b"a\0b"), "a\u{fffd}");
        assert_eq!(Wide::Utf16Le.decode(&[0x3d, 0xd8]), "\u{fffd}");
    }
}
