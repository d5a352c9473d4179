//! Text of an input, made safe for a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of the longest name: ids and file names may be megabytes.
const NAME_COLUMNS_MAX: usize = 200;

/// Text in which every run of white space and line breaks is one space, and every control character
/// and every one that turns the direction of text is a `\u{fffd}`.
pub(crate) fn visible(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    flat.replace(|character: char| character.is_control() || turns_direction(character), "\u{fffd}")
}

/// An id, a name or a path on one line of at most 200 columns, without control characters.
///
/// ```
/// use wirecopy::report::terminal::printable;
///
/// assert_eq!(printable("wire\t1"), "wire 1");
/// assert!(printable(&"x".repeat(1_000)).ends_with('…'));
/// ```
pub fn printable(text: &str) -> String {
    one_line(text, NAME_COLUMNS_MAX)
}

/// The embeddings, overrides, isolates and marks of Unicode Standard Annex 9, section 2.
fn turns_direction(character: char) -> bool {
    matches!(
        character,
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// One line of at most `columns` columns, without control characters; what is cut off, from the
/// beginning of a word on unless that word is long, is replaced by `…`.
///
/// ```
/// use wirecopy::report::terminal::one_line;
///
/// assert_eq!(one_line("The ferry stays in port", 10), "The ferry…");
/// ```
pub fn one_line(text: &str, columns: usize) -> String {
    let flat = visible(text);
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
    let is_in_word = !flat[cut.len()..].starts_with(' ');
    let words = cut.rfind(' ').filter(|space| is_in_word && 3 * cut[..*space].width() >= 2 * columns);
    cut.truncate(words.unwrap_or(cut.len()));
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_by_width_and_not_by_characters() {
        assert_eq!(one_line("a quay\nin  Tolm", 20), "a quay in Tolm");
        assert_eq!(one_line("a quay in Tolm", 9), "a quay…");
        assert_eq!(one_line("a quay in Tolm", 10), "a quay in…");
        assert_eq!(one_line("a quayside in Tolm", 9), "a quaysi…");
        assert_eq!(one_line("渡轮停运三天", 7), "渡轮停…");
    }

    #[test]
    fn no_character_of_an_input_steers_the_terminal() {
        assert_eq!(visible("a\u{1b}[31mb"), "a�[31mb");
        assert_eq!(visible("a\u{7}\u{9b}2Jb\u{7f}"), "a��2Jb�");
        assert_eq!(visible("Tolm\u{202e}gpj.\u{2066}exe\u{2069}\u{200f}"), "Tolm�gpj.�exe��");
        assert_eq!(printable(&"x".repeat(1_000_000)).chars().count(), NAME_COLUMNS_MAX);
    }
}
