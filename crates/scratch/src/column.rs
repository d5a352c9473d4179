//! Columns of fixed-size rows: in memory, and beyond a size in an unnamed file that is mapped.
//!
//! A column is written once from its first row to its last and read in any order afterwards. The pages of a mapped column belong to the
//! system, which takes them back when it needs their room; they are no anonymous memory.

use crate::error::Result;
use crate::temp_file::TempFile;
use bytemuck::{Pod, cast_slice};
use memmap2::Mmap;
use std::fs::File;
use std::io;
use std::marker::PhantomData;
use std::ops::Deref;
use std::path::{Path, PathBuf};

/// Columns of fewer bytes stay in memory: a file and a mapping cost more than 1 MiB of memory is worth.
const BYTES_IN_MEMORY_MIN: u64 = 1 << 20;

/// A column with a budget stays in memory up to this part of it: some thirty columns live at a time.
const COLUMNS_PER_BUDGET: u64 = 256;

/// Where columns are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Storage {
    folder: PathBuf,
    /// Bytes up to which a column stays in memory.
    column_bytes_max: u64,
}

impl Storage {
    /// Columns within a memory budget in bytes, and in files of `folder` beyond their share of it; in memory without a budget.
    pub fn new(folder: &Path, memory_bytes_max: Option<u64>) -> Storage {
        let share = |bytes: u64| (bytes / COLUMNS_PER_BUDGET).max(BYTES_IN_MEMORY_MIN);
        Storage { folder: folder.to_path_buf(), column_bytes_max: memory_bytes_max.map_or(u64::MAX, share) }
    }
}

/// Rows of one type, sealed.
pub struct Column<Row> {
    rows: Rows<Row>,
}

enum Rows<Row> {
    Memory(Vec<Row>),
    Mapped(Mmap, PhantomData<Row>),
}

/// A column that is being written.
pub struct ColumnWriter<Row> {
    column_bytes_max: u64,
    /// All rows, or those behind the ones of the file.
    waiting: Vec<Row>,
    file: TempFile,
}

impl<Row: Pod> ColumnWriter<Row> {
    /// An empty column.
    pub fn new(storage: &Storage) -> Self {
        ColumnWriter {
            column_bytes_max: storage.column_bytes_max,
            waiting: Vec::new(),
            file: TempFile::new(&storage.folder),
        }
    }

    /// Appends a row.
    ///
    /// # Errors
    /// When the folder takes no file or the disk is full.
    pub fn push(&mut self, row: Row) -> Result<()> {
        self.waiting.push(row);
        if size_of_val(self.waiting.as_slice()) as u64 >= self.column_bytes_max {
            self.file.append(cast_slice(&self.waiting))?;
            self.waiting.clear();
        }
        Ok(())
    }

    /// Rows so far.
    pub fn len(&self) -> usize {
        self.bytes() as usize / size_of::<Row>().max(1)
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.bytes() == 0
    }

    /// Bytes of all rows so far, wherever they are.
    pub fn bytes(&self) -> u64 {
        self.file.len() + size_of_val(self.waiting.as_slice()) as u64
    }

    /// Seals the column.
    ///
    /// # Errors
    /// When the disk is full, or the file cannot be mapped.
    pub fn finish(mut self) -> Result<Column<Row>> {
        if self.file.is_empty() {
            self.waiting.shrink_to_fit();
            return Ok(Column { rows: Rows::Memory(self.waiting) });
        }
        self.file.append(cast_slice(&self.waiting))?;
        let map = map(self.file.open()?).map_err(|source| self.file.failed(source))?;
        Ok(Column { rows: Rows::Mapped(map, PhantomData) })
    }
}

/// Maps a whole file for reading.
fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: the file has no name and its only handle is that of the sealed column's writer, so that no byte of it changes any more.
    unsafe { Mmap::map(file) }
}

impl<Row: Pod> Column<Row> {
    /// A column of these rows.
    ///
    /// # Errors
    /// When the folder takes no file or the disk is full.
    pub fn of(storage: &Storage, rows: impl IntoIterator<Item = Row>) -> Result<Self> {
        let mut column = ColumnWriter::new(storage);
        rows.into_iter().try_for_each(|row| column.push(row))?;
        column.finish()
    }
}

impl<Row: Pod> Deref for Column<Row> {
    type Target = [Row];

    fn deref(&self) -> &[Row] {
        match &self.rows {
            Rows::Memory(rows) => rows,
            // A mapping starts at a page, which is aligned for any row.
            Rows::Mapped(map, _) => cast_slice(map),
        }
    }
}

/// Lists of different lengths, one after another in one column.
pub struct JaggedColumn<Item> {
    items: Column<Item>,
    /// One past the last item of each list.
    ends: Column<u64>,
}

/// A jagged column that is being written.
pub struct JaggedColumnWriter<Item> {
    items: ColumnWriter<Item>,
    ends: ColumnWriter<u64>,
}

impl<Item: Pod> JaggedColumnWriter<Item> {
    /// No list yet.
    pub fn new(storage: &Storage) -> Self {
        JaggedColumnWriter { items: ColumnWriter::new(storage), ends: ColumnWriter::new(storage) }
    }

    /// Appends a list.
    ///
    /// # Errors
    /// When the folder takes no file or the disk is full.
    pub fn push(&mut self, list: &[Item]) -> Result<()> {
        list.iter().try_for_each(|item| self.items.push(*item))?;
        self.ends.push(self.items.len() as u64)
    }

    /// Bytes of all lists so far, wherever they are.
    pub fn bytes(&self) -> u64 {
        self.items.bytes() + self.ends.bytes()
    }

    /// Seals the column.
    ///
    /// # Errors
    /// When the disk is full, or a file cannot be mapped.
    pub fn finish(self) -> Result<JaggedColumn<Item>> {
        Ok(JaggedColumn { items: self.items.finish()?, ends: self.ends.finish()? })
    }
}

impl<Item: Pod> JaggedColumn<Item> {
    /// The list of a number.
    pub fn of(&self, number: usize) -> &[Item] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..self.ends[number] as usize]
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All lists in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[Item]> {
        (0..self.len()).map(|number| self.of(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn storages() -> [Storage; 3] {
        let of = |column_bytes_max| Storage { folder: std::env::temp_dir(), column_bytes_max };
        [of(1), of(64), of(u64::MAX)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn a_mapped_column_has_the_rows_of_one_in_memory(rows in prop::collection::vec(any::<[u32; 3]>(), 0..60)) {
            for storage in storages() {
                prop_assert_eq!(&*Column::of(&storage, rows.iter().copied()).unwrap(), &rows[..]);
            }
        }

        #[test]
        fn lists_come_back_by_number(lists in prop::collection::vec(prop::collection::vec(any::<u16>(), 0..9), 0..40)) {
            for storage in storages() {
                let mut column = JaggedColumnWriter::new(&storage);
                lists.iter().for_each(|list| column.push(list).unwrap());
                let column = column.finish().unwrap();
                prop_assert_eq!(column.iter().map(<[u16]>::to_vec).collect::<Vec<_>>(), lists.clone());
            }
        }
    }

    #[test]
    fn a_small_column_stays_in_memory_whatever_the_budget() {
        let storage = Storage::new(Path::new("/nowhere/at/all"), Some(1));
        assert_eq!(*Column::of(&storage, 0..100u32).unwrap(), *(0..100).collect::<Vec<u32>>());
        assert!(Column::of(&storage, 0..300_000u32).is_err());
    }
}
