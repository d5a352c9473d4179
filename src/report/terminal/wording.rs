//! Numbers, durations and short lists in words.

use super::{Palette, printable};
use indicatif::HumanCount;
use std::collections::BTreeMap;
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

/// Names of the longest list.
const NAMES_MAX: usize = 20;

/// Columns of the narrowest text beside a margin.
const WRAPPED_COLUMNS_MIN: usize = 20;

/// Formats `1234567` as `1,234,567`.
pub(in crate::report) fn grouped(number: u64) -> String {
    HumanCount(number).to_string()
}

/// Formats a number of things: `1 pair`, `2,000 pairs`.
///
/// ```
/// assert_eq!(wirecopy::report::terminal::counted(2_000, "pair"), "2,000 pairs");
/// ```
pub fn counted(number: u64, what: &str) -> String {
    quantity(number, what, &format!("{what}s"))
}

/// Formats a number of things with the words for one and for several: `1 story`, `2,000 stories`.
pub(super) fn quantity(number: u64, one: &str, several: &str) -> String {
    format!("{} {}", HumanCount(number), if number == 1 { one } else { several })
}

/// A name in the margin and what is said of it, wrapped beside the margin.
pub(super) fn entry(name: &str, what: &str, margin: usize, columns: usize, palette: Palette) -> String {
    let what = beside(what, margin, columns);
    format!("{}  {what}\n", palette.heading(&format!("{name:>margin$}")))
}

/// A text wrapped beside a margin, in which no id, name or date is broken.
pub(super) fn beside(text: &str, margin: usize, columns: usize) -> String {
    let width = columns.saturating_sub(margin + 2).max(WRAPPED_COLUMNS_MIN);
    let whole = Options::new(width).word_splitter(WordSplitter::NoHyphenation).break_words(false);
    textwrap::wrap(text, whole).join(&format!("\n{:margin$}  ", ""))
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

/// As many names of outlets as fit into `columns`, and the number of further ones; `None` if
/// even their number has none.
pub(super) fn names(names: &[String], columns: usize) -> Option<String> {
    let names: Vec<String> = names.iter().map(|name| printable(name)).collect();
    let list = |shown: usize| match names.len() - shown {
        0 => names.join(", "),
        more if shown == 0 => counted(more as u64, "outlet"),
        more => format!("{} +{}", names[..shown].join(", "), HumanCount(more as u64)),
    };
    (0..=names.len().min(NAMES_MAX)).rev().map(list).find(|list| list.width() <= columns)
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

/// A share in whole percent, `-` if it is unknown.
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
    fn names_are_never_cut_and_further_ones_are_counted() {
        let outlets = ["Tolm Times", "Karsholm Beacon", "AP"].map(str::to_owned);
        let shown = [40, 30, 12, 14].map(|columns| names(&outlets, columns).unwrap());
        assert_eq!(names(&outlets, 5), None);
        assert_eq!(
            shown,
            [
                "Tolm Times, Karsholm Beacon, AP",
                "Tolm Times, Karsholm Beacon +1",
                "3 outlets",
                "Tolm Times +2"
            ]
        );
    }

    #[test]
    fn durations_have_two_units_at_most() {
        assert_eq!([duration(0.24), duration(65.0), duration(7380.0)], ["0.2 s", "1 min 5 s", "2 h 3 min"]);
    }
}
