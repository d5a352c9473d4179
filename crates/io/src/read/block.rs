//! A block of whole records, which any thread can decode.

use crate::annotation::{Notes, object_with, row_with};
use crate::file_plan::FilePlan;
use crate::format::Records;
use crate::input::{InputFile, InputFormat};
use crate::options::ReadOptions;
use crate::record::{Decoded, Decoding};
use crate::write::{RowColumn, cell_of, push_extracted};
use std::ops::Range;
use std::sync::Arc;
use wirecopy_article::Document;

/// Whole records of one file, or several files of which each is one record; not decoded yet.
pub struct Block {
    /// Bytes read from the disk since the previous block. Those of all blocks add up to all bytes
    /// of all inputs.
    pub bytes_on_disk: u64,
    pub(super) file: usize,
    pub(crate) records: Box<dyn Records>,
}

impl Block {
    /// Number of the block's first file in [`crate::InputReader::files`].
    pub fn file(&self) -> usize {
        self.file
    }

    /// Numbers of all files of the block: one file of many records, or several files, each of which
    /// gives one article or one reject, in order.
    pub fn files(&self) -> Range<usize> {
        self.file..self.file + self.input_files().len()
    }

    /// All files of the block, in the order of [`Block::files`].
    pub fn input_files(&self) -> &[Arc<InputFile>] {
        self.records.files()
    }

    /// Returns whether parts of its texts can be removed from its records.
    pub fn is_editable(&self) -> bool {
        self.input_files().iter().all(|file| file.format.is_editable())
    }

    /// The bytes between two records where they are written.
    pub fn separator(&self) -> &'static [u8] {
        self.records.separator()
    }

    /// A record of this block with more fields; `None` if fields cannot be added to it, or its
    /// characters are not UTF-8.
    pub fn annotated(&self, record: &[u8], added: (&[RowColumn], &Notes)) -> Option<Vec<u8>> {
        let (columns, notes) = added;
        match self.input_files().first()?.format {
            InputFormat::JsonLines | InputFormat::Json => object_with(record, columns, notes),
            InputFormat::Csv | InputFormat::Tsv => {
                Some(row_with(record, self.records.delimiter()?, notes.iter().map(cell_of)))
            }
            _ => None,
        }
    }

    /// The header with the names of more columns.
    pub fn annotated_header(&self, columns: &[RowColumn]) -> Option<Vec<u8>> {
        let header = self.header()?;
        let names = columns.iter().map(|(name, _)| (*name).to_owned());
        match header.is_empty() {
            true => Some(Vec::new()),
            false => Some(row_with(header, self.records.delimiter()?, names)),
        }
    }

    /// Appends an article of this block as an extracted row, with more fields.
    pub fn push_extracted(&self, document: &Document<'_>, added: (&[RowColumn], &Notes), rows: &mut Vec<u8>) {
        push_extracted(document, added, rows);
    }

    /// Number of files that this block is the first to show not to be UTF-8.
    pub fn n_decoded_files(&self) -> u64 {
        self.records.n_decoded_files()
    }

    /// The header of a CSV or TSV file as it was read, byte order mark and line end included.
    pub fn header(&self) -> Option<&[u8]> {
        self.records.header()
    }

    /// Decodes all records. Pure; linear in the block.
    pub fn decode(&self, options: &ReadOptions) -> Decoded<'_> {
        let none;
        let plan = match self.records.plan() {
            Some(plan) => plan,
            None => {
                none = FilePlan::default();
                &none
            }
        };
        let mut decoding = Decoding::new(plan, options);
        self.records.decode(self.file as u32, &mut decoding);
        decoding.finish()
    }
}
