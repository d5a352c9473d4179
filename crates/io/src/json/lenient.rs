//! Numbers that JSON does not allow: `NaN` and `Infinity`.

/// The words that some writers put where a number is missing or too large.
const WORDS: [&[u8]; 3] = [b"NaN", b"-Infinity", b"Infinity"];

/// A value with an empty string in place of each `NaN` and `Infinity` outside strings, of the same
/// length, so that offsets stay; `None` if there is none. Linear.
pub(super) fn without_non_numbers(json: &str) -> Option<String> {
    let bytes = json.as_bytes();
    let mut mended: Option<Vec<u8>> = None;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => at = super::values::string_end(bytes, at + 1)?,
            b'N' | b'I' | b'-' => match WORDS.iter().find(|word| bytes[at..].starts_with(word)) {
                Some(word) => {
                    let mended = mended.get_or_insert_with(|| bytes.to_vec());
                    mended[at..at + word.len()].fill(b' ');
                    mended[at..at + 2].fill(b'"');
                    at += word.len();
                }
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    String::from_utf8(mended?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_numbers_become_empty_strings() {
        let json = r#"{"a": NaN, "b": "NaN \" Infinity", "c": [-Infinity, -1, Infinity]}"#;
        let mended = without_non_numbers(json).unwrap();
        assert_eq!(mended, r#"{"a": "" , "b": "NaN \" Infinity", "c": [""       , -1, ""      ]}"#);
        assert!(serde_json::from_str::<serde_json::Value>(&mended).is_ok());
        assert_eq!(without_non_numbers(r#"{"a": -1}"#), None);
        assert_eq!(without_non_numbers(r#"{"a": N"#), None);
    }
}
