//! Numbers, lists and long texts in the width of a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `1234567` as `1,234,567`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 pair`, `2 pairs`.
pub(super) fn counted(number: u64, what: &str) -> String {
    format!("{} {what}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// One line of at most `columns`, control characters and line breaks as single spaces, cut at its end with `…`.
pub(super) fn one_line(text: &str, columns: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let flat: String = flat.chars().filter(|character| !character.is_control()).collect();
    if flat.width() <= columns {
        return flat;
    }
    let mut cut = String::new();
    let mut used = 0;
    for character in flat.chars() {
        let width = character.width().unwrap_or(0);
        if used + width + 1 > columns {
            break;
        }
        used += width;
        cut.push(character);
    }
    cut.push('…');
    cut
}

/// The first of some names, and how many more there are.
pub(super) fn names(names: &[String], shown: usize) -> String {
    let mut list = names.iter().take(shown).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > shown {
        list.push_str(&format!(" +{}", grouped((names.len() - shown) as u64)));
    }
    list
}

/// `0.2 s`, `1 min 5 s`, `2 h 3 min`.
pub(super) fn duration(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    match whole {
        0..60 => format!("{seconds:.1} s"),
        60..3600 => format!("{} min {} s", whole / 60, whole % 60),
        _ => format!("{} h {} min", whole / 3600, whole % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([grouped(7), grouped(1234), grouped(1234567)], ["7", "1,234", "1,234,567"]);
        assert_eq!([counted(1, "pair"), counted(2000, "pair")], ["1 pair", "2,000 pairs"]);
    }

    #[test]
    fn long_lines_are_cut_by_width_and_not_by_characters() {
        assert_eq!(one_line("a quay\nin  Tolm", 20), "a quay in Tolm");
        assert_eq!(one_line("a quay in Tolm", 9), "a quay i…");
        assert_eq!(one_line("渡轮停运三天", 7), "渡轮停…");
        assert_eq!(one_line("a\u{1b}[31mb", 9), "a[31mb");
    }

    #[test]
    fn durations_have_two_units_at_most() {
        assert_eq!([duration(0.24), duration(65.0), duration(7380.0)], ["0.2 s", "1 min 5 s", "2 h 3 min"]);
    }
}
