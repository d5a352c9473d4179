//! Numbers and days that one text has where the other has different ones.

use super::gaps::Gap;
use xxhash_rust::xxh3::xxh3_64;

/// Tokens of a difference between shared passages that is still the same sentence in other words.
const ENCLOSED_TOKENS_MAX: u32 = 60;

/// The same at the beginning and at the end of the texts, where page lines stand that have nothing to do with each other.
const OPEN_TOKENS_MAX: u32 = 24;

/// Words for numbers, each with the digits that mean the same.
const NUMBER_WORDS: [(&str, &str); 30] = [
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
    ("hundred", "100"),
    ("thousand", "1000"),
    ("million", "1000000"),
    ("billion", "1000000000"),
];

/// Days and months, each with the beginning that its short form has.
const DAYS: [(&str, &str); 19] = [
    ("monday", "mon"),
    ("tuesday", "tue"),
    ("wednesday", "wed"),
    ("thursday", "thu"),
    ("friday", "fri"),
    ("saturday", "sat"),
    ("sunday", "sun"),
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may", "may"),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
];

/// What a folded token counts as, where it is a number, a day or a month; `five` and `5`, `Oct` and `October` count as the same.
pub fn number_value(token: &str) -> Option<u64> {
    let same = if token.bytes().any(|byte| byte.is_ascii_digit()) {
        token
    } else if let Some((_, digits)) = NUMBER_WORDS.iter().find(|(word, _)| *word == token) {
        digits
    } else {
        let (_, short) = DAYS.iter().find(|(word, short)| *word == token || *short == token)?;
        short
    };
    Some(xxh3_64(same.as_bytes()))
}

/// How many numbers of two texts stand against different ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NumberCheck {
    /// Numbers that stand where the other text has different ones.
    pub changed: u32,
    /// Numbers of the text that has fewer of them.
    pub numbers: u32,
}

/// Compares the numbers in each gap; `a` and `b` are places of tokens with their values, ascending.
///
/// A number on one side alone is an addition. Numbers on both sides that differ are a change, however they are ordered inside the gap. A longer gap is another
/// passage and not another number. Linear.
pub fn check_numbers(gaps: &[Gap], a: &[(u32, u64)], b: &[(u32, u64)]) -> NumberCheck {
    let changed = gaps.iter().map(|gap| changed_in(gap, a, b)).sum();
    NumberCheck { changed, numbers: a.len().min(b.len()) as u32 }
}

fn changed_in(gap: &Gap, a: &[(u32, u64)], b: &[(u32, u64)]) -> u32 {
    let tokens = (gap.a.end - gap.a.start).max(gap.b.end - gap.b.start);
    let tokens_max = if gap.is_enclosed { ENCLOSED_TOKENS_MAX } else { OPEN_TOKENS_MAX };
    if tokens > tokens_max {
        return 0;
    }
    let inside = |numbers: &[(u32, u64)], range: &std::ops::Range<u32>| -> Vec<u64> {
        let start = numbers.partition_point(|(at, _)| *at < range.start);
        let end = numbers.partition_point(|(at, _)| *at < range.end);
        let mut values: Vec<u64> = numbers[start..end].iter().map(|(_, value)| *value).collect();
        values.sort_unstable();
        values
    };
    let (a, b) = (inside(a, &gap.a), inside(b, &gap.b));
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
    use super::*;
    use crate::survival::gaps;

    fn check(a: &str, b: &str) -> NumberCheck {
        let side = |text: &str| {
            let tokens: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
            let hashes: Vec<u64> =
                tokens.iter().map(|token| crate::shingle::token_hash(token.as_bytes())).collect();
            let mut shingles = Vec::new();
            crate::shingle::word_shingles(&hashes, &mut shingles);
            let numbers: Vec<(u32, u64)> =
                (0..).zip(&tokens).filter_map(|(at, token)| Some((at, number_value(token)?))).collect();
            (shingles, numbers)
        };
        let ((a_shingles, a_numbers), (b_shingles, b_numbers)) = (side(a), side(b));
        check_numbers(&gaps(&a_shingles, &b_shingles, crate::shingle::WORDS as u32), &a_numbers, &b_numbers)
    }

    const FERRY: &str =
        "a ferry sank off Tolm and at least 5 people were killed when it went down in the storm off the cape";

    #[test]
    fn five_and_fifty_killed_are_never_the_same() {
        for (changed, expected) in [
            (FERRY.replace("5 people", "50 people"), 1),
            (FERRY.replace("5 people", "fifty people"), 1),
            (FERRY.replace("5 people", "five people"), 0),
            (FERRY.replace("5 people", "5 other people"), 0),
            (FERRY.replace("the cape", "the cape on 5 March 2031"), 0),
            (FERRY.replace("storm off", "storm on Monday off"), 0),
        ] {
            assert_eq!(check(FERRY, &changed).changed, expected, "{changed}");
            assert_eq!(check(&changed, FERRY).changed, expected, "{changed}");
        }
        assert_eq!(
            check(
                "5 people were killed when the ferry went down off Tolm",
                "50 people were killed when the ferry went down off Tolm"
            )
            .changed,
            1
        );
    }

    #[test]
    fn days_and_months_count_as_numbers() {
        assert_eq!(number_value("oct"), number_value("october"));
        assert_ne!(number_value("oct"), number_value("november"));
        assert_eq!((number_value("quay"), number_value("one")), (None, None));
        assert!(number_value("2nd").is_some());
    }
}
