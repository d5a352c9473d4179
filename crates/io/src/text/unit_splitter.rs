//! A text file of many articles, cut into blocks.

use crate::charset::UTF8_MARK;
use crate::error::Result;
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::stream::{Opened, Skipped, Stream};
use std::ops::Range;
use std::sync::Arc;
use wirecopy_article::{Reject, RejectReason};

/// Whole articles of one file.
pub(super) struct UnitBlock {
    pub(super) file: Arc<InputFile>,
    pub(super) bytes: Vec<u8>,
    /// Offset of the bytes in the decompressed input.
    pub(super) offset: u64,
    pub(super) units: Vec<Unit>,
    pub(super) delimiter: Delimiter,
    /// True if the file can be read again at these offsets.
    pub(super) has_locations: bool,
    /// Units that were too long to be buffered.
    pub(super) rejects: Vec<Reject>,
}

/// One article.
pub(super) struct Unit {
    /// Its bytes with what ends it.
    pub(super) record: Range<usize>,
    /// Its text.
    pub(super) text: Range<usize>,
    /// Number of its first line, from 1.
    pub(super) line: u64,
}

/// The end of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Delimiter {
    /// The end of a line.
    Line,
    /// A line with these characters, or that begins with them where they end with `*`.
    Separator(Vec<u8>),
}

/// Cuts one file into blocks of articles.
pub(super) struct UnitSplitter {
    stream: Stream,
    file: Arc<InputFile>,
    /// `None` until the options are known.
    delimiter: Option<Delimiter>,
    has_locations: bool,
    carried: Vec<u8>,
    ended: bool,
    offset: u64,
    line: u64,
}

impl Delimiter {
    /// The offset after the first article, and that of the end of its text; `None` if bytes are
    /// missing.
    fn end_of(&self, bytes: &[u8], ended: bool) -> Option<usize> {
        let whole = ended.then_some(bytes.len());
        match self {
            Delimiter::Line => memchr::memchr(b'\n', bytes).map(|at| at + 1).or(whole),
            Delimiter::Separator(_) => {
                let mut start = 0;
                for end in memchr::memchr_iter(b'\n', bytes) {
                    if self.is_separator(&bytes[start..end]) {
                        return Some(end + 1);
                    }
                    start = end + 1;
                }
                whole
            }
        }
    }

    fn is_separator(&self, line: &[u8]) -> bool {
        match self {
            Delimiter::Line => false,
            Delimiter::Separator(separator) => match separator.strip_suffix(b"*") {
                Some(start) => line.trim_ascii().starts_with(start),
                None => line.trim_ascii() == separator.trim_ascii(),
            },
        }
    }

    /// The text within an article's bytes.
    pub(super) fn text_of(&self, record: &[u8]) -> Range<usize> {
        let mark = if record.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 };
        let bare = |bytes: &[u8]| {
            bytes
                .strip_suffix(b"\n")
                .map_or(bytes.len(), |bare| bare.strip_suffix(b"\r").unwrap_or(bare).len())
        };
        let end = bare(record);
        let last_line = memchr::memrchr(b'\n', &record[..end]).map_or(0, |at| at + 1);
        let end = if self.is_separator(&record[last_line..end]) { bare(&record[..last_line]) } else { end };
        mark.min(end)..end
    }
}

impl UnitSplitter {
    pub(super) fn of_lines(opened: Opened) -> Self {
        UnitSplitter::new(opened, Some(Delimiter::Line))
    }

    pub(super) fn of_separated(opened: Opened) -> Self {
        UnitSplitter::new(opened, None)
    }

    fn new(opened: Opened, delimiter: Option<Delimiter>) -> Self {
        let has_locations = opened.can_be_read_again();
        let Opened { mut stream, first, file, .. } = opened;
        stream.unread(first);
        let carried = Vec::new();
        UnitSplitter { stream, file, delimiter, has_locations, carried, ended: false, offset: 0, line: 1 }
    }

    pub(super) fn stream(&self) -> &Stream {
        &self.stream
    }

    /// Articles of about `block_bytes` together, at least one; `None` at the end.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub(super) fn next_units(
        &mut self,
        block_bytes: usize,
        options: &ReadOptions,
    ) -> Result<Option<UnitBlock>> {
        let limit = options.record_limit_bytes();
        let separator = || Delimiter::Separator(options.separator.clone().unwrap_or_default().into_bytes());
        let delimiter = self.delimiter.get_or_insert_with(separator).clone();
        let mut bytes = std::mem::take(&mut self.carried);
        let mut target = block_bytes.max(1);
        let (mut units, mut rejects, mut at) = (Vec::new(), Vec::new(), 0);
        loop {
            if !self.ended {
                self.ended = self.stream.fill(&mut bytes, target)?;
            }
            while at < bytes.len() && at < block_bytes.max(1) {
                let Some(len) = delimiter.end_of(&bytes[at..], self.ended) else { break };
                units.extend(self.unit(&delimiter, &bytes, at..at + len));
                at += len;
            }
            if at > 0 || (self.ended && at == bytes.len()) {
                break;
            }
            if bytes.len() > limit {
                rejects.push(self.skip_long_unit(limit as u64, &mut bytes)?);
                at = 0;
                break;
            }
            target = bytes.len().saturating_mul(2).clamp(1, limit + 1);
        }
        self.carried = bytes.split_off(at);
        if bytes.is_empty() && rejects.is_empty() {
            return Ok(None);
        }
        let offset = self.offset;
        self.offset += bytes.len() as u64;
        let (file, has_locations) = (Arc::clone(&self.file), self.has_locations);
        Ok(Some(UnitBlock { file, bytes, offset, units, delimiter, has_locations, rejects }))
    }

    /// An article and its line; `None` if it is blank.
    fn unit(&mut self, delimiter: &Delimiter, bytes: &[u8], record: Range<usize>) -> Option<Unit> {
        let line = self.line;
        self.line += memchr::memchr_iter(b'\n', &bytes[record.clone()]).count() as u64;
        let text = delimiter.text_of(&bytes[record.clone()]);
        let text = record.start + text.start..record.start + text.end;
        let is_blank = bytes[text.clone()].trim_ascii().is_empty();
        (!is_blank).then_some(Unit { record, text, line })
    }

    /// Rejects what has no end within `bytes_max`, and continues after its line.
    fn skip_long_unit(&mut self, bytes_max: u64, bytes: &mut Vec<u8>) -> Result<Reject> {
        let Skipped { bytes: skipped, rest, ended } = self.stream.skip_line()?;
        let file = self.file.name.clone();
        let reject =
            Reject { file, line: self.line, id: None, reason: RejectReason::RecordTooLong { bytes_max } };
        self.line += memchr::memchr_iter(b'\n', bytes).count() as u64 + 1;
        self.offset += bytes.len() as u64 + skipped;
        *bytes = rest;
        self.ended = ended;
        Ok(reject)
    }
}
