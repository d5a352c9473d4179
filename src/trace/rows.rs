//! Rows that wait on the disk while their order is settled in memory.

use crate::error::Result;
use crate::output::Carrier;
use crate::trace::carried::RowKey;
use std::path::Path;
use wirecopy_scratch::blob::{BlobFile, FrameSpan};

/// Rows in a file without a name, and their keys.
pub(crate) struct SortedRows {
    keys: Vec<(u32, RowKey, FrameSpan)>,
    blob_file: BlobFile,
}

impl SortedRows {
    pub(crate) fn create(folder: &Path) -> Result<Self> {
        Ok(SortedRows { keys: Vec::new(), blob_file: BlobFile::create(folder)? })
    }

    pub(crate) fn push(&mut self, story: u32, key: RowKey, frame: &[u8]) -> Result<()> {
        let place = self.blob_file.append(frame)?;
        self.keys.push((story, key, place));
        Ok(())
    }

    /// Stories are numbered by their ids, so that this is the order of ids.
    pub(crate) fn sort(&mut self) {
        self.keys.sort_unstable();
    }

    pub(crate) fn len(&self) -> u64 {
        self.keys.len() as u64
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Result<Carrier>> {
        self.keys.iter().map(|(_, _, place)| {
            let json = self.blob_file.text(*place)?;
            Ok(serde_json::from_str(&json).expect("a row reads back as it was written"))
        })
    }
}
