//! The SQLite format: rows to articles.

use super::database::{OpenTable, RowValues, Value};
use crate::error::{Error, Result};
use crate::fields::{N_ROLES, Role};
use crate::file_plan::{FilePlan, PlanNotes};
use crate::format::{Format, Records, Split, Splitter};
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::record::{Date, Decoding, Fields, RecordLocation};
use crate::stream::Opened;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::Write;
use std::sync::Arc;
use wirecopy_article::{JsonKind, RejectReason};
use wirecopy_scratch::{Error as TempError, PrivateFolder, temporary_folder};

/// Rows of a table.
pub(crate) struct Sqlite;

/// Bytes of the rows of one query.
const QUERY_BYTES: usize = 1 << 20;

/// Bytes per read while input that is not a file is copied to one.
const COPY_BYTES: usize = 1 << 20;

impl Format for Sqlite {
    fn split(&self, opened: Opened) -> Split {
        Split::Blocks(Box::new(TableRowSplitter {
            opened,
            table: None,
            plan: Arc::default(),
            copy: None,
            row: i64::MIN,
            waiting: VecDeque::new(),
            read: 0,
        }))
    }
}

/// Cuts a table into blocks of rows.
struct TableRowSplitter {
    opened: Opened,
    table: Option<OpenTable>,
    plan: Arc<FilePlan>,
    /// The folder of the file that replaces an input without one.
    copy: Option<PrivateFolder>,
    /// Number of the last row in a block.
    row: i64,
    /// Rows that were read and are in no block yet.
    waiting: VecDeque<(i64, RowValues)>,
    /// Bytes of the rows so far.
    read: u64,
}

/// Rows of one table.
struct SqliteRows {
    file: Arc<InputFile>,
    plan: Arc<FilePlan>,
    columns: [Vec<(u8, usize)>; N_ROLES],
    rows: Vec<(i64, RowValues)>,
}

impl TableRowSplitter {
    fn open(&mut self, options: &ReadOptions) -> Result<OpenTable> {
        let path = match self.opened.can_be_read_again() {
            true => self.opened.file.path.clone(),
            false => self.copied(options)?,
        };
        let table = OpenTable::open(&path, options);
        table.map_err(|reason| self.opened.stream.bad_input(reason))
    }

    fn copied(&mut self, options: &ReadOptions) -> Result<std::path::PathBuf> {
        let failed = |source| Error::Scratch(TempError::Temp { path: options.temp_dir.clone(), source });
        let folder = temporary_folder(&options.temp_dir)?;
        let (path, mut copy) = folder.create_file("copy.sqlite")?;
        let mut chunk = std::mem::take(&mut self.opened.first);
        loop {
            let has_ended = self.opened.stream.fill(&mut chunk, COPY_BYTES)?;
            copy.write_all(&chunk).map_err(failed)?;
            chunk.clear();
            if has_ended {
                break;
            }
        }
        self.copy = Some(folder);
        Ok(path)
    }
}

impl Splitter for TableRowSplitter {
    fn bytes_on_disk(&self) -> u64 {
        self.opened.stream.bytes_on_disk().max(self.read)
    }

    fn plan(&mut self, options: &ReadOptions) -> Result<PlanNotes> {
        let mut table = self.open(options)?;
        let notes = std::mem::take(&mut table.plan.notes);
        self.plan = Arc::new(table.plan.clone());
        self.table = Some(table);
        Ok(notes)
    }

    fn next(&mut self, block_bytes: usize, _options: &ReadOptions) -> Result<Option<Box<dyn Records>>> {
        let Some(table) = &self.table else { return Ok(None) };
        if self.waiting.is_empty() {
            // Every query searches for its first row, and in a damaged file finds what it finds:
            // where queries begin must not depend on the size of blocks.
            let rows = table.rows_after(self.row, QUERY_BYTES);
            self.waiting = rows.map_err(|reason| self.opened.stream.bad_input(reason))?.into();
        }
        let (mut rows, mut bytes) = (Vec::new(), 0);
        while bytes < block_bytes.max(1)
            && let Some((number, values)) = self.waiting.pop_front()
        {
            let texts = values.iter().map(|value| if let Value::Text(text) = value { text.len() } else { 0 });
            bytes += texts.sum::<usize>();
            self.row = number;
            rows.push((number, values));
        }
        if rows.is_empty() {
            return Ok(None);
        }
        self.read += bytes as u64;
        let columns = table.columns.clone();
        let (file, plan) = (Arc::clone(&self.opened.file), Arc::clone(&self.plan));
        Ok(Some(Box::new(SqliteRows { file, plan, columns, rows })))
    }
}

impl Records for SqliteRows {
    fn files(&self) -> &[Arc<InputFile>] {
        std::slice::from_ref(&self.file)
    }

    fn plan(&self) -> Option<&FilePlan> {
        Some(&self.plan)
    }

    fn decode<'block>(&'block self, _first_file: u32, decoding: &mut Decoding<'block, '_>) {
        for (number, values) in &self.rows {
            let line = u64::try_from(*number).unwrap_or(0);
            let at = |record| RecordLocation { file: &self.file.name, line, text_location: None, record };
            match self.fields(values) {
                Ok((text, fields)) => decoding.push_record(at(text.as_bytes()), fields),
                Err(reason) => decoding.reject(&at(&[]), None, reason),
            }
        }
    }
}

impl SqliteRows {
    fn fields<'a>(&self, values: &'a RowValues) -> std::result::Result<(&'a str, Fields<'a>), RejectReason> {
        let first = |role: Role| {
            let mut columns = self.columns[role as usize].iter();
            columns.find_map(|(rank, column)| match &values[*column] {
                Value::Null => None,
                Value::Text(text) if text.is_empty() => None,
                value => Some((*rank, value)),
            })
        };
        let string = |role: Role| match first(role)? {
            (rank, Value::Text(text) | Value::Integer(text)) => Some((rank, Cow::Borrowed(text.as_str()))),
            _ => None,
        };
        let (rank, text) = match first(Role::Text) {
            Some((rank, Value::Text(text))) => (rank, text.as_str()),
            Some(_) => return Err(RejectReason::TextNotAString(JsonKind::Number)),
            None => return Err(RejectReason::TextNotAString(JsonKind::Null)),
        };
        let published = match first(Role::Published) {
            Some((rank, Value::Text(words))) => Some((rank, Date::Words(words.into()))),
            Some((rank, Value::Integer(number))) => Some((rank, Date::Number(number.into()))),
            _ => None,
        };
        let fields = Fields {
            text: Some((rank, text.into())),
            id: string(Role::Id),
            outlet: string(Role::Outlet),
            published,
            url: string(Role::Url),
            title: string(Role::Title),
            author: string(Role::Author),
            canonical_url: string(Role::CanonicalUrl),
            text_made_by: None,
        };
        Ok((text, fields))
    }
}
