//! Extracted articles as a Parquet file.

use super::extracted_row::ExtractedRow;
use arrow_array::builder::{StringBuilder, UInt64Builder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::io;
use std::sync::Arc;

/// Names of the columns of strings, in order; the number of the line follows.
const COLUMNS: [&str; 9] =
    ["id", "outlet", "published", "url", "title", "author", "text", "text_made_by", "file"];

/// Bytes of rows that are encoded at once.
const BATCH_BYTES: usize = 4 << 20;

/// Bytes of a row group in memory before it is written.
const ROW_GROUP_BYTES: usize = 64 << 20;

/// Writes rows as columns.
pub(super) struct TableWriter {
    writer: ArrowWriter<File>,
    schema: SchemaRef,
    columns: [StringBuilder; COLUMNS.len()],
    lines: UInt64Builder,
    /// Bytes of the rows that are in the builders.
    bytes: usize,
}

impl TableWriter {
    pub(super) fn create(file: File) -> io::Result<TableWriter> {
        let text = |name: &&str| Field::new(*name, DataType::Utf8, !["id", "text", "file"].contains(name));
        let mut fields: Vec<Field> = COLUMNS.iter().map(text).collect();
        fields.push(Field::new("line", DataType::UInt64, false));
        let schema = Arc::new(Schema::new(fields));
        let compression = Compression::ZSTD(ZstdLevel::default());
        let properties = WriterProperties::builder().set_compression(compression).build();
        let writer =
            ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties)).map_err(io::Error::other)?;
        Ok(TableWriter { writer, schema, columns: Default::default(), lines: UInt64Builder::new(), bytes: 0 })
    }

    /// Appends whole lines of JSON.
    pub(super) fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let row: ExtractedRow<'_> = serde_json::from_slice(line)?;
            for (column, cell) in self.columns.iter_mut().zip(row.cells()) {
                column.append_option(cell);
            }
            self.lines.append_value(row.line);
            self.bytes += line.len();
            if self.bytes >= BATCH_BYTES {
                self.encode()?;
            }
        }
        Ok(())
    }

    fn encode(&mut self) -> io::Result<()> {
        let mut arrays: Vec<ArrayRef> =
            self.columns.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef).collect();
        arrays.push(Arc::new(self.lines.finish()));
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
