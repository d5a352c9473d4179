//! UTF-16 and UTF-32, recognised by byte order mark.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::io;
use std::io::Read;

/// An encoding whose code units have more than one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WideEncoding {
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
}

impl WideEncoding {
    /// The encoding that a byte order mark announces. UTF-32 is tried first, because its mark
    /// begins with that of UTF-16.
    pub(crate) fn of_mark(bytes: &[u8]) -> Option<WideEncoding> {
        match bytes {
            [0xff, 0xfe, 0, 0, ..] => Some(WideEncoding::Utf32Le),
            [0, 0, 0xfe, 0xff, ..] => Some(WideEncoding::Utf32Be),
            [0xff, 0xfe, ..] => Some(WideEncoding::Utf16Le),
            [0xfe, 0xff, ..] => Some(WideEncoding::Utf16Be),
            _ => None,
        }
    }

    /// Bytes of one code unit, which are also those of the byte order mark.
    pub(crate) fn unit_bytes(self) -> usize {
        match self {
            WideEncoding::Utf16Le | WideEncoding::Utf16Be => 2,
            WideEncoding::Utf32Le | WideEncoding::Utf32Be => 4,
        }
    }

    /// Bytes of a text in this encoding.
    pub(crate) fn encoded_len(self, text: &str) -> usize {
        let units = match self {
            WideEncoding::Utf16Le | WideEncoding::Utf16Be => text.encode_utf16().count(),
            WideEncoding::Utf32Le | WideEncoding::Utf32Be => text.chars().count(),
        };
        units * self.unit_bytes()
    }

    /// The text of all bytes; U+FFFD replaces what is not a character.
    pub(crate) fn decode(self, bytes: &[u8]) -> String {
        let mut text = String::with_capacity(bytes.len());
        let used = self.decode_whole_characters(bytes, &mut text);
        if used < bytes.len() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
        text
    }

    /// Decodes all characters that are complete, and returns the number of their bytes.
    fn decode_whole_characters(self, bytes: &[u8], text: &mut String) -> usize {
        match self {
            WideEncoding::Utf16Le => decode_utf16(bytes, UTF_16LE, u16::from_le_bytes, text),
            WideEncoding::Utf16Be => decode_utf16(bytes, UTF_16BE, u16::from_be_bytes, text),
            WideEncoding::Utf32Le => decode_utf32(bytes, u32::from_le_bytes, text),
            WideEncoding::Utf32Be => decode_utf32(bytes, u32::from_be_bytes, text),
        }
    }
}

fn decode_utf16(
    bytes: &[u8],
    encoding: &'static Encoding,
    unit: fn([u8; 2]) -> u16,
    text: &mut String,
) -> usize {
    let (units, _) = bytes.as_chunks::<2>();
    // The first half of a surrogate pair waits for the second.
    let ends_in_half = units.last().is_some_and(|last| (0xd800..0xdc00).contains(&unit(*last)));
    let used = 2 * (units.len() - usize::from(ends_in_half));
    text.push_str(&encoding.decode_without_bom_handling(&bytes[..used]).0);
    used
}

fn decode_utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32, text: &mut String) -> usize {
    let (units, _) = bytes.as_chunks::<4>();
    let decoded = units.iter().map(|bytes| char::from_u32(unit(*bytes)));
    text.extend(decoded.map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)));
    4 * units.len()
}

/// Encoded bytes per read.
const CHUNK_BYTES: usize = 1 << 16;

/// Re-encodes another reader's bytes as UTF-8.
pub(crate) struct WideReader<R> {
    reader: R,
    encoding: WideEncoding,
    /// Encoded bytes that are not decoded yet.
    encoded: Vec<u8>,
    text: String,
    /// Bytes of `text` that have been read.
    read: usize,
}

impl<R: Read> WideReader<R> {
    pub(crate) fn new(reader: R, encoding: WideEncoding) -> Self {
        WideReader { reader, encoding, encoded: Vec::new(), text: String::new(), read: 0 }
    }
}

impl<R: Read> Read for WideReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.read == self.text.len() {
            self.text.clear();
            self.read = 0;
            let read = self.reader.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut self.encoded)?;
            if read == 0 {
                if std::mem::take(&mut self.encoded).is_empty() {
                    return Ok(0);
                }
                self.text.push(char::REPLACEMENT_CHARACTER);
            } else {
                let used = self.encoding.decode_whole_characters(&self.encoded, &mut self.text);
                self.encoded.drain(..used);
            }
        }
        let len = out.len().min(self.text.len() - self.read);
        out[..len].copy_from_slice(&self.text.as_bytes()[self.read..self.read + len]);
        self.read += len;
        Ok(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn encoded(text: &str, encoding: WideEncoding) -> Vec<u8> {
        match encoding {
            WideEncoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            WideEncoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            WideEncoding::Utf32Le => text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
            WideEncoding::Utf32Be => text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
        }
    }

    /// Reads one byte at a time.
    struct OneByte(Vec<u8>);

    impl Read for OneByte {
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
            for encoding in [WideEncoding::Utf16Le, WideEncoding::Utf16Be, WideEncoding::Utf32Le, WideEncoding::Utf32Be] {
                let bytes = encoded(&text, encoding);
                prop_assert_eq!(&encoding.decode(&bytes), &text);
                let mut streamed = String::new();
                WideReader::new(OneByte(bytes), encoding).read_to_string(&mut streamed).unwrap();
                prop_assert_eq!(&streamed, &text);
            }
        }
    }

    proptest! {
        #[test]
        fn broken_utf16_is_replaced_as_the_standard_library_does(
            units in prop::collection::vec(prop::sample::select(vec![0x61u16, 0xe9, 0xd83d, 0xdca1, 0xfeff, 0xfffe]), 0..12),
        ) {
            let bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            prop_assert_eq!(WideEncoding::Utf16Be.decode(&bytes), String::from_utf16_lossy(&units));
        }
    }

    #[test]
    fn half_a_unit_at_the_end_is_replaced() {
        assert_eq!(WideEncoding::Utf16Le.decode(b"a\0b"), "a\u{fffd}");
        assert_eq!(WideEncoding::Utf16Le.decode(&[0x3d, 0xd8]), "\u{fffd}");
    }
}
