//! The CSV and TSV formats: rows to articles.

use super::cells::Cells;
use super::dialect::{Dialect, Quoting};
use super::header::Header;
use super::plan::plan_of_table;
use super::rows::{RowBlock, RowSplitter};
use super::scan::field;
use crate::charset::Charset;
use crate::error::Result;
use crate::fields::{FieldPlan, Role};
use crate::file_plan::FilePlan;
use crate::format::{
    FirstBytes, Format, PLAN_BYTES, Records, Spelling, Split, Splitter, SurvivorForm, TextSpan,
};
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::record::{Date, Decoding, Fields, RecordLocation};
use crate::stream::Opened;
use std::borrow::Cow;
use std::sync::Arc;
use wirecopy_article::RejectReason;

/// Rows of fields between delimiters, under a header.
pub(crate) struct Delimited {
    delimiter: u8,
}

/// Comma-separated values.
pub(crate) const CSV: Delimited = Delimited { delimiter: b',' };

/// Tab-separated values, quoted as in CSV.
pub(crate) const TSV: Delimited = Delimited { delimiter: b'\t' };

impl Format for Delimited {
    fn survivors(&self) -> SurvivorForm {
        SurvivorForm::Editable
    }

    fn first_bytes(&self) -> usize {
        PLAN_BYTES
    }

    fn plan(&self, first: &FirstBytes<'_>, options: &ReadOptions) -> Result<FilePlan> {
        plan_of_table(first, Dialect::of_delimiter(self.delimiter), options)
    }

    fn split(&self, opened: Opened) -> Split {
        Split::Blocks(Box::new(RowSplitter::new(opened)))
    }
}

impl Splitter for RowSplitter {
    fn bytes_on_disk(&self) -> u64 {
        self.stream().bytes_on_disk()
    }

    fn was_decoded(&self) -> bool {
        RowSplitter::was_decoded(self)
    }

    fn next(&mut self, block_bytes: usize, options: &ReadOptions) -> Result<Option<Box<dyn Records>>> {
        let block = self.next_rows(block_bytes, options)?;
        Ok(block.map(|block| Box::new(block) as Box<dyn Records>))
    }
}

impl Records for RowBlock {
    fn files(&self) -> &[Arc<InputFile>] {
        std::slice::from_ref(&self.file)
    }

    fn header(&self) -> Option<&[u8]> {
        Some(&self.header.raw)
    }

    fn delimiter(&self) -> Option<u8> {
        let Dialect { delimiter, quoting, .. } = self.header.dialect;
        (self.charset == Charset::Utf8 && quoting == Quoting::Doubled).then_some(delimiter)
    }

    fn n_decoded_files(&self) -> u64 {
        self.shows_charset.into()
    }

    /// Decodes every row.
    fn decode<'block>(&'block self, _first_file: u32, decoding: &mut Decoding<'block, '_>) {
        decoding.add_rejects(&self.rejects);
        let mut cells = Cells::new(self.header.dialect);
        for (range, line) in &self.rows {
            let record = &self.bytes[range.clone()];
            let location = RecordLocation { file: &self.file.name, line: *line, text_location: None, record };
            cells.read(record);
            if cells.len() != self.header.n_columns {
                let (fields, columns) = (cells.len() as u64, self.header.n_columns as u64);
                decoding.reject(&location, None, RejectReason::FieldCount { fields, columns });
                continue;
            }
            match fields_of(&cells, &self.header, self.charset) {
                Some(fields) => decoding.push_record(location, fields),
                None => decoding.reject(&location, None, RejectReason::RowNotUtf8),
            }
        }
    }

    fn locate_text(&self, record: &[u8], _plan: &FieldPlan) -> Option<TextSpan> {
        let mut cells = Cells::new(self.header.dialect);
        cells.read(record);
        let (_, column) = self.header.column(Role::Text, &cells)?;
        let (bytes, is_quoted) = field(record, self.header.dialect, column)?;
        let spelling = if is_quoted { Spelling::Quoted(self.charset) } else { Spelling::Plain(self.charset) };
        Some(TextSpan { bytes, spelling })
    }

    fn text_of_record(&self, record: &[u8], _plan: &FieldPlan) -> Option<String> {
        let mut cells = Cells::new(self.header.dialect);
        cells.read(record);
        if cells.len() != self.header.n_columns {
            return None;
        }
        let (_, column) = self.header.column(Role::Text, &cells)?;
        self.charset.decode_part(cells.get(column)).map(Cow::into_owned)
    }
}

/// The fields of a row by role; `None` if one of them is not in the file's charset.
fn fields_of(cells: &Cells, header: &Header, charset: Charset) -> Option<Fields<'static>> {
    let value = |role: Role| -> Option<Option<(u8, Cow<'static, str>)>> {
        let Some((rank, column)) = header.column(role, cells) else {
            return Some(None);
        };
        let text = charset.decode_part(cells.get(column))?.into_owned();
        Some(Some((rank, Cow::Owned(text))))
    };
    let text = value(Role::Text)?.unwrap_or((header.text_rank(), Cow::Borrowed("")));
    Some(Fields {
        text: Some(text),
        id: value(Role::Id)?,
        outlet: value(Role::Outlet)?,
        published: value(Role::Published)?.map(|(rank, date)| (rank, Date::Words(date))),
        url: value(Role::Url)?,
        title: value(Role::Title)?,
        author: value(Role::Author)?,
        canonical_url: value(Role::CanonicalUrl)?,
        text_made_by: None,
    })
}
