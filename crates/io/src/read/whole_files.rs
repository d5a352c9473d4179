//! Several files in one block, each of them one record, so that small files share a block's fixed
//! costs.

use crate::error::Result;
use crate::format::{Records, RecordsOfFiles, Split, WholeFile, WholeFiles};
use crate::input::InputFormat;
use crate::options::ReadOptions;
use crate::stream::Opened;
use std::sync::Arc;

/// Files of one format for which no block has been made yet.
pub(crate) struct GatheredFiles {
    format: InputFormat,
    files: WholeFiles,
    records_of: RecordsOfFiles,
}

impl GatheredFiles {
    pub(crate) fn new(format: InputFormat, records_of: RecordsOfFiles) -> Self {
        GatheredFiles { format, files: WholeFiles::default(), records_of }
    }

    /// Returns whether a file may be in the same block.
    pub(crate) fn takes(&self, split: &Split) -> bool {
        let Split::WholeFile(opened, _) = split else { return false };
        // A block is decoded by one plan.
        let has_same_plan = self.files.files.first().is_none_or(|first| first.plan == opened.file.plan);
        opened.file.format == self.format && has_same_plan
    }

    /// Reads a file to its end.
    ///
    /// # Errors
    /// When it cannot be read; then nothing of it is kept.
    pub(crate) fn push(&mut self, opened: &mut Opened, options: &ReadOptions) -> Result<()> {
        let WholeFiles { bytes, files, parts } = &mut self.files;
        let limit = options.record_limit_bytes();
        let start = bytes.len();
        bytes.append(&mut opened.first);
        let read = opened.stream.fill(bytes, start + limit + 1).map(|_| opened.stream.take_fault());
        if let Err(error) | Ok(Some(error)) = read {
            bytes.truncate(start);
            return Err(error);
        }
        let is_over_limit = bytes.len() - start > limit;
        if is_over_limit {
            bytes.truncate(start);
            bytes.shrink_to_fit();
        }
        files.push(Arc::clone(&opened.file));
        let can_be_read_again = opened.can_be_read_again();
        parts.push(WholeFile { bytes: start..bytes.len(), can_be_read_again, is_over_limit });
        Ok(())
    }

    /// Bytes of all files.
    pub(crate) fn len_bytes(&self) -> usize {
        self.files.bytes.len()
    }

    /// The block.
    pub(crate) fn into_records(self) -> Box<dyn Records> {
        (self.records_of)(self.files)
    }
}
