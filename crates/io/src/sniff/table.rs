//! Text that is plainly a table although its name does not say so.

use crate::csv::{Dialect, Quoting, dialect_of};
use crate::fields::known_as_text;
use crate::format::FirstBytes;

/// Words that each row of quoted fields has in one of them if there is no known header.
const WORDS_MIN: usize = 4;

/// Returns whether a text is a table: a header that names the text and something else, and rows of
/// as many fields; or rows of quoted fields alone.
pub(crate) fn is_table(first: &FirstBytes<'_>) -> bool {
    let Some((dialect, rows)) = dialect_of(first, Dialect::default(), &Default::default()) else {
        return false;
    };
    let Some((header, rest)) = rows.split_first() else { return false };
    let n_columns = header.len();
    if n_columns < 2 || rest.is_empty() || rest.iter().any(|row| row.len() != n_columns) {
        return false;
    }
    let names_text = header.iter().any(|title| known_as_text(title));
    let reads =
        |row: &Vec<String>| row.iter().any(|cell| cell.split_whitespace().nth(WORDS_MIN - 1).is_some());
    let is_quoted = first.bytes.starts_with(b"\"") && dialect.quoting == Quoting::Doubled;
    names_text || (is_quoted && rows.iter().all(reads))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_seen_and_prose_is_not() {
        for (first, expected) in [
            ("id|date|text\n1|2031-05-20|Herons came back\n2|2031-05-21|They left\n", true),
            ("id\ttext\n1\tHerons came back\n", true),
            ("\"1\",\"Herons\",\"They came back, at last\"\n\"2\",\"Gulls\",\"They left the town\"\n", true),
            ("Herons came back to Tolm, and gulls left.\nNobody, it seems, minds.\n", false),
            ("text\nHerons came back\n", false),
            ("Article, text and comment\nA second line\n", false),
            ("", false),
        ] {
            assert_eq!(is_table(&FirstBytes::whole(first.as_bytes())), expected, "{first}");
        }
    }
}
