//! The JSON Lines format: lines to articles.

use super::layout::RecordLayout;
use super::lines::{LineBlock, LineSplitter};
use super::object::{Refusal, fields_of, raw_text_of, text_of};
use super::plan::plan_of_json;
use crate::charset::UTF8_MARK;
use crate::error::Result;
use crate::fields::FieldPlan;
use crate::file_plan::FilePlan;
use crate::format::{
    FirstBytes, Format, PLAN_BYTES, Records, Spelling, Split, Splitter, SurvivorForm, TextSpan,
};
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::record::{Decoding, RecordLocation};
use crate::stream::Opened;
use std::sync::Arc;
use wirecopy_article::{RejectReason, TextLocation};

/// One JSON object per line.
pub(crate) struct JsonLines;

/// Extensions of its files.
pub(crate) const EXTENSIONS: [&str; 5] = ["jsonl", "ndjson", "jl", "jsonlines", "json"];

impl Format for JsonLines {
    fn first_bytes(&self) -> usize {
        PLAN_BYTES
    }

    fn plan(&self, first: &FirstBytes<'_>, options: &ReadOptions) -> Result<FilePlan> {
        plan_of_json(first, RecordLayout::Lines, options)
    }

    fn survivors(&self) -> SurvivorForm {
        SurvivorForm::Editable
    }

    fn split(&self, opened: Opened) -> Split {
        Split::Blocks(Box::new(LineSplitter::new(opened)))
    }

    fn text_at_location(&self, bytes: &[u8], plan: &FieldPlan) -> Option<String> {
        text_of_record(bytes, plan)
    }
}

impl Splitter for LineSplitter {
    fn bytes_on_disk(&self) -> u64 {
        self.stream().bytes_on_disk()
    }

    fn next(&mut self, block_bytes: usize, options: &ReadOptions) -> Result<Option<Box<dyn Records>>> {
        let block = self.next_lines(block_bytes, options)?;
        Ok(block.map(|block| Box::new(block) as Box<dyn Records>))
    }
}

impl Records for LineBlock {
    fn files(&self) -> &[Arc<InputFile>] {
        std::slice::from_ref(&self.file)
    }

    /// Decodes every line that is not blank.
    fn decode<'block>(&'block self, first_file: u32, decoding: &mut Decoding<'block, '_>) {
        decoding.add_rejects(&self.rejects);
        // Usually the whole block is valid; only where it is not is each line checked by itself.
        let all_utf8 = simdutf8::basic::from_utf8(&self.bytes).ok();
        let mut start = 0;
        let mut line = self.first_line;
        while start < self.bytes.len() {
            let rest = &self.bytes[start..];
            let len = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            let record = &rest[..len];
            // Only the first line of a file may have a byte order mark.
            let mark = if line == 1 && record.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 };
            let bare = mark..without_line_end(record).len();
            if !record[bare.clone()].trim_ascii().is_empty() {
                let text_location = self.has_locations.then(|| TextLocation {
                    source: first_file,
                    offset: self.offset + (start + mark) as u64,
                    len: u32::try_from(bare.len()).expect("longer lines were rejected"),
                });
                let location = RecordLocation { file: &self.file.name, line, text_location, record };
                let utf8 = match all_utf8 {
                    Some(text) => Some(&text[start + mark..start + bare.end]),
                    None => simdutf8::basic::from_utf8(&record[bare]).ok(),
                };
                match utf8.map(|line| fields_of(line, decoding.plan())) {
                    Some(Ok(fields)) => decoding.push_record(location, fields),
                    Some(Err(Refusal { id, reason })) => decoding.reject(&location, id.as_deref(), reason),
                    None => decoding.reject(&location, None, RejectReason::LineNotUtf8),
                }
            }
            start += len;
            line += 1;
        }
    }

    fn locate_text(&self, record: &[u8], plan: &FieldPlan) -> Option<TextSpan> {
        span_of_text(record, plan)
    }

    fn text_of_record(&self, record: &[u8], plan: &FieldPlan) -> Option<String> {
        text_of_record(record, plan)
    }
}

/// The bytes of a text that is one string, within its record.
pub(super) fn span_of_text(record: &[u8], plan: &FieldPlan) -> Option<TextSpan> {
    let line = bare_line(record)?;
    let bytes = raw_text_of(line, plan)?;
    // The line is a slice of the record.
    let start = line.as_ptr() as usize - record.as_ptr() as usize;
    Some(TextSpan { bytes: start + bytes.start + 1..start + bytes.end - 1, spelling: Spelling::Json })
}

/// The text of a record that is one string.
pub(super) fn text_of_record(record: &[u8], plan: &FieldPlan) -> Option<String> {
    text_of(bare_line(record)?, plan).filter(|(_, is_one)| *is_one).map(|(text, _)| text)
}

/// A line without its byte order mark and its end; `None` if it is not UTF-8.
fn bare_line(record: &[u8]) -> Option<&str> {
    let bare = without_line_end(record);
    simdutf8::basic::from_utf8(bare.strip_prefix(UTF8_MARK).unwrap_or(bare)).ok()
}

fn without_line_end(record: &[u8]) -> &[u8] {
    let bare = record.strip_suffix(b"\n").unwrap_or(record);
    bare.strip_suffix(b"\r").unwrap_or(bare)
}
