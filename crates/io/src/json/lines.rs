//! A file of lines, cut into blocks at line ends.

use crate::error::Result;
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::stream::{Opened, Skipped, Stream};
use std::sync::Arc;
use wirecopy_article::{Reject, RejectReason};

/// Whole lines of one file.
pub(super) struct LineBlock {
    pub(super) file: Arc<InputFile>,
    pub(super) bytes: Vec<u8>,
    /// Offset of the bytes in the decompressed input.
    pub(super) offset: u64,
    /// Number of the first line, from 1.
    pub(super) first_line: u64,
    /// True if the file can be read again at these offsets.
    pub(super) has_locations: bool,
    /// Lines that were too long to be buffered.
    pub(super) rejects: Vec<Reject>,
}

/// Cuts one file into blocks of lines.
pub(super) struct LineSplitter {
    stream: Stream,
    file: Arc<InputFile>,
    has_locations: bool,
    /// Bytes already read of the next block.
    carried: Vec<u8>,
    ended: bool,
    offset: u64,
    line: u64,
}

impl LineSplitter {
    pub(super) fn new(opened: Opened) -> Self {
        let has_locations = opened.can_be_read_again();
        let Opened { mut stream, first, file, .. } = opened;
        stream.unread(first);
        LineSplitter { stream, file, has_locations, carried: Vec::new(), ended: false, offset: 0, line: 1 }
    }

    pub(super) fn stream(&self) -> &Stream {
        &self.stream
    }

    /// Lines of about `block_bytes` together, at least one; `None` at the end.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub(super) fn next_lines(
        &mut self,
        block_bytes: usize,
        options: &ReadOptions,
    ) -> Result<Option<LineBlock>> {
        let limit = options.record_limit_bytes();
        let mut bytes = std::mem::take(&mut self.carried);
        let mut target = block_bytes.max(1);
        loop {
            if !self.ended {
                self.ended = self.stream.fill(&mut bytes, target)?;
            }
            let window = bytes.len().min(target);
            let end = match memchr::memrchr(b'\n', &bytes[..window]) {
                Some(at) => at + 1,
                None if self.ended && window == bytes.len() => window,
                None if window > limit => return self.skip_long_line(bytes.len() as u64, limit).map(Some),
                None => {
                    target = target.saturating_mul(2).min(limit + 1);
                    continue;
                }
            };
            self.carried = bytes.split_off(end);
            if bytes.is_empty() {
                return Ok(None);
            }
            let lines = memchr::memchr_iter(b'\n', &bytes).count() as u64;
            return Ok(Some(self.block(bytes.len() as u64, lines, bytes, Vec::new())));
        }
    }

    /// Skips a line of which `read` bytes have been read.
    fn skip_long_line(&mut self, read: u64, limit: usize) -> Result<LineBlock> {
        let Skipped { bytes, rest, ended } = self.stream.skip_line()?;
        self.carried = rest;
        self.ended = ended;
        let reject = Reject {
            file: self.file.name.clone(),
            line: self.line,
            id: None,
            reason: RejectReason::LineTooLong { bytes: read + bytes, bytes_max: limit as u64 },
        };
        Ok(self.block(read + bytes, 1, Vec::new(), vec![reject]))
    }

    fn block(&mut self, len: u64, lines: u64, bytes: Vec<u8>, rejects: Vec<Reject>) -> LineBlock {
        let block = LineBlock {
            file: Arc::clone(&self.file),
            bytes,
            offset: self.offset,
            first_line: self.line,
            has_locations: self.has_locations,
            rejects,
        };
        self.offset += len;
        self.line += lines;
        block
    }
}
