//! Text files with many articles: one per line, or between lines that separate them.

use super::unit_splitter::{Unit, UnitBlock, UnitSplitter};
use crate::charset::{Charset, UTF8_MARK, WideEncoding};
use crate::error::{Error, Result};
use crate::fields::FieldPlan;
use crate::file_plan::FilePlan;
use crate::format::{FirstBytes, Format, Records, Spelling, Split, Splitter, SurvivorForm, TextSpan};
use crate::input::InputFile;
use crate::markup::{Markup, looks_like_markdown, looks_marked_up};
use crate::options::ReadOptions;
use crate::record::{Decoding, Fields, RecordLocation};
use crate::stream::Opened;
use std::sync::Arc;
use wirecopy_article::{RejectReason, TextLocation};

/// One article per line.
pub(crate) struct Lines;

/// Articles between lines that separate them.
pub(crate) struct Separated;

impl Format for Lines {
    fn survivors(&self) -> SurvivorForm {
        SurvivorForm::Editable
    }

    fn plan(&self, first: &FirstBytes<'_>, options: &ReadOptions) -> Result<FilePlan> {
        plan(first, options)
    }

    fn split(&self, opened: Opened) -> Split {
        Split::Blocks(Box::new(UnitSplitter::of_lines(opened)))
    }

    fn text_at_location(&self, bytes: &[u8], _plan: &FieldPlan) -> Option<String> {
        Some(std::str::from_utf8(bytes).ok()?.to_owned())
    }
}

impl Format for Separated {
    fn survivors(&self) -> SurvivorForm {
        SurvivorForm::Editable
    }

    fn plan(&self, first: &FirstBytes<'_>, options: &ReadOptions) -> Result<FilePlan> {
        plan(first, options)
    }

    fn split(&self, opened: Opened) -> Split {
        Split::Blocks(Box::new(UnitSplitter::of_separated(opened)))
    }

    fn text_at_location(&self, bytes: &[u8], _plan: &FieldPlan) -> Option<String> {
        Some(std::str::from_utf8(bytes).ok()?.to_owned())
    }
}

/// Texts without fields have the markup that their first bytes have.
///
/// # Errors
/// [`Error::BadInput`] for code units of more than one byte, whose bytes are no line ends.
fn plan(first: &FirstBytes<'_>, options: &ReadOptions) -> Result<FilePlan> {
    if WideEncoding::of_mark(first.bytes).is_some() {
        let reason = "articles in UTF-16 or UTF-32 are not read by lines: convert the file to UTF-8";
        return Err(Error::BadInput { path: first.path.to_path_buf(), reason: reason.into() });
    }
    let seen = || {
        let text = String::from_utf8_lossy(first.bytes);
        match () {
            () if looks_marked_up(&text) => Markup::Html,
            () if looks_like_markdown(&text) => Markup::Markdown,
            () => Markup::None,
        }
    };
    Ok(FilePlan { markup: options.text_format.stated().unwrap_or_else(seen), ..FilePlan::default() })
}

impl Splitter for UnitSplitter {
    fn bytes_on_disk(&self) -> u64 {
        self.stream().bytes_on_disk()
    }

    fn next(&mut self, block_bytes: usize, options: &ReadOptions) -> Result<Option<Box<dyn Records>>> {
        let block = self.next_units(block_bytes, options)?;
        Ok(block.map(|block| Box::new(block) as Box<dyn Records>))
    }
}

impl Records for UnitBlock {
    fn files(&self) -> &[Arc<InputFile>] {
        std::slice::from_ref(&self.file)
    }

    /// Decodes every unit that is not blank.
    fn decode<'block>(&'block self, first_file: u32, decoding: &mut Decoding<'block, '_>) {
        decoding.add_rejects(&self.rejects);
        for Unit { record, text, line } in &self.units {
            let location = RecordLocation {
                file: &self.file.name,
                line: *line,
                text_location: self.has_locations.then(|| TextLocation {
                    source: first_file,
                    offset: self.offset + text.start as u64,
                    len: u32::try_from(text.len()).expect("longer units were rejected"),
                }),
                record: &self.bytes[record.clone()],
            };
            match simdutf8::basic::from_utf8(&self.bytes[text.clone()]) {
                Ok(text) => {
                    decoding.push_record(location, Fields::of_text(text.into()));
                }
                Err(_) => decoding.reject(&location, None, RejectReason::RecordNotUtf8),
            }
        }
    }

    fn locate_text(&self, record: &[u8], _plan: &FieldPlan) -> Option<TextSpan> {
        let unit = self.units.iter().find(|unit| &self.bytes[unit.record.clone()] == record)?;
        let start = unit.text.start - unit.record.start;
        let spelling = Spelling::Plain(Charset::Utf8);
        Some(TextSpan { bytes: start..start + unit.text.len(), spelling })
    }

    fn text_of_record(&self, record: &[u8], _plan: &FieldPlan) -> Option<String> {
        let text = self.delimiter.text_of(record);
        let bare = record[text].strip_prefix(UTF8_MARK);
        Some(std::str::from_utf8(bare.unwrap_or(&record[self.delimiter.text_of(record)])).ok()?.to_owned())
    }
}
