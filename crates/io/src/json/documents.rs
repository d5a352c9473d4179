//! The JSON format: values of any layout to articles.

use super::format::{span_of_text, text_of_record};
use super::layout::RecordLayout;
use super::object::{Refusal, fields_of};
use super::plan::plan_of_json;
use super::value_blocks::{ValueBlock, ValueSplitter};
use crate::error::Result;
use crate::fields::FieldPlan;
use crate::file_plan::FilePlan;
use crate::format::{FirstBytes, Format, PLAN_BYTES, Records, Split, Splitter, SurvivorForm, TextSpan};
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::record::{Decoding, RecordLocation};
use crate::stream::Opened;
use std::sync::Arc;
use wirecopy_article::{RejectReason, TextLocation};

/// Objects in an array, in an envelope, or one after another.
pub(crate) struct Json;

impl Format for Json {
    fn survivors(&self) -> SurvivorForm {
        SurvivorForm::Editable
    }

    fn first_bytes(&self) -> usize {
        PLAN_BYTES
    }

    fn plan(&self, first: &FirstBytes<'_>, options: &ReadOptions) -> Result<FilePlan> {
        let layout = match RecordLayout::of(first.bytes, options.records_path.as_deref()) {
            RecordLayout::Lines => RecordLayout::Values,
            layout => layout,
        };
        plan_of_json(first, layout, options)
    }

    fn split(&self, opened: Opened) -> Split {
        Split::Blocks(Box::new(ValueSplitter::new(opened)))
    }

    fn text_at_location(&self, bytes: &[u8], plan: &FieldPlan) -> Option<String> {
        text_of_record(bytes, plan)
    }
}

impl Splitter for ValueSplitter {
    fn bytes_on_disk(&self) -> u64 {
        self.stream().bytes_on_disk()
    }

    fn next(&mut self, block_bytes: usize, options: &ReadOptions) -> Result<Option<Box<dyn Records>>> {
        let block = self.next_values(block_bytes, options)?;
        Ok(block.map(|block| Box::new(block) as Box<dyn Records>))
    }
}

impl Records for ValueBlock {
    fn files(&self) -> &[Arc<InputFile>] {
        std::slice::from_ref(&self.file)
    }

    /// Decodes every value.
    fn decode<'block>(&'block self, first_file: u32, decoding: &mut Decoding<'block, '_>) {
        decoding.add_rejects(&self.rejects);
        for (range, line) in &self.values {
            let record = &self.bytes[range.clone()];
            let text_location = self.has_locations.then(|| TextLocation {
                source: first_file,
                offset: self.offset + range.start as u64,
                len: u32::try_from(record.len()).expect("longer values were rejected"),
            });
            let location = RecordLocation { file: &self.file.name, line: *line, text_location, record };
            match simdutf8::basic::from_utf8(record).map(|value| fields_of(value, decoding.plan())) {
                Ok(Ok(fields)) => decoding.push_record(location, fields),
                Ok(Err(Refusal { id, reason })) => decoding.reject(&location, id.as_deref(), reason),
                Err(_) => decoding.reject(&location, None, RejectReason::RecordNotUtf8),
            }
        }
    }

    fn separator(&self) -> &'static [u8] {
        match self.file.plan.layout {
            RecordLayout::Array(_) => b",\n",
            RecordLayout::Values | RecordLayout::Lines => b"\n",
        }
    }

    fn locate_text(&self, record: &[u8], plan: &FieldPlan) -> Option<TextSpan> {
        span_of_text(record, plan)
    }

    fn text_of_record(&self, record: &[u8], plan: &FieldPlan) -> Option<String> {
        text_of_record(record, plan)
    }
}
