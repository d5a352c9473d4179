//! Numbers, durations and short lists in words.

use super::Palette;
use indicatif::HumanCount;
use std::collections::BTreeMap;

/// Formats `1234567` as `1,234,567`.
pub fn grouped(number: u64) -> String {
    HumanCount(number).to_string()
}

/// Formats a number of things: `1 pair`, `2,000 pairs`.
pub fn counted(number: u64, what: &str) -> String {
    quantity(number, what, &format!("{what}s"))
}

/// Formats a number of things with the words for one and for several: `1 story`, `2,000 stories`.
pub fn quantity(number: u64, one: &str, several: &str) -> String {
    format!("{} {}", HumanCount(number), if number == 1 { one } else { several })
}

/// The parts of a sum, each label as words: `4 near, 3 live blog`.
pub(super) fn parts(counts: &BTreeMap<String, u64>) -> String {
    let part =
        |(label, count): (&String, &u64)| format!("{} {}", HumanCount(*count), label.replace('_', " "));
    counts.iter().map(part).collect::<Vec<_>>().join(", ")
}

/// A sum and its parts: `7: 4 near, 3 live blog`.
pub(super) fn with_parts(all: u64, counts: &BTreeMap<String, u64>) -> String {
    match counts.is_empty() {
        true => grouped(all),
        false => format!("{}: {}", HumanCount(all), parts(counts)),
    }
}

/// The first of some names, and how many more there are.
pub(super) fn names(names: &[String], shown: usize) -> String {
    let mut list = names.iter().take(shown).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > shown {
        list.push_str(&format!(" +{}", HumanCount((names.len() - shown) as u64)));
    }
    list
}

/// Formats seconds as `0.2 s`, `1 min 5 s` or `2 h 3 min`: the usual formatters round a short run
/// to no time at all.
pub(super) fn duration(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    match whole {
        0..60 => format!("{seconds:.1} s"),
        60..3600 => format!("{} min {} s", whole / 60, whole % 60),
        _ => format!("{} h {} min", whole / 3600, whole % 3600 / 60),
    }
}

/// A share in whole percent, `-` where it is unknown.
pub(super) fn percent(share: Option<f64>) -> String {
    share.map_or("-".to_owned(), |share| format!("{:.0} %", share * 100.0))
}

/// A heading after an empty line, with the number of rows that follow if there are more:
/// `Outlets (10 of 34)`.
pub(super) fn heading(what: &str, shown: usize, all: u64, palette: Palette) -> String {
    let of = if all > shown as u64 { format!(" ({shown} of {})", HumanCount(all)) } else { String::new() };
    format!("\n{}{}\n", palette.heading(what), palette.aside(&of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([grouped(7), grouped(1234), grouped(1234567)], ["7", "1,234", "1,234,567"]);
        assert_eq!([counted(1, "pair"), counted(2000, "pair")], ["1 pair", "2,000 pairs"]);
        let stories = |number| quantity(number, "story", "stories");
        assert_eq!([stories(0), stories(1), stories(2000)], ["0 stories", "1 story", "2,000 stories"]);
    }

    #[test]
    fn durations_have_two_units_at_most() {
        assert_eq!([duration(0.24), duration(65.0), duration(7380.0)], ["0.2 s", "1 min 5 s", "2 h 3 min"]);
    }
}
