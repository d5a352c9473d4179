//! Formats that are recognised by more than a fixed signature.

use crate::charset::UTF8_MARK;
use crate::markup::is_element;
use std::sync::LazyLock;
use wirecopy_article::word_table::words;

/// Bytes in which the root of a document is, after declarations and comments.
const ROOT_BYTES: usize = 4096;

/// Starts of XML and SGML.
static XML_STARTS: LazyLock<Vec<&str>> =
    LazyLock::new(|| words(include_str!("../../data/xml_starts.tsv")).collect());

/// Returns whether these bytes begin a page.
pub(crate) fn is_page(first: &[u8]) -> bool {
    let start = lower_start(first);
    if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") {
        return true;
    }
    // A page may begin with a comment, a declaration of XML, or its head.
    let opens = [&b"<?xml"[..], b"<!--", b"<head", b"<body", b"<meta", b"<title"];
    opens.iter().any(|open| start.starts_with(open))
        && (find(&start, b"<html").is_some() || find(&start, b"<!doctype html").is_some())
}

/// Returns whether these bytes begin an XML or SGML document that is not a page.
pub(crate) fn is_xml(first: &[u8]) -> bool {
    let start = lower_start(first);
    let has_root =
        || XML_STARTS.iter().any(|root| start.starts_with(root.as_bytes())) || is_element_in_element(&start);
    !is_page(first) && has_root()
}

/// Returns whether a document begins with the tag of an element that HTML does not have, and
/// continues with that of another.
fn is_element_in_element(start: &[u8]) -> bool {
    let Some(rest) = start.strip_prefix(b"<") else { return false };
    let name_len = rest.iter().take_while(|byte| is_name(byte)).count();
    let (name, rest) = rest.split_at(name_len);
    let Some(end) = memchr::memchr(b'>', rest) else { return false };
    let inside = rest[end + 1..].trim_ascii_start();
    let is_tag = inside.len() > 1 && inside[0] == b'<' && inside[1].is_ascii_alphabetic();
    let begins = name.first().is_some_and(u8::is_ascii_alphabetic);
    begins && !is_element(name) && !rest[..end].contains(&b'<') && is_tag
}

fn is_name(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.:".contains(byte)
}

/// Returns whether these bytes begin a mailbox, a line of its own form and the header of a mail, or
/// a single mail or saved page: a header that states the version of its form.
pub(crate) fn is_mail(first: &[u8]) -> bool {
    let rest = first.strip_prefix(UTF8_MARK).unwrap_or(first);
    let lines = rest[..rest.len().min(ROOT_BYTES)].split(|byte| *byte == b'\n');
    let is_box = rest.starts_with(b"From ");
    let header = lines.skip(usize::from(is_box)).take_while(|line| !line.trim_ascii().is_empty());
    let name = |line: &[u8]| {
        let name = &line[..memchr::memchr(b':', line).unwrap_or(0)];
        let is_name = name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
        (is_name && !name.is_empty()).then(|| name.to_ascii_lowercase())
    };
    let fields: Vec<Option<Vec<u8>>> =
        header.filter(|line| !line.starts_with(b" ") && !line.starts_with(b"\t")).map(name).collect();
    let begins = fields.len() >= 2 && fields[..2].iter().all(Option::is_some);
    let states_version = || fields.iter().flatten().any(|name| name == b"mime-version");
    begins && (is_box || fields.iter().all(Option::is_some) && states_version())
}

/// Returns whether these bytes begin a message of Arrow: a mark and a length, which is that of a
/// description in multiples of eight bytes.
pub(crate) fn is_arrow_stream(first: &[u8]) -> bool {
    matches!(first, [0xff, 0xff, 0xff, 0xff, low, _, _, 0, ..] if low % 8 == 0)
}

/// The start of a document in lower case, without a byte order mark and white space.
fn lower_start(first: &[u8]) -> Vec<u8> {
    let bare = first.strip_prefix(UTF8_MARK).unwrap_or(first).trim_ascii_start();
    bare[..bare.len().min(ROOT_BYTES)].to_ascii_lowercase()
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_known_by_their_roots() {
        for (first, page, xml) in [
            (&b"<!DOCTYPE html><p>"[..], true, false),
            (b"\xef\xbb\xbf\n<HTML>", true, false),
            (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC><html>", true, false),
            (b"<!-- made by hand -->\n<html>", true, false),
            (b"<?xml version='1.0'?><rss>", false, true),
            (b"<feed xmlns='x'>", false, true),
            (b"<!DOCTYPE lewis SYSTEM 'lewis.dtd'>\n<REUTERS>", false, true),
            (b"<stories>\n <story id='1'>", false, true),
            (b"<svg xmlns='x'><text>Tolm</text></svg>", false, true),
            (b"<div><p>Herons</p></div>", false, false),
            (b"<herons> and <gulls> are birds", false, false),
            (b"<p>An essay on <html>", false, false),
            (b"From heron to stork", false, false),
        ] {
            assert_eq!((is_page(first), is_xml(first)), (page, xml), "{:?}", String::from_utf8_lossy(first));
        }
    }

    #[test]
    fn every_start_of_the_table_begins_xml_in_any_case() {
        for start in XML_STARTS.iter() {
            assert!(is_xml(start.to_uppercase().as_bytes()), "{start}");
        }
    }

    #[test]
    fn a_mailbox_is_known_from_prose_that_begins_alike() {
        assert!(is_mail(b"From ann@example.com Mon May 19 10:00:00 2031\nSubject: a\nDate: b\n\ntext"));
        assert!(is_mail(b"From: <Saved>\r\nSubject: a\r\nMIME-Version: 1.0\r\n\r\n<p>text"));
        assert!(!is_mail(b"From: Tolm\nTo: Skarra\n\nThe road leads north."));
        assert!(!is_mail(b"Subject: a\nMIME-Version: 1.0\nand this is prose\n\ntext"));
        assert!(!is_mail(b"From Tolm, the road leads north.\nIt is long.\n"));
        assert!(!is_mail(b"From the desk: a note\nTo: all\nno more"));
    }
}
