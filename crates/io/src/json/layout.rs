//! The layout of a JSON file: where its records are.

use super::lenient::without_non_numbers;
use super::values::{ObjectMembers, next_value, string_end, value_end};
use crate::charset::UTF8_MARK;
use crate::fields::{folded, known_as_text};
use serde::de::IgnoredAny;
use wirecopy_article::word_table::words;

/// The layout of the records of a JSON file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum RecordLayout {
    /// One on each line.
    #[default]
    Lines,
    /// One after another, over any lines.
    Values,
    /// In the array at the end of a path, which is empty if the array is the whole file.
    Array(Vec<String>),
}

/// Levels of objects in which an array of records is looked for.
const DEPTH_MAX: usize = 3;

/// Returns whether bytes are JSON whatever the name of their file: their first value is complete,
/// or longer than the part that was read.
pub(crate) fn is_plainly_json(first: &[u8], ended: bool) -> bool {
    let bare = first.strip_prefix(UTF8_MARK).unwrap_or(first).trim_ascii_start();
    let is_valid = |json: &[u8]| match std::str::from_utf8(json) {
        Ok(json) => {
            let mended = without_non_numbers(json);
            serde_json::from_str::<IgnoredAny>(mended.as_deref().unwrap_or(json)).is_ok()
        }
        Err(_) => false,
    };
    is_python(bare)
        || is_json(bare)
            && match value_end(bare, 0, false) {
                Some(end) => is_valid(&bare[..end]),
                None => !ended,
            }
}

/// Returns whether bytes begin as JSON does: an object, or an array of objects, arrays or strings.
pub(crate) fn is_json(first: &[u8]) -> bool {
    let bare = first.strip_prefix(UTF8_MARK).unwrap_or(first).trim_ascii_start();
    if is_python(bare) {
        return true;
    }
    let inside = |at: usize| bare.get(next_value(bare, at).min(bare.len().saturating_sub(1)));
    match bare.first() {
        Some(b'{') => inside(1) == Some(&b'"'),
        Some(b'[') => {
            let is_whole = value_end(bare, 0, false).is_none_or(|end| end > 2);
            is_whole && matches!(inside(1), Some(b'{' | b'"' | b'['))
        }
        // A line that is one string, and another after it.
        Some(b'"') => {
            let end = string_end(bare, 1).filter(|end| bare.get(*end) == Some(&b'\n'));
            end.is_some_and(|end| bare.get(end + 1) == Some(&b'"') && is_line_of_string(&bare[end + 1..]))
        }
        _ => false,
    }
}

/// Returns whether bytes begin as an object printed by Python, whose names are in single quotes: it
/// is no JSON, and no text either.
fn is_python(bare: &[u8]) -> bool {
    bare.starts_with(b"{'") || bare.starts_with(b"[{'")
}

/// Returns whether the first line is one JSON string.
fn is_line_of_string(bytes: &[u8]) -> bool {
    let line = memchr::memchr(b'\n', bytes).map_or(bytes, |at| &bytes[..at]);
    serde_json::from_slice::<String>(line).is_ok()
}

impl RecordLayout {
    /// The layout of a file of which these are the first bytes. `records_path` is where the user
    /// says that the records are.
    pub(crate) fn of(first: &[u8], records_path: Option<&str>) -> RecordLayout {
        if let Some(path) = records_path {
            return RecordLayout::Array(
                path.split('.').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            );
        }
        let bare = first.strip_prefix(UTF8_MARK).unwrap_or(first);
        RecordLayout::of_bare(bare)
    }

    fn of_bare(first: &[u8]) -> RecordLayout {
        let start = next_value(first, 0);
        let line_end = memchr::memchr(b'\n', &first[start..]).map_or(first.len(), |at| start + at);
        match first.get(start) {
            Some(b'[') if !is_lines_of_arrays(first, start, line_end) => RecordLayout::Array(Vec::new()),
            Some(b'{') => RecordLayout::of_objects(first, start, line_end),
            _ => RecordLayout::Lines,
        }
    }

    fn of_objects(first: &[u8], start: usize, line_end: usize) -> RecordLayout {
        let mut path = Vec::new();
        if find_records(first, start, &mut path) {
            return RecordLayout::Array(path);
        }
        match value_end(first, start, false) {
            // An object over several lines, or several on one line.
            Some(end) if end > line_end => RecordLayout::Values,
            Some(end) => match first.get(next_value(first, end)) {
                Some(b'{') if next_value(first, end) < line_end => RecordLayout::Values,
                _ => RecordLayout::Lines,
            },
            // A line that breaks off is one bad record, an object that continues below is not.
            None if first[start + 1..line_end].trim_ascii().is_empty() => RecordLayout::Values,
            None => RecordLayout::Lines,
        }
    }
}

/// Returns whether the first line is an array and so is the next.
fn is_lines_of_arrays(first: &[u8], start: usize, line_end: usize) -> bool {
    let is_whole = value_end(first, start, false).is_some_and(|end| end <= line_end);
    is_whole && first.get(next_value(first, line_end)) == Some(&b'[')
}

/// Appends the path of the array of records inside the object at an offset, where its keys are
/// known for that. Returns whether there is one.
fn find_records(first: &[u8], at: usize, path: &mut Vec<String>) -> bool {
    if path.len() >= DEPTH_MAX {
        return false;
    }
    for (key, value) in ObjectMembers::of(first, at) {
        let key = String::from_utf8_lossy(key).into_owned();
        if known_as_text(&key) && first.get(value) == Some(&b'"') {
            return false;
        }
        if !is_envelope(&key) {
            continue;
        }
        path.push(key);
        let has_records = match first.get(value) {
            Some(b'[') => first.get(next_value(first, value + 1)) == Some(&b'{'),
            Some(b'{') => find_records(first, value, path),
            _ => false,
        };
        if has_records {
            return true;
        }
        path.pop();
    }
    false
}

fn is_envelope(key: &str) -> bool {
    let key = folded(key);
    words(include_str!("../../data/envelopes.tsv")).any(|known| known == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_found_under_every_key_of_the_table() {
        for key in words(include_str!("../../data/envelopes.tsv")) {
            let first = format!("{{\"status\": 1, \"{key}\": [{{\"a\": 1}}]}}");
            let expected = RecordLayout::Array(vec![key.to_owned()]);
            assert_eq!(RecordLayout::of(first.as_bytes(), None), expected, "{first}");
        }
    }

    #[test]
    fn records_are_found_in_every_shape() {
        let array = |path: &[&str]| RecordLayout::Array(path.iter().map(|name| (*name).to_owned()).collect());
        for (first, expected) in [
            ("{\"text\": \"a\"}\n{\"text\": \"b\"}\n", RecordLayout::Lines),
            ("{\"text\": \"a\"}", RecordLayout::Lines),
            ("\"a\"\n\"b\"\n", RecordLayout::Lines),
            ("{\"text\": \"a\"} {\"text\": \"b\"}\n", RecordLayout::Values),
            ("{\"text\": broken}\n{}", RecordLayout::Lines),
            ("{\"text\": \"cut", RecordLayout::Lines),
            ("{\n  \"text\": \"a\"\n}\n", RecordLayout::Values),
            ("[{\"text\": \"a\"}]", array(&[])),
            ("[\n  \"a\"\n]", array(&[])),
            ("{\"status\": 1, \"articles\": [{\"a\": 1}]}", array(&["articles"])),
            ("{\"articles\": {\"page\": 1, \"results\": [{}]}}", array(&["articles", "results"])),
            ("{\"hits\": {\"total\": 1, \"hits\": [{}]}}", array(&["hits", "hits"])),
            ("{\"text\": \"a\", \"items\": [{\"text\": \"b\"}]}", RecordLayout::Lines),
            ("{\"comments\": [{\"text\": \"b\"}]}", RecordLayout::Lines),
            ("", RecordLayout::Lines),
        ] {
            assert_eq!(RecordLayout::of(first.as_bytes(), None), expected, "{first}");
        }
        assert_eq!(RecordLayout::of(b"{}", Some("a.b")), array(&["a", "b"]));
    }
}
