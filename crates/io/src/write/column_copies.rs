//! Rows of Parquet files, copied with all of their columns into one Parquet file.

use crate::columns::guarded;
use crate::error::{Error, Result};
use crate::files::ListedFile;
use crate::input::InputFormat;
use arrow_schema::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReaderBuilder, RowSelection, RowSelector};
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Bytes of rows that are decoded at once, about.
const BATCH_BYTES: u64 = 4 << 20;

/// Most rows that are decoded at once.
const BATCH_ROWS_MAX: u64 = 1024;

/// Bytes of a row group in memory before it is written.
const ROW_GROUP_BYTES: usize = 64 << 20;

/// Copies rows of files that have the same columns.
pub(super) struct ColumnCopies {
    staging: PathBuf,
    writer: Option<ArrowWriter<File>>,
    /// The file whose rows come now.
    current: Option<SelectedRows>,
}

/// Rows of one file that are copied when all are known.
struct SelectedRows {
    path: PathBuf,
    selectors: Vec<RowSelector>,
    /// Rows up to the last one that is selected.
    n_rows: u64,
}

impl ColumnCopies {
    pub(super) fn new(staging: PathBuf) -> ColumnCopies {
        ColumnCopies { staging, writer: None, current: None }
    }

    /// Starts the next file, and copies the rows of the one before.
    ///
    /// # Errors
    /// [`Error::BadInput`] if it cannot be read again; [`Error::Write`].
    pub(super) fn begin(&mut self, path: &Path) -> Result<()> {
        self.copy()?;
        self.current = Some(SelectedRows { path: path.to_path_buf(), selectors: Vec::new(), n_rows: 0 });
        Ok(())
    }

    /// Selects rows of the current file by their numbers, from 1: 8 bytes each, ascending.
    pub(super) fn select(&mut self, rows: &[u8]) {
        let current = self.current.as_mut().expect("an input is begun before its rows are selected");
        for row in rows.as_chunks().0 {
            current.select(u64::from_le_bytes(*row));
        }
    }

    /// Ends the file and returns it.
    ///
    /// # Errors
    /// Those of [`ColumnCopies::begin`].
    pub(super) fn finish(mut self) -> Result<File> {
        self.copy()?;
        let ColumnCopies { staging, writer, .. } = self;
        let writer = writer.expect("files whose columns are copied are one or more");
        writer.into_inner().map_err(|error| Error::Write { path: staging, source: error.into() })
    }

    fn copy(&mut self) -> Result<()> {
        let Some(rows) = self.current.take() else { return Ok(()) };
        let bad_input = |reason| Error::BadInput { path: rows.path.clone(), reason };
        let file =
            File::open(&rows.path).map_err(|source| Error::Read { path: rows.path.clone(), source })?;
        let builder = guarded(|| ParquetRecordBatchReaderBuilder::try_new(file)).map_err(bad_input)?;
        let description = builder.metadata();
        let n_rows = description.file_metadata().num_rows().max(1) as u64;
        let bytes: u64 =
            description.row_groups().iter().map(|group| group.total_byte_size().max(0) as u64).sum();
        let rows_together = (BATCH_BYTES * n_rows / bytes.max(1)).clamp(1, BATCH_ROWS_MAX);
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => none.insert(writer_of(&self.staging, builder.schema())?),
        };
        let builder = builder
            .with_row_selection(RowSelection::from(rows.selectors.clone()))
            .with_batch_size(rows_together as usize);
        let mut reader = guarded(|| builder.build()).map_err(bad_input)?;
        while let Some(batch) = guarded(|| reader.next().transpose()).map_err(bad_input)? {
            let written =
                writer.write(&batch).and_then(|()| match writer.in_progress_size() >= ROW_GROUP_BYTES {
                    true => writer.flush(),
                    false => Ok(()),
                });
            written.map_err(|error| Error::Write { path: self.staging.clone(), source: error.into() })?;
        }
        Ok(())
    }
}

impl SelectedRows {
    /// Selects a row, from 1, behind those that were selected.
    fn select(&mut self, row: u64) {
        let skipped = (row - 1 - self.n_rows) as usize;
        match self.selectors.last_mut() {
            Some(last) if skipped == 0 => last.row_count += 1,
            _ if skipped == 0 => self.selectors.push(RowSelector::select(1)),
            _ => self.selectors.extend([RowSelector::skip(skipped), RowSelector::select(1)]),
        }
        self.n_rows = row;
    }
}

/// Returns whether all of `n_files` inputs, of which these formats are known, are plain Parquet
/// files that can be read and have the same columns.
pub(super) fn have_same_columns<'a>(
    known: impl Iterator<Item = (&'a ListedFile, InputFormat)>,
    n_files: usize,
) -> bool {
    let plain = known.filter(|(file, format)| *format == InputFormat::Parquet && file.stamp.is_some());
    let paths: Vec<&Path> = plain.map(|(file, _)| file.path.as_path()).collect();
    n_files > 0 && paths.len() == n_files && have_one_schema(paths)
}

fn have_one_schema<'a>(paths: impl IntoIterator<Item = &'a Path>) -> bool {
    let mut first: Option<SchemaRef> = None;
    paths.into_iter().all(|path| {
        let Ok(file) = File::open(path) else { return false };
        let Ok(builder) = guarded(|| ParquetRecordBatchReaderBuilder::try_new(file)) else { return false };
        first.get_or_insert_with(|| builder.schema().clone()).fields() == builder.schema().fields()
    })
}

fn writer_of(staging: &Path, schema: &SchemaRef) -> Result<ArrowWriter<File>> {
    let failed = |source| Error::Write { path: staging.to_path_buf(), source };
    let file = File::create(staging).map_err(failed)?;
    let compression = Compression::ZSTD(ZstdLevel::default());
    let properties = WriterProperties::builder().set_compression(compression).build();
    ArrowWriter::try_new(file, schema.clone(), Some(properties)).map_err(|error| failed(error.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int64Type;
    use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
    use std::sync::Arc;

    fn table(path: &Path, numbers: std::ops::Range<i64>) {
        let texts: Vec<String> = numbers.clone().map(|number| format!("text {number}")).collect();
        let columns: [(&str, ArrayRef); 2] = [
            ("score", Arc::new(Int64Array::from_iter_values(numbers))),
            ("text", Arc::new(StringArray::from(texts))),
        ];
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
    }

    #[test]
    fn selected_rows_of_two_files_keep_all_columns_and_their_order() {
        let home = tempfile::tempdir().unwrap();
        let [one, two, copy] =
            ["one.parquet", "two.parquet", "copy.parquet"].map(|name| home.path().join(name));
        table(&one, 0..3000);
        table(&two, 3000..3010);
        assert!(have_one_schema([one.as_path(), &two]));
        let mut copies = ColumnCopies::new(copy.clone());
        let mut expected = Vec::new();
        for (path, rows) in [(&one, vec![1, 2, 5, 2999, 3000]), (&two, vec![10])] {
            copies.begin(path).unwrap();
            let mut selected = Vec::new();
            for row in rows {
                selected.extend_from_slice(&u64::to_le_bytes(row));
                expected.push(row as i64 - 1 + if path == &two { 3000 } else { 0 });
            }
            copies.select(&selected);
        }
        copies.finish().unwrap();
        let reader =
            ParquetRecordBatchReaderBuilder::try_new(File::open(&copy).unwrap()).unwrap().build().unwrap();
        let mut found = Vec::new();
        for batch in reader {
            let batch = batch.unwrap();
            assert_eq!(batch.num_columns(), 2);
            found.extend_from_slice(batch.column(0).as_primitive::<Int64Type>().values());
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn other_columns_and_damaged_files_are_not_copied() {
        let home = tempfile::tempdir().unwrap();
        let [one, two] = ["one.parquet", "two.parquet"].map(|name| home.path().join(name));
        table(&one, 0..3);
        std::fs::write(&two, "PAR1 and nothing else").unwrap();
        assert!(!have_one_schema([one.as_path(), &two]));
    }
}
