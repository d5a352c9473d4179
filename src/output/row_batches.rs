//! A file of rows as batches of columns.

use crate::error::{FileError, Result};
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use std::fs::File;
use std::io;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use wirecopy_io::{BatchBuilder, RowColumn};

/// Bytes of rows per batch.
const BATCH_BYTES: usize = 4 << 20;

/// The rows of a file, some at a time, as columns: those of [`TABLES`](crate::output::TABLES) and
/// [`LISTS`](crate::output::LISTS), which are also those of the Parquet files.
///
/// ```
/// use wirecopy::output::{RowBatches, TABLES};
///
/// let found = wirecopy::Scan::default().run_files(["data/sample"])?;
/// let (name, columns) = TABLES[1];
/// let batches = RowBatches::open(found.folder().join(format!("{name}.jsonl")), columns)?;
/// assert_eq!(batches.schema().fields().len(), columns.len());
/// let n_rows: usize = batches.map(|batch| batch.map_or(0, |batch| batch.num_rows())).sum();
/// assert_eq!(n_rows as u64, found.summary().counts.pairs);
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub struct RowBatches {
    path: PathBuf,
    /// `None` when everything was read.
    lines: Option<BufReader<File>>,
    columns: BatchBuilder,
}

impl RowBatches {
    /// Opens a file of rows with these columns.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn open(path: impl AsRef<Path>, columns: &[RowColumn]) -> Result<RowBatches> {
        let path = path.as_ref().to_path_buf();
        let file = File::open(&path).map_err(|source| FileError::Read { path: path.clone(), source })?;
        Ok(RowBatches { path, lines: Some(BufReader::new(file)), columns: BatchBuilder::new(columns) })
    }

    /// Returns the columns.
    pub fn schema(&self) -> SchemaRef {
        self.columns.schema()
    }

    fn read(&mut self) -> io::Result<Option<RecordBatch>> {
        let Some(lines) = &mut self.lines else { return Ok(None) };
        let mut line = Vec::new();
        while self.columns.bytes() < BATCH_BYTES {
            line.clear();
            if lines.read_until(b'\n', &mut line)? == 0 {
                self.lines = None;
                break;
            }
            self.columns.push(&line)?;
        }
        if self.columns.bytes() == 0 {
            return Ok(None);
        }
        self.columns.finish().map(Some)
    }
}

impl Iterator for RowBatches {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.read().transpose()?;
        Some(read.map_err(|source| FileError::Read { path: self.path.clone(), source }.into()))
    }
}
