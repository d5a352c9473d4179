//! The text in the value of a field: a string, or strings joined as paragraphs.

use super::members::{keys_of, kind, value_of};
use super::string::unescaped;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::sync::LazyLock;
use wirecopy_article::JsonKind;
use wirecopy_article::word_table::words;

/// Keys of an object that is a text, the most certain first.
static TEXT_KEYS: LazyLock<Vec<&str>> =
    LazyLock::new(|| words(include_str!("../../data/text_keys.tsv")).collect());

/// Objects and arrays inside each other that are looked into.
const DEPTH_MAX: usize = 16;

/// The text of a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TextValue<'a> {
    /// One string, as it is.
    String(Cow<'a, str>),
    /// Strings, joined as paragraphs.
    Joined(String),
    /// A string with half of a surrogate pair.
    Broken,
    /// Another value.
    Other(JsonKind),
    /// Nothing at the end of the path.
    Absent,
}

/// The text of a value at the end of a dotted path, which also leads through arrays.
pub(super) fn text_value<'a>(raw: &'a str, path: Option<&str>) -> TextValue<'a> {
    value_at(raw, path, DEPTH_MAX)
}

fn value_at<'a>(raw: &'a str, path: Option<&str>, depth: usize) -> TextValue<'a> {
    let kind = kind(raw);
    let is_too_deep = depth == 0;
    match (raw.as_bytes().first(), path) {
        (Some(b'['), _) if !is_too_deep => joined(raw, path, depth - 1),
        (Some(b'{'), Some(path)) if !is_too_deep => member_at(raw, path, depth - 1),
        (Some(b'{'), None) if !is_too_deep => member_with_text(raw, depth - 1),
        (_, Some(_)) => TextValue::Absent,
        (Some(b'"'), None) => unescaped(raw).map_or(TextValue::Broken, TextValue::String),
        (_, None) => TextValue::Other(kind),
    }
}

/// The value at the end of a path of which the first name, or all of it, is a key.
fn member_at<'a>(raw: &'a str, path: &str, depth: usize) -> TextValue<'a> {
    if let Some(value) = value_of(raw, path) {
        return value_at(value, None, depth);
    }
    match path.split_once('.') {
        Some((first, rest)) => {
            value_of(raw, first).map_or(TextValue::Absent, |value| value_at(value, Some(rest), depth))
        }
        None if keys_of(raw).iter().any(|key| key == path) => TextValue::Other(JsonKind::Null),
        None => TextValue::Absent,
    }
}

fn member_with_text(raw: &str, depth: usize) -> TextValue<'_> {
    let values = TEXT_KEYS.iter().filter_map(|key| value_of(raw, key));
    let texts = values.map(|value| value_at(value, None, depth));
    let is_text = |text: &TextValue<'_>| !matches!(text, TextValue::Other(_) | TextValue::Absent);
    texts.into_iter().find(is_text).unwrap_or(TextValue::Other(JsonKind::Object))
}

/// The strings of an array, with an empty line between them.
fn joined<'a>(raw: &'a str, path: Option<&str>, depth: usize) -> TextValue<'a> {
    let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(raw) else {
        return TextValue::Other(JsonKind::Array);
    };
    let is_empty = elements.is_empty();
    let mut paragraphs: Vec<Cow<'_, str>> = Vec::new();
    let mut is_other = true;
    for element in elements {
        match value_at(element.get(), path, depth) {
            TextValue::String(text) => paragraphs.push(text),
            TextValue::Joined(text) => paragraphs.push(Cow::Owned(text)),
            TextValue::Broken => return TextValue::Broken,
            TextValue::Other(_) => continue,
            TextValue::Absent if path.is_some() => continue,
            TextValue::Absent => {}
        }
        is_other = false;
    }
    paragraphs.retain(|paragraph| !paragraph.trim().is_empty());
    match (is_empty, is_other, path) {
        (true, ..) => TextValue::Joined(String::new()),
        (_, true, Some(_)) => TextValue::Absent,
        (_, true, None) => TextValue::Other(JsonKind::Array),
        _ => TextValue::Joined(paragraphs.join("\n\n")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_the_text_under_any_key_of_the_table() {
        for key in words(include_str!("../../data/text_keys.tsv")) {
            let object = format!("{{\"{key}\": \"The heron left.\"}}");
            let expected = TextValue::String(Cow::Borrowed("The heron left."));
            assert_eq!(text_value(&object, None), expected, "{object}");
        }
    }

    #[test]
    fn strings_are_texts_and_lists_of_them_are_paragraphs() {
        let joined = |text: &str| TextValue::Joined(text.to_owned());
        for (raw, path, expected) in [
            (r#""a\nb""#, None, TextValue::String("a\nb".into())),
            (r#"["a", "", "b"]"#, None, joined("a\n\nb")),
            (r#"[{"text": "a"}, {"content": "b"}, {"image": 1}]"#, None, joined("a\n\nb")),
            (r#"{"rendered": "a"}"#, None, TextValue::String("a".into())),
            (
                r#"[{"paragraphs": ["a", "b"]}, {"paragraphs": ["c"]}]"#,
                Some("paragraphs"),
                joined("a\n\nb\n\nc"),
            ),
            (r#"{"sections": [{"paragraphs": ["a"]}]}"#, Some("sections.paragraphs"), joined("a")),
            (r#"{"a": {"b.c": "d"}}"#, Some("a.b.c"), TextValue::String("d".into())),
            (r#"{"a": 1}"#, Some("b"), TextValue::Absent),
            (r#"{"a": null}"#, Some("a"), TextValue::Other(JsonKind::Null)),
            ("[]", None, joined("")),
            ("[1, 2]", None, TextValue::Other(JsonKind::Array)),
            ("{}", None, TextValue::Other(JsonKind::Object)),
            ("null", None, TextValue::Other(JsonKind::Null)),
            ("3", None, TextValue::Other(JsonKind::Number)),
            (r#""\ud800""#, None, TextValue::Broken),
        ] {
            assert_eq!(text_value(raw, path), expected, "{raw}");
        }
    }

    #[test]
    fn what_is_too_deep_is_no_text() {
        let deep = format!("{}\"a\"{}", "[".repeat(60), "]".repeat(60));
        assert_eq!(text_value(&deep, None), TextValue::Other(JsonKind::Array));
    }
}
