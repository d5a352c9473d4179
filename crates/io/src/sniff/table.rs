//! Text that is plainly a table although its name does not say so.

use crate::csv::{Dialect, Quoting, SampledRow, dialect_of};
use crate::fields::known_as_text;
use crate::format::FirstBytes;

/// Words that each row of quoted fields has in one of them if there is no known header.
const WORDS_MIN: usize = 4;

/// Rows and columns of a table whose header has no known name, ...
const ROWS_MIN: usize = 3;
const COLUMNS_MIN: usize = 3;

/// ... and, of a hundred rows, those with as many fields as the first, none of which begins with a
/// blank: in prose there is one after most commas.
const REGULAR_PERCENT_MIN: usize = 90;

/// Characters of the longest name of a column.
const NAME_CHARACTERS_MAX: usize = 40;

/// Returns whether a text is a table: a header that names the text and something else; rows of
/// quoted fields alone; or rows of as many fields as no prose has.
pub(crate) fn is_table(first: &FirstBytes<'_>) -> bool {
    let Some((dialect, rows)) = dialect_of(first, Dialect::default(), &Default::default()) else {
        return false;
    };
    let Some((header, rest)) = rows.split_first() else { return false };
    let n_columns = header.len();
    if n_columns < 2 {
        return false;
    }
    let is_even = !rest.is_empty() && rest.iter().all(|row| row.len() == n_columns);
    let names_text = header.iter().any(|title| known_as_text(title));
    let reads =
        |row: &SampledRow| row.iter().any(|cell| cell.split_whitespace().nth(WORDS_MIN - 1).is_some());
    let is_quoted = first.bytes.starts_with(b"\"") && dialect.quoting == Quoting::Doubled;
    let regular = rows.iter().filter(|row| row.len() == n_columns && is_tight(row)).count();
    (names_text && (is_even || has_names(header)))
        || (is_quoted && is_even && rows.iter().all(reads))
        || (n_columns >= COLUMNS_MIN
            && rows.len() >= ROWS_MIN
            && regular * 100 >= rows.len() * REGULAR_PERCENT_MIN)
}

/// Returns whether no field but the first begins with a blank.
fn is_tight(row: &SampledRow) -> bool {
    row.iter().skip(1).all(|cell| !cell.starts_with(char::is_whitespace))
}

/// Returns whether all fields of a row may be names of columns.
fn has_names(row: &SampledRow) -> bool {
    let is_name = |cell: &String| {
        let is_sign = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.' | ' ');
        cell.chars().count() <= NAME_CHARACTERS_MAX && cell.chars().all(is_sign) && !cell.ends_with('.')
    };
    is_tight(row) && row.iter().all(is_name)
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
            ("id,text\n1,\"Herons came back\n2,Gulls left\n", true),
            ("id,text\n1,Herons came back, and stayed\n2\n", true),
            ("id,text\n", true),
            ("Nummer;Kopf;Inhalt\n1;Reiher;Sie kamen\n2;Gulls;They left\n", true),
            ("1,Herons,They came back\n2,Gulls,They left\n3,Terns,They stayed\n", true),
            ("One, two, three.\nFour, five, six.\nSeven, eight, nine.\n", false),
            ("Sold 1,200,000.\nBought 1,300,000.\nThe rest came back to the town later.\n", false),
            ("Herons came back to Tolm, and gulls left.\nNobody, it seems, minds.\n", false),
            ("text\nHerons came back\n", false),
            ("Article, text and comment\nA second line\n", false),
            ("", false),
        ] {
            assert_eq!(is_table(&FirstBytes::whole(first.as_bytes())), expected, "{first}");
        }
    }
}
