//! A block of CSV or TSV becomes documents.

use super::csv_scan::field;
use super::cutting::{Spelling, Standing as TextStanding};
use super::encoding::Charset;
use super::fields::{FieldPlan, N_ROLES, NO_RANK, ROLES, Role};
use super::input::FieldNames;
use super::record::{Date, Decoding, Fields, Standing};
use super::rows::RowBlock;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::borrow::Cow;

/// The first row of a file.
#[derive(Debug)]
pub(super) struct Header {
    /// As it stands in the file, byte order mark and end of line included.
    pub(super) raw: Vec<u8>,
    delimiter: u8,
    n_columns: usize,
    /// For each role the columns that may hold it, the best first, with the ranks of their names.
    columns: [Vec<(u8, usize)>; N_ROLES],
}

impl Header {
    /// Understands a header row; fails where no column can hold a text.
    pub(super) fn new(
        raw: Vec<u8>,
        row: &[u8],
        delimiter: u8,
        charset: Charset,
        names: &FieldNames,
    ) -> Result<Header, String> {
        let mut cells = Cells::new(delimiter);
        cells.read(row);
        let decoded: Option<Vec<String>> =
            cells.iter().map(|cell| charset.decode_part(cell).map(Cow::into_owned)).collect();
        let titles: Vec<String> = decoded.ok_or("it is not UTF-8")?;
        let plan = FieldPlan::new(names);
        let mut columns: [Vec<(u8, usize)>; N_ROLES] = Default::default();
        for (column, title) in titles.iter().enumerate() {
            for (role, rank) in ROLES.into_iter().zip(plan.ranks(title)) {
                // The object that a dotted name leads through is no column.
                if rank != NO_RANK && plan.way(role, rank).is_none() {
                    columns[role as usize].push((rank, column));
                }
            }
        }
        columns.iter_mut().for_each(|columns| columns.sort_unstable());
        if columns[Role::Text as usize].is_empty() {
            return Err(plan.missing_text(&titles));
        }
        Ok(Header { raw, delimiter, n_columns: titles.len(), columns })
    }

    /// The first of the columns for a text that is not empty.
    fn text_column(&self, cells: &Cells) -> Option<usize> {
        let columns = self.columns[Role::Text as usize].iter().map(|(_, column)| *column);
        columns.filter(|column| *column < cells.len()).find(|column| !cells.get(*column).is_empty())
    }
}

/// Decodes every row.
pub(super) fn decode<'block>(block: &'block RowBlock, decoding: &mut Decoding<'block, '_>) {
    decoding.rejected_before(&block.rejects);
    let mut cells = Cells::new(block.header.delimiter);
    for (range, line) in &block.rows {
        let record = &block.bytes[range.clone()];
        let standing = Standing { file: &block.file.name, line: *line, place: None, record };
        cells.read(record);
        if cells.len() != block.header.n_columns {
            let reason = format!("the row has {} fields, the header {}", cells.len(), block.header.n_columns);
            decoding.reject(&standing, None, reason);
            continue;
        }
        match fields(&cells, block) {
            Some(fields) => decoding.record(standing, fields),
            None => decoding.reject(&standing, None, "the row is not UTF-8, although the file before it is"),
        }
    }
}

/// For each role the first of its columns that is not empty; `None` where a field is not in the file's charset.
fn fields(cells: &Cells, block: &RowBlock) -> Option<Fields<'static>> {
    let value = |role: Role| -> Option<Option<(u8, Cow<'static, str>)>> {
        let columns = &block.header.columns[role as usize];
        let Some((rank, column)) = columns.iter().find(|(_, column)| !cells.get(*column).is_empty()) else {
            return Some(None);
        };
        let text = block.charset.decode_part(cells.get(*column))?.into_owned();
        Some(Some((*rank, Cow::Owned(text))))
    };
    let text = value(Role::Text)?;
    let first_text_rank = block.header.columns[Role::Text as usize].first().map(|(rank, _)| *rank)?;
    Some(Fields {
        text: Some(text.unwrap_or((first_text_rank, Cow::Borrowed("")))),
        id: value(Role::Id)?,
        outlet: value(Role::Outlet)?,
        published: value(Role::Published)?.map(|(rank, date)| (rank, Date::Words(date))),
        url: value(Role::Url)?,
        title: value(Role::Title)?,
    })
}

/// Where the text stands in a row that gave one before.
pub(super) fn standing(record: &[u8], header: &Header, charset: Charset) -> Option<TextStanding> {
    let mut cells = Cells::new(header.delimiter);
    cells.read(record);
    let (bytes, is_quoted) = field(record, header.delimiter, header.text_column(&cells)?)?;
    let spelling = if is_quoted { Spelling::Quoted(charset) } else { Spelling::Plain(charset) };
    Some(TextStanding { bytes, spelling })
}

/// The text of a row that gave one before.
pub(super) fn text_of_record(record: &[u8], header: &Header, charset: Charset) -> Option<String> {
    let mut cells = Cells::new(header.delimiter);
    cells.read(record);
    if cells.len() != header.n_columns {
        return None;
    }
    charset.decode_part(cells.get(header.text_column(&cells)?)).map(Cow::into_owned)
}

/// Fields of one row, unquoted.
struct Cells {
    reader: Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    len: usize,
}

impl Cells {
    fn new(delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Cells { reader, bytes: Vec::new(), ends: vec![0; 16], len: 0 }
    }

    /// Reads a row that [`super::csv_scan::scan_row`] found.
    fn read(&mut self, row: &[u8]) {
        self.reader.reset();
        // Unquoting never makes a row longer.
        if self.bytes.len() < row.len() {
            self.bytes.resize(row.len(), 0);
        }
        let (mut read, mut written, mut ended) = (0, 0, 0);
        loop {
            let (result, n_read, n_written, n_ended) =
                self.reader.read_record(&row[read..], &mut self.bytes[written..], &mut self.ends[ended..]);
            read += n_read;
            written += n_written;
            ended += n_ended;
            match result {
                // The next call tells the reader with no bytes that the row ended.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.bytes.resize(2 * self.bytes.len() + 1, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        self.len = ended;
    }

    fn len(&self) -> usize {
        self.len
    }

    fn get(&self, column: usize) -> &[u8] {
        let start = if column == 0 { 0 } else { self.ends[column - 1] };
        &self.bytes[start..self.ends[column]]
    }

    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len).map(|column| self.get(column))
    }
}
