//! A record without some bytes of its text.

use super::blocks::{Block, Content};
use super::encoding::{Charset, UTF8_MARK};
use super::fields::FieldPlan;
use super::input::ReadOptions;
use super::wide::Wide;
use super::{csv_rows, json_lines, json_string};
use std::ops::Range;
use wirecopy_article::Document;

/// Where a text stands in its record, and how its characters are spelled there.
pub(super) struct Standing {
    pub(super) bytes: Range<usize>,
    pub(super) spelling: Spelling,
}

/// How the characters of a text are spelled in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// As the inside of a JSON string.
    Json,
    /// As bytes of a charset.
    Plain(Charset),
    /// The same with every quotation mark twice.
    Quoted(Charset),
}

impl Block {
    /// The record of a document of this block without some bytes of its text, given as ascending ranges on borders of characters; every other
    /// byte of the record is as it was. `None` where that cannot be: the bytes are damaged, or the rest would be read otherwise. Linear in the record.
    pub fn without(
        &self,
        document: &Document<'_>,
        cuts: &[Range<usize>],
        options: &ReadOptions,
    ) -> Option<Vec<u8>> {
        let plan = FieldPlan::new(&options.fields);
        let record = document.record;
        let standing = match &self.content {
            Content::Lines(_) => json_lines::standing(record, &plan)?,
            Content::Rows(rows) => csv_rows::standing(record, &rows.header, rows.charset)?,
            Content::Texts(_) => standing_in_file(record),
        };
        let left = left_of(record, &standing, &document.text, cuts)?;
        let read_again = match &self.content {
            Content::Lines(_) => json_lines::text_of_record(&left, &plan)?,
            Content::Rows(rows) => csv_rows::text_of_record(&left, &rows.header, rows.charset)?,
            Content::Texts(_) => Charset::of_file(&left).decode_file(&left)?.into_owned(),
        };
        (read_again == without(&document.text, cuts)).then_some(left)
    }
}

/// A text without some of its bytes.
fn without(text: &str, cuts: &[Range<usize>]) -> String {
    let mut left = String::with_capacity(text.len());
    let mut start = 0;
    for cut in cuts {
        left.push_str(&text[start..cut.start]);
        start = cut.end;
    }
    left.push_str(&text[start..]);
    left
}

fn standing_in_file(record: &[u8]) -> Standing {
    let charset = Charset::of_file(record);
    let mark = match charset {
        Charset::Wide(Wide::Utf16Le | Wide::Utf16Be) => 2,
        Charset::Wide(Wide::Utf32Le | Wide::Utf32Be) => 4,
        Charset::Utf8 | Charset::Detected(_) if record.starts_with(UTF8_MARK) => UTF8_MARK.len(),
        Charset::Utf8 | Charset::Detected(_) => 0,
    };
    Standing { bytes: mark..record.len(), spelling: Spelling::Plain(charset) }
}

fn left_of(record: &[u8], standing: &Standing, text: &str, cuts: &[Range<usize>]) -> Option<Vec<u8>> {
    let offsets: Vec<usize> = cuts.iter().flat_map(|cut| [cut.start, cut.end]).collect();
    let inside = record.get(standing.bytes.clone())?;
    let places = match standing.spelling {
        Spelling::Json => json_string::places(std::str::from_utf8(inside).ok()?, &offsets)?,
        Spelling::Plain(charset) => places(text, &offsets, |part| encoded_len(charset, part))?,
        Spelling::Quoted(charset) => places(text, &offsets, |part| {
            let quotes = part.bytes().filter(|byte| *byte == b'"').count();
            Some(encoded_len(charset, part)? + quotes)
        })?,
    };
    let mut left = record[..standing.bytes.start].to_vec();
    let mut start = 0;
    for cut in places.chunks_exact(2) {
        left.extend_from_slice(inside.get(start..cut[0])?);
        start = cut[1];
    }
    left.extend_from_slice(inside.get(start..)?);
    left.extend_from_slice(&record[standing.bytes.end..]);
    Some(left)
}

/// Where offsets of a text, ascending, stand among its bytes, of which a part of the text has so many.
fn places(text: &str, offsets: &[usize], bytes_of: impl Fn(&str) -> Option<usize>) -> Option<Vec<usize>> {
    let (mut at, mut place) = (0, 0);
    offsets
        .iter()
        .map(|offset| {
            place += bytes_of(text.get(at..*offset)?)?;
            at = *offset;
            Some(place)
        })
        .collect()
}

fn encoded_len(charset: Charset, text: &str) -> Option<usize> {
    match charset {
        Charset::Utf8 => Some(text.len()),
        Charset::Wide(Wide::Utf16Le | Wide::Utf16Be) => Some(2 * text.encode_utf16().count()),
        Charset::Wide(Wide::Utf32Le | Wide::Utf32Be) => Some(4 * text.chars().count()),
        Charset::Detected(encoding) => {
            let (bytes, _, has_errors) = encoding.encode(text);
            (!has_errors).then_some(bytes.len())
        }
    }
}
