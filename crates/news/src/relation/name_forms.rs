//! Forms of one name: misprints, short forms, initials.

use strsim::generic_levenshtein;

const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

/// Fewest letters of a name in which one different letter is a misprint; in a shorter name it makes
/// another name.
const MISPRINT_LETTERS_MIN: usize = 6;

/// Most letters of a word that consists of initials.
const INITIALS_MAX: usize = 6;

/// Returns whether a name may be among others: in another spelling, as one of the words that
/// initials abbreviate, or as the initials of words.
pub(super) fn is_among(name: &str, others: &[&str]) -> bool {
    let first = name.chars().next();
    let by_initials = |other: &&str| is_initials(other) && first.is_some_and(|first| other.contains(first));
    let spelled_out = || {
        is_initials(name) && name.chars().all(|letter| others.iter().any(|other| other.starts_with(letter)))
    };
    others.iter().any(|other| may_be_same(name, other)) || others.iter().any(by_initials) || spelled_out()
}

/// Most letters by which a misprint differs from the name of a day or month: there are nineteen of
/// those names, so that two letters lead to no other.
const DATE_LETTERS_CHANGED_MAX: usize = 2;

/// Returns whether a word is the name of a day or month with letters that are left out, added or
/// changed.
pub(super) fn is_misprinted_date(word: &str, dates: &[&str]) -> bool {
    let word = folded(word);
    word.len() >= MISPRINT_LETTERS_MIN
        && dates.iter().any(|date| {
            let date = folded(date);
            date.len() >= MISPRINT_LETTERS_MIN
                && date.first() == word.first()
                && generic_levenshtein(&word, &date) <= DATE_LETTERS_CHANGED_MAX
        })
}

fn is_initials(word: &str) -> bool {
    (2..=INITIALS_MAX).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}

/// Returns whether two words may be one name: one is a misprint or a short form of the other (Dec,
/// December; Sens, Senators; U, United; TX, Texas).
fn may_be_same(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    is_short_form(short, long) || (short.len() >= MISPRINT_LETTERS_MIN && is_misprint(short, long))
}

fn folded(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).collect()
}

fn is_short_form(short: &[char], long: &[char]) -> bool {
    let stem = match (short, long) {
        ([stem @ .., 's'], [.., 's']) => stem,
        _ => short,
    };
    let is_inside = || {
        let mut rest = long.iter();
        short.iter().all(|letter| rest.any(|other| other == letter))
    };
    // Blvd, St and TX keep the first letter of their words, the last one or one from the middle,
    // and few vowels.
    let is_skeleton = short.first() == long.first()
        && (short.len() == 2
            || (short.last() == long.last() && short[1..].iter().all(|letter| !VOWELS.contains(letter))));
    !stem.is_empty() && (long.starts_with(stem) || (is_skeleton && is_inside()))
}

/// Returns whether one inserted, omitted or replaced letter turns one word into the other.
fn is_misprint(short: &[char], long: &[char]) -> bool {
    let same = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    match long.len() - short.len() {
        0 => short[same.min(short.len() - 1) + 1..] == long[same.min(long.len() - 1) + 1..],
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misprinted_day_is_that_day_and_no_other_word_is() {
        for (word, expected) in [
            ("Wensday", true),
            ("Wednessday", true),
            ("Thrusday", false),
            ("Webster", false),
            ("Wendel", false),
        ] {
            assert_eq!(is_misprinted_date(word, &["Wednesday"]), expected, "{word}");
        }
        assert!(is_misprinted_date("Febuary", &["February"]) && !is_misprinted_date("Marc", &["March"]));
    }

    #[test]
    fn words_may_be_the_same_by_short_forms_and_misprints() {
        for (one, other, expected) in [
            ("Blvd", "Boulevard", true),
            ("TX", "Texas", true),
            ("U", "United", true),
            ("Rep", "Representative", true),
            ("Reps", "Representatives", true),
            ("Massachussetts", "Massachusetts", true),
            ("Iran", "Ireland", false),
            ("Iran", "Iraq", false),
            ("Tolm", "Holm", false),
            ("Austria", "Australia", false),
        ] {
            assert_eq!(may_be_same(one, other), expected, "{one} {other}");
            assert_eq!(may_be_same(other, one), expected, "{other} {one}");
        }
    }
}
