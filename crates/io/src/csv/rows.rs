//! A file of rows, cut into blocks at row ends.

use super::detect::named_delimiter_len;
use super::dialect::Dialect;
use super::header::Header;
use super::scan::{Scanned, count_lines, first_line, scan_row};
use crate::charset::{Charset, UTF8_MARK, WideEncoding};
use crate::error::Result;
use crate::input::InputFile;
use crate::options::ReadOptions;
use crate::stream::{Opened, Stream};
use std::ops::Range;
use std::sync::Arc;
use wirecopy_article::{Reject, RejectReason};

/// Whole rows of one file.
pub(super) struct RowBlock {
    pub(super) file: Arc<InputFile>,
    pub(super) header: Arc<Header>,
    pub(super) charset: Charset,
    /// True if this is the first block to show that the file is not UTF-8.
    pub(super) shows_charset: bool,
    pub(super) bytes: Vec<u8>,
    /// Each row with the number of its first line.
    pub(super) rows: Vec<(Range<usize>, u64)>,
    /// Rows with broken quotes or without an end.
    pub(super) rejects: Vec<Reject>,
}

/// Bytes by which a charset is detected, from the first that is not ASCII.
const CHARSET_WINDOW_BYTES: usize = 1 << 20;

/// Bytes of a line that names the delimiter, and one more that shows its end.
const NAMED_DELIMITER_BYTES: usize = 8;

/// Bytes of the longest header: a hundred thousand columns have a few MiB of names.
const HEADER_BYTES_MAX: usize = 16 << 20;

/// Cuts one file into blocks of rows.
pub(super) struct RowSplitter {
    stream: Stream,
    file: Arc<InputFile>,
    dialect: Dialect,
    header: Option<Arc<Header>>,
    /// `None` while all bytes are ASCII.
    charset: Option<Charset>,
    was_wide: bool,
    /// True if a block has shown that the file is not UTF-8.
    charset_was_shown: bool,
    /// Bytes already read of the next block.
    carried: Vec<u8>,
    /// Bytes of `carried` that are known to be ASCII.
    ascii_bytes: usize,
    ended: bool,
    line: u64,
}

/// The rows found for one block.
#[derive(Default)]
struct GatheredRows {
    rows: Vec<(Range<usize>, u64)>,
    rejects: Vec<Reject>,
    /// Offset of the next row.
    at: usize,
}

impl RowSplitter {
    pub(super) fn new(opened: Opened) -> Self {
        let Opened { mut stream, first, file, .. } = opened;
        let wide = WideEncoding::of_mark(&first);
        match wide {
            Some(encoding) => stream = stream.into_utf8(encoding, first),
            None => stream.unread(first),
        }
        let dialect = file.plan.dialect;
        RowSplitter {
            stream,
            file,
            dialect,
            header: None,
            charset: wide.map(|_| Charset::Utf8),
            was_wide: wide.is_some(),
            charset_was_shown: false,
            carried: Vec::new(),
            ascii_bytes: 0,
            ended: false,
            line: 1,
        }
    }

    pub(super) fn stream(&self) -> &Stream {
        &self.stream
    }

    /// Returns whether the file was not UTF-8.
    pub(super) fn was_decoded(&self) -> bool {
        self.was_wide || matches!(self.charset, Some(Charset::Detected(_)))
    }

    /// Rows of about `block_bytes` together; `None` at the end.
    ///
    /// # Errors
    /// When the input cannot be read, or its header is broken or names no text.
    pub(super) fn next_rows(
        &mut self,
        block_bytes: usize,
        options: &ReadOptions,
    ) -> Result<Option<RowBlock>> {
        let mut bytes = std::mem::take(&mut self.carried);
        self.read(&mut bytes, block_bytes.max(1))?;
        let mut gathered = GatheredRows::default();
        let header = match self.header.clone() {
            Some(header) => header,
            None => match self.read_header(&mut bytes, &mut gathered)? {
                Some(header) => Arc::clone(self.header.insert(Arc::new(header))),
                None => return Ok(None),
            },
        };
        self.gather(&mut bytes, &mut gathered, block_bytes, options)?;
        self.carried = bytes.split_off(gathered.at);
        self.ascii_bytes = self.ascii_bytes.saturating_sub(gathered.at);
        if gathered.at == 0 {
            return Ok(None);
        }
        let shows_charset = self.was_decoded() && !self.charset_was_shown;
        self.charset_was_shown |= shows_charset;
        Ok(Some(RowBlock {
            shows_charset,
            file: Arc::clone(&self.file),
            header,
            charset: self.charset.unwrap_or(Charset::Utf8),
            bytes,
            rows: gathered.rows,
            rejects: gathered.rejects,
        }))
    }

    /// Finds rows until the block is full or the buffer has no more whole rows.
    fn gather(
        &mut self,
        bytes: &mut Vec<u8>,
        gathered: &mut GatheredRows,
        block_bytes: usize,
        options: &ReadOptions,
    ) -> Result<()> {
        let limit = options.record_limit_bytes();
        while gathered.at < bytes.len().min(block_bytes) {
            let rest = &bytes[gathered.at..];
            match scan_row(rest, self.dialect, self.ended) {
                Scanned::Row(len) => {
                    // A blank line is not a row.
                    if rest[..len].iter().any(|byte| !b"\r\n".contains(byte)) {
                        gathered.rows.push((gathered.at..gathered.at + len, self.line));
                    }
                    self.advance(rest, len, gathered);
                }
                Scanned::Faulty(len, fault) => self.reject(fault.reject_reason(), bytes, len, gathered),
                Scanned::Unfinished if rest.len() > limit => {
                    self.skip_long_row(limit as u64, bytes, gathered)?;
                }
                Scanned::Unfinished if gathered.rows.is_empty() && gathered.rejects.is_empty() => {
                    let target = gathered.at + rest.len().saturating_mul(2).min(limit + 1);
                    self.read(bytes, target)?;
                }
                Scanned::Unfinished => break,
            }
        }
        Ok(())
    }

    fn advance(&mut self, rest: &[u8], len: usize, gathered: &mut GatheredRows) {
        self.line += count_lines(&rest[..len]);
        gathered.at += len;
    }

    fn reject(&mut self, reason: RejectReason, bytes: &[u8], len: usize, gathered: &mut GatheredRows) {
        let file = self.file.name.clone();
        gathered.rejects.push(Reject { file, line: self.line, id: None, reason });
        self.advance(&bytes[gathered.at..], len, gathered);
    }

    /// Rejects a row that has no end within `bytes_max`, and continues after its first line.
    fn skip_long_row(
        &mut self,
        bytes_max: u64,
        bytes: &mut Vec<u8>,
        gathered: &mut GatheredRows,
    ) -> Result<()> {
        if let Some(len) = first_line(&bytes[gathered.at..], false) {
            self.reject(RejectReason::QuoteNotClosedWithin { bytes: bytes_max }, bytes, len, gathered);
            return Ok(());
        }
        let len = bytes.len() - gathered.at;
        self.reject(RejectReason::RowTooLong { bytes_max }, bytes, len, gathered);
        let skipped = self.stream.skip_line()?;
        self.line += 1;
        self.ended = skipped.ended;
        bytes.extend_from_slice(&skipped.rest);
        Ok(())
    }

    /// The offset after a byte order mark and a line that names the delimiter.
    fn skip_to_header(&mut self, bytes: &mut Vec<u8>) -> Result<usize> {
        let mark = if bytes.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 };
        if !self.dialect.names_delimiter {
            return Ok(mark);
        }
        self.read(bytes, mark + NAMED_DELIMITER_BYTES)?;
        let len = named_delimiter_len(&bytes[mark..]).unwrap_or(0);
        self.line += count_lines(&bytes[mark..mark + len]);
        Ok(mark + len)
    }

    /// Reads the first row that is not blank; `None` if the file has none.
    fn read_header(&mut self, bytes: &mut Vec<u8>, gathered: &mut GatheredRows) -> Result<Option<Header>> {
        let bad = |splitter: &Self, reason: &str| {
            splitter.stream.bad_input(format!("the header in line {}: {reason}", splitter.line))
        };
        gathered.at = self.skip_to_header(bytes)?;
        loop {
            let start = gathered.at;
            let rest = &bytes[start..];
            match scan_row(rest, self.dialect, self.ended) {
                _ if rest.is_empty() && self.ended => return Ok(None),
                Scanned::Row(len) if rest[..len].iter().all(|byte| b"\r\n".contains(byte)) => {
                    self.line += 1;
                    gathered.at = start + len;
                }
                Scanned::Row(len) => {
                    // A line that names the delimiter belongs to the header.
                    let raw = if self.dialect.no_header { &[][..] } else { &bytes[..start + len] };
                    let charset = self.charset.unwrap_or(Charset::Utf8);
                    let plan = &self.file.plan.fields;
                    let header = Header::new(raw.to_vec(), &rest[..len], self.dialect, charset, plan);
                    let header = header.map_err(|reason| bad(self, &reason))?;
                    if self.dialect.no_header {
                        gathered.at = start;
                        return Ok(Some(header));
                    }
                    self.line += count_lines(&rest[..len]);
                    gathered.at = start + len;
                    return Ok(Some(header));
                }
                Scanned::Faulty(_, fault) => return Err(bad(self, &fault.reject_reason().to_string())),
                Scanned::Unfinished if rest.len() >= HEADER_BYTES_MAX => {
                    return Err(bad(self, "it does not end within 16 MiB"));
                }
                Scanned::Unfinished => {
                    let target = start + rest.len().saturating_mul(2).clamp(1, HEADER_BYTES_MAX);
                    self.read(bytes, target)?;
                }
            }
        }
    }

    /// Reads on until there are `target` bytes, and from the first byte that is not ASCII also as
    /// many as it takes to detect the charset.
    fn read(&mut self, bytes: &mut Vec<u8>, target: usize) -> Result<()> {
        if !self.ended {
            self.ended = self.stream.fill(bytes, target)?;
        }
        if self.charset.is_some() {
            return Ok(());
        }
        if self.ascii_bytes == 0 && bytes.starts_with(UTF8_MARK) {
            self.charset = Some(Charset::Utf8);
            return Ok(());
        }
        let Some(at) = bytes[self.ascii_bytes..].iter().position(|byte| !byte.is_ascii()) else {
            self.ascii_bytes = bytes.len();
            return Ok(());
        };
        let start = self.ascii_bytes + at;
        if !self.ended {
            self.ended = self.stream.fill(bytes, start + CHARSET_WINDOW_BYTES)?;
        }
        let end = bytes.len().min(start + CHARSET_WINDOW_BYTES);
        self.charset = Some(Charset::of_window(&bytes[start..end]));
        Ok(())
    }
}
