//! An archive, cut into blocks of records.

use super::framing::{FoundRecord, MARK, next_mark, next_record};
use crate::error::{Error, Result};
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::stream::{Opened, Stream};
use std::ops::Range;
use std::sync::Arc;
use wirecopy_article::{Reject, RejectReason};

/// Whole records of one file.
pub(super) struct WarcBlock {
    pub(super) file: Arc<InputFile>,
    pub(super) bytes: Vec<u8>,
    pub(super) records: Vec<WarcPart>,
    /// Records that could not be read.
    pub(super) rejects: Vec<Reject>,
}

impl WarcBlock {
    fn new(file: Arc<InputFile>, bytes: Vec<u8>) -> Self {
        WarcBlock { file, bytes, records: Vec::new(), rejects: Vec::new() }
    }

    fn is_empty(&self) -> bool {
        self.records.is_empty() && self.rejects.is_empty()
    }
}

/// The bytes of one record.
pub(super) struct WarcPart {
    pub(super) header: Range<usize>,
    pub(super) content: Range<usize>,
    /// Its number in the file, from 1.
    pub(super) number: u64,
}

/// Cuts one file into blocks of records.
pub(super) struct WarcSplitter {
    stream: Stream,
    file: Arc<InputFile>,
    carried: Vec<u8>,
    ended: bool,
    /// The fault after the bytes that were read last, where none of them shows it.
    damage: Option<String>,
    /// Records so far, broken ones included.
    number: u64,
}

impl WarcSplitter {
    pub(super) fn new(opened: Opened) -> Self {
        let Opened { stream, first, file, .. } = opened;
        WarcSplitter { stream, file, carried: first, ended: false, damage: None, number: 0 }
    }

    pub(super) fn bytes_on_disk(&self) -> u64 {
        self.stream.bytes_on_disk()
    }

    /// Records of about `block_bytes` together, at least one; `None` at the end.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn next_records(
        &mut self,
        block_bytes: usize,
        options: &ReadOptions,
    ) -> Result<Option<WarcBlock>> {
        let limit = options.record_limit_bytes();
        let mut block = WarcBlock::new(Arc::clone(&self.file), std::mem::take(&mut self.carried));
        let mut at = 0;
        self.fill(&mut block, block_bytes.max(1))?;
        while at < block_bytes.max(1) || block.is_empty() {
            let is_all = self.ended || self.damage.is_some();
            match next_record(&block.bytes, at, is_all, limit) {
                FoundRecord::Record { start, content, end } => {
                    self.number += 1;
                    let (header, content) = (start..content, content..end);
                    block.records.push(WarcPart { header, content, number: self.number });
                    at = end;
                }
                FoundRecord::Broken { end, fault } => {
                    self.reject(&mut block, fault.into());
                    at = end;
                    self.pass_broken(&mut block, at)?;
                }
                FoundRecord::TooLong { content, bytes } => {
                    self.reject(
                        &mut block,
                        format!("the record states {bytes} bytes, more than are accepted"),
                    );
                    at = content;
                    self.skip_to_mark(&mut block, at)?;
                }
                FoundRecord::Nothing if is_all => {
                    at = block.bytes.len();
                    match self.damage.take() {
                        Some(fault) => self.reject(&mut block, fault),
                        None => break,
                    }
                }
                FoundRecord::Cut(_) | FoundRecord::Nothing if !block.is_empty() => break,
                FoundRecord::Cut(wanted) => self.fill(&mut block, wanted)?,
                FoundRecord::Nothing => {
                    let wanted = block.bytes.len() + block_bytes.max(1);
                    self.fill(&mut block, wanted)?;
                }
            }
        }
        self.carried = block.bytes.split_off(at);
        Ok(if block.is_empty() { None } else { Some(block) })
    }

    /// Continues after what could not be read. What is damaged ends where its bytes do; otherwise
    /// the next record may be further on.
    fn pass_broken(&mut self, block: &mut WarcBlock, at: usize) -> Result<()> {
        let is_at_end = at == block.bytes.len();
        let was_damaged = is_at_end && self.damage.take().is_some();
        if is_at_end && !self.ended && !was_damaged { self.skip_to_mark(block, at) } else { Ok(()) }
    }

    fn reject(&mut self, block: &mut WarcBlock, fault: String) {
        self.number += 1;
        block.rejects.push(Reject {
            file: self.file.name.clone(),
            line: self.number,
            id: None,
            reason: RejectReason::Unreadable { fault },
        });
    }

    /// Reads on, up to the next fault of a compressed file.
    fn fill(&mut self, block: &mut WarcBlock, len: usize) -> Result<()> {
        if self.ended || self.damage.is_some() {
            return Ok(());
        }
        match self.stream.fill(&mut block.bytes, len) {
            Ok(ended) => self.ended = ended,
            Err(Error::BadInput { reason, .. }) => self.damage = Some(reason),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Drops what follows `at` up to the next start of a record, of which the bytes then are the
    /// first.
    fn skip_to_mark(&mut self, block: &mut WarcBlock, at: usize) -> Result<()> {
        loop {
            let mark = next_mark(&block.bytes, at);
            if mark < block.bytes.len() || self.ended || self.damage.is_some() {
                block.bytes.drain(at..mark);
                return Ok(());
            }
            // The mark may be cut, and whether it starts a line is seen by what is before it.
            let kept = block.bytes.len().saturating_sub(MARK.len() + 2).max(at);
            block.bytes.drain(at..kept);
            let wanted = block.bytes.len() + SKIPPED_BYTES;
            self.fill(block, wanted)?;
        }
    }
}

/// Bytes per read while the next record is searched.
const SKIPPED_BYTES: usize = 1 << 20;
