//! A file whose bytes can be read in any order, by any number of threads.

use crate::error::{Error, Result};
use crate::options::ReadOptions;
use crate::stream::Opened;
use std::fs::File;
use std::io;
use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;
use wirecopy_scratch::TempFile;
use wirecopy_scratch::positioned::read_exact_at;

/// Bytes of the largest input that is copied to a temporary file because it cannot be read at any
/// place: compressed, or from standard input.
const COPIED_BYTES_MAX: u64 = 1 << 38;

/// Bytes per read while an input is copied.
const COPY_BYTES: usize = 1 << 20;

/// Bytes of a file.
#[derive(Clone)]
pub(crate) struct RandomAccess {
    file: Arc<File>,
    len: u64,
}

impl RandomAccess {
    /// The file itself where it has its bytes as they are read; else a copy in a temporary file
    /// without a name.
    ///
    /// # Errors
    /// When the input cannot be read, is too large for a copy, or the temporary folder fails.
    pub(crate) fn of(opened: &mut Opened, options: &ReadOptions) -> Result<RandomAccess> {
        match opened.stamp.filter(|_| opened.can_be_read_again()) {
            Some(stamp) => {
                let path = &opened.file.path;
                let file = File::open(path).map_err(|source| Error::Read { path: path.clone(), source })?;
                Ok(RandomAccess { file: Arc::new(file), len: stamp.len })
            }
            None => RandomAccess::copy_of(opened, options),
        }
    }

    fn copy_of(opened: &mut Opened, options: &ReadOptions) -> Result<RandomAccess> {
        let copy = TempFile::new(&options.temp_dir);
        let mut chunk = std::mem::take(&mut opened.first);
        loop {
            let has_ended = opened.stream.fill(&mut chunk, COPY_BYTES)?;
            copy.append(&chunk)?;
            chunk.clear();
            if copy.len() > COPIED_BYTES_MAX {
                return Err(opened.stream.bad_input(format!(
                    "decompressed, it has more than {COPIED_BYTES_MAX} bytes: decompress it to a file first"
                )));
            }
            if has_ended {
                break;
            }
        }
        let file = copy.open()?.try_clone().map_err(|source| copy.failed(source))?;
        Ok(RandomAccess { file: Arc::new(file), len: copy.len() })
    }

    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// `len` bytes from `offset` on.
    ///
    /// # Errors
    /// Where the file ends before, and when the disk fails. Nothing is allocated for bytes that the
    /// file does not have.
    pub(crate) fn bytes(&self, offset: u64, len: u64) -> io::Result<Vec<u8>> {
        if offset.checked_add(len).is_none_or(|end| end > self.len) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut bytes = vec![0; len as usize];
        read_exact_at(&self.file, &mut bytes, offset)?;
        Ok(bytes)
    }

    /// A reader that starts at `offset`.
    pub(crate) fn reader_at(&self, offset: u64) -> RandomAccessReader {
        RandomAccessReader { source: self.clone(), offset }
    }
}

/// Reads a file from some offset on, independent of every other reader.
pub(crate) struct RandomAccessReader {
    source: RandomAccess,
    offset: u64,
}

impl Read for RandomAccessReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let left = self.source.len.saturating_sub(self.offset);
        let len = out.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        read_exact_at(&self.source.file, &mut out[..len], self.offset)?;
        self.offset += len as u64;
        Ok(len)
    }
}

impl Seek for RandomAccessReader {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        let offset = match position {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(from_end) => self.source.len.checked_add_signed(from_end),
            SeekFrom::Current(from_here) => self.offset.checked_add_signed(from_here),
        };
        self.offset = offset.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.offset)
    }
}
