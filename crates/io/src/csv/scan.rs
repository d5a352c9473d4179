//! The ends of CSV rows, and rows whose quotes are broken.
//!
//! `csv-core` does not serve: it accepts any quotes, does not report the end of a record before the
//! next one, and lets a row with a stray quote swallow the rows after it.

use super::dialect::{Dialect, Quoting};
use memchr::{memchr2, memchr3};
use wirecopy_article::RejectReason;

/// The row or fault at the start of some bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scanned {
    /// A row of this many bytes, its line end included.
    Row(usize),
    /// A row with broken quotes. The next row is searched after its first line, which has this many
    /// bytes.
    Faulty(usize, Fault),
    /// A row that does not end within the bytes.
    Unfinished,
}

/// A fault of quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// In a quoted field, a quote is followed by something other than a delimiter, a line end or a
    /// second quote.
    QuoteInside,
    /// The bytes end inside quotes.
    NotClosed,
}

impl Fault {
    pub(super) fn reject_reason(self) -> RejectReason {
        match self {
            Fault::QuoteInside => RejectReason::QuoteNotDoubled,
            Fault::NotClosed => RejectReason::QuoteNotClosed,
        }
    }
}

/// Scans one row by the rules of RFC 4180: a quoted field begins with a quote and doubles those
/// inside it; elsewhere a quote is a character like any other. `\n`, `\r\n` and `\r` end a row.
/// `ended` says that no more bytes will come. Linear in the row.
pub(super) fn scan_row(bytes: &[u8], dialect: Dialect, ended: bool) -> Scanned {
    let faulty = |fault| match first_line(bytes, ended) {
        Some(len) => Scanned::Faulty(len, fault),
        None => Scanned::Unfinished,
    };
    let mut at = 0;
    loop {
        if dialect.quoting != Quoting::None && bytes.get(at) == Some(&b'"') {
            at = match quoted_end(bytes, at + 1, dialect) {
                Ok(end) => end,
                Err(Some(fault)) => return faulty(fault),
                Err(None) if ended => return faulty(Fault::NotClosed),
                Err(None) => return Scanned::Unfinished,
            };
        } else {
            at = memchr3(dialect.delimiter, b'\n', b'\r', &bytes[at..])
                .map_or(bytes.len(), |found| at + found);
        }
        match bytes.get(at) {
            Some(byte) if *byte == dialect.delimiter => at += 1,
            _ => {
                return match line_end(bytes, at, ended) {
                    Some(end) => Scanned::Row(end),
                    None => Scanned::Unfinished,
                };
            }
        }
    }
}

/// The offset after a quoted field whose first byte inside the quotes is at `at`; `Err(None)` where
/// no quote ends it.
fn quoted_end(bytes: &[u8], mut at: usize, dialect: Dialect) -> Result<usize, Option<Fault>> {
    // Without escapes a quote is searched twice, which costs nothing.
    let escape = if dialect.quoting == Quoting::Escaped { b'\\' } else { b'"' };
    loop {
        let rest = bytes.get(at..).ok_or(None)?;
        let found = memchr2(b'"', escape, rest).ok_or(None)?;
        if rest[found] != b'"' {
            at += found + 2;
            continue;
        }
        at += found + 1;
        match bytes.get(at) {
            Some(b'"') => at += 1,
            None | Some(b'\n' | b'\r') => return Ok(at),
            Some(byte) if *byte == dialect.delimiter => return Ok(at),
            Some(_) => return Err(Some(Fault::QuoteInside)),
        }
    }
}

/// The bytes of a field within its row, without its quotes, and whether it has quotes.
pub(super) fn field(row: &[u8], dialect: Dialect, column: usize) -> Option<(std::ops::Range<usize>, bool)> {
    let delimiter = dialect.delimiter;
    let mut at = 0;
    let mut number = 0;
    loop {
        let is_quoted = dialect.quoting != Quoting::None && row.get(at) == Some(&b'"');
        let end = match is_quoted {
            true => quoted_end(row, at + 1, dialect).ok()?,
            false => memchr3(delimiter, b'\n', b'\r', &row[at..]).map_or(row.len(), |found| at + found),
        };
        if number == column {
            return Some((if is_quoted { at + 1..end - 1 } else { at..end }, is_quoted));
        }
        if row.get(end) != Some(&delimiter) {
            return None;
        }
        (at, number) = (end + 1, number + 1);
    }
}

/// The offset after the line end at `at`; `None` if it depends on bytes still to come.
fn line_end(bytes: &[u8], at: usize, ended: bool) -> Option<usize> {
    match bytes.get(at..).unwrap_or_default() {
        [b'\n', ..] => Some(at + 1),
        [b'\r', b'\n', ..] => Some(at + 2),
        [b'\r', _, ..] => Some(at + 1),
        rest => ended.then_some(at + rest.len()),
    }
}

/// Bytes of the first line, whatever its quotes.
pub(super) fn first_line(bytes: &[u8], ended: bool) -> Option<usize> {
    let at = memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
    line_end(bytes, at, ended)
}

/// Number of line ends, `\r\n` counted once.
pub(super) fn count_lines(bytes: &[u8]) -> u64 {
    let alone = |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
    memchr::memchr2_iter(b'\n', b'\r', bytes).filter(alone).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rows_end_at_line_ends_outside_quotes() {
        use Scanned::{Faulty, Row, Unfinished};
        for (bytes, ended, expected) in [
            (&b"a,b\nc"[..], false, Row(4)),
            (b"a,b\r\nc", false, Row(5)),
            (b"a,b\rc", false, Row(4)),
            (b"a,b\r", false, Unfinished),
            (b"a,b\r", true, Row(4)),
            (b"a,b", false, Unfinished),
            (b"a,b", true, Row(3)),
            (b"a,", true, Row(2)),
            (b"\"a\nb\",c\nd", false, Row(8)),
            (b"\"a\"\"\nb\"\nd", false, Row(8)),
            (b"a \"quote\" inside\nb", false, Row(17)),
            (b"\"a\"", false, Unfinished),
            (b"\"a\"", true, Row(3)),
            (b"\"a\" b\nc", false, Faulty(6, Fault::QuoteInside)),
            (b"\"a\" b", false, Unfinished),
            (b"x,\"a\nb\nc", true, Faulty(5, Fault::NotClosed)),
            (b"x,\"a\nb\nc", false, Unfinished),
        ] {
            assert_eq!(
                scan_row(bytes, Dialect::default(), ended),
                expected,
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
    }

    #[test]
    fn fields_are_found_with_and_without_quotes() {
        let row = b"a,\"b \"\"x\"\",\n\",,d\r\n";
        let of = |column| {
            field(row, Dialect::default(), column).map(|(bytes, is_quoted)| (&row[bytes], is_quoted))
        };
        assert_eq!(of(0), Some((&b"a"[..], false)));
        assert_eq!(of(1), Some((&b"b \"\"x\"\",\n"[..], true)));
        assert_eq!(of(2), Some((&b""[..], false)));
        assert_eq!(of(3), Some((&b"d"[..], false)));
        assert_eq!(of(4), None);
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        for (bytes, lines) in [(&b"a\nb\r\nc\rd"[..], 3), (b"", 0), (b"\n\n\r\r\n", 4)] {
            assert_eq!(count_lines(bytes), lines);
        }
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_csv_crate_unless_quotes_are_broken(
            bytes in prop::collection::vec(prop::sample::select(b"ab,,\"\"\"\n\n\r".to_vec()), 0..60),
        ) {
            let mut own = Vec::new();
            let mut at = 0;
            while at < bytes.len() {
                match scan_row(&bytes[at..], Dialect::default(), true) {
                    Scanned::Row(len) => {
                        if !bytes[at..at + len].iter().all(|byte| b"\r\n".contains(byte)) {
                            own.push((at, count_lines(&bytes[..at])));
                        }
                        at += len;
                    }
                    Scanned::Faulty(..) => return Ok(()),
                    Scanned::Unfinished => prop_assert!(false, "nothing is unfinished at the end"),
                }
            }
            let mut theirs = Vec::new();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
            let mut record = csv::ByteRecord::new();
            while reader.read_byte_record(&mut record).unwrap() {
                theirs.push(record.iter().map(<[u8]>::to_vec).collect::<Vec<_>>());
            }
            prop_assert_eq!(own.len(), theirs.len());
            for (number, (start, _)) in own.iter().enumerate() {
                let end = own.get(number + 1).map_or(bytes.len(), |(start, _)| *start);
                let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[*start..end]);
                prop_assert!(reader.read_byte_record(&mut record).unwrap());
                prop_assert_eq!(record.iter().map(<[u8]>::to_vec).collect::<Vec<_>>(), theirs[number].clone());
            }
        }
    }
}
