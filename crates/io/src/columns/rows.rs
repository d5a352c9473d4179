//! Rows of a table, decoded to articles.

use super::cell::Cell;
use super::roles::{BatchColumns, RoleColumns};
use crate::fields::Role;
use crate::file_plan::FilePlan;
use crate::format::Records;
use crate::input::InputFile;
use crate::record::{Date, Decoding, Fields, RecordLocation};
use arrow_array::RecordBatch;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use wirecopy_article::{JsonKind, RejectReason, TextMaker};

/// Rows of one damaged block that are rejected one by one. A block that states more is a batch of
/// Arrow, whose length may be damaged itself.
const ROWS_REJECTED_MAX: u64 = 1 << 16;

/// Consecutive rows of one file. Their columns are read when they are decoded, by the thread that
/// decodes them.
pub(super) struct TableRows {
    pub(super) file: Arc<InputFile>,
    pub(super) roles: Arc<RoleColumns>,
    /// Number of the first row, from 1.
    pub(super) first_row: u64,
    pub(super) n_rows: u64,
    pub(super) load: Box<dyn Fn() -> Vec<LoadedRows> + Send + Sync>,
    pub(super) loaded: OnceLock<Vec<LoadedRows>>,
}

/// Rows that follow each other: those that could be read, and those that could not.
pub(super) enum LoadedRows {
    Read(RecordBatch),
    Damaged { n_rows: u64, fault: String },
}

impl Records for TableRows {
    fn files(&self) -> &[Arc<InputFile>] {
        std::slice::from_ref(&self.file)
    }

    fn plan(&self) -> Option<&FilePlan> {
        Some(self.roles.plan())
    }

    fn decode<'block>(&'block self, _first_file: u32, decoding: &mut Decoding<'block, '_>) {
        let end = self.first_row + self.n_rows;
        let mut line = self.first_row;
        for rows in self.loaded.get_or_init(&self.load) {
            line = match rows {
                LoadedRows::Read(batch) => self.decode_batch(batch, line, decoding),
                LoadedRows::Damaged { n_rows, fault } => {
                    let behind = line.saturating_add(*n_rows).min(end);
                    self.reject(line..behind, fault, decoding);
                    behind
                }
            };
        }
        self.reject(line..end, "the table has fewer rows than it states", decoding);
    }
}

impl TableRows {
    /// Decodes the rows of a batch, of which the first has this line. Returns the line after it.
    fn decode_batch<'block>(
        &'block self,
        batch: &'block RecordBatch,
        mut line: u64,
        decoding: &mut Decoding<'block, '_>,
    ) -> u64 {
        let columns = self.roles.columns(batch);
        for row in 0..batch.num_rows() {
            let location = self.location(line);
            match fields_of(&columns, row, &self.roles) {
                Ok(fields) => decoding.push_record(with_record(location, &fields), fields),
                Err((id, reason)) => decoding.reject(&location, id.as_deref(), reason),
            }
            line += 1;
        }
        line
    }

    fn reject(&self, lines: Range<u64>, fault: &str, decoding: &mut Decoding<'_, '_>) {
        let end = lines.end.min(lines.start.saturating_add(ROWS_REJECTED_MAX));
        for line in lines.start..end {
            let reason = RejectReason::Unreadable { fault: fault.to_owned() };
            decoding.reject(&self.location(line), None, reason);
        }
    }

    fn location(&self, line: u64) -> RecordLocation<'_> {
        RecordLocation { file: &self.file.name, line, text_location: None, record: &[] }
    }
}

/// The text serves as the record, which has no bytes of its own in a table of columns.
fn with_record<'block>(location: RecordLocation<'block>, fields: &Fields<'block>) -> RecordLocation<'block> {
    match &fields.text {
        Some((_, Cow::Borrowed(text))) => RecordLocation { record: text.as_bytes(), ..location },
        _ => location,
    }
}

type Refused = (Option<String>, RejectReason);

fn fields_of<'a>(columns: &BatchColumns<'a>, row: usize, roles: &RoleColumns) -> Result<Fields<'a>, Refused> {
    let id = string(columns, Role::Id, row);
    let refusal = |reason| Err((id.as_ref().map(|(_, id)| id.to_string()), reason));
    let (rank, text, text_made_by) = match first(columns, Role::Text, row) {
        Some((rank, Cell::Text(text))) => (rank, text, None),
        Some((rank, Cell::Joined(text))) => (rank, Cow::Owned(text), Some(TextMaker::Join)),
        Some((_, Cell::NotUtf8)) => return refusal(RejectReason::TextNotUtf8),
        Some((_, Cell::Other(kind))) => return refusal(RejectReason::TextNotAString(kind)),
        Some((_, Cell::Number(_) | Cell::Time(_))) => {
            return refusal(RejectReason::TextNotAString(JsonKind::Number));
        }
        Some((_, Cell::Missing)) | None if columns[Role::Text as usize].is_empty() => {
            return refusal(roles.fields().missing_text(&[""; 0]));
        }
        Some((_, Cell::Missing)) | None => {
            return refusal(RejectReason::TextNotAString(JsonKind::Null));
        }
    };
    Ok(Fields {
        text: Some((rank, text)),
        outlet: string(columns, Role::Outlet, row),
        published: first(columns, Role::Published, row).map(|(rank, cell)| (rank, date(cell))),
        url: string(columns, Role::Url, row),
        title: string(columns, Role::Title, row),
        author: string(columns, Role::Author, row),
        canonical_url: string(columns, Role::CanonicalUrl, row),
        text_made_by,
        id,
    })
}

/// The first of a role's values that is neither missing nor empty.
fn first<'a>(columns: &BatchColumns<'a>, role: Role, row: usize) -> Option<(u8, Cell<'a>)> {
    let cells = columns[role as usize].iter().map(|(rank, column)| (*rank, column.cell(row)));
    let mut empty = None;
    for (rank, cell) in cells {
        match &cell {
            Cell::Missing => {}
            Cell::Text(text) if text.is_empty() => {
                empty.get_or_insert((rank, cell));
            }
            _ => return Some((rank, cell)),
        }
    }
    empty.filter(|_| role == Role::Text)
}

fn string<'a>(columns: &BatchColumns<'a>, role: Role, row: usize) -> Option<(u8, Cow<'a, str>)> {
    match first(columns, role, row)? {
        (rank, Cell::Text(text)) => Some((rank, text)),
        (rank, Cell::Number(number)) => Some((rank, Cow::Owned(number))),
        _ => None,
    }
}

fn date(cell: Cell<'_>) -> Date<'_> {
    match cell {
        Cell::Text(text) => Date::Words(text),
        Cell::Time(time) => Date::Words(Cow::Owned(time)),
        Cell::Number(literal) => Date::Number(Cow::Owned(literal)),
        _ => Date::Other,
    }
}
