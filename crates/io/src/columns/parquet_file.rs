//! The Parquet format.

use super::first_rows::NamedColumns;
use super::guarded::guarded;
use super::roles::RoleColumns;
use super::rows::{LoadedRows, TableRows};
use crate::error::Result;
use crate::fields::SAMPLE_RECORDS;
use crate::file_plan::PlanNotes;
use crate::format::{Format, Records, Split, Splitter};
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::read::{RandomAccess, RandomAccessReader};
use crate::stream::Opened;
use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, FieldRef, Schema};
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader as BatchReader,
    ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};
use std::io::BufReader;
use std::sync::{Arc, OnceLock};

/// Row groups of columns.
pub(crate) struct Parquet;

/// Most rows of a batch. A batch is what damaged bytes cost, whatever the blocks are.
const BATCH_ROWS_MAX: u64 = 128;

/// Bytes of a batch of longer rows.
const BATCH_BYTES: u64 = 1 << 20;

/// Rows of the largest block: as many short texts as take little memory.
const BLOCK_ROWS_MAX: u64 = 4096;

/// Blocks of one row group. Each reads the heads of all pages before it, so that their number must
/// not grow with the row group.
const BLOCKS_MAX: u64 = 256;

/// More rows per compressed byte than any run of equal values has. A row group that promises more
/// is damaged.
const ROWS_PER_BYTE_MAX: u64 = 1 << 16;

impl Format for Parquet {
    fn split(&self, opened: Opened) -> Split {
        Split::Blocks(Box::new(RowGroups { opened, table: None, row_group: 0, row: 0, rows_before: 0 }))
    }
}

/// Cuts a file into ranges of rows.
struct RowGroups {
    opened: Opened,
    table: Option<ParquetTable>,
    /// The next row group, and the next row in it.
    row_group: usize,
    row: u64,
    /// Rows of the row groups before it.
    rows_before: u64,
}

/// A file whose description has been read.
#[derive(Clone)]
struct ParquetTable {
    source: RandomAccess,
    metadata: ArrowReaderMetadata,
    mask: ProjectionMask,
    roles: Arc<RoleColumns>,
}

impl Splitter for RowGroups {
    fn bytes_on_disk(&self) -> u64 {
        let read = self.opened.stream.bytes_on_disk();
        match (&self.table, self.opened.stamp) {
            (Some(table), Some(stamp)) if self.opened.can_be_read_again() => {
                let rows = table.metadata.metadata().file_metadata().num_rows().max(1) as u128;
                let done = u128::from(self.rows_before + self.row).min(rows);
                (u128::from(stamp.len) * done / rows) as u64
            }
            _ => read,
        }
    }

    fn plan(&mut self, options: &ReadOptions) -> Result<PlanNotes> {
        let source = RandomAccess::of(&mut self.opened, options)?;
        let table = ParquetTable::open(source, options);
        let (table, notes) = table.map_err(|fault| self.opened.stream.bad_input(fault))?;
        self.table = Some(table);
        Ok(notes)
    }

    fn next(&mut self, block_bytes: usize, _options: &ReadOptions) -> Result<Option<Box<dyn Records>>> {
        let Some(table) = self.table.clone() else { return Ok(None) };
        while let Some(group) = table.metadata.metadata().row_groups().get(self.row_group) {
            let rows = group.num_rows().max(0) as u64;
            let compressed = group.compressed_size().max(0) as u64;
            if rows > compressed.saturating_add(1).saturating_mul(ROWS_PER_BYTE_MAX) {
                let number = self.row_group + 1;
                return Err(self.opened.stream.bad_input(format!(
                    "the Parquet file is damaged: row group {number} states more rows than its bytes can hold"
                )));
            }
            if self.row < rows {
                let n_rows = table.rows_per_block(self.row_group, block_bytes as u64).min(rows - self.row);
                let block = self.block(table, n_rows);
                self.row += n_rows;
                return Ok(Some(Box::new(block)));
            }
            self.rows_before += rows;
            self.row_group += 1;
            self.row = 0;
        }
        Ok(None)
    }
}

impl RowGroups {
    fn block(&self, table: ParquetTable, n_rows: u64) -> TableRows {
        let (row_group, offset) = (self.row_group, self.row as usize);
        TableRows {
            file: Arc::<InputFile>::clone(&self.opened.file),
            roles: Arc::clone(&table.roles),
            first_row: self.rows_before + self.row + 1,
            n_rows,
            load: Box::new(move || table.rows(row_group, offset as u64, n_rows)),
            loaded: OnceLock::new(),
        }
    }
}

impl ParquetTable {
    fn open(
        source: RandomAccess,
        options: &ReadOptions,
    ) -> std::result::Result<(ParquetTable, PlanNotes), String> {
        let fault = |fault| format!("the Parquet file cannot be read: {fault}");
        // Without the writer's own schema, a text is one of few types.
        let reading = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = guarded(|| ArrowReaderMetadata::load(&source, reading)).map_err(fault)?;
        let named = NamedColumns::of(metadata.schema(), &options.fields);
        let schema = Arc::clone(metadata.schema());
        // A view of a text that many rows share is not a copy for each.
        let reading = ArrowReaderOptions::new().with_schema(Arc::new(with_views(metadata.schema())));
        let description = Arc::clone(metadata.metadata());
        let metadata = guarded(|| ArrowReaderMetadata::try_new(description, reading)).map_err(fault)?;
        let mask = mask_of(&metadata, |path| named.contains(path));
        let mut plan = named.plan(first_rows(&source, &metadata, mask), options);
        let notes = std::mem::take(&mut plan.notes);
        let roles = RoleColumns::new(&schema, plan)?;
        let mask = mask_of(&metadata, |path| roles.uses(path));
        Ok((ParquetTable { source, mask, roles: Arc::new(roles), metadata }, notes))
    }

    /// Rows that are about `block_bytes` of what is read of them, or more where the row group
    /// would be cut into too many; always whole batches.
    fn rows_per_block(&self, row_group: usize, block_bytes: u64) -> u64 {
        let rows = self.metadata.metadata().row_group(row_group).num_rows().max(1) as u64;
        let wanted = self.rows_of(row_group, block_bytes).min(BLOCK_ROWS_MAX);
        let wanted = wanted.max(rows.div_ceil(BLOCKS_MAX).min(BLOCK_ROWS_MAX));
        wanted.next_multiple_of(self.rows_per_batch(row_group))
    }

    fn rows_per_batch(&self, row_group: usize) -> u64 {
        self.rows_of(row_group, BATCH_BYTES).clamp(1, BATCH_ROWS_MAX)
    }

    /// Rows of which so many bytes are read.
    fn rows_of(&self, row_group: usize, wanted_bytes: u64) -> u64 {
        let group = self.metadata.metadata().row_group(row_group);
        let read = group.columns().iter().enumerate().filter(|(leaf, _)| self.mask.leaf_included(*leaf));
        let bytes: u64 = read.map(|(_, column)| column.uncompressed_size().max(0) as u64).sum();
        (group.num_rows().max(1) as u64).saturating_mul(wanted_bytes) / bytes.max(1)
    }

    /// Rows of a row group, batch by batch. Behind one that is damaged, a new reader begins at the
    /// next.
    fn rows(&self, row_group: usize, offset: u64, n_rows: u64) -> Vec<LoadedRows> {
        let (per_batch, end) = (self.rows_per_batch(row_group), offset + n_rows);
        let (mut loaded, mut at) = (Vec::new(), offset);
        while at < end {
            let mut reader = self.reader(row_group, at, end - at);
            while at < end {
                match reader.as_mut().map_err(|fault| fault.clone()).and_then(next_batch) {
                    Ok(Some(batch)) if batch.num_rows() > 0 => {
                        at += batch.num_rows() as u64;
                        loaded.push(LoadedRows::Read(batch));
                    }
                    Ok(_) => return loaded,
                    Err(fault) => {
                        let n_rows = per_batch.min(end - at);
                        at += n_rows;
                        loaded.push(LoadedRows::Damaged { n_rows, fault });
                        break;
                    }
                }
            }
        }
        loaded
    }

    fn reader(&self, row_group: usize, offset: u64, n_rows: u64) -> std::result::Result<BatchReader, String> {
        guarded(|| {
            ParquetRecordBatchReaderBuilder::new_with_metadata(self.source.clone(), self.metadata.clone())
                .with_projection(self.mask.clone())
                .with_row_groups(vec![row_group])
                .with_batch_size(self.rows_per_batch(row_group) as usize)
                .with_offset(offset as usize)
                .with_limit(n_rows as usize)
                .build()
        })
    }
}

fn next_batch(reader: &mut BatchReader) -> std::result::Result<Option<RecordBatch>, String> {
    guarded(|| reader.next().transpose())
}

/// The columns whose paths are used.
fn mask_of(metadata: &ArrowReaderMetadata, is_used: impl Fn(&str) -> bool) -> ProjectionMask {
    let columns = metadata.parquet_schema().columns().iter().enumerate();
    let used = columns.filter(|(_, column)| is_used(&column.path().parts().join(".")));
    ProjectionMask::leaves(metadata.parquet_schema(), used.map(|(leaf, _)| leaf))
}

/// The rows that decide about a file, as far as they can be read.
fn first_rows(
    source: &RandomAccess,
    metadata: &ArrowReaderMetadata,
    mask: ProjectionMask,
) -> impl Iterator<Item = RecordBatch> {
    let builder = || {
        ParquetRecordBatchReaderBuilder::new_with_metadata(source.clone(), metadata.clone())
            .with_projection(mask)
            .with_batch_size(BATCH_ROWS_MAX as usize)
            .with_limit(SAMPLE_RECORDS as usize)
            .build()
    };
    let mut reader = guarded(builder).ok();
    std::iter::from_fn(move || {
        let reader = reader.as_mut()?;
        guarded(|| reader.next().transpose()).ok().flatten()
    })
}

/// The schema with views in place of strings and bytes.
fn with_views(schema: &Schema) -> Schema {
    let fields: Vec<FieldRef> = schema.fields().iter().map(with_view).collect();
    Schema::new_with_metadata(fields, schema.metadata().clone())
}

fn with_view(field: &FieldRef) -> FieldRef {
    let data_type = match field.data_type() {
        DataType::Utf8 => DataType::Utf8View,
        DataType::Binary => DataType::BinaryView,
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(with_view).collect()),
        DataType::List(inner) => DataType::List(with_view(inner)),
        _ => return Arc::clone(field),
    };
    let changed = Field::new(field.name(), data_type, field.is_nullable());
    Arc::new(changed.with_metadata(field.metadata().clone()))
}

impl Length for RandomAccess {
    fn len(&self) -> u64 {
        RandomAccess::len(self)
    }
}

impl ChunkReader for RandomAccess {
    type T = BufReader<RandomAccessReader>;

    fn get_read(&self, start: u64) -> std::result::Result<Self::T, ParquetError> {
        Ok(BufReader::new(self.reader_at(start)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> std::result::Result<Bytes, ParquetError> {
        Ok(self.bytes(start, length as u64)?.into())
    }
}
