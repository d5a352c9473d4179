//! Rows as a Parquet file.

use super::columns::{ColumnKind, RowColumn, cell_of, members, value};
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use serde_json::Value;
use std::fs::File;
use std::io;
use std::sync::Arc;

/// Bytes of rows that are encoded at once.
const BATCH_BYTES: usize = 4 << 20;

/// Bytes of a row group in memory before it is written.
const ROW_GROUP_BYTES: usize = 64 << 20;

/// Writes rows as columns.
pub(super) struct TableWriter {
    writer: ArrowWriter<File>,
    schema: SchemaRef,
    columns: Vec<(&'static str, ColumnBuilder)>,
    /// Bytes of the rows that are in the builders.
    bytes: usize,
}

/// The values of one column that are not encoded yet.
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

impl TableWriter {
    pub(super) fn create(file: File, columns: &[RowColumn]) -> io::Result<TableWriter> {
        let field = |(name, kind): &RowColumn| Field::new(*name, data_type(*kind), true);
        let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
        let compression = Compression::ZSTD(ZstdLevel::default());
        let properties = WriterProperties::builder().set_compression(compression).build();
        let writer =
            ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties)).map_err(io::Error::other)?;
        let columns = columns.iter().map(|(name, kind)| (*name, ColumnBuilder::of(*kind))).collect();
        Ok(TableWriter { writer, schema, columns, bytes: 0 })
    }

    /// Appends whole lines of JSON.
    pub(super) fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let members = members(line)?;
            for (name, column) in &mut self.columns {
                column.append(value(&members, name))?;
            }
            self.bytes += line.len();
            if self.bytes >= BATCH_BYTES {
                self.encode()?;
            }
        }
        Ok(())
    }

    fn encode(&mut self) -> io::Result<()> {
        let arrays: Vec<ArrayRef> = self.columns.iter_mut().map(|(_, column)| column.finish()).collect();
        self.bytes = 0;
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), arrays).map_err(io::Error::other)?;
        self.writer.write(&batch).map_err(io::Error::other)?;
        match self.writer.in_progress_size() >= ROW_GROUP_BYTES {
            true => self.writer.flush().map_err(io::Error::other),
            false => Ok(()),
        }
    }

    /// Ends the file and returns it; its bytes may still be on their way to the disk.
    pub(super) fn finish(mut self) -> io::Result<File> {
        self.encode()?;
        self.writer.into_inner().map_err(io::Error::other)
    }
}
