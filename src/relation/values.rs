//! Numbers and days, however they are spelled, and where one text has others than the other.

use super::reading::Reading;
use crate::passage::{Edit, Passage};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// Words of a difference between shared text that is still the same sentence in other words ...
const ENCLOSED_WORDS_MAX: usize = 60;

/// ... and at the beginning and the end of two texts, where lines stand that have nothing to do with each other.
const OPEN_WORDS_MAX: usize = 24;

/// Words for numbers by their spelling, each with the digits that mean the same. "One" is a pronoun more often than a number.
const NUMBER_WORDS: [(&str, &str); 30] = [
    ("billion", "1000000000"),
    ("eight", "8"),
    ("eighteen", "18"),
    ("eighty", "80"),
    ("eleven", "11"),
    ("fifteen", "15"),
    ("fifty", "50"),
    ("five", "5"),
    ("forty", "40"),
    ("four", "4"),
    ("fourteen", "14"),
    ("hundred", "100"),
    ("million", "1000000"),
    ("nine", "9"),
    ("nineteen", "19"),
    ("ninety", "90"),
    ("seven", "7"),
    ("seventeen", "17"),
    ("seventy", "70"),
    ("six", "6"),
    ("sixteen", "16"),
    ("sixty", "60"),
    ("ten", "10"),
    ("thirteen", "13"),
    ("thirty", "30"),
    ("thousand", "1000"),
    ("three", "3"),
    ("twelve", "12"),
    ("twenty", "20"),
    ("two", "2"),
];

/// Days and months by their spelling, short forms too, each with the short form.
const DAYS: [(&str, &str); 37] = [
    ("apr", "apr"),
    ("april", "apr"),
    ("aug", "aug"),
    ("august", "aug"),
    ("dec", "dec"),
    ("december", "dec"),
    ("feb", "feb"),
    ("february", "feb"),
    ("fri", "fri"),
    ("friday", "fri"),
    ("jan", "jan"),
    ("january", "jan"),
    ("jul", "jul"),
    ("july", "jul"),
    ("jun", "jun"),
    ("june", "jun"),
    ("mar", "mar"),
    ("march", "mar"),
    ("may", "may"),
    ("mon", "mon"),
    ("monday", "mon"),
    ("nov", "nov"),
    ("november", "nov"),
    ("oct", "oct"),
    ("october", "oct"),
    ("sat", "sat"),
    ("saturday", "sat"),
    ("sep", "sep"),
    ("september", "sep"),
    ("sun", "sun"),
    ("sunday", "sun"),
    ("thu", "thu"),
    ("thursday", "thu"),
    ("tue", "tue"),
    ("tuesday", "tue"),
    ("wed", "wed"),
    ("wednesday", "wed"),
];

fn same_as(table: &[(&str, &'static str)], token: &str) -> Option<&'static str> {
    table.binary_search_by_key(&token, |(word, _)| word).ok().map(|at| table[at].1)
}

/// The digits that a word for a number stands for.
fn digits_of(folded: &str) -> Option<&'static str> {
    same_as(&NUMBER_WORDS, folded)
}

/// What a folded token counts as, where it is a number, a day or a month; `five` and `5`, `Oct` and `October` count as the same.
pub(super) fn value_of(folded: &str) -> Option<u64> {
    let same = match folded.bytes().any(|byte| byte.is_ascii_digit()) {
        true => folded,
        false => digits_of(folded).or_else(|| same_as(&DAYS, folded))?,
    };
    Some(xxh3_64(same.as_bytes()))
}

/// How many numbers and days stand where the other text has different ones, in captions and at both ends of the texts too.
///
/// One on one side alone is an addition. Those on both sides that differ are a change, however they are ordered inside of one edit. A longer edit
/// is another sentence and not another number. `in_order` are the passages that follow each other in both texts. Linear.
pub(super) fn values_changed(a: &Reading, b: &Reading, passages: &[Passage], in_order: &[&Passage]) -> u32 {
    let (Some(first), Some(last)) = (in_order.first(), in_order.last()) else { return 0 };
    let open = [
        Edit { a: 0..first.a.start, b: 0..first.b.start },
        Edit { a: last.a.end..a.len(), b: last.b.end..b.len() },
    ];
    let between = in_order
        .windows(2)
        .map(|pair| Edit { a: pair[0].a.end..pair[1].a.start, b: pair[0].b.end..pair[1].b.start });
    let enclosed = passages.iter().flat_map(|passage| passage.edits.iter().cloned()).chain(between);
    let changed = |edit: Edit, words_max| match edit.a.len().max(edit.b.len()) <= words_max {
        true => changed_in(&edit, a, b),
        false => 0,
    };
    enclosed.map(|edit| changed(edit, ENCLOSED_WORDS_MAX)).sum::<u32>()
        + open.into_iter().map(|edit| changed(edit, OPEN_WORDS_MAX)).sum::<u32>()
}

fn changed_in(edit: &Edit, a: &Reading, b: &Reading) -> u32 {
    let inside = |reading: &Reading, tokens: &Range<u32>| -> Vec<u64> {
        let start = reading.values.partition_point(|(at, _)| *at < tokens.start);
        let end = start + reading.values[start..].partition_point(|(at, _)| *at < tokens.end);
        let mut values: Vec<u64> = reading.values[start..end].iter().map(|(_, value)| *value).collect();
        values.sort_unstable();
        values
    };
    let (a, b) = (inside(a, &edit.a), inside(b, &edit.b));
    left_over(&a, &b).min(left_over(&b, &a))
}

/// Members of the first multiset that the second has not; both are sorted.
fn left_over(a: &[u64], b: &[u64]) -> u32 {
    let mut rest = b.iter().peekable();
    let is_left = |value: &&u64| {
        while rest.next_if(|other| other < value).is_some() {}
        rest.next_if_eq(value).is_none()
    };
    a.iter().filter(is_left).count() as u32
}

#[cfg(test)]
mod tests {
    use super::super::trial::Page;
    use super::*;
    use crate::passage::align;

    fn changed(a: &str, b: &str) -> u32 {
        let (a, b) = (Page::read(a), Page::read(b));
        let passages = align(&a.reading.tokens, &b.reading.tokens);
        a.facts(&b, &passages).values_changed
    }

    const FERRY: &str = "A ferry sank off Tolm and at least 5 people were killed when it went down in the storm off the cape, \
                         and the boats of the village looked for the rest until the night fell over the bay";

    #[test]
    fn five_and_fifty_killed_are_never_the_same() {
        for (other, expected) in [
            (FERRY.replace("5 people", "50 people"), 1),
            (FERRY.replace("5 people", "fifty people"), 1),
            (FERRY.replace("5 people", "five people"), 0),
            (FERRY.replace("5 people", "5 other people"), 0),
            (FERRY.replace("the cape", "the cape on 5 March 2031"), 0),
            (FERRY.replace("storm off", "storm on Monday off"), 0),
        ] {
            assert_eq!(changed(FERRY, &other), expected, "{other}");
            assert_eq!(changed(&other, FERRY), expected, "{other}");
        }
    }

    #[test]
    fn the_first_and_the_last_words_count() {
        let with = |first: &str, last: &str| format!("{first} of {FERRY} said {last}");
        assert_eq!(changed(&with("5", "Monday"), &with("50", "Monday")), 1);
        assert_eq!(changed(&with("5", "Monday"), &with("5", "Friday")), 1);
        assert_eq!(changed(&with("5", "Monday"), &with("five", "Mon")), 0);
    }

    #[test]
    fn words_are_found_by_their_spelling() {
        assert!(NUMBER_WORDS.is_sorted() && DAYS.is_sorted());
        assert_eq!(value_of("oct"), value_of("october"));
        assert_ne!(value_of("oct"), value_of("november"));
        assert_eq!((value_of("quay"), value_of("one")), (None, None));
        assert!(value_of("2nd").is_some());
    }
}
