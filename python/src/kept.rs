//! The rows that a deduplication keeps of columns in memory.

use crate::table::Columns;
use arrow_array::{BooleanArray, RecordBatch};
use arrow_ipc::reader::StreamReader;
use arrow_schema::{ArrowError, Schema};
use arrow_select::concat::concat_batches;
use arrow_select::filter::filter_record_batch;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::sync::Arc;
use wirecopy_io::{BatchBuilder, ColumnKind, RowColumn};

/// Columns that annotated survivors have besides their own.
const NOTES: [RowColumn; 3] =
    [("copies", ColumnKind::Integer), ("cluster", ColumnKind::Text), ("outlets", ColumnKind::List)];

/// Reads columns back without the rows that are not kept, whose numbers from 0 are ascending, and
/// with the notes of a file of rows, one for each that is kept.
pub fn kept_columns(path: &Path, numbers: &[u64], notes: Option<&Path>) -> Result<Columns, ArrowError> {
    let reader = StreamReader::try_new(BufReader::new(File::open(path)?), None)?;
    let schema = reader.schema();
    let (mut kept, mut batches, mut first) = (numbers, Vec::new(), 0);
    for batch in reader {
        let batch = batch?;
        let end = first + batch.num_rows() as u64;
        let of_batch = &kept[..kept.partition_point(|number| *number < end)];
        kept = &kept[of_batch.len()..];
        let mut is_kept = vec![false; batch.num_rows()];
        of_batch.iter().for_each(|number| is_kept[(number - first) as usize] = true);
        batches.push(filter_record_batch(&batch, &BooleanArray::from(is_kept))?);
        first = end;
    }
    match notes {
        None => Ok(Columns::new(schema, batches)),
        Some(notes) => {
            let batch = with_notes(&concat_batches(&schema, &batches)?, notes)?;
            Ok(Columns::new(batch.schema(), vec![batch]))
        }
    }
}

fn with_notes(batch: &RecordBatch, notes: &Path) -> Result<RecordBatch, ArrowError> {
    let mut builder = BatchBuilder::new(&NOTES);
    for line in BufReader::new(File::open(notes)?).split(b'\n') {
        builder.push(&line?)?;
    }
    let notes = builder.finish()?;
    let fields = batch.schema_ref().fields().iter().chain(notes.schema_ref().fields()).map(Arc::clone);
    let columns = batch.columns().iter().chain(notes.columns()).map(Arc::clone);
    RecordBatch::try_new(Arc::new(Schema::new(fields.collect::<Vec<_>>())), columns.collect())
}
