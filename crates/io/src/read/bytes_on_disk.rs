//! Bytes that were read from the disk, by block.

/// Bytes read from the disk, divided among the blocks so that they add up to the inputs' size.
#[derive(Default)]
pub(super) struct BytesOnDisk {
    pub(super) of_ended_files: u64,
    /// Size of the current file, if it is known.
    pub(super) of_file: Option<u64>,
    /// Bytes that have been counted for a block.
    pub(super) counted: u64,
}

impl BytesOnDisk {
    /// Ends the current file, of which `read` bytes were read: fewer than it has where its end was
    /// skipped.
    pub(super) fn end_file(&mut self, read: u64) {
        self.of_ended_files += self.of_file.unwrap_or(read);
    }

    /// Ends a file that was skipped.
    pub(super) fn pass_over(&mut self, bytes: Option<u64>) {
        self.of_ended_files += bytes.unwrap_or(0);
        self.of_file = Some(0);
    }

    /// Counts, for one block, all bytes that have been read and not counted.
    pub(super) fn count(&mut self, read_of_current: u64) -> u64 {
        let read = self.of_ended_files + self.of_file.unwrap_or(u64::MAX).min(read_of_current);
        let new = read.saturating_sub(self.counted);
        self.counted += new;
        new
    }
}
