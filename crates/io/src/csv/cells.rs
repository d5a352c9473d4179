//! The fields of one row, unquoted.

use super::dialect::{Dialect, Quoting};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// The fields of one row at a time; its buffers are reused from row to row.
pub(super) struct Cells {
    reader: Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    len: usize,
}

impl Cells {
    pub(super) fn new(dialect: Dialect) -> Self {
        let escape = (dialect.quoting == Quoting::Escaped).then_some(b'\\');
        let reader = ReaderBuilder::new()
            .delimiter(dialect.delimiter)
            .quoting(dialect.quoting != Quoting::None)
            .escape(escape)
            .build();
        Cells { reader, bytes: Vec::new(), ends: vec![0; 16], len: 0 }
    }

    /// Reads a whole row, as `scan_row` delimits it.
    pub(super) fn read(&mut self, row: &[u8]) {
        self.reader.reset();
        // Unquoting never makes a row longer.
        if self.bytes.len() < row.len() {
            self.bytes.resize(row.len(), 0);
        }
        let (mut read, mut written, mut ended) = (0, 0, 0);
        loop {
            let (result, n_read, n_written, n_ended) =
                self.reader.read_record(&row[read..], &mut self.bytes[written..], &mut self.ends[ended..]);
            read += n_read;
            written += n_written;
            ended += n_ended;
            match result {
                // The next call, without any bytes, means the end of the row to the reader.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.bytes.resize(2 * self.bytes.len() + 1, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        self.len = ended;
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn get(&self, column: usize) -> &[u8] {
        let start = if column == 0 { 0 } else { self.ends[column - 1] };
        &self.bytes[start..self.ends[column]]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len).map(|column| self.get(column))
    }
}
