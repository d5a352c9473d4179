//! Rows as a Parquet file.

use super::batch_builder::BatchBuilder;
use super::columns::RowColumn;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::io;

/// Bytes of rows that are encoded at once.
const BATCH_BYTES: usize = 4 << 20;

/// Bytes of a row group in memory before it is written.
const ROW_GROUP_BYTES: usize = 64 << 20;

/// Writes rows as columns.
pub(super) struct TableWriter {
    writer: ArrowWriter<File>,
    rows: BatchBuilder,
}

impl TableWriter {
    pub(super) fn create(file: File, columns: &[RowColumn]) -> io::Result<TableWriter> {
        let rows = BatchBuilder::new(columns);
        let compression = Compression::ZSTD(ZstdLevel::default());
        let properties = WriterProperties::builder().set_compression(compression).build();
        let writer = ArrowWriter::try_new(file, rows.schema(), Some(properties)).map_err(io::Error::other)?;
        Ok(TableWriter { writer, rows })
    }

    /// Appends whole lines of JSON.
    pub(super) fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            self.rows.push(line)?;
            if self.rows.bytes() >= BATCH_BYTES {
                self.encode()?;
            }
        }
        Ok(())
    }

    fn encode(&mut self) -> io::Result<()> {
        self.writer.write(&self.rows.finish()?).map_err(io::Error::other)?;
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
