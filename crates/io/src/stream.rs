//! One open input: decompressed bytes, and how many bytes of the disk they took.

use super::compression::{Compression, decompressed};
use super::input::{InputFile, InputFormat};
use super::listing::Listed;
use super::text_source::Stamp;
use super::wide::{Wide, WideReader};
use crate::error::{Error, Result};
use std::fs::File;
use std::io;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes looked at to tell a format.
const SNIFF_BYTES: usize = 1 << 16;

/// SpillConfig made before reading: a block's. A limit of many MiB is seldom reached.
const RESERVED_BYTES_MAX: usize = 1 << 20;

/// Decompressed bytes of one input, from its start.
pub(super) struct Stream {
    reader: Box<dyn Read + Send>,
    path: PathBuf,
    compression: Compression,
    bytes_on_disk: Arc<AtomicU64>,
}

/// An input that was opened, with what its first bytes told.
pub(super) struct Opened {
    pub(super) stream: Stream,
    /// Bytes that were read to tell the format; the stream goes on behind them.
    pub(super) first: Vec<u8>,
    pub(super) file: Arc<InputFile>,
    /// What the file was when it was opened; `None` for what is no regular file.
    pub(super) stamp: Option<Stamp>,
}

impl Opened {
    /// Whether its bytes stand in the file as they are read.
    pub(super) fn can_be_read_again(&self) -> bool {
        self.stamp.is_some() && self.file.compression == Compression::None
    }
}

/// Counts bytes that pass.
struct Counted<R> {
    reader: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(out)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Opens an input and tells what it is. `stdin` is taken for standard input.
///
/// # Errors
/// When it cannot be read, or is surely not what it seems to be.
pub(super) fn open_listed(
    listed: &Listed,
    format: Option<InputFormat>,
    stdin: &mut Option<Box<dyn Read + Send>>,
) -> Result<Opened> {
    let failed = |source| Error::Read { path: listed.path.clone(), source };
    let bytes_on_disk = Arc::new(AtomicU64::new(0));
    let (raw, stamp): (Box<dyn Read + Send>, Option<Stamp>) = if listed.is_stdin {
        (stdin.take().expect("standard input is listed once"), None)
    } else {
        let file = File::open(&listed.path).map_err(failed)?;
        let stamp = Stamp::of(&file.metadata().map_err(failed)?);
        (Box::new(file), stamp)
    };
    let counted = Counted { reader: raw, bytes: Arc::clone(&bytes_on_disk) };
    let (compression, reader) = decompressed(counted).map_err(failed)?;
    let mut stream = Stream { reader, path: listed.path.clone(), compression, bytes_on_disk };
    let mut first = Vec::new();
    let told = format.or(listed.format);
    // A text is read whole by whoever reads it; only what must be looked at is looked at.
    if told != Some(InputFormat::Text) {
        stream.fill(&mut first, SNIFF_BYTES)?;
    }
    let format = told.unwrap_or_else(|| told_by_first_bytes(&first));
    let is_sure = InputFormat::is_of_lines(&listed.path.to_string_lossy());
    if format == InputFormat::JsonLines {
        assert_one_object_a_line(&first, is_sure).map_err(|reason| stream.bad_input(reason))?;
    }
    let file = Arc::new(InputFile { path: listed.path.clone(), name: listed.name(), format, compression });
    Ok(Opened { stream, first, file, stamp })
}

fn told_by_first_bytes(first: &[u8]) -> InputFormat {
    match without_mark(first).trim_ascii_start().first() {
        Some(b'{') => InputFormat::JsonLines,
        _ => InputFormat::Text,
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(super::encoding::UTF8_MARK).unwrap_or(bytes)
}

const CONVERT: &str = "one JSON object a line is read; convert it, for example with jq -c";

/// Tells an array, a document over several lines, and UTF-16 from JSON Lines, so that not each of its lines is rejected. `is_sure` where
/// the name leaves no doubt: then a line may be anything.
fn assert_one_object_a_line(first: &[u8], is_sure: bool) -> std::result::Result<(), String> {
    if Wide::told_by(first).is_some() {
        return Err("JSON Lines in UTF-16 or UTF-32 are not read; convert the file to UTF-8".into());
    }
    let start = without_mark(first).trim_ascii_start();
    if is_sure {
        return Ok(());
    }
    if start.starts_with(b"[") {
        return Err(format!("this is one JSON array, and {CONVERT} '.[]'"));
    }
    let Some(end) = memchr::memchr(b'\n', start) else {
        return Ok(());
    };
    let more = start[end..].iter().any(|byte| !byte.is_ascii_whitespace());
    let line = serde_json::from_slice::<serde::de::IgnoredAny>(&start[..end]);
    if more && line.is_err_and(|error| error.is_eof()) {
        return Err(format!("this is one JSON document over several lines, and {CONVERT} '.'"));
    }
    Ok(())
}

impl Stream {
    /// Appends to `buffer` until it holds `len` bytes or the input ends; true when it ended.
    ///
    /// # Errors
    /// When the disk fails or a compressed stream is cut off or damaged.
    pub(super) fn fill(&mut self, buffer: &mut Vec<u8>, len: usize) -> Result<bool> {
        let Some(missing) = len.checked_sub(buffer.len()).filter(|missing| *missing > 0) else {
            return Ok(false);
        };
        buffer.reserve(missing.min(RESERVED_BYTES_MAX));
        match self.reader.by_ref().take(missing as u64).read_to_end(buffer) {
            Ok(read) => Ok(read < missing),
            Err(error) => Err(match self.compression.fault(&error) {
                Some(reason) => self.bad_input(reason),
                None => Error::Read { path: self.path.clone(), source: error },
            }),
        }
    }

    /// Reads past the next `\n`; gives the bytes behind it that were read, `None` when the input ended first.
    ///
    /// # Errors
    /// Those of [`Stream::fill`].
    pub(super) fn skip_line(&mut self) -> Result<Skipped> {
        let mut skipped = 0;
        let mut chunk = Vec::new();
        loop {
            chunk.clear();
            let ended = self.fill(&mut chunk, SNIFF_BYTES)?;
            match memchr::memchr(b'\n', &chunk) {
                Some(at) => {
                    return Ok(Skipped {
                        bytes: skipped + at as u64 + 1,
                        behind: chunk.split_off(at + 1),
                        ended,
                    });
                }
                None => skipped += chunk.len() as u64,
            }
            if ended {
                return Ok(Skipped { bytes: skipped, behind: Vec::new(), ended });
            }
        }
    }

    /// The same input with its wide characters read as UTF-8, `first` being what was read of it.
    pub(super) fn into_utf8(self, wide: Wide, first: Vec<u8>) -> Stream {
        let whole = Cursor::new(first).chain(self.reader);
        Stream { reader: Box::new(WideReader::new(whole, wide)), ..self }
    }

    /// Bytes of the disk that were read so far.
    pub(super) fn bytes_on_disk(&self) -> u64 {
        self.bytes_on_disk.load(Ordering::Relaxed)
    }

    pub(super) fn bad_input(&self, reason: String) -> Error {
        Error::BadInput { path: self.path.clone(), reason }
    }
}

/// The end of a line that was too long to be kept.
pub(super) struct Skipped {
    /// Bytes passed over, the line's end included.
    pub(super) bytes: u64,
    /// What was read behind the line's end.
    pub(super) behind: Vec<u8>,
    pub(super) ended: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_and_a_document_over_lines_are_told_from_json_lines() {
        for (first, refused) in [
            (&b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n"[..], false),
            (b"{\"text\": \"a\"}", false),
            (b"\n\n{\"text\": broken}\n{}", false),
            (b"", false),
            (b"[{\"text\": \"a\"}]", true),
            (b"\xef\xbb\xbf [\n{}\n]", true),
            (b"{\n  \"text\": \"a\"\n}\n", true),
        ] {
            assert_eq!(assert_one_object_a_line(first, false).is_err(), refused, "{first:?}");
            assert!(assert_one_object_a_line(first, true).is_ok());
        }
        assert!(assert_one_object_a_line(b"\xff\xfe{\0", true).is_err());
    }
}
