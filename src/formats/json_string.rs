//! The characters of a JSON string.

use memchr::memchr;
use std::borrow::Cow;

/// Unescapes a string that stands between its quotes in JSON already found to be well-formed; `None` for half of a surrogate pair,
/// which is no character. Runs without an escape are copied whole; a string without any is borrowed.
pub(super) fn unescaped(quoted: &str) -> Option<Cow<'_, str>> {
    let inside = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(quoted);
    let Some(first) = memchr(b'\\', inside.as_bytes()) else {
        return Some(Cow::Borrowed(inside));
    };
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    let mut next = Some(first);
    while let Some(at) = next {
        text.push_str(&rest[..at]);
        let (character, len) = escape(&rest[at + 1..])?;
        text.push(character);
        rest = &rest[at + 1 + len..];
        next = memchr(b'\\', rest.as_bytes());
    }
    text.push_str(rest);
    Some(Cow::Owned(text))
}

/// The character behind a backslash, and the bytes of its escape.
fn escape(rest: &str) -> Option<(char, usize)> {
    let character = match rest.as_bytes().first()? {
        b'n' => '\n',
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'u' => return unicode_escape(rest),
        other => char::from(*other),
    };
    Some((character, 1))
}

fn unicode_escape(rest: &str) -> Option<(char, usize)> {
    let unit = |from: usize| u16::from_str_radix(rest.get(from..from + 4)?, 16).ok();
    let first = unit(1)?;
    if let Some(character) = char::from_u32(first.into()) {
        return Some((character, 5));
    }
    if rest.get(5..7)? != "\\u" {
        return None;
    }
    let pair = char::decode_utf16([first, unit(7)?]).next()?.ok()?;
    Some((pair, 11))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A string as JSON with every character escaped that `escaped` says.
    fn quoted(text: &str, escaped: &[bool]) -> String {
        let mut json = String::from("\"");
        for (character, escape) in text.chars().zip(escaped.iter().cycle()) {
            let mut units = [0; 2];
            if *escape {
                for unit in character.encode_utf16(&mut units) {
                    json.push_str(&format!("\\u{unit:04x}"));
                }
            } else {
                let plain = serde_json::to_string(&character).unwrap();
                json.push_str(&plain[1..plain.len() - 1]);
            }
        }
        json + "\""
    }

    proptest! {
        #[test]
        fn any_string_comes_back(text in any::<String>(), escaped in prop::collection::vec(any::<bool>(), 1..9)) {
            let json = quoted(&text, &escaped);
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text.clone());
            prop_assert_eq!(unescaped(&json).unwrap(), text);
        }

        #[test]
        fn any_escape_is_what_serde_makes_of_it(
            parts in prop::collection::vec(prop::sample::select(vec![
                "\\ud83d", "\\udca1", "\\uD83D\\uDCA1", "\\u0000", "\\/", "\\\\", "\\\"", "\\b", "\\f", "\\n", "\\u00e9", "u", "é",
            ]), 0..8),
        ) {
            let json = format!("\"{}\"", parts.concat());
            let plain = serde_json::from_str::<String>(&json).ok();
            prop_assert_eq!(unescaped(&json).map(Cow::into_owned), plain);
        }
    }
}
