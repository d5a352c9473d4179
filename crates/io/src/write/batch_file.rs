//! Batches of columns in a separate file, for a run over columns in memory.

use crate::error::{Error, Result};
use arrow_array::cast::AsArray;
use arrow_array::types::{BinaryViewType, StringViewType};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchReader};
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, DataType};
use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use wirecopy_scratch::PrivateFolder;

/// Bytes of columns that are written, and later read by one thread, together.
const BATCH_BYTES: usize = 1 << 20;

/// Writes batches into a file of a private folder as a stream of Arrow, cut into parts that threads
/// share. Returns its path.
///
/// # Errors
/// [`Error::BadInput`] of that name where the batches end with an error; [`Error::Write`];
/// [`Error::Scratch`] if the folder takes no file.
pub fn write_batches(folder: &PrivateFolder, batches: impl RecordBatchReader, name: &str) -> Result<PathBuf> {
    let schema = batches.schema();
    let (path, file) = folder.create_file("articles.arrow")?;
    let failed = |source| Error::Write { path: path.clone(), source };
    let mut writer =
        StreamWriter::try_new(BufWriter::new(file), &schema).map_err(|error| failed(as_io(error)))?;
    for batch in batches {
        let batch =
            batch.map_err(|error| Error::BadInput { path: name.into(), reason: error.to_string() })?;
        let n_parts = batch.get_array_memory_size().div_ceil(BATCH_BYTES).max(1);
        let rows_together = batch.num_rows().div_ceil(n_parts).max(1);
        for start in (0..batch.num_rows()).step_by(rows_together) {
            let part = batch.slice(start, rows_together.min(batch.num_rows() - start));
            writer.write(&compact(part)).map_err(|error| failed(as_io(error)))?;
        }
    }
    let written = writer.into_inner().map_err(as_io).and_then(|mut file| file.flush());
    written.map_err(failed)?;
    Ok(path)
}

fn as_io(error: ArrowError) -> io::Error {
    match error {
        ArrowError::IoError(_, error) => error,
        other => io::Error::other(other),
    }
}

/// Returns the rows without what views of other rows share with them, which would be written with
/// each part.
fn compact(batch: RecordBatch) -> RecordBatch {
    let own = |column: &ArrayRef| -> ArrayRef {
        match column.data_type() {
            DataType::Utf8View => Arc::new(column.as_byte_view::<StringViewType>().gc()),
            DataType::BinaryView => Arc::new(column.as_byte_view::<BinaryViewType>().gc()),
            _ => Arc::clone(column),
        }
    };
    let columns = batch.columns().iter().map(own).collect();
    RecordBatch::try_new(batch.schema(), columns).unwrap_or(batch)
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{RecordBatchIterator, StringViewArray};
    use arrow_ipc::reader::StreamReader;
    use arrow_schema::{Field, Schema};
    use std::fs::File;
    use wirecopy_scratch::temporary_folder;

    #[test]
    fn a_large_batch_of_views_is_written_in_parts_that_have_their_own_rows_alone() {
        let texts: Vec<String> = (0..64).map(|n| format!("{n} {}", "herons ".repeat(9_000))).collect();
        let column: ArrayRef = Arc::new(StringViewArray::from_iter_values(&texts));
        let schema = Arc::new(Schema::new(vec![Field::new("text", DataType::Utf8View, false)]));
        let batch = RecordBatch::try_new(Arc::clone(&schema), vec![column]).unwrap();
        let folder = temporary_folder(&std::env::temp_dir()).unwrap();
        let batches = RecordBatchIterator::new([Ok(batch)], schema);
        let path = write_batches(&folder, batches, "memory").unwrap();
        let bytes: usize = texts.iter().map(String::len).sum();
        assert!(std::fs::metadata(&path).unwrap().len() < 2 * bytes as u64);
        let parts: Vec<RecordBatch> = StreamReader::try_new(File::open(&path).unwrap(), None)
            .unwrap()
            .collect::<std::result::Result<_, _>>()
            .unwrap();
        assert!(parts.len() > 3, "{}", parts.len());
        let values = |part: &RecordBatch| -> Vec<String> {
            part.column(0).as_string_view().iter().flatten().map(str::to_owned).collect()
        };
        assert_eq!(parts.iter().flat_map(values).collect::<Vec<_>>(), texts);
    }

    #[test]
    fn batches_that_end_with_an_error_are_a_bad_input_of_their_name() {
        let schema = Arc::new(Schema::empty());
        let fault = ArrowError::ComputeError("the source is gone".to_owned());
        let folder = temporary_folder(&std::env::temp_dir()).unwrap();
        let batches = RecordBatchIterator::new([Err(fault)], schema);
        let refused = write_batches(&folder, batches, "memory").unwrap_err();
        assert!(refused.to_string().starts_with("memory: ") && refused.to_string().contains("is gone"));
    }
}
