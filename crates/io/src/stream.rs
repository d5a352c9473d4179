//! One open input: its decompressed bytes, and the number of bytes on disk that they took.

use crate::charset::{WideEncoding, WideReader};
use crate::compression::{Compression, decompress};
use crate::error::{Error, Result};
use crate::input::{InputFile, InputStamp};
use std::io;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Largest reservation before a read: that of one block. A limit of many MiB is seldom reached.
const RESERVED_BYTES_MAX: usize = 1 << 20;

/// Bytes per read while the end of a long line is searched.
const SKIP_BYTES: usize = 1 << 16;

/// Decompressed bytes of one input, from its start.
pub(crate) struct Stream {
    reader: Box<dyn Read + Send>,
    /// Bytes that were read before and are read once more, and how many of them were.
    again: (Vec<u8>, usize),
    path: PathBuf,
    compression: Compression,
    /// The fault after the bytes that were read last.
    deferred: Option<Error>,
    /// The position of a fault that ends the stream; `None` if a fault is returned.
    ending: Option<EndingFault>,
    bytes_on_disk: Arc<AtomicU64>,
}

/// The fault at which the bytes of a file in a file end: what is before it is read.
#[derive(Clone, Default)]
pub(crate) struct EndingFault(Arc<Mutex<Option<Error>>>);

impl EndingFault {
    /// The fault, if there was one, for the only time.
    pub(crate) fn take(&self) -> Option<Error> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn set(&self, error: Error) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }
}

/// An input that has been opened and whose format is known.
pub(crate) struct Opened {
    pub(crate) stream: Stream,
    /// Bytes that were read to recognise the format; the stream continues after them.
    pub(crate) first: Vec<u8>,
    pub(crate) file: Arc<InputFile>,
    /// State of the file when it was opened; `None` if it is not a regular file.
    pub(crate) stamp: Option<InputStamp>,
}

impl Opened {
    /// Returns whether the file contains its bytes as they are read, so that offsets can be read
    /// again.
    pub(crate) fn can_be_read_again(&self) -> bool {
        self.stamp.is_some() && self.file.compression == Compression::None
    }
}

/// Counts the bytes that are read through it.
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

/// Starts reading an input and recognises its compression.
///
/// # Errors
/// When the first bytes cannot be read.
pub(crate) fn open_stream(raw: Box<dyn Read + Send>, path: PathBuf) -> Result<(Compression, Stream)> {
    let bytes_on_disk = Arc::new(AtomicU64::new(0));
    let counted = Counted { reader: raw, bytes: Arc::clone(&bytes_on_disk) };
    match decompress(counted) {
        Ok((compression, reader)) => {
            let again = (Vec::new(), 0);
            let (deferred, ending) = (None, None);
            Ok((compression, Stream { reader, again, path, compression, deferred, ending, bytes_on_disk }))
        }
        Err(source) => Err(Error::Read { path, source }),
    }
}

impl Stream {
    /// This stream, which ends at a fault and leaves it there.
    pub(crate) fn ending_at_fault(self, ending: EndingFault) -> Stream {
        Stream { ending: Some(ending), ..self }
    }

    /// Appends to `buffer` until it has `len` bytes or the input ends. Returns whether it ended.
    /// What was read before a fault is returned first, so that fewer bytes without an end precede
    /// the error.
    ///
    /// # Errors
    /// When the disk fails, or a compressed stream is cut off or damaged.
    pub(crate) fn fill(&mut self, buffer: &mut Vec<u8>, len: usize) -> Result<bool> {
        let Some(missing) = len.checked_sub(buffer.len()).filter(|missing| *missing > 0) else {
            return Ok(false);
        };
        let start = buffer.len();
        buffer.reserve(missing.min(RESERVED_BYTES_MAX));
        let missing = missing - self.read_again(buffer, missing);
        if missing == 0 || (self.deferred.is_some() && buffer.len() > start) {
            return Ok(false);
        }
        if let Some(error) = self.deferred.take() {
            return Err(error);
        }
        match self.reader.by_ref().take(missing as u64).read_to_end(buffer) {
            Ok(read) => Ok(read < missing),
            Err(error) => {
                let error = match self.compression.fault(&error) {
                    Some(reason) => self.bad_input(reason),
                    None => Error::Read { path: self.path.clone(), source: error },
                };
                if let Some(ending) = &self.ending {
                    ending.set(error);
                    self.reader = Box::new(io::empty());
                    return Ok(true);
                }
                if buffer.len() == start {
                    return Err(error);
                }
                self.deferred = Some(error);
                Ok(false)
            }
        }
    }

    /// The fault at which the stream has ended, for the only time.
    pub(crate) fn take_fault(&self) -> Option<Error> {
        self.ending.as_ref().and_then(EndingFault::take)
    }

    /// Puts bytes that were read back before those still to be read.
    pub(crate) fn unread(&mut self, bytes: Vec<u8>) {
        debug_assert_eq!(self.again.0.len(), self.again.1, "bytes are put back once");
        self.again = (bytes, 0);
    }

    /// Appends up to `missing` of the bytes that are read once more, and returns their number.
    fn read_again(&mut self, buffer: &mut Vec<u8>, missing: usize) -> usize {
        let (bytes, at) = &mut self.again;
        let len = missing.min(bytes.len() - *at);
        buffer.extend_from_slice(&bytes[*at..*at + len]);
        *at += len;
        if *at == bytes.len() {
            self.again = (Vec::new(), 0);
        }
        len
    }

    /// Reads past the next `\n`, or to the end of the input if there is none.
    ///
    /// # Errors
    /// Those of [`Stream::fill`].
    pub(crate) fn skip_line(&mut self) -> Result<Skipped> {
        let mut bytes = 0;
        let mut chunk = Vec::new();
        loop {
            chunk.clear();
            let ended = self.fill(&mut chunk, SKIP_BYTES)?;
            if let Some(at) = memchr::memchr(b'\n', &chunk) {
                bytes += at as u64 + 1;
                return Ok(Skipped { bytes, rest: chunk.split_off(at + 1), ended });
            }
            bytes += chunk.len() as u64;
            if ended {
                return Ok(Skipped { bytes, rest: Vec::new(), ended });
            }
        }
    }

    /// The rest of this input in UTF-8, with `first`, the bytes already read, before it.
    pub(crate) fn into_utf8(self, encoding: WideEncoding, first: Vec<u8>) -> Stream {
        let (again, at) = self.again;
        let whole = Cursor::new(first).chain(Cursor::new(again[at..].to_vec())).chain(self.reader);
        Stream { reader: Box::new(WideReader::new(whole, encoding)), again: (Vec::new(), 0), ..self }
    }

    /// Bytes read from the disk so far, without those that are read once more.
    pub(crate) fn bytes_on_disk(&self) -> u64 {
        let waiting = match self.compression {
            Compression::None => (self.again.0.len() - self.again.1) as u64,
            _ => 0,
        };
        self.bytes_on_disk.load(Ordering::Relaxed).saturating_sub(waiting)
    }

    pub(crate) fn bad_input(&self, reason: String) -> Error {
        Error::BadInput { path: self.path.clone(), reason }
    }
}

/// The end of a line that was too long to be buffered.
pub(crate) struct Skipped {
    /// Bytes skipped, the line's end included.
    pub(crate) bytes: u64,
    /// Bytes read after the line's end.
    pub(crate) rest: Vec<u8>,
    pub(crate) ended: bool,
}
