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
    pub(super) load: Box<dyn Fn() -> LoadedRows + Send + Sync>,
    pub(super) loaded: OnceLock<LoadedRows>,
}

/// The rows that could be read, and the fault of those after them.
#[derive(Default)]
pub(super) struct LoadedRows {
    pub(super) batches: Vec<RecordBatch>,
    pub(super) fault: Option<String>,
}

impl Records for TableRows {
    fn files(&self) -> &[Arc<InputFile>] {
        std::slice::from_ref(&self.file)
    }

    fn plan(&self) -> Option<&FilePlan> {
        Some(self.roles.plan())
    }

    fn decode<'block>(&'block self, _first_file: u32, decoding: &mut Decoding<'block, '_>) {
        let LoadedRows { batches, fault } = self.loaded.get_or_init(&self.load);
        let mut line = self.first_row;
        for batch in batches {
            let columns = self.roles.columns(batch);
            for row in 0..batch.num_rows() {
                let location =
                    RecordLocation { file: &self.file.name, line, text_location: None, record: &[] };
                match fields_of(&columns, row, &self.roles) {
                    Ok(fields) => decoding.push_record(with_record(location, &fields), fields),
                    Err((id, reason)) => decoding.reject(&location, id.as_deref(), reason),
                }
                line += 1;
            }
        }
        let fault = fault.as_deref().unwrap_or("the table has fewer rows than it states");
        let n_left = self.n_rows.saturating_sub(line - self.first_row);
        for line in line..line + n_left.min(ROWS_REJECTED_MAX) {
            let location = RecordLocation { file: &self.file.name, line, text_location: None, record: &[] };
            decoding.reject(&location, None, RejectReason::Unreadable { fault: fault.to_owned() });
        }
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
