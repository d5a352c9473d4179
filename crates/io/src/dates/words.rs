//! Words in dates: months, weekdays, time zones, halves of the day.

use std::collections::HashMap;
use std::sync::LazyLock;
use wirecopy_article::word_table::{rows, words};

/// The meaning of a lower-case word in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateWord {
    /// A month, from 1.
    Month(i8),
    /// A weekday, or a word that may be between the parts of a date.
    Filler,
    /// A time zone, in seconds east of Greenwich.
    Zone(i64),
    /// Hours that a half of the day adds to a clock of twelve.
    HalfOfDay(i64),
}

static WORDS: LazyLock<HashMap<&'static str, DateWord>> = LazyLock::new(|| {
    let mut meanings = HashMap::from([("am", DateWord::HalfOfDay(0)), ("pm", DateWord::HalfOfDay(12))]);
    for names in rows(include_str!("../../data/months.tsv")) {
        let month = DateWord::Month(names[0].parse().expect("the first column is a number"));
        meanings.insert(&names[1][..3], month);
        meanings.extend(names[1..].iter().map(|name| (*name, month)));
    }
    for row in rows(include_str!("../../data/time_zones.tsv")) {
        let hours: i64 = row[1].parse().expect("the second column is a number");
        meanings.insert(row[0], DateWord::Zone(hours * 3600));
    }
    let fillers = words(include_str!("../../data/date_fillers.tsv"));
    meanings.extend(fillers.map(|word| (word, DateWord::Filler)));
    meanings
});

/// The meaning of a lower-case word; `None` if it is not part of any date.
pub(super) fn meaning(word: &str) -> Option<DateWord> {
    WORDS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_has_two_meanings_and_every_row_is_lower_case() {
        let names = rows(include_str!("../../data/months.tsv")).map(|names| names.len() - 1).sum::<usize>();
        let zones = rows(include_str!("../../data/time_zones.tsv")).count();
        let fillers = words(include_str!("../../data/date_fillers.tsv")).count();
        // Eleven abbreviations, because May is its own, and two halves of the day. `mai`, `juni`
        // and other names are shared by languages, each in one row.
        assert_eq!(WORDS.len(), names + 11 + zones + fillers + 2);
        assert!(WORDS.keys().all(|word| word.to_lowercase() == **word));
    }
}
