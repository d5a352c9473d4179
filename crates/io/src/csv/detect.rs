//! The dialect of a table, by its first rows.

use super::cells::Cells;
use super::dialect::{Dialect, Quoting, TableOptions};
use super::scan::{Scanned, scan_row};
use crate::charset::{Charset, narrowed};
use crate::fields::{SAMPLE_RECORDS, known_name};
use crate::format::FirstBytes;
use std::borrow::Cow;

/// Bytes between fields, in the order in which they are tried after the announced one.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Rows by which the delimiter is found.
const ROWS_FOR_DELIMITER: usize = 50;

/// A row of a sample, decoded.
pub(crate) type SampledRow = Vec<String>;

/// The first rows of a table in one dialect.
struct Reading {
    rows: Vec<SampledRow>,
    /// Rows with broken quotes, or with another number of fields than the first.
    n_bad: usize,
}

impl Reading {
    fn n_columns(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// Larger for the likelier delimiter: a known name in the first row counts most, then rows of
    /// equal length, then columns.
    fn likelihood(&self) -> (bool, usize, usize) {
        if self.n_columns() < 2 {
            return (false, 0, 0);
        }
        let has_known = self.rows[0].iter().any(|title| known_name(title));
        (has_known, (self.rows.len() + 1).saturating_sub(self.n_bad), self.n_columns())
    }
}

/// The dialect of a table and its first rows; `announced` is the dialect that its name announces.
/// `None` if there is no row.
pub(crate) fn dialect_of(
    first: &FirstBytes<'_>,
    announced: Dialect,
    options: &TableOptions,
) -> Option<(Dialect, Vec<SampledRow>)> {
    let bytes = narrowed(first.bytes);
    let (names_delimiter, rest) = match named_delimiter(&bytes) {
        Some((delimiter, rest)) => (Some(delimiter), rest),
        None => (None, &*bytes),
    };
    let in_dialect = |delimiter: u8, quoting: Quoting| Dialect {
        delimiter,
        quoting,
        names_delimiter: names_delimiter.is_some(),
        no_header: options.no_header,
    };
    let quoting = options.quoting.unwrap_or_default();
    let delimiter = options.delimiter.or(names_delimiter).unwrap_or_else(|| {
        let read =
            |delimiter: u8| reading(rest, first.ended, in_dialect(delimiter, quoting), ROWS_FOR_DELIMITER);
        let mut best = (announced.delimiter, read(announced.delimiter).likelihood());
        for delimiter in DELIMITERS {
            let likelihood = read(delimiter).likelihood();
            if likelihood > best.1 {
                best = (delimiter, likelihood);
            }
        }
        best.0
    });
    let whole = |quoting: Quoting| {
        reading(rest, first.ended, in_dialect(delimiter, quoting), SAMPLE_RECORDS as usize)
    };
    let (mut chosen, mut read) = (quoting, whole(quoting));
    if options.quoting.is_none() && read.n_bad > 0 {
        let has_escapes = memchr::memmem::find(rest, b"\\\"").is_some();
        for other in [Quoting::Escaped, Quoting::None] {
            let other_read = whole(other);
            let is_applicable = other == Quoting::None || has_escapes;
            if is_applicable && other_read.n_columns() > 1 && other_read.n_bad == 0 {
                (chosen, read) = (other, other_read);
                break;
            }
        }
    }
    if read.rows.is_empty() { None } else { Some((in_dialect(delimiter, chosen), read.rows)) }
}

/// The delimiter that a line `sep=;` before the header names, and the bytes after that line.
fn named_delimiter(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let len = named_delimiter_len(bytes)?;
    Some((bytes[4], &bytes[len..]))
}

/// Bytes of a line that names the delimiter, its end included.
pub(super) fn named_delimiter_len(bytes: &[u8]) -> Option<usize> {
    let bare = bytes.strip_prefix(b"\"").unwrap_or(bytes);
    let is_named = bare.get(..4)?.eq_ignore_ascii_case(b"sep=") && bare.len() == bytes.len();
    match bytes.get(5..).filter(|_| is_named)? {
        [b'\r', b'\n', ..] => Some(7),
        [b'\n' | b'\r', ..] => Some(6),
        _ => None,
    }
}

fn reading(bytes: &[u8], ended: bool, dialect: Dialect, rows_max: usize) -> Reading {
    let mut cells = Cells::new(dialect);
    let mut read = Reading { rows: Vec::new(), n_bad: 0 };
    let charset = match bytes.iter().position(|byte| !byte.is_ascii()) {
        Some(at) => Charset::of_window(&bytes[at..]),
        None => Charset::Utf8,
    };
    let mut at = 0;
    while at < bytes.len() && read.rows.len() + read.n_bad < rows_max {
        // Only a table of one line has its end here; the last row of a sample may be cut.
        let scanned = match scan_row(&bytes[at..], dialect, ended) {
            Scanned::Unfinished if read.rows.is_empty() => scan_row(&bytes[at..], dialect, true),
            scanned => scanned,
        };
        let len = match scanned {
            Scanned::Row(len) => {
                let row = &bytes[at..at + len];
                if row.iter().any(|byte| !b"\r\n".contains(byte)) {
                    cells.read(row);
                    let cell =
                        |cell: &[u8]| charset.decode_part(cell).map(Cow::into_owned).unwrap_or_default();
                    let row: SampledRow = cells.iter().map(cell).collect();
                    read.n_bad += usize::from(!read.rows.is_empty() && row.len() != read.n_columns());
                    read.rows.push(row);
                }
                len
            }
            Scanned::Faulty(len, _) => {
                read.n_bad += 1;
                len
            }
            Scanned::Unfinished => break,
        };
        at += len;
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dialects_are_seen() {
        let of = |bytes: &[u8], announced: u8| {
            let announced = Dialect::of_delimiter(announced);
            let first = FirstBytes::whole(bytes);
            let (dialect, rows) = dialect_of(&first, announced, &TableOptions::default()).unwrap();
            (dialect.delimiter, dialect.quoting, rows.len())
        };
        for (bytes, announced, expected) in [
            (&b"id,text\n1,a; b; c\n"[..], b',', (b',', Quoting::Doubled, 2)),
            (b"id;text\n1;a, b, c\n", b',', (b';', Quoting::Doubled, 2)),
            (b"id|text\n1|a 12\" pipe\n", b',', (b'|', Quoting::Doubled, 2)),
            (b"id\ttext\n1\t\"Nobody, he said\n2\tb\n", b'\t', (b'\t', Quoting::None, 3)),
            (b"id,text\n1,\"she said \\\"no\\\", twice\"\n", b',', (b',', Quoting::Escaped, 2)),
            (b"sep=;\r\nid;text\r\n1;a\r\n", b',', (b';', Quoting::Doubled, 2)),
            (b"text\na; b\n", b',', (b',', Quoting::Doubled, 2)),
            (b"id,text\n1,\"open\n2,b\n", b',', (b',', Quoting::None, 3)),
        ] {
            assert_eq!(of(bytes, announced), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn what_the_user_names_is_not_guessed() {
        let options = TableOptions { delimiter: Some(b';'), no_header: true, quoting: Some(Quoting::None) };
        let (dialect, rows) =
            dialect_of(&FirstBytes::whole(b"1,2;\"a\n"), Dialect::default(), &options).unwrap();
        assert_eq!((dialect.delimiter, dialect.quoting, dialect.no_header), (b';', Quoting::None, true));
        assert_eq!(rows, [["1,2", "\"a"]]);
    }

    #[test]
    fn a_table_in_utf_16_is_seen_through() {
        let bytes: Vec<u8> = "\u{feff}id\ttext\n1\té\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let first = FirstBytes::whole(&bytes);
        let (dialect, rows) = dialect_of(&first, Dialect::default(), &TableOptions::default()).unwrap();
        assert_eq!((dialect.delimiter, &*rows[1][1]), (b'\t', "é"));
    }
}
