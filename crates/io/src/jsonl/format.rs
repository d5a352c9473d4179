//! The JSON Lines format: lines to articles.

use super::lines::{LineBlock, LineSplitter};
use super::object::{Refusal, fields_of, raw_text_of, text_of};
use crate::charset::{UTF8_MARK, WideEncoding};
use crate::compression::inner_extension;
use crate::error::Result;
use crate::fields::FieldPlan;
use crate::format::{Format, Records, Spelling, Split, Splitter, SurvivorForm, TextSpan};
use crate::input::{InputFile, ReadOptions};
use crate::record::{Decoding, RecordLocation};
use crate::stream::Opened;
use std::sync::Arc;
use wirecopy_article::{RejectReason, TextLocation};

/// One JSON object per line.
pub(crate) struct JsonLines;

/// Extensions of its files. The last one does not promise one object per line.
pub(crate) const EXTENSIONS: [&str; 3] = ["jsonl", "ndjson", "json"];

impl Format for JsonLines {
    fn check(&self, first: &[u8], path: &str) -> std::result::Result<(), String> {
        let promises_lines = inner_extension(path)
            .is_some_and(|extension| EXTENSIONS[..EXTENSIONS.len() - 1].contains(&&*extension));
        check_one_object_per_line(first, promises_lines)
    }

    fn survivors(&self) -> SurvivorForm {
        SurvivorForm::Editable
    }

    fn split(&self, opened: Opened) -> Split {
        Split::Blocks(Box::new(LineSplitter::new(opened)))
    }

    fn text_at_location(&self, bytes: &[u8], plan: &FieldPlan) -> Option<String> {
        text_of_line(bytes, plan)
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
                match utf8.map(|line| fields_of(line, decoding.plan)) {
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
        let raw = raw_text_of(bare_line(record)?, plan)?;
        // `raw` is a slice of the line, which is a slice of the record.
        let start = raw.as_ptr() as usize - record.as_ptr() as usize;
        Some(TextSpan { bytes: start + 1..start + raw.len() - 1, spelling: Spelling::Json })
    }

    fn text_of_record(&self, record: &[u8], plan: &FieldPlan) -> Option<String> {
        text_of_line(record, plan)
    }
}

fn text_of_line(record: &[u8], plan: &FieldPlan) -> Option<String> {
    text_of(bare_line(record)?, plan).map(|text| text.into_owned())
}

/// A line without its byte order mark and its end; `None` where it is not UTF-8.
fn bare_line(record: &[u8]) -> Option<&str> {
    let bare = without_line_end(record);
    simdutf8::basic::from_utf8(bare.strip_prefix(UTF8_MARK).unwrap_or(bare)).ok()
}

fn without_line_end(record: &[u8]) -> &[u8] {
    let bare = record.strip_suffix(b"\n").unwrap_or(record);
    bare.strip_suffix(b"\r").unwrap_or(bare)
}

const CONVERT: &str = "one JSON object a line is read; convert it, for example with jq -c";

/// Refuses an array, a document over several lines and UTF-16, each of which would otherwise give
/// one reject per line. Where the name promises lines, only UTF-16 and UTF-32 are refused.
fn check_one_object_per_line(first: &[u8], promises_lines: bool) -> std::result::Result<(), String> {
    if WideEncoding::of_mark(first).is_some() {
        return Err("JSON Lines in UTF-16 or UTF-32 are not read; convert the file to UTF-8".into());
    }
    if promises_lines {
        return Ok(());
    }
    let start = first.strip_prefix(UTF8_MARK).unwrap_or(first).trim_ascii_start();
    if start.starts_with(b"[") {
        return Err(format!("this is one JSON array, and {CONVERT} '.[]'"));
    }
    let Some(end) = memchr::memchr(b'\n', start) else {
        return Ok(());
    };
    let more = start[end..].iter().any(|byte| !byte.is_ascii_whitespace());
    let line = serde_json::from_slice::<serde::de::IgnoredAny>(&start[..end]);
    if more && line.is_err_and(|error| error.is_eof()) {
        return Err(format!("this is one JSON document over several lines, and {CONVERT} '.'"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_and_a_document_over_lines_are_refused_unless_the_name_promises_lines() {
        for (first, is_refused) in [
            (&b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n"[..], false),
            (b"{\"text\": \"a\"}", false),
            (b"\n\n{\"text\": broken}\n{}", false),
            (b"", false),
            (b"[{\"text\": \"a\"}]", true),
            (b"\xef\xbb\xbf [\n{}\n]", true),
            (b"{\n  \"text\": \"a\"\n}\n", true),
        ] {
            assert_eq!(JsonLines.check(first, "a.json.gz").is_err(), is_refused, "{first:?}");
            assert_eq!(JsonLines.check(first, "-").is_err(), is_refused, "{first:?}");
            assert!(JsonLines.check(first, "a.ndjson").is_ok());
        }
        assert!(JsonLines.check(b"\xff\xfe{\0", "a.jsonl").is_err());
    }
}
