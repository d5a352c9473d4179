//! The charset of a page: by its byte order mark, its bytes, its server, or the page itself.

use crate::charset::{Charset, UTF8_MARK};
use encoding_rs::Encoding;
use std::borrow::Cow;

/// Bytes of a page in which its own statement is searched for, as browsers do.
const STATEMENT_BYTES: usize = 4096;

/// The text of a page. `stated` is the charset that came with it, if any. Valid UTF-8 is UTF-8,
/// whatever anything states.
pub(crate) fn decode_page<'a>(bytes: &'a [u8], stated: Option<&str>) -> Cow<'a, str> {
    let charset = Charset::of_file(bytes);
    if matches!(charset, Charset::Utf8 | Charset::Wide(_)) {
        return charset.decode_file(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes));
    }
    let by_label = |label: &str| Encoding::for_label(label.trim().as_bytes());
    let stated = stated.and_then(by_label).or_else(|| in_page(bytes).and_then(by_label));
    match stated {
        Some(encoding) => encoding.decode_with_bom_removal(bytes).0,
        None => charset
            .decode_file(bytes)
            .unwrap_or_else(|| String::from_utf8_lossy(bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes))),
    }
}

/// The value of the first `charset=` or `encoding=` in a page.
fn in_page(bytes: &[u8]) -> Option<&str> {
    let start = &bytes[..bytes.len().min(STATEMENT_BYTES)];
    let after = |name: &[u8]| {
        let at = start.windows(name.len()).position(|window| window.eq_ignore_ascii_case(name))?;
        Some(&start[at + name.len()..])
    };
    let value = after(b"charset=").or_else(|| after(b"encoding="))?;
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
    let len = value.iter().position(|byte| !is_label(byte)).unwrap_or(value.len());
    std::str::from_utf8(&value[..len]).ok().filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_the_charset_that_it_or_its_server_states() {
        let page =
            b"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">\xcc\xee\xf1\xf2";
        assert!(decode_page(page, None).ends_with("Мост"));
        assert!(decode_page(b"<p>\xcc\xee\xf1\xf2", Some("cp1251")).ends_with("Мост"));
        assert_eq!(
            decode_page("<meta charset=latin1>é".as_bytes(), Some("latin1")),
            "<meta charset=latin1>é"
        );
    }
}
