//! A copy of standard input that can be read more than once.

use crate::error::{Error, Result};
use std::io;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use wirecopy_scratch::TempFile;

/// Bytes that are copied at once.
const CHUNK_BYTES: usize = 1 << 18;

/// All bytes of a stream, in a temporary file without a name.
///
/// ```
/// use wirecopy_io::{ReadOptions, StdinCopy};
///
/// let folder = std::env::temp_dir();
/// let stdin = StdinCopy::of(&b"Herons over Tolm."[..], &folder)?;
/// assert_eq!(stdin.size_bytes(), 17);
/// let options = ReadOptions { stdin: Some(stdin), ..ReadOptions::new(folder) };
/// # Ok::<(), wirecopy_io::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct StdinCopy {
    file: Arc<TempFile>,
}

impl StdinCopy {
    /// Reads a stream to its end.
    ///
    /// # Errors
    /// When the stream fails or the folder is full.
    pub fn of(mut stream: impl Read, folder: &Path) -> Result<StdinCopy> {
        let file = TempFile::new(folder);
        file.open()?;
        let mut chunk = vec![0; CHUNK_BYTES];
        loop {
            match stream.read(&mut chunk) {
                Ok(0) => return Ok(StdinCopy { file: Arc::new(file) }),
                Ok(len) => drop(file.append(&chunk[..len])?),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(source) => return Err(Error::Read { path: "-".into(), source }),
            }
        }
    }

    /// Number of bytes.
    pub fn size_bytes(&self) -> u64 {
        self.file.len()
    }

    /// A reader from the first byte; any number of them can read at once.
    pub(crate) fn reader(&self) -> impl Read + Send + 'static {
        CopyReader { copy: self.clone(), offset: 0 }
    }
}

struct CopyReader {
    copy: StdinCopy,
    offset: u64,
}

impl Read for CopyReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let rest = self.copy.size_bytes() - self.offset;
        let len = usize::try_from(rest).unwrap_or(usize::MAX).min(out.len());
        self.copy.file.read_exact_at(&mut out[..len], self.offset).map_err(io::Error::other)?;
        self.offset += len as u64;
        Ok(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reader_begins_at_the_start() {
        let copy = StdinCopy::of(&b"herons over Tolm"[..], &std::env::temp_dir()).unwrap();
        for _ in 0..2 {
            assert_eq!(io::read_to_string(copy.reader()).unwrap(), "herons over Tolm");
        }
    }

    #[test]
    fn a_stream_that_fails_is_not_mistaken_for_the_folder() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("the pipe broke"))
            }
        }
        let failed = StdinCopy::of(Broken, &std::env::temp_dir()).unwrap_err();
        assert_eq!(failed.to_string(), "cannot read -: the pipe broke");
    }
}
