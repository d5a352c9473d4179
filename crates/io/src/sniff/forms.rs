//! Forms of files that are not text, or not prose.

use crate::charset::WideEncoding;
use std::sync::LazyLock;
use wirecopy_article::word_table::rows;

/// Bytes in which the parts of a packed document are named.
const INSIDE_BYTES: usize = 1 << 16;

/// Control characters from which bytes of no known form are not text: one in twenty, and so many in
/// all. Of random bytes one in eleven is one.
const CONTROL_SHARE: usize = 20;
const CONTROLS_MIN: usize = 4;

/// Share of zero bytes, in percent, from which one half of each pair of bytes is the high half of
/// Latin characters in UTF-16.
const ZERO_HALVES_PERCENT_MIN: usize = 80;

/// A form by the bytes at an offset.
struct Magic {
    offset: usize,
    bytes: Vec<u8>,
    inside: &'static str,
    form: &'static str,
    next: &'static str,
}

static MAGIC: LazyLock<Vec<Magic>> = LazyLock::new(|| {
    let byte = |pair: &[u8]| {
        let digits = std::str::from_utf8(pair).expect("the table is ASCII");
        u8::from_str_radix(digits, 16).expect("the second column is hexadecimal")
    };
    let table = rows(include_str!("../../data/magic.tsv"));
    table
        .map(|row| Magic {
            offset: row[0].parse().expect("the first column is a number"),
            bytes: row[1].as_bytes().chunks(2).map(byte).collect(),
            inside: row[2],
            form: row[3],
            next: row[4],
        })
        .collect()
});

/// The reason why an input of these first bytes is not read; `None` if it may be text, or
/// `is_known` to be of a format that need not be text.
pub(crate) fn refused_form(first: &[u8], is_known: bool) -> Option<String> {
    let found = MAGIC.iter().find(|magic| magic.is_of(first)).map(|magic| (magic.form, magic.next));
    match found {
        Some((form, next)) => Some(format!("this is {form}, and it is not read: {next}")),
        None if !is_known && is_binary(first) => Some(match unmarked_utf16(first) {
            Some(name) => format!(
                "this is {name} without a byte order mark, and it is not read: convert it to UTF-8 \
                 first, for example with iconv -f {name} -t UTF-8"
            ),
            None => "this is no text: its bytes are of no form that is read".into(),
        }),
        None => None,
    }
}

impl Magic {
    fn is_of(&self, first: &[u8]) -> bool {
        let starts = first.get(self.offset..).is_some_and(|rest| rest.starts_with(&self.bytes));
        // Two bytes may begin a text in an old charset, which has no control characters after them.
        let is_sure = self.bytes.len() > 2 || first.iter().take(64).any(|byte| *byte < 7);
        let looked_at = &first[..first.len().min(INSIDE_BYTES)];
        starts && is_sure && memchr::memmem::find(looked_at, self.inside.as_bytes()).is_some()
    }
}

fn is_binary(first: &[u8]) -> bool {
    if WideEncoding::of_mark(first).is_some() {
        return false;
    }
    let looked_at = &first[..first.len().min(INSIDE_BYTES)];
    let is_control = |byte: &&u8| matches!(byte, 0..=6 | 14..=25 | 28..=31 | 127);
    let controls = looked_at.iter().filter(is_control).count();
    controls >= CONTROLS_MIN && controls * CONTROL_SHARE >= looked_at.len()
}

/// The order of the bytes of text in UTF-16 without a mark.
fn unmarked_utf16(first: &[u8]) -> Option<&'static str> {
    let pairs = first[..first.len().min(INSIDE_BYTES)].chunks_exact(2);
    let n_pairs = pairs.len();
    let (mut high_first, mut low_first) = (0, 0);
    for pair in pairs {
        high_first += usize::from(pair[0] == 0 && pair[1] != 0);
        low_first += usize::from(pair[0] != 0 && pair[1] == 0);
    }
    let is_most = |zeros: usize| n_pairs > 0 && 100 * zeros >= ZERO_HALVES_PERCENT_MIN * n_pairs;
    match () {
        () if is_most(low_first) => Some("UTF-16LE"),
        () if is_most(high_first) => Some("UTF-16BE"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_named_with_their_next_step() {
        for (first, expected) in [
            (&b"\xfd7zXZ\0rest"[..], Some("an xz archive")),
            (b"PK\x03\x04 ... word/document.xml", Some("a Word document")),
            (b"PK\x03\x04 ... a.csv", None),
            (b"%PDF-1.7", Some("a PDF document")),
            (b"BZ is the abbreviation of a paper", None),
            (b"ID3 is a rule", None),
            (b"\x1f\x8b\x08\0\0\0", Some("a gzip stream inside another compressed one")),
            (b"version https://git-lfs.github.com/spec/v1\noid", Some("a pointer of Git LFS")),
            (b"(lp0\n(dp1\nS'text'", Some("a Python pickle")),
            (b"H\0e\0r\0o\0n\0s\0,\0 \0e\0t\0", Some("UTF-16LE without a byte order mark")),
            (b"\0H\0e\0r\0o\0n\0s\0,\0 \0e\0t", Some("iconv -f UTF-16BE")),
            (b"Herons came back to Tolm.", None),
            (b"", None),
        ] {
            let reason = refused_form(first, false);
            let names = reason.as_deref().map(|reason| reason.contains(expected.unwrap_or("?")));
            assert_eq!(names, expected.map(|_| true), "{first:?} {reason:?}");
        }
    }

    #[test]
    fn a_file_that_starts_as_a_row_says_is_what_the_row_says() {
        for magic in MAGIC.iter() {
            let before = vec![b' '; magic.offset];
            let first = [&before, &magic.bytes[..], &[1], magic.inside.as_bytes()].concat();
            let reason = refused_form(&first, false).unwrap_or_default();
            assert!(reason.starts_with(&format!("this is {}, ", magic.form)), "{}: {reason}", magic.form);
        }
    }

    #[test]
    fn bytes_without_a_form_are_no_text_where_many_are_control_characters() {
        let noise: Vec<u8> = (0..2000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert!(refused_form(&noise, false).is_some());
        assert!(refused_form(&noise, true).is_none());
        assert!(refused_form("Ein Reiher über Tolm.\u{1b}[0m\u{0}".repeat(40).as_bytes(), false).is_none());
        let wide: Vec<u8> = "\u{feff}Herons over Tolm".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(refused_form(&wide, false).is_none());
    }
}
