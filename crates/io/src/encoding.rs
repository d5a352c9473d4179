//! Which characters bytes stand for.

use super::wide::Wide;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// The byte order mark of UTF-8.
pub(super) const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// How bytes are read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    Utf8,
    /// By byte order mark.
    Wide(Wide),
    /// By detection: every byte of ASCII stands for itself.
    Detected(&'static Encoding),
}

impl Charset {
    /// The charset of a whole file: its byte order mark, then UTF-8 where that is possible, then the likeliest.
    pub(super) fn of_file(bytes: &[u8]) -> Charset {
        match Wide::told_by(bytes) {
            Some(wide) => Charset::Wide(wide),
            None if simdutf8::basic::from_utf8(bytes).is_ok() => Charset::Utf8,
            // It says what it is and is damaged.
            None if bytes.starts_with(UTF8_MARK) => Charset::Detected(UTF_8),
            None => Charset::likeliest(bytes),
        }
    }

    /// The charset of a stream of which `window` is a part from its first byte that is not ASCII; its end may cut a character.
    pub(super) fn of_window(window: &[u8]) -> Charset {
        match std::str::from_utf8(window) {
            Ok(_) => Charset::Utf8,
            Err(error) if error.error_len().is_none() => Charset::Utf8,
            Err(_) => Charset::likeliest(window),
        }
    }

    fn likeliest(bytes: &[u8]) -> Charset {
        // ISO-2022-JP is ASCII to the eye, so that every text with an escape would fall under suspicion.
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        Charset::Detected(detector.guess(None, Utf8Detection::Deny))
    }

    /// The text of a whole file without its byte order mark; `None` where bytes that should be UTF-8 are not.
    pub(super) fn decode_file(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Charset::Utf8 => self.decode_part(bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes)),
            Charset::Wide(wide) => {
                let text = wide.decode(bytes);
                Some(Cow::Owned(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
            }
            Charset::Detected(encoding) => Some(encoding.decode_with_bom_removal(bytes).0),
        }
    }

    /// The text of a part of a file, which has no byte order mark; `None` as above.
    pub(super) fn decode_part(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Charset::Utf8 => simdutf8::basic::from_utf8(bytes).ok().map(Cow::Borrowed),
            Charset::Wide(wide) => Some(Cow::Owned(wide.decode(bytes))),
            Charset::Detected(encoding) => Some(encoding.decode_without_bom_handling(bytes).0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
