//! Edits and errors of single words in copies.

use crate::generate::prose::lexicon::{WordClass, lexicon};
use crate::generate::random::Random;
use std::sync::LazyLock;
use wirecopy_article::word_table;

/// A changed word.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Edited {
    /// Replaced by another word, or by nothing.
    Changed(String),
    /// Kept, with another word before it.
    Preceded(String),
}

/// Classes that a new word comes from.
const NEW_WORDS: [WordClass; 4] =
    [WordClass::Noun, WordClass::Plural, WordClass::Adjective, WordClass::VerbPast];

/// Characters that scanners confuse with others.
static MISREAD: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    word_table::rows(include_str!("../../../data/misread.tsv")).map(|row| (row[0], row[1])).collect()
});

/// Replaces a word, removes it, or inserts another before it. Punctuation around `word` stays.
pub(crate) fn edited(word: &str, random: &mut Random) -> Edited {
    let class = *random.pick(&NEW_WORDS);
    let new = lexicon().draw(class, random);
    match random.below(5) {
        0 => Edited::Preceded(new.to_owned()),
        1 => Edited::Changed(around(word, "")),
        _ => Edited::Changed(around(word, new)),
    }
}

/// Changes a number into another with as many digits.
pub(crate) fn renumbered(word: &str, random: &mut Random) -> String {
    let mut is_first = true;
    word.chars()
        .map(|character| match character.to_digit(10) {
            Some(digit) => {
                let step = random.between(1, if is_first { 8 } else { 9 });
                let digit = u64::from(digit);
                // A leading digit stays within 1 to 9 and every digit differs from before.
                let changed = if is_first { (digit.max(1) - 1 + step) % 9 + 1 } else { (digit + step) % 10 };
                is_first = false;
                char::from(b'0' + changed as u8)
            }
            None => character,
        })
        .collect()
}

/// Misreads one character of a word; `None` if nothing in it looks like anything else.
pub(crate) fn misread(word: &str, random: &mut Random) -> Option<String> {
    let first = random.below(MISREAD.len() as u64) as usize;
    (0..MISREAD.len()).map(|step| MISREAD[(first + step) % MISREAD.len()]).find_map(|(seen, read)| {
        let at = word.find(seen)?;
        Some(format!("{}{read}{}", &word[..at], &word[at + seen.len()..]))
    })
}

/// UTF-8 decoded as Windows-1252 (as Latin-1 if that has no character).
pub(crate) fn mojibake(word: &str) -> String {
    let mut wrong = String::new();
    for byte in word.bytes() {
        wrong.push(match byte {
            0x80 => '€',
            0x93 => '“',
            0x94 => '”',
            0x98 => '˜',
            0x99 => '™',
            0x9c => 'œ',
            0x9d => '\u{9d}',
            byte => char::from(byte),
        });
    }
    wrong
}

/// `new` inside the punctuation of `word`.
fn around(word: &str, new: &str) -> String {
    let core = word.trim_matches(|character: char| !character.is_alphanumeric());
    let start = core.as_ptr() as usize - word.as_ptr() as usize;
    format!("{}{new}{}", &word[..start], &word[start + core.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::random::Purpose;

    #[test]
    fn punctuation_stays_around_a_changed_word() {
        assert_eq!(around("“harbour,”", "quay"), "“quay,”");
        assert_eq!(around("harbour.", ""), ".");
        assert_eq!(around("$12.4", "quay"), "$quay");
    }

    #[test]
    fn a_number_changed_is_another_number_of_its_length() {
        let mut random = Random::of(1, Purpose::CopyEdits, 0);
        for number in ["5", "50", "1,234", "0.9", "$19.4"] {
            for _ in 0..50 {
                let changed = renumbered(number, &mut random);
                assert_eq!(changed.len(), number.len());
                assert_ne!(changed, number);
            }
        }
    }

    #[test]
    fn no_character_is_misread_as_itself() {
        assert_eq!(MISREAD.len(), 12);
        assert!(MISREAD.iter().all(|(seen, read)| !seen.is_empty() && !read.is_empty() && seen != read));
    }

    #[test]
    fn a_word_misread_is_another_word() {
        let mut random = Random::of(1, Purpose::CopyEdits, 0);
        assert_ne!(misread("harbour", &mut random).as_deref(), Some("harbour"));
        assert_eq!(misread("xyz", &mut random), None);
    }

    #[test]
    fn quotation_marks_decode_wrongly_as_they_do_in_the_wild() {
        assert_eq!(mojibake("town’s"), "townâ€™s");
        assert_eq!(mojibake("“quay"), "â€œquay");
    }
}
