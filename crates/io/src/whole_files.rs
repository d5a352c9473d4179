//! Several files in one block, each of them one record, so that small files share a block's fixed
//! costs.

use crate::error::Result;
use crate::input::{InputFile, ReadOptions};
use crate::stream::Opened;
use std::ops::Range;
use std::sync::Arc;

/// Whole files, one after another.
#[derive(Default)]
pub(crate) struct WholeFiles {
    pub(crate) bytes: Vec<u8>,
    pub(crate) files: Vec<Arc<InputFile>>,
    pub(crate) parts: Vec<WholeFile>,
}

/// The part of one file.
pub(crate) struct WholeFile {
    pub(crate) bytes: Range<usize>,
    /// Whether the file has these bytes on the disk.
    pub(crate) can_be_read_again: bool,
    /// Whether it is longer than the limit; then none of it is kept.
    pub(crate) is_over_limit: bool,
}

impl WholeFiles {
    /// Reads a file to its end.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn push(&mut self, opened: &mut Opened, options: &ReadOptions) -> Result<()> {
        let limit = options.record_limit_bytes();
        let start = self.bytes.len();
        self.bytes.append(&mut opened.first);
        opened.stream.fill(&mut self.bytes, start + limit + 1)?;
        let is_over_limit = self.bytes.len() - start > limit;
        if is_over_limit {
            self.bytes.truncate(start);
            self.bytes.shrink_to_fit();
        }
        self.files.push(Arc::clone(&opened.file));
        self.parts.push(WholeFile {
            bytes: start..self.bytes.len(),
            can_be_read_again: opened.can_be_read_again(),
            is_over_limit,
        });
        Ok(())
    }

    /// Bytes of all files.
    pub(crate) fn len_bytes(&self) -> usize {
        self.bytes.len()
    }
}
