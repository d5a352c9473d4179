//! The manifest of a segment: its stretch of the inputs, and what its payloads depend on.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// A position between two blocks of the inputs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, bincode::Encode, bincode::Decode)]
pub struct SegmentBound {
    /// Files that were finished.
    pub files: u64,
    /// Blocks of the next file that were read.
    pub blocks: u64,
}

impl SegmentBound {
    /// Returns how many files were opened.
    pub fn opened(self) -> u64 {
        self.files + u64::from(self.blocks > 0)
    }
}

/// A file as it was before it was opened.
#[derive(Debug, Clone, PartialEq, Eq, bincode::Encode, bincode::Decode)]
pub struct CoveredInput {
    /// Its path, in the system's own encoding.
    path: Vec<u8>,
    /// Its size in bytes.
    len: u64,
    /// Time of its last change, in nanoseconds since 1970.
    modified: u128,
}

impl CoveredInput {
    /// The stamp of a file of `len` bytes; `None` if its time is before 1970.
    pub fn new(path: &Path, len: u64, modified: SystemTime) -> Option<CoveredInput> {
        let modified = modified.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        Some(CoveredInput { path: path.as_os_str().as_encoded_bytes().to_vec(), len, modified })
    }
}

/// The manifest of a segment, after its blocks.
#[derive(Debug, PartialEq, Eq, bincode::Encode, bincode::Decode)]
pub(crate) struct Manifest {
    /// Hash of everything that the payloads depend on besides the inputs.
    pub(crate) fingerprint: u64,
    pub(crate) start: SegmentBound,
    pub(crate) end: SegmentBound,
    /// The files from one position to the other.
    pub(crate) inputs: Vec<CoveredInput>,
    /// Bytes of the inputs that the segment covers.
    pub(crate) bytes: u64,
    /// Files that its blocks are the first to show not to be UTF-8.
    pub(crate) decoded_files: u64,
    pub(crate) n_blocks: u64,
}

impl Manifest {
    /// Returns whether the segment continues at `start` and its files are still these; an input
    /// without a stamp is never the same.
    pub(crate) fn fits(&self, start: SegmentBound, inputs: &[Option<CoveredInput>]) -> bool {
        let covered = inputs.get(start.files as usize..self.end.opened() as usize);
        self.start == start
            && covered
                .is_some_and(|inputs| inputs.iter().map(Option::as_ref).eq(self.inputs.iter().map(Some)))
    }
}
