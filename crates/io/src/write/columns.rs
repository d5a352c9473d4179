//! Columns of rows that are written as tables.

use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::io;

/// The kind of values that a column has; each may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Texts.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Float,
    /// True or false.
    Flag,
    /// Lists of texts, joined by `; ` where a cell has room for one.
    List,
    /// Anything else, as its JSON.
    Json,
}

/// The name of a column and its kind.
///
/// ```
/// use wirecopy_io::{RowColumn, ColumnKind};
///
/// const COPIES: RowColumn = ("copies", ColumnKind::Integer);
/// assert_eq!(COPIES.0, "copies");
/// ```
pub type RowColumn = (&'static str, ColumnKind);

/// The values of a row by their names.
pub(super) type Members<'line> = HashMap<String, &'line RawValue>;

/// The values of a line of JSON.
pub(super) fn members(line: &[u8]) -> io::Result<Members<'_>> {
    Ok(serde_json::from_slice(line)?)
}

/// The value of a column; `None` if it is missing or `null`.
pub(super) fn value<'line>(members: &Members<'line>, name: &str) -> Option<&'line str> {
    members.get(name).map(|raw| raw.get()).filter(|raw| *raw != "null")
}

/// Appends a line of JSON as a row of a table in CSV.
pub(super) fn push_csv(columns: &[RowColumn], line: &[u8], rows: &mut Vec<u8>) -> io::Result<()> {
    let members = members(line)?;
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(rows);
    for (name, kind) in columns {
        let cell = match (value(&members, name), kind) {
            (None, _) => String::new(),
            (Some(raw), ColumnKind::Text | ColumnKind::List) => cell_of(&serde_json::from_str(raw)?),
            (Some(raw), _) => raw.to_owned(),
        };
        writer.write_field(cell)?;
    }
    writer.write_record(None::<&[u8]>)?;
    writer.flush()
}

/// A value as the text of one cell.
pub(crate) fn cell_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(cell_of).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}
