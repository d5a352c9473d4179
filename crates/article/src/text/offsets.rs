//! Offsets in characters.

/// The unit of an offset.
///
/// ```
/// use wirecopy_article::text::OffsetUnit;
///
/// // The dash has three bytes: the `b` of "a — b" has offset 6 in bytes and 4 in characters.
/// assert_eq!(OffsetUnit::default(), OffsetUnit::Bytes);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OffsetUnit {
    /// UTF-8 bytes.
    #[default]
    Bytes,
    /// Unicode code points.
    Characters,
}

/// Returns the number of Unicode code points of `text` before each of some ascending byte offsets.
/// An offset inside a character counts that character; an offset beyond the end counts all. O(text
/// + offsets).
///
/// ```
/// assert_eq!(wirecopy_article::text::character_offsets("a — b", &[0, 2, 5, 90]), [0, 2, 3, 5]);
/// ```
pub fn character_offsets(text: &str, byte_offsets: &[u64]) -> Vec<u64> {
    debug_assert!(byte_offsets.is_sorted(), "offsets ascend");
    let mut starts = text.char_indices().map(|(byte, _)| byte as u64).peekable();
    let mut characters = 0;
    byte_offsets
        .iter()
        .map(|offset| {
            while starts.next_if(|start| start < offset).is_some() {
                characters += 1;
            }
            characters
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_dash_of_three_bytes_is_one_character() {
        assert_eq!(character_offsets("a — b", &[0, 2, 5, 7, 90]), [0, 2, 3, 5, 5]);
    }

    proptest! {
        #[test]
        fn every_border_has_the_number_of_characters_before_it(text in "\\PC{0,40}") {
            let borders: Vec<u64> = text.char_indices().map(|(byte, _)| byte as u64).collect();
            let expected: Vec<u64> = (0..borders.len() as u64).collect();
            prop_assert_eq!(character_offsets(&text, &borders), expected);
        }
    }
}
