//! Documents of a block of JSON Lines.

use super::encoding::UTF8_MARK;
use super::fields::FieldPlan;
use super::input::ReadOptions;
use super::json_record;
use super::lines::LineBlock;
use super::record::{Growing, Standing};
use crate::document::Place;

/// Decodes all lines of the block that are not blank.
pub(super) fn decode<'block>(
    block: &'block LineBlock,
    plan: &FieldPlan,
    options: &ReadOptions,
    growing: &mut Growing<'block>,
) {
    growing.rejects.extend(block.rejects.iter().cloned());
    let mut start = 0;
    for line in block.first_line.. {
        if start == block.bytes.len() {
            break;
        }
        let end = memchr::memchr(b'\n', &block.bytes[start..]).map_or(block.bytes.len(), |at| start + at + 1);
        let record = &block.bytes[start..end];
        let place = block.has_places.then_some(Place {
            source: block.number,
            offset: block.offset + start as u64,
            len: record.len() as u32,
        });
        let standing = Standing { file: &block.file, source: block.number, line, place, record };
        self::line(standing, plan, options, growing);
        start = end;
    }
}

fn line<'block>(
    standing: Standing<'block>,
    plan: &FieldPlan,
    options: &ReadOptions,
    growing: &mut Growing<'block>,
) {
    let bytes = without_mark(standing.record).trim_ascii_end();
    if bytes.is_empty() {
        return;
    }
    let Ok(text) = simdutf8::basic::from_utf8(bytes) else {
        growing.reject(standing.file, standing.line, None, "the line is not UTF-8".into());
        return;
    };
    match json_record::read(text, plan) {
        Ok(fields) => {
            let no_string = fields.no_string;
            growing.push(fields.found, standing, options, || match no_string {
                Some(name) => format!("the field \"{name}\" is no string"),
                None => plan.missing_text(&json_record::names(text)),
            });
        }
        Err(reason) => growing.reject(standing.file, standing.line, None, reason),
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes)
}

/// The text of a line that was read before; `None` where it is another line now.
pub(super) fn text_of_line(line: &[u8], plan: &FieldPlan) -> Option<String> {
    json_record::text(std::str::from_utf8(without_mark(line)).ok()?, plan)
}
