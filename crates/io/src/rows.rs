//! CSV and TSV cut into blocks at the ends of rows.

use super::csv_rows::Header;
use super::csv_scan::{Fault, Scanned, count_lines, first_line, scan_row};
use super::encoding::{Charset, UTF8_MARK};
use super::input::{InputFile, InputFormat, ReadOptions};
use super::stream::{Opened, Stream};
use super::wide::Wide;
use crate::error::Result;
use std::ops::Range;
use std::sync::Arc;
use wirecopy_article::Reject;

/// Whole rows of one file.
pub(super) struct RowBlock {
    pub(super) file: Arc<InputFile>,
    pub(super) header: Arc<Header>,
    pub(super) charset: Charset,
    /// Whether this is the block that shows that the file is not UTF-8.
    pub(super) shows_charset: bool,
    pub(super) bytes: Vec<u8>,
    /// Each row with the number of its first line.
    pub(super) rows: Vec<(Range<usize>, u64)>,
    /// Rows without an end.
    pub(super) rejects: Vec<Reject>,
}

/// Bytes from the first one that is not ASCII on, by which a charset is told.
const CHARSET_WINDOW_BYTES: usize = 1 << 20;

/// Gives one file as blocks.
pub(super) struct RowSplitter {
    stream: Stream,
    file: Arc<InputFile>,
    delimiter: u8,
    header: Option<Arc<Header>>,
    /// `None` as long as all bytes were ASCII.
    charset: Option<Charset>,
    has_wide_characters: bool,
    /// Whether a block told that the file is not UTF-8.
    charset_was_shown: bool,
    /// Bytes that were read and belong to the next block.
    carried: Vec<u8>,
    /// Bytes of `carried` that are known to be ASCII.
    looked_at: usize,
    ended: bool,
    line: u64,
}

/// What one block is gathered in.
#[derive(Default)]
struct Gathered {
    rows: Vec<(Range<usize>, u64)>,
    rejects: Vec<Reject>,
    at: usize,
}

impl RowSplitter {
    pub(super) fn new(opened: Opened) -> Self {
        let Opened { mut stream, first: mut carried, file, .. } = opened;
        let wide = Wide::told_by(&carried);
        if let Some(wide) = wide {
            stream = stream.into_utf8(wide, std::mem::take(&mut carried));
        }
        let delimiter = if file.format == InputFormat::Tsv { b'\t' } else { b',' };
        RowSplitter {
            stream,
            file,
            delimiter,
            header: None,
            charset: wide.map(|_| Charset::Utf8),
            has_wide_characters: wide.is_some(),
            charset_was_shown: false,
            carried,
            looked_at: 0,
            ended: false,
            line: 1,
        }
    }

    pub(super) fn stream(&self) -> &Stream {
        &self.stream
    }

    /// Whether the file was not UTF-8.
    pub(super) fn was_decoded(&self) -> bool {
        self.has_wide_characters || matches!(self.charset, Some(Charset::Detected(_)))
    }

    /// Rows of about `block_bytes` together; `None` at the end.
    ///
    /// # Errors
    /// When the input cannot be read, or its header is broken or names no text.
    pub(super) fn next(&mut self, block_bytes: usize, options: &ReadOptions) -> Result<Option<RowBlock>> {
        let mut bytes = std::mem::take(&mut self.carried);
        self.read(&mut bytes, block_bytes.max(1))?;
        let mut gathered = Gathered::default();
        let header = match self.header.clone() {
            Some(header) => header,
            None => match self.read_header(&mut bytes, &mut gathered, options)? {
                Some(header) => Arc::clone(self.header.insert(Arc::new(header))),
                None => return Ok(None),
            },
        };
        self.gather(&mut bytes, &mut gathered, block_bytes, options)?;
        self.carried = bytes.split_off(gathered.at);
        self.looked_at = self.looked_at.saturating_sub(gathered.at);
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

    fn gather(
        &mut self,
        bytes: &mut Vec<u8>,
        gathered: &mut Gathered,
        block_bytes: usize,
        options: &ReadOptions,
    ) -> Result<()> {
        let limit = options.record_limit_bytes();
        while gathered.at < bytes.len().min(block_bytes) {
            let rest = &bytes[gathered.at..];
            match scan_row(rest, self.delimiter, self.ended) {
                Scanned::Row(len) => {
                    // A blank line is no row.
                    if rest[..len].iter().any(|byte| !b"\r\n".contains(byte)) {
                        gathered.rows.push((gathered.at..gathered.at + len, self.line));
                    }
                    self.pass(rest, len, gathered);
                }
                Scanned::Faulty(len, fault) => self.reject(fault.reason().into(), bytes, len, gathered),
                Scanned::Unfinished if rest.len() > limit => {
                    let reason = match first_line(rest, false) {
                        Some(_) => format!("{} for {limit} bytes", Fault::NotClosed.reason()),
                        None => format!("the row has more than {limit} bytes"),
                    };
                    self.skip(reason, bytes, gathered)?;
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

    fn pass(&mut self, rest: &[u8], len: usize, gathered: &mut Gathered) {
        self.line += count_lines(&rest[..len]);
        gathered.at += len;
    }

    fn reject(&mut self, reason: String, bytes: &[u8], len: usize, gathered: &mut Gathered) {
        let file = self.file.name.clone();
        gathered.rejects.push(Reject { file, line: self.line, id: None, reason });
        self.pass(&bytes[gathered.at..], len, gathered);
    }

    /// Rejects a row that found no end within the limit, and goes on behind its first line.
    fn skip(&mut self, reason: String, bytes: &mut Vec<u8>, gathered: &mut Gathered) -> Result<()> {
        if let Some(len) = first_line(&bytes[gathered.at..], false) {
            self.reject(reason, bytes, len, gathered);
            return Ok(());
        }
        let len = bytes.len() - gathered.at;
        self.reject(reason, bytes, len, gathered);
        let skipped = self.stream.skip_line()?;
        self.line += 1;
        self.ended = skipped.ended;
        bytes.extend_from_slice(&skipped.behind);
        Ok(())
    }

    fn read_header(
        &mut self,
        bytes: &mut Vec<u8>,
        gathered: &mut Gathered,
        options: &ReadOptions,
    ) -> Result<Option<Header>> {
        let bad = |splitter: &Self, reason: &str| {
            splitter.stream.bad_input(format!("the header in line {}: {reason}", splitter.line))
        };
        let mark = if bytes.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 };
        loop {
            let start = gathered.at + if gathered.at == 0 { mark } else { 0 };
            let rest = &bytes[start..];
            match scan_row(rest, self.delimiter, self.ended) {
                _ if rest.is_empty() && self.ended => return Ok(None),
                Scanned::Row(len) if rest[..len].iter().all(|byte| b"\r\n".contains(byte)) => {
                    self.line += 1;
                    gathered.at = start + len;
                }
                Scanned::Row(len) => {
                    let raw = bytes[gathered.at..start + len].to_vec();
                    let charset = self.charset.unwrap_or(Charset::Utf8);
                    let header = Header::new(raw, &rest[..len], self.delimiter, charset, &options.fields);
                    let header = header.map_err(|reason| bad(self, &reason))?;
                    self.line += count_lines(&rest[..len]);
                    gathered.at = start + len;
                    return Ok(Some(header));
                }
                Scanned::Faulty(_, fault) => return Err(bad(self, fault.reason())),
                Scanned::Unfinished if rest.len() > options.record_limit_bytes() => {
                    return Err(bad(self, "it does not end"));
                }
                Scanned::Unfinished => {
                    let target = bytes.len().saturating_mul(2).max(1);
                    self.read(bytes, target)?;
                }
            }
        }
    }

    /// Reads on until there are `target` bytes; as soon as one is not ASCII, also what tells the charset.
    fn read(&mut self, bytes: &mut Vec<u8>, target: usize) -> Result<()> {
        if !self.ended {
            self.ended = self.stream.fill(bytes, target)?;
        }
        if self.charset.is_some() {
            return Ok(());
        }
        if self.looked_at == 0 && bytes.starts_with(UTF8_MARK) {
            self.charset = Some(Charset::Utf8);
            return Ok(());
        }
        let Some(at) = bytes[self.looked_at..].iter().position(|byte| !byte.is_ascii()) else {
            self.looked_at = bytes.len();
            return Ok(());
        };
        let start = self.looked_at + at;
        if !self.ended {
            self.ended = self.stream.fill(bytes, start + CHARSET_WINDOW_BYTES)?;
        }
        let end = bytes.len().min(start + CHARSET_WINDOW_BYTES);
        self.charset = Some(Charset::of_window(&bytes[start..end]));
        Ok(())
    }
}
