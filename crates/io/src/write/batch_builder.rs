//! Rows as batches of columns.

use super::columns::{ColumnKind, RowColumn, cell_of, members, value};
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use serde_json::Value;
use std::io;
use std::sync::Arc;

/// Makes batches of columns from rows.
///
/// ```
/// use wirecopy_io::{BatchBuilder, ColumnKind};
///
/// let columns = [("id", ColumnKind::Text), ("words", ColumnKind::Integer)];
/// let mut builder = BatchBuilder::new(&columns);
/// builder.push(b"{\"id\":\"wire-1\",\"words\":17}\n{\"id\":\"wire-2\"}\n")?;
/// let batch = builder.finish()?;
/// assert_eq!((batch.num_rows(), batch.column(1).null_count()), (2, 1));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct BatchBuilder {
    schema: SchemaRef,
    columns: Vec<(&'static str, ColumnBuilder)>,
    /// Bytes of the rows in the columns.
    bytes: usize,
}

/// The values of one column that are not in a batch yet.
enum ColumnBuilder {
    Text(StringBuilder),
    Json(StringBuilder),
    Integer(Int64Builder),
    Float(Float64Builder),
    Flag(BooleanBuilder),
    List(ListBuilder<StringBuilder>),
}

impl ColumnBuilder {
    fn of(kind: ColumnKind) -> ColumnBuilder {
        match kind {
            ColumnKind::Text => ColumnBuilder::Text(StringBuilder::new()),
            ColumnKind::Json => ColumnBuilder::Json(StringBuilder::new()),
            ColumnKind::Integer => ColumnBuilder::Integer(Int64Builder::new()),
            ColumnKind::Float => ColumnBuilder::Float(Float64Builder::new()),
            ColumnKind::Flag => ColumnBuilder::Flag(BooleanBuilder::new()),
            ColumnKind::List => ColumnBuilder::List(ListBuilder::new(StringBuilder::new())),
        }
    }

    fn append(&mut self, raw: Option<&str>) -> io::Result<()> {
        match (self, raw) {
            (ColumnBuilder::Text(column), raw) => {
                let text: Option<Value> = raw.map(serde_json::from_str).transpose()?;
                column.append_option(text.as_ref().map(cell_of));
            }
            (ColumnBuilder::Json(column), raw) => column.append_option(raw),
            (ColumnBuilder::Integer(column), raw) => {
                column.append_option(raw.map(serde_json::from_str).transpose()?);
            }
            (ColumnBuilder::Float(column), raw) => {
                column.append_option(raw.map(serde_json::from_str).transpose()?);
            }
            (ColumnBuilder::Flag(column), raw) => {
                column.append_option(raw.map(serde_json::from_str).transpose()?);
            }
            (ColumnBuilder::List(column), None) => column.append_null(),
            (ColumnBuilder::List(column), Some(raw)) => {
                let items: Vec<Value> = serde_json::from_str(raw)?;
                column.append_value(items.iter().map(|item| Some(cell_of(item))));
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            ColumnBuilder::Text(column) | ColumnBuilder::Json(column) => Arc::new(column.finish()),
            ColumnBuilder::Integer(column) => Arc::new(column.finish()),
            ColumnBuilder::Float(column) => Arc::new(column.finish()),
            ColumnBuilder::Flag(column) => Arc::new(column.finish()),
            ColumnBuilder::List(column) => Arc::new(column.finish()),
        }
    }
}

fn data_type(kind: ColumnKind) -> DataType {
    match kind {
        ColumnKind::Text | ColumnKind::Json => DataType::Utf8,
        ColumnKind::Integer => DataType::Int64,
        ColumnKind::Float => DataType::Float64,
        ColumnKind::Flag => DataType::Boolean,
        ColumnKind::List => DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
    }
}

impl BatchBuilder {
    /// A builder without rows.
    pub fn new(columns: &[RowColumn]) -> BatchBuilder {
        let field = |(name, kind): &RowColumn| Field::new(*name, data_type(*kind), true);
        let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
        let columns = columns.iter().map(|(name, kind)| (*name, ColumnBuilder::of(*kind))).collect();
        BatchBuilder { schema, columns, bytes: 0 }
    }

    /// The columns of its batches.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// The bytes of the rows that are in no batch yet.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Appends whole lines of JSON.
    ///
    /// # Errors
    /// Where a line has no value of the kind of its column.
    pub fn push(&mut self, lines: &[u8]) -> io::Result<()> {
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let members = members(line)?;
            for (name, column) in &mut self.columns {
                column.append(value(&members, name))?;
            }
            self.bytes += line.len();
        }
        Ok(())
    }

    /// Returns the rows since the last batch.
    ///
    /// # Errors
    /// Where a batch cannot have so many bytes.
    pub fn finish(&mut self) -> io::Result<RecordBatch> {
        let arrays: Vec<ArrayRef> = self.columns.iter_mut().map(|(_, column)| column.finish()).collect();
        self.bytes = 0;
        RecordBatch::try_new(Arc::clone(&self.schema), arrays).map_err(io::Error::other)
    }
}
