//! An open database: its tables, and rows of one of them.

use crate::fields::{
    FieldPlan, N_ROLES, NO_RANK, ROLES, Role, SAMPLE_BYTES, SAMPLE_RECORDS, Sample, SampledValue, known_name,
};
use crate::file_plan::FilePlan;
use crate::options::ReadOptions;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// A table whose columns have roles.
pub(super) struct OpenTable {
    connection: Connection,
    query: String,
    /// For each role the columns of the query with the ranks of their names, the best rank first.
    pub(super) columns: [Vec<(u8, usize)>; N_ROLES],
    pub(super) plan: FilePlan,
}

/// The values of one row, in the order of the query, after its number.
pub(super) type RowValues = Vec<Value>;

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Text(String),
    Integer(String),
    /// Bytes that are not text, or a fraction.
    Other,
}

impl OpenTable {
    /// Opens the table of this name, or the only one.
    ///
    /// # Errors
    /// With the reason if there is no such table, several, or none with a text.
    pub(super) fn open(path: &Path, options: &ReadOptions) -> Result<OpenTable, String> {
        let say = |error: rusqlite::Error| format!("the SQLite file cannot be read: {error}");
        // Nothing is written: not even what an interrupted program left to be written.
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(say)?;
        connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;").map_err(say)?;
        let tables = tables(&connection).map_err(say)?;
        let table = match options.table.as_deref() {
            Some(name) => tables.iter().find(|listed| *listed == name),
            None if tables.len() == 1 => tables.first(),
            None => None,
        };
        let Some(table) = table else {
            return Err(match tables.is_empty() {
                true => "the database has no table".into(),
                false => format!("name one of its tables: {}", tables.join(", ")),
            });
        };
        let all = columns(&connection, table).map_err(say)?;
        let by_name = FieldPlan::new(&options.fields);
        let may_have_a_role = |name: &String| by_name.ranks(name) != [NO_RANK; N_ROLES] || known_name(name);
        let (named, others): (Vec<String>, Vec<String>) = all.into_iter().partition(may_have_a_role);
        let used: Vec<String> = named.iter().map(|name| format!(", {}", quoted(name))).collect();
        let query = format!(
            "SELECT rowid{} FROM {} WHERE rowid > ?1 ORDER BY rowid LIMIT ?2",
            used.concat(),
            quoted(table)
        );
        let unplanned =
            OpenTable { connection, query, columns: Default::default(), plan: FilePlan::default() };
        let plan = unplanned.plan_of(&named, &others, options);
        let columns = columns_by_role(&plan.fields, &named);
        if columns[Role::Text as usize].is_empty() {
            return Err(plan.fields.missing_text_of_file(&[named, others].concat()));
        }
        Ok(OpenTable { columns, plan, ..unplanned })
    }

    /// The plan by the first rows, as far as they can be read.
    fn plan_of(&self, named: &[String], others: &[String], options: &ReadOptions) -> FilePlan {
        let mut sample = Sample::default();
        for name in named.iter().chain(others) {
            sample.add(name, None, SampledValue::Text(""));
        }
        let rows = self.rows_after(i64::MIN, SAMPLE_BYTES).unwrap_or_default();
        for (_, values) in rows.iter().take(SAMPLE_RECORDS as usize) {
            sample.begin_record();
            for (name, value) in named.iter().zip(values) {
                match value {
                    Value::Null => {}
                    Value::Text(text) => sample.add(name, None, SampledValue::Text(text)),
                    Value::Integer(literal) => sample.add(name, None, SampledValue::Number(literal)),
                    Value::Other => sample.add(name, None, SampledValue::Other),
                }
            }
        }
        FilePlan::of_sample(&options.fields, options.text_format, &sample)
    }

    /// Rows of about `bytes` together that follow the row with a given number, at least one; each
    /// with its number.
    ///
    /// # Errors
    /// With the reason if the database is damaged.
    pub(super) fn rows_after(&self, after: i64, bytes: usize) -> Result<Vec<(i64, RowValues)>, String> {
        let say = |error: rusqlite::Error| format!("the SQLite file is damaged: {error}");
        let mut statement = self.connection.prepare_cached(&self.query).map_err(say)?;
        let mut rows = statement.query((after, ROWS_MAX)).map_err(say)?;
        let (mut read, mut read_bytes, mut last) = (Vec::new(), 0, after);
        while let Some(row) = rows.next().map_err(say)? {
            let number: i64 = row.get(0).map_err(say)?;
            // Pages that lead back to earlier ones would be read without an end.
            if number <= last {
                return Err("the SQLite file is damaged: its rows are not in their order".into());
            }
            last = number;
            let n_columns = row.as_ref().column_count();
            let mut values = Vec::with_capacity(n_columns - 1);
            for column in 1..n_columns {
                values.push(value(row.get_ref(column).map_err(say)?, &mut read_bytes));
            }
            read.push((number, values));
            if read_bytes >= bytes {
                break;
            }
        }
        Ok(read)
    }
}

/// For each role the columns with the ranks of their names, the best rank first.
fn columns_by_role(plan: &FieldPlan, names: &[String]) -> [Vec<(u8, usize)>; N_ROLES] {
    let mut columns: [Vec<(u8, usize)>; N_ROLES] = Default::default();
    for (column, name) in names.iter().enumerate() {
        for (role, rank) in ROLES.into_iter().zip(plan.ranks(name)) {
            if rank != NO_RANK && plan.path_below(role, rank).is_none() {
                columns[role as usize].push((rank, column));
            }
        }
    }
    columns.iter_mut().for_each(|columns| columns.sort_unstable());
    columns
}

/// Rows of one query.
const ROWS_MAX: i64 = 4096;

fn value(value: ValueRef<'_>, bytes: &mut usize) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number.to_string()),
        ValueRef::Text(text) | ValueRef::Blob(text) => {
            *bytes += text.len();
            std::str::from_utf8(text).map_or(Value::Other, |text| Value::Text(text.to_owned()))
        }
        ValueRef::Real(_) => Value::Other,
    }
}

fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    connection.prepare(names)?.query_map((), |row| row.get(0))?.collect()
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let names = "SELECT name FROM pragma_table_info(?1)";
    connection.prepare(names)?.query_map([table], |row| row.get(0))?.collect()
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
