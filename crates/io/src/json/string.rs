//! JSON strings: their characters, and offsets in their escaped form.

use memchr::memchr;
use std::borrow::Cow;

/// The characters of a quoted string of valid JSON, borrowed if it has no escape; `None` if
/// it has half of a surrogate pair, which is not a character. Linear in the string.
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

/// Offsets of the unescaped text as offsets within the escaped string, without its quotes. The
/// offsets ascend and are at character boundaries. `None` if one of them is beyond the text or
/// inside an escape. Linear in the string.
pub(crate) fn offsets_in_string(inside: &str, offsets: &[usize]) -> Option<Vec<usize>> {
    let mut found = Vec::with_capacity(offsets.len());
    let mut wanted = offsets.iter().peekable();
    let (mut in_text, mut in_string) = (0, 0);
    loop {
        let rest = &inside[in_string..];
        let run = memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        while let Some(offset) = wanted.next_if(|offset| **offset <= in_text + run) {
            found.push(in_string + offset.checked_sub(in_text)?);
        }
        if run == rest.len() {
            return wanted.peek().is_none().then_some(found);
        }
        let (character, len) = escape(&rest[run + 1..])?;
        in_text += run + character.len_utf8();
        in_string += run + 1 + len;
    }
}

/// The character of an escape, and the bytes of the escape after its backslash.
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
    let code_unit = |from: usize| u16::from_str_radix(rest.get(from..from + 4)?, 16).ok();
    let first = code_unit(1)?;
    if let Some(character) = char::from_u32(first.into()) {
        return Some((character, 5));
    }
    if rest.get(5..7)? != "\\u" {
        return None;
    }
    let pair = char::decode_utf16([first, code_unit(7)?]).next()?.ok()?;
    Some((pair, 11))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A text as a JSON string. `escaped`, repeated, says which characters are escaped.
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
        fn any_string_survives_a_round_trip(text in any::<String>(), escaped in prop::collection::vec(any::<bool>(), 1..9)) {
            let json = quoted(&text, &escaped);
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text.clone());
            prop_assert_eq!(unescaped(&json).unwrap(), text);
        }

        #[test]
        fn any_offset_is_found_in_the_string(text in any::<String>(), escaped in prop::collection::vec(any::<bool>(), 1..9)) {
            let json = quoted(&text, &escaped);
            let inside = &json[1..json.len() - 1];
            let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for (offset, found) in offsets.iter().zip(offsets_in_string(inside, &offsets).unwrap()) {
                prop_assert_eq!(unescaped(&inside[..found]).unwrap(), &text[..*offset]);
            }
            prop_assert_eq!(offsets_in_string(inside, &[text.len() + 1]), None);
        }

        #[test]
        fn every_escape_is_read_as_serde_json_reads_it(
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
