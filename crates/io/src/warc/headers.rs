//! Header lines of archives and of servers, read leniently.

use std::ops::Range;

/// Lines of a name and a value.
pub(super) struct HeaderLines<'a> {
    /// The first line.
    pub(super) first: &'a [u8],
    lines: Vec<(&'a [u8], &'a [u8])>,
}

impl<'a> HeaderLines<'a> {
    /// Reads the lines of a header. A line without a colon is skipped.
    pub(super) fn read(header: &'a [u8]) -> HeaderLines<'a> {
        let mut all = header.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
        let first = all.next().unwrap_or_default();
        let lines = all.filter_map(|line| {
            let colon = memchr::memchr(b':', line)?;
            Some((line[..colon].trim_ascii(), line[colon + 1..].trim_ascii()))
        });
        HeaderLines { first, lines: lines.collect() }
    }

    /// The first value of a name, whatever its case.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        let found = self.lines.iter().find(|(listed, _)| listed.eq_ignore_ascii_case(name.as_bytes()));
        found.and_then(|(_, value)| std::str::from_utf8(value).ok()).filter(|value| !value.is_empty())
    }
}

/// The header at the start of bytes, and the offset after the blank line that ends it. `None`
/// if there is no such line. Lines may end with any number of carriage returns before the line
/// feed, as they do after careless copies.
pub(super) fn header_of(bytes: &[u8]) -> Option<(Range<usize>, usize)> {
    memchr::memchr_iter(b'\n', bytes).find_map(|at| {
        let rest = &bytes[at + 1..];
        let returns = rest.iter().take_while(|byte| **byte == b'\r').count();
        (rest.get(returns) == Some(&b'\n')).then_some((0..at, at + 1 + returns + 1))
    })
}

/// A media type without its parameters, in lower case.
pub(super) fn media_type(value: &str) -> String {
    value.split(';').next().unwrap_or(value).trim().to_ascii_lowercase()
}

/// The charset among the parameters of a media type.
pub(super) fn charset_of(value: &str) -> Option<&str> {
    let parameters = value.split(';').skip(1).map(str::trim);
    let named = parameters.filter_map(|parameter| parameter.split_once('='));
    let mut charsets = named.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charsets.next().map(|(_, charset)| charset.trim().trim_matches(['"', '\'']))
}
