//! The charset of a file, and text from its bytes.

use super::utf16::WideEncoding;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// The byte order mark of UTF-8.
pub(crate) const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// A way of decoding bytes to text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    Utf8,
    /// UTF-16 or UTF-32, by byte order mark.
    Wide(WideEncoding),
    /// By detection. Every ASCII byte is its own character.
    Detected(&'static Encoding),
}

impl Charset {
    /// The charset of a whole file: by its byte order mark, else UTF-8 if the bytes are valid,
    /// else the likeliest one.
    pub(crate) fn of_file(bytes: &[u8]) -> Charset {
        match WideEncoding::of_mark(bytes) {
            Some(encoding) => Charset::Wide(encoding),
            None if simdutf8::basic::from_utf8(bytes).is_ok() => Charset::Utf8,
            // Marked as UTF-8, but damaged.
            None if bytes.starts_with(UTF8_MARK) => Charset::Detected(UTF_8),
            None => Charset::likeliest(bytes),
        }
    }

    /// The charset of a stream. `window` starts at the first byte that is not ASCII, and its end
    /// may cut a character.
    pub(crate) fn of_window(window: &[u8]) -> Charset {
        match std::str::from_utf8(window) {
            Ok(_) => Charset::Utf8,
            Err(error) if error.error_len().is_none() => Charset::Utf8,
            Err(_) => Charset::likeliest(window),
        }
    }

    fn likeliest(bytes: &[u8]) -> Charset {
        if is_mostly_utf8(bytes) {
            return Charset::Detected(UTF_8);
        }
        // ISO-2022-JP consists of ASCII bytes: any ASCII text with an escape character would match.
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        Charset::Detected(detector.guess(None, Utf8Detection::Deny))
    }

    /// The text of a whole file without its byte order mark; `None` if bytes that should be
    /// UTF-8 are not.
    pub(crate) fn decode_file(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Charset::Utf8 => self.decode_part(bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes)),
            Charset::Wide(encoding) => {
                let text = encoding.decode(bytes);
                Some(Cow::Owned(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
            }
            Charset::Detected(encoding) => Some(encoding.decode_with_bom_removal(bytes).0),
        }
    }

    /// The text of a part of a file, where a byte order mark is a character like any other; `None`
    /// where bytes that should be UTF-8 are not.
    pub(crate) fn decode_part(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Charset::Utf8 => simdutf8::basic::from_utf8(bytes).ok().map(Cow::Borrowed),
            Charset::Wide(encoding) => Some(Cow::Owned(encoding.decode(bytes))),
            Charset::Detected(encoding) => Some(encoding.decode_without_bom_handling(bytes).0),
        }
    }

    /// Bytes of a text in this charset; `None` if the charset lacks one of its characters.
    pub(crate) fn encoded_len(self, text: &str) -> Option<usize> {
        match self {
            Charset::Utf8 => Some(text.len()),
            Charset::Wide(encoding) => Some(encoding.encoded_len(text)),
            Charset::Detected(encoding) => {
                let (bytes, _, has_errors) = encoding.encode(text);
                (!has_errors).then_some(bytes.len())
            }
        }
    }
}

/// Valid characters for each place that is none from which bytes are UTF-8 with some damage: a text
/// cut within a character must not turn all others of its file into those of another charset, and
/// in another charset few sequences are valid by chance.
const VALID_PER_INVALID_MIN: usize = 3;

fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > 0 && valid >= VALID_PER_INVALID_MIN * invalid
}

/// First bytes as UTF-8 without a byte order mark, if a mark says that they are in a wide encoding;
/// otherwise as they are, without a mark.
pub(crate) fn narrowed(first: &[u8]) -> Cow<'_, [u8]> {
    match WideEncoding::of_mark(first) {
        Some(encoding) => {
            let text = encoding.decode(first);
            Cow::Owned(text.strip_prefix('\u{feff}').unwrap_or(&text).as_bytes().to_vec())
        }
        None => Cow::Borrowed(first.strip_prefix(UTF8_MARK).unwrap_or(first)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_character_does_not_change_the_charset_of_the_others() {
        let bytes = [&b"caf\xc3|"[..], "été à Tölm".as_bytes()].concat();
        for charset in [Charset::of_file(&bytes), Charset::of_window(&bytes)] {
            assert_eq!(charset.decode_file(&bytes).unwrap(), "caf\u{fffd}|été à Tölm");
        }
        let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode("鷺は港に戻り、漁師たちは喜んだ。");
        assert_ne!(Charset::of_file(&shift_jis), Charset::Detected(UTF_8));
    }

    #[test]
    fn marks_are_removed_and_nothing_else() {
        for (bytes, text) in [
            (&b"\xef\xbb\xbf\xc3\xa9t\xc3\xa9"[..], "été"),
            (b"\xff\xfe\xe9\0t\0", "ét"),
            (b"\xfe\xff\0\xe9\0t", "ét"),
            (b"\xff\xfe\0\0\xe9\0\0\0", "é"),
            (b"plain\r\n", "plain\r\n"),
            (b"", ""),
        ] {
            assert_eq!(Charset::of_file(bytes).decode_file(bytes).unwrap(), text);
        }
    }

    #[test]
    fn western_bytes_are_detected() {
        let bytes =
            b"La pr\xe9fecture de Tolm a d\xe9cid\xe9 de fermer la route apr\xe8s l'orage d'\xe9t\xe9.";
        let charset = Charset::of_file(bytes);
        assert!(matches!(charset, Charset::Detected(_)));
        assert_eq!(
            charset.decode_file(bytes).unwrap(),
            "La préfecture de Tolm a décidé de fermer la route après l'orage d'été."
        );
    }

    #[test]
    fn a_window_may_cut_a_character() {
        assert_eq!(Charset::of_window("é…".as_bytes().split_last().unwrap().1), Charset::Utf8);
        assert!(matches!(Charset::of_window(b"\xe9t\xe9 et hiver"), Charset::Detected(_)));
    }
}
