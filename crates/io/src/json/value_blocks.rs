//! A file of JSON values, cut into blocks at the ends of values.

use super::layout::RecordLayout;
use super::values::{Entered, closed, enter, next_value, value_end};
use crate::charset::UTF8_MARK;
use crate::error::Result;
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::stream::{Opened, Skipped, Stream};
use std::ops::Range;
use std::sync::Arc;
use wirecopy_article::{Reject, RejectReason};

/// Whole values of one file.
pub(super) struct ValueBlock {
    pub(super) file: Arc<InputFile>,
    pub(super) bytes: Vec<u8>,
    /// Offset of the bytes in the decompressed input.
    pub(super) offset: u64,
    /// Each value with the number of its first line.
    pub(super) values: Vec<(Range<usize>, u64)>,
    /// True if the file can be read again at these offsets.
    pub(super) has_locations: bool,
    /// Values that were too long to be buffered.
    pub(super) rejects: Vec<Reject>,
}

/// Cuts one file into blocks of values.
pub(super) struct ValueSplitter {
    stream: Stream,
    file: Arc<InputFile>,
    has_locations: bool,
    state: ArrayState,
    /// Bytes already read of the next block.
    carried: Vec<u8>,
    ended: bool,
    offset: u64,
    line: u64,
}

/// The position of the next value relative to the array of the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ArrayState {
    /// Before a value of the file.
    Outside,
    /// In the array of the records.
    Inside,
    /// After that array, in the objects around it.
    Closing,
}

/// A step through the bytes.
enum ValueStep {
    /// A record, and the offset after it.
    Record(Range<usize>),
    /// Bytes up to an offset without a record.
    Skip(usize, ArrayState),
    /// It depends on bytes still to come.
    Unfinished,
    /// Nothing follows.
    End,
}

/// The values found for one block.
#[derive(Default)]
struct GatheredValues {
    values: Vec<(Range<usize>, u64)>,
    rejects: Vec<Reject>,
    /// Offset of the next step.
    at: usize,
    /// Line at that offset.
    line: u64,
}

impl ValueSplitter {
    pub(super) fn new(opened: Opened) -> Self {
        let has_locations = opened.can_be_read_again();
        let Opened { mut stream, first, file, .. } = opened;
        stream.unread(first);
        ValueSplitter {
            stream,
            file,
            has_locations,
            state: ArrayState::Outside,
            carried: Vec::new(),
            ended: false,
            offset: 0,
            line: 1,
        }
    }

    pub(super) fn stream(&self) -> &Stream {
        &self.stream
    }

    /// Values of about `block_bytes` together, at least one; `None` at the end.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub(super) fn next_values(
        &mut self,
        block_bytes: usize,
        options: &ReadOptions,
    ) -> Result<Option<ValueBlock>> {
        let limit = options.record_limit_bytes();
        let mut bytes = std::mem::take(&mut self.carried);
        let mut target = block_bytes.max(1);
        let mut gathered = GatheredValues { line: self.line, ..GatheredValues::default() };
        loop {
            if !self.ended {
                self.ended = self.stream.fill(&mut bytes, target)?;
            }
            self.gather(&bytes, block_bytes, &mut gathered);
            let is_empty = gathered.values.is_empty() && gathered.rejects.is_empty();
            if !is_empty || (self.ended && gathered.at >= bytes.len()) {
                break;
            }
            let rest = bytes.len() - gathered.at;
            if rest > limit {
                self.skip_long_value(limit as u64, &mut bytes, &mut gathered)?;
                break;
            }
            target = gathered.at + rest.saturating_mul(2).clamp(1, limit + 1);
        }
        self.carried = bytes.split_off(gathered.at);
        if bytes.is_empty() {
            return Ok(None);
        }
        let offset = self.offset;
        self.offset += bytes.len() as u64;
        self.line = gathered.line;
        let GatheredValues { values, rejects, .. } = gathered;
        let (file, has_locations) = (Arc::clone(&self.file), self.has_locations);
        Ok(Some(ValueBlock { file, bytes, offset, values, has_locations, rejects }))
    }

    /// Finds values until the block is full or the bytes have no more whole ones.
    fn gather(&mut self, bytes: &[u8], block_bytes: usize, gathered: &mut GatheredValues) {
        while gathered.at < bytes.len() && (gathered.at < block_bytes || gathered.values.is_empty()) {
            let (end, record) = match self.step(bytes, gathered.at) {
                ValueStep::Record(record) => (record.end, Some(record)),
                ValueStep::Skip(end, state) => {
                    self.state = state;
                    (end, None)
                }
                ValueStep::Unfinished => return,
                ValueStep::End => (bytes.len(), None),
            };
            let start = record.as_ref().map_or(end, |record| record.start);
            gathered.line += lines(&bytes[gathered.at..start]);
            gathered.values.extend(record.map(|record| (record, gathered.line)));
            gathered.line += lines(&bytes[start..end]);
            gathered.at = end;
        }
    }

    fn step(&self, bytes: &[u8], at: usize) -> ValueStep {
        let is_first = self.offset == 0 && at == 0 && bytes.starts_with(UTF8_MARK);
        let start = next_value(bytes, if is_first { UTF8_MARK.len() } else { at });
        let Some(first) = bytes.get(start) else {
            return if start > at { ValueStep::Skip(start, self.state) } else { ValueStep::End };
        };
        let record = || match value_end(bytes, start, self.ended) {
            Some(end) => ValueStep::Record(start..end),
            None => ValueStep::Unfinished,
        };
        let path: &[String] = match &self.file.plan.layout {
            RecordLayout::Array(path) => path,
            RecordLayout::Values | RecordLayout::Lines => return record(),
        };
        match self.state {
            ArrayState::Outside => match enter(bytes, start, path, self.ended) {
                Entered::At(inside) => ValueStep::Skip(inside, ArrayState::Inside),
                Entered::Absent(end) => ValueStep::Record(start..end),
                Entered::Unfinished => ValueStep::Unfinished,
            },
            ArrayState::Inside if *first == b']' => {
                let state = if path.is_empty() { ArrayState::Outside } else { ArrayState::Closing };
                ValueStep::Skip(start + 1, state)
            }
            ArrayState::Inside => record(),
            ArrayState::Closing => match closed(bytes, start, path.len()) {
                Some(end) => ValueStep::Skip(end, ArrayState::Outside),
                None if self.ended => ValueStep::Skip(bytes.len(), ArrayState::Outside),
                None => ValueStep::Unfinished,
            },
        }
    }

    /// Rejects a value that has no end within `bytes_max`, and continues after its first line.
    fn skip_long_value(
        &mut self,
        bytes_max: u64,
        bytes: &mut Vec<u8>,
        gathered: &mut GatheredValues,
    ) -> Result<()> {
        let Skipped { bytes: skipped, rest, ended } = self.stream.skip_line()?;
        let reject = Reject {
            file: self.file.name.clone(),
            line: gathered.line,
            id: None,
            reason: RejectReason::RecordTooLong { bytes_max },
        };
        gathered.rejects.push(reject);
        gathered.line += lines(&bytes[gathered.at..]) + 1;
        self.offset += skipped;
        gathered.at = bytes.len();
        bytes.extend_from_slice(&rest);
        self.ended = ended;
        Ok(())
    }
}

fn lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}
