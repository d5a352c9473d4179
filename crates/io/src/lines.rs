//! JSON Lines cut into blocks at the ends of lines.

use super::input::{InputFile, ReadOptions};
use super::stream::{Opened, Skipped, Stream};
use crate::error::Result;
use std::sync::Arc;
use wirecopy_article::Reject;

/// Whole lines of one file.
pub(super) struct LineBlock {
    pub(super) file: Arc<InputFile>,
    pub(super) bytes: Vec<u8>,
    /// Where the bytes stand in the decompressed input.
    pub(super) offset: u64,
    /// Number of the first line, from 1.
    pub(super) first_line: u64,
    /// Whether a place in the file serves to read again.
    pub(super) has_places: bool,
    /// Lines that were too long to be kept.
    pub(super) rejects: Vec<Reject>,
}

/// Gives one file as blocks.
pub(super) struct LineSplitter {
    stream: Stream,
    file: Arc<InputFile>,
    has_places: bool,
    /// Bytes that were read and belong to the next block.
    carried: Vec<u8>,
    ended: bool,
    offset: u64,
    line: u64,
}

impl LineSplitter {
    pub(super) fn new(opened: Opened) -> Self {
        let has_places = opened.can_be_read_again();
        let Opened { stream, first, file, .. } = opened;
        LineSplitter { stream, file, has_places, carried: first, ended: false, offset: 0, line: 1 }
    }

    pub(super) fn stream(&self) -> &Stream {
        &self.stream
    }

    /// Lines of about `block_bytes` together, at least one; `None` at the end.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub(super) fn next(&mut self, block_bytes: usize, options: &ReadOptions) -> Result<Option<LineBlock>> {
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
                None if window > limit => return self.over_limit(bytes.len() as u64, limit).map(Some),
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

    /// Passes over a line of which `held` bytes were read.
    fn over_limit(&mut self, held: u64, limit: usize) -> Result<LineBlock> {
        let Skipped { bytes, behind, ended } = self.stream.skip_line()?;
        self.carried = behind;
        self.ended = ended;
        let reject = Reject {
            file: self.file.name.clone(),
            line: self.line,
            id: None,
            reason: format!("the line has {} bytes, more than {limit}", held + bytes),
        };
        Ok(self.block(held + bytes, 1, Vec::new(), vec![reject]))
    }

    fn block(&mut self, len: u64, lines: u64, bytes: Vec<u8>, rejects: Vec<Reject>) -> LineBlock {
        let block = LineBlock {
            file: Arc::clone(&self.file),
            bytes,
            offset: self.offset,
            first_line: self.line,
            has_places: self.has_places,
            rejects,
        };
        self.offset += len;
        self.line += lines;
        block
    }
}
