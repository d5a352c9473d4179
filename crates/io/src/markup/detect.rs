//! Detection of markup in a text.

use super::elements::effect;
use memchr::memchr2_iter;

/// Longest name of an element, and of an entity such as `&thetasym;`.
const NAME_BYTES_MAX: usize = 10;

/// Returns whether a text has a tag of a known element or an entity. Linear.
pub(crate) fn looks_marked_up(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr2_iter(b'<', b'&', bytes).any(|at| match bytes[at] {
        b'<' => is_tag(&bytes[at + 1..]),
        _ => is_entity(&bytes[at + 1..]),
    })
}

/// Returns whether a text begins with a tag of a known element.
pub(crate) fn begins_marked_up(text: &[u8]) -> bool {
    text.trim_ascii_start().strip_prefix(b"<").is_some_and(is_tag)
}

/// Returns whether the bytes after `<` are the rest of a tag.
fn is_tag(rest: &[u8]) -> bool {
    let name = rest.strip_prefix(b"/").unwrap_or(rest);
    let len = name.iter().take(NAME_BYTES_MAX + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let ends = matches!(name.get(len), Some(b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r'));
    ends && effect(&name[..len].to_ascii_lowercase()).is_some()
}

/// Returns whether the bytes after `&` are the rest of an entity.
fn is_entity(rest: &[u8]) -> bool {
    let (name, is_inside): (&[u8], fn(&u8) -> bool) = match rest {
        [b'#', b'x' | b'X', rest @ ..] => (rest, u8::is_ascii_hexdigit),
        [b'#', rest @ ..] => (rest, u8::is_ascii_digit),
        _ => (rest, u8::is_ascii_alphanumeric),
    };
    let len = name.iter().take(NAME_BYTES_MAX + 1).take_while(|byte| is_inside(byte)).count();
    len >= 2 && name.get(len) == Some(&b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_entities_are_seen_and_signs_are_not() {
        for (text, expected) in [
            ("<p>Herons</p>", true),
            ("a line<br/>another", true),
            ("Herons &amp; gulls", true),
            ("It&#8217;s", true),
            ("&#x2019;", true),
            ("3 < 4 and a > b", false),
            ("Q&A; AT&T", false),
            ("<unknown> tag", false),
            ("a <b", false),
            ("R&D; costs", false),
        ] {
            assert_eq!(looks_marked_up(text), expected, "{text}");
        }
    }
}
