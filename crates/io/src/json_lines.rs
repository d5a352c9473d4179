//! A block of JSON Lines becomes documents.

use super::cutting::{Spelling, Standing as TextStanding};
use super::encoding::UTF8_MARK;
use super::fields::FieldPlan;
use super::json_record::{Refusal, fields_of, raw_text_of, text_of};
use super::lines::LineBlock;
use super::record::{Decoding, Standing};
use wirecopy_article::TextLocation;

/// Decodes every line that is not blank.
pub(super) fn decode<'block>(block: &'block LineBlock, source: u32, decoding: &mut Decoding<'block, '_>) {
    decoding.rejected_before(&block.rejects);
    // Checked at once where all is well; a line is looked at alone where not.
    let all_utf8 = simdutf8::basic::from_utf8(&block.bytes).ok();
    let mut start = 0;
    let mut line = block.first_line;
    while start < block.bytes.len() {
        let len = memchr::memchr(b'\n', &block.bytes[start..]).map_or(block.bytes.len() - start, |at| at + 1);
        let record = &block.bytes[start..start + len];
        // The mark of a file's beginning.
        let mark = if line == 1 && record.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 };
        let bare = mark..without_end(record).len();
        if !record[bare.clone()].trim_ascii().is_empty() {
            let place = block.has_places.then(|| TextLocation {
                source,
                offset: block.offset + (start + mark) as u64,
                len: u32::try_from(bare.len()).expect("longer lines were rejected"),
            });
            let standing = Standing { file: &block.file.name, line, place, record };
            let text = match all_utf8 {
                Some(text) => Some(&text[start + mark..start + bare.end]),
                None => simdutf8::basic::from_utf8(&record[bare]).ok(),
            };
            match text.map(|text| fields_of(text, decoding.plan)) {
                Some(Ok(fields)) => decoding.record(standing, fields),
                Some(Err(Refusal { id, reason })) => decoding.reject(&standing, id.as_deref(), reason),
                None => decoding.reject(&standing, None, "the line is not UTF-8"),
            }
        }
        start += len;
        line += 1;
    }
}

/// The text of a line that gave one before.
pub(super) fn text_of_line(line: &[u8], plan: &FieldPlan) -> Option<String> {
    let line = simdutf8::basic::from_utf8(line).ok()?;
    text_of(line, plan).map(|text| text.into_owned())
}

/// Where the text stands in a record that gave one before.
pub(super) fn standing(record: &[u8], plan: &FieldPlan) -> Option<TextStanding> {
    let bare = bare(record)?;
    let raw = raw_text_of(bare, plan)?;
    // The value is a part of the line, and the line of the record.
    let start = raw.as_ptr() as usize - record.as_ptr() as usize;
    Some(TextStanding { bytes: start + 1..start + raw.len() - 1, spelling: Spelling::Json })
}

/// The text of a record that gave one before.
pub(super) fn text_of_record(record: &[u8], plan: &FieldPlan) -> Option<String> {
    text_of(bare(record)?, plan).map(|text| text.into_owned())
}

fn bare(record: &[u8]) -> Option<&str> {
    let bare = without_end(record);
    simdutf8::basic::from_utf8(bare.strip_prefix(UTF8_MARK).unwrap_or(bare)).ok()
}

fn without_end(record: &[u8]) -> &[u8] {
    let bare = record.strip_suffix(b"\n").unwrap_or(record);
    bare.strip_suffix(b"\r").unwrap_or(bare)
}
