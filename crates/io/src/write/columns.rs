//! Columns of rows that are written as tables.

use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
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
    /// Lists of texts, joined by `; ` in a cell of CSV.
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

/// The reader of a table in CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellReader {
    /// Programs, which take texts as they are.
    Program,
    /// A spreadsheet.
    Spreadsheet,
}

/// Appends a line of JSON as a row of a table in CSV.
pub(super) fn push_csv(
    (columns, reader): (&[RowColumn], CellReader),
    line: &[u8],
    rows: &mut Vec<u8>,
) -> io::Result<()> {
    let members = members(line)?;
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(rows);
    for (name, kind) in columns {
        let cell = match (value(&members, name), kind) {
            (None, _) => String::new(),
            (Some(raw), ColumnKind::Text | ColumnKind::List) => cell_of(&serde_json::from_str(raw)?),
            (Some(raw), _) => raw.to_owned(),
        };
        match reader {
            CellReader::Program => writer.write_field(cell)?,
            CellReader::Spreadsheet => writer.write_field(&*spreadsheet_cell(&cell))?,
        }
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

/// A cell that a spreadsheet shows and does not compute: with an apostrophe before it if it would
/// be a formula, which can send the sheet to an address or start a program. Numbers stay numbers.
///
/// *Source*: OWASP, CSV Injection.
///
/// ```
/// assert_eq!(wirecopy_io::spreadsheet_cell("=1+1"), "'=1+1");
/// assert_eq!(wirecopy_io::spreadsheet_cell("-3600"), "-3600");
/// ```
pub fn spreadsheet_cell(text: &str) -> Cow<'_, str> {
    const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    let is_formula = text.trim_start_matches(' ').starts_with(FORMULA) && text.parse::<f64>().is_err();
    if is_formula { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_an_input_is_a_formula() {
        for formula in ["=HYPERLINK(\"http://a\")", "+1+1", "@SUM(A1)", "-2+3", "\t=1", " =1", "＝1"] {
            assert_eq!(spreadsheet_cell(formula), format!("'{formula}"));
        }
        for text in ["-3600", "0.5", "Tolm Times", "", "a=b", "-1e3"] {
            assert_eq!(spreadsheet_cell(text), text);
        }
    }
}
