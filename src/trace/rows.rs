//! Rows in a temporary file, sorted by their keys in memory.

use crate::error::Result;
use crate::numbers::WireStoryId;
use crate::output::Carrier;
use std::path::Path;
use wirecopy_scratch::blob::{BlobFile, FrameSpan};

/// The sort key of a row. Stories are numbered by their ids, so that this is the
/// order of ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowKey {
    pub(crate) story: WireStoryId,
    pub(crate) carrier: Box<str>,
    pub(crate) file: Box<str>,
    pub(crate) line: u64,
    /// True if no other story shares more with this carrier.
    pub(crate) best: bool,
}

/// Rows in an unnamed file, and their keys.
pub(crate) struct SortedRows {
    keys: Vec<(RowKey, FrameSpan)>,
    blob_file: BlobFile,
}

impl SortedRows {
    pub(crate) fn create(folder: &Path) -> Result<Self> {
        Ok(SortedRows { keys: Vec::new(), blob_file: BlobFile::create(folder)? })
    }

    pub(crate) fn push(&mut self, key: RowKey, frame: &[u8]) -> Result<()> {
        let span = self.blob_file.append(frame)?;
        self.keys.push((key, span));
        Ok(())
    }

    pub(crate) fn sort(&mut self) {
        self.keys.sort_unstable();
    }

    pub(crate) fn len(&self) -> u64 {
        self.keys.len() as u64
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Result<Carrier>> {
        self.keys.iter().map(|(_, span)| {
            let json = self.blob_file.text(*span)?;
            Ok(serde_json::from_str(&json).expect("a row reads back as it was written"))
        })
    }
}
