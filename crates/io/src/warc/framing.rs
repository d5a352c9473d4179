//! The borders of records among the bytes of an archive.

use super::headers::{HeaderLines, header_of};

/// The first bytes of a record, before its version.
pub(super) const MARK: &[u8] = b"WARC/";

/// Bytes of the longest header.
const HEADER_BYTES_MAX: usize = 1 << 20;

/// The bytes at an offset.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FoundRecord {
    /// A record: its start, the start of its content, the end of its content.
    Record { start: usize, content: usize, end: usize },
    /// A record whose content is too long to be buffered, and the start of its content.
    TooLong { content: usize, bytes: u64 },
    /// Bytes that cannot be read, up to where the next record may start.
    Broken { end: usize, fault: &'static str },
    /// More bytes are needed: as many in all.
    Cut(usize),
    /// Nothing but blank lines.
    Nothing,
}

/// Finds the record that starts at `from`, or the fault there. `is_all` says that no more bytes
/// follow; `limit` is the longest content.
pub(super) fn next_record(bytes: &[u8], from: usize, is_all: bool, limit: usize) -> FoundRecord {
    let blank = bytes[from..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let start = from + blank;
    let rest = &bytes[start..];
    if rest.is_empty() {
        return FoundRecord::Nothing;
    }
    let more = |len: usize| if is_all { None } else { Some(FoundRecord::Cut(len)) };
    let broken = |behind: usize, fault| FoundRecord::Broken { end: next_mark(bytes, behind), fault };
    if !rest.starts_with(MARK) {
        let is_cut = MARK.starts_with(rest);
        let between = broken(start, "bytes between two records are no record");
        return if is_cut { more(start + MARK.len()).unwrap_or(between) } else { between };
    }
    let searched = &rest[..rest.len().min(HEADER_BYTES_MAX)];
    let Some((header, behind)) = header_of(searched) else {
        let endless = broken(start + MARK.len(), "the header of the record does not end");
        let is_long = searched.len() == HEADER_BYTES_MAX;
        return if is_long { endless } else { more(2 * bytes.len()).unwrap_or(endless) };
    };
    let content = start + behind;
    let lines = HeaderLines::read(&rest[header]);
    let Some(length) = lines.get("Content-Length").and_then(|length| length.parse::<u64>().ok()) else {
        return broken(content, "the record does not state its length");
    };
    let Some(end) =
        usize::try_from(length).ok().filter(|length| *length <= limit).map(|length| content + length)
    else {
        return FoundRecord::TooLong { content, bytes: length };
    };
    // Enough to see whether another record follows.
    let seen = end + 2 * "\r\n".len() + MARK.len();
    if bytes.len() < seen && !is_all {
        return FoundRecord::Cut(seen);
    }
    let is_followed = bytes.get(end..).is_some_and(|tail| {
        let tail = tail.trim_ascii_start();
        tail.is_empty() || tail.starts_with(MARK)
    });
    let inside = next_mark(&bytes[..bytes.len().min(end)], content);
    match is_followed || (end <= bytes.len() && inside == end) {
        true => FoundRecord::Record { start, content, end },
        false => FoundRecord::Broken { end: inside, fault: "the record is shorter than it states" },
    }
}

/// The offset of the next line that starts a record, or the end.
pub(super) fn next_mark(bytes: &[u8], from: usize) -> usize {
    let starts = memchr::memmem::find_iter(&bytes[from.min(bytes.len())..], MARK).map(|at| from + at);
    let is_start = |at: &usize| {
        let is_at_line = *at == 0 || matches!(bytes[at - 1], b'\n' | b'\r');
        is_at_line && bytes.get(at + MARK.len()).is_none_or(|version| matches!(version, b'0' | b'1'))
    };
    let mut starts = starts.filter(is_start);
    starts.next().unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(length: usize, content: &str) -> String {
        format!("WARC/1.0\r\nContent-Length: {length}\r\n\r\n{content}\r\n\r\n")
    }

    #[test]
    fn a_wrong_length_costs_one_record() {
        let good = record(3, "abc");
        for (first, fault) in [
            (record(5, "abcde"), None),
            (record(500, "abcde"), Some("the record is shorter than it states")),
            (record(40, "abcde"), Some("the record is shorter than it states")),
            (
                "WARC/1.0\r\nContent-Length: x\r\n\r\nabc\r\n".to_owned(),
                Some("the record does not state its length"),
            ),
            ("noise\r\n".to_owned(), Some("bytes between two records are no record")),
        ] {
            let bytes = format!("{first}{good}");
            let at = match next_record(bytes.as_bytes(), 0, true, 1000) {
                FoundRecord::Record { end, .. } if fault.is_none() => end,
                FoundRecord::Broken { end, fault: found } if fault == Some(found) => end,
                other => panic!("{first:?}: {other:?}"),
            };
            let FoundRecord::Record { content, end, .. } = next_record(bytes.as_bytes(), at, true, 1000)
            else {
                panic!("{first:?} loses the record behind it");
            };
            assert_eq!(&bytes[content..end], "abc");
        }
    }

    #[test]
    fn a_record_that_is_too_short_keeps_its_stated_content() {
        let bytes = record(2, "abcdef") + &record(3, "abc");
        assert!(matches!(next_record(bytes.as_bytes(), 0, true, 1000), FoundRecord::Record { .. }));
    }

    #[test]
    fn any_prefix_is_cut_or_whole() {
        let bytes = record(3, "abc");
        for len in 0..bytes.len() {
            match next_record(&bytes.as_bytes()[..len], 0, false, 1000) {
                FoundRecord::Cut(wanted) => assert!(wanted > len),
                FoundRecord::Nothing => assert_eq!(len, 0),
                other => panic!("{len}: {other:?}"),
            }
        }
    }
}
