//! A record without some parts of its text, every other byte unchanged.

use crate::charset::Charset;
use crate::format::{Spelling, TextSpan};
use crate::json::offsets_in_string;
use crate::read::Block;
use std::ops::Range;
use wirecopy_article::Document;

impl Block {
    /// The record of an article of this block without some bytes of its text. The ranges ascend and
    /// are at character boundaries; every byte outside them is unchanged. `None` if the record
    /// cannot be edited: its bytes are damaged, or the rest would be read as another text. Linear
    /// in the record.
    pub fn without(&self, document: &Document<'_>, cuts: &[Range<usize>]) -> Option<Vec<u8>> {
        let plan = &self.input_files().first()?.plan.fields;
        let span = self.records.locate_text(document.record, plan)?;
        let rest = record_without(document.record, &span, &document.text, cuts)?;
        // The rest is read as a record once more, because decoding may depend on what was cut.
        let text = self.records.text_of_record(&rest, plan)?;
        (text == text_without(&document.text, cuts)).then_some(rest)
    }
}

fn text_without(text: &str, cuts: &[Range<usize>]) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut start = 0;
    for cut in cuts {
        rest.push_str(&text[start..cut.start]);
        start = cut.end;
    }
    rest.push_str(&text[start..]);
    rest
}

fn record_without(record: &[u8], span: &TextSpan, text: &str, cuts: &[Range<usize>]) -> Option<Vec<u8>> {
    let offsets: Vec<usize> = cuts.iter().flat_map(|cut| [cut.start, cut.end]).collect();
    let inside = record.get(span.bytes.clone())?;
    let offsets_inside = match span.spelling {
        Spelling::Json => offsets_in_string(std::str::from_utf8(inside).ok()?, &offsets)?,
        Spelling::Plain(charset) => encoded_offsets(text, &offsets, |part| charset.encoded_len(part))?,
        Spelling::Quoted(charset) => encoded_offsets(text, &offsets, |part| quoted_len(charset, part))?,
    };
    let mut rest = record[..span.bytes.start].to_vec();
    let mut start = 0;
    for cut in offsets_inside.chunks_exact(2) {
        rest.extend_from_slice(inside.get(start..cut[0])?);
        start = cut[1];
    }
    rest.extend_from_slice(inside.get(start..)?);
    rest.extend_from_slice(&record[span.bytes.end..]);
    Some(rest)
}

/// Ascending offsets of a text as offsets of its encoded bytes, given the encoded length of a part.
fn encoded_offsets(
    text: &str,
    offsets: &[usize],
    encoded_len: impl Fn(&str) -> Option<usize>,
) -> Option<Vec<usize>> {
    let (mut start, mut encoded) = (0, 0);
    offsets
        .iter()
        .map(|offset| {
            encoded += encoded_len(text.get(start..*offset)?)?;
            start = *offset;
            Some(encoded)
        })
        .collect()
}

/// Bytes of a part of a quoted field, in which quotes are doubled.
fn quoted_len(charset: Charset, part: &str) -> Option<usize> {
    let quotes = part.bytes().filter(|byte| *byte == b'"').count();
    Some(charset.encoded_len(part)? + quotes)
}
