//! Rows that wait on the disk while their order is settled in memory.

use super::carried::RowKey;
use crate::document::Place;
use crate::error::Result;
use crate::formats::Spool;
use crate::records::Carrier;
use std::path::Path;

/// Rows in a file without a name, and their keys.
pub(super) struct SortedRows {
    keys: Vec<(u32, RowKey, Place)>,
    spool: Spool,
}

impl SortedRows {
    pub(super) fn create(folder: &Path) -> Result<Self> {
        Ok(SortedRows { keys: Vec::new(), spool: Spool::create(folder)? })
    }

    pub(super) fn push(&mut self, story: u32, key: RowKey, frame: &[u8]) -> Result<()> {
        let place = self.spool.append(frame)?;
        self.keys.push((story, key, place));
        Ok(())
    }

    /// Stories are numbered by their ids, so that this is the order of ids.
    pub(super) fn sort(&mut self) {
        self.keys.sort_unstable();
    }

    pub(super) fn len(&self) -> u64 {
        self.keys.len() as u64
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Result<Carrier>> {
        self.keys.iter().map(|(_, _, place)| {
            let json = self.spool.text(place)?;
            Ok(serde_json::from_str(&json).expect("a row reads back as it was written"))
        })
    }
}
