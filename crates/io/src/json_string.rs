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

/// Where offsets of the unescaped text, ascending and on borders of characters, stand inside of a string between its quotes; `None` for an offset
/// beyond the text or inside of an escape.
pub(super) fn places(inside: &str, offsets: &[usize]) -> Option<Vec<usize>> {
    let mut places = Vec::with_capacity(offsets.len());
    let mut wanted = offsets.iter().peekable();
    // Bytes that were passed, of the text and of the string.
    let (mut of_text, mut of_string) = (0, 0);
    loop {
        let rest = &inside[of_string..];
        let run = memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        while let Some(offset) = wanted.next_if(|offset| **offset <= of_text + run) {
            places.push(of_string + offset.checked_sub(of_text)?);
        }
        if run == rest.len() {
            return wanted.peek().is_none().then_some(places);
        }
        let (character, len) = escape(&rest[run + 1..])?;
        of_text += run + character.len_utf8();
        of_string += run + 1 + len;
    }
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
        fn any_offset_is_found_in_the_string(text in any::<String>(), escaped in prop::collection::vec(any::<bool>(), 1..9)) {
            let json = quoted(&text, &escaped);
            let inside = &json[1..json.len() - 1];
            let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for (offset, place) in offsets.iter().zip(places(inside, &offsets).unwrap()) {
                prop_assert_eq!(unescaped(&inside[..place]).unwrap(), &text[..*offset]);
            }
            prop_assert_eq!(places(inside, &[text.len() + 1]), None);
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
