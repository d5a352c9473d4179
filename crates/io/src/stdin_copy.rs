//! A copy of standard input that can be read more than once.

use crate::error::{Error, Result};
use std::fs::File;
use std::io;
use std::io::Read;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

/// All bytes of a stream, in a temporary file without a name.
#[derive(Debug, Clone)]
pub struct StdinCopy {
    file: Arc<File>,
    size_bytes: u64,
}

impl StdinCopy {
    /// Reads a stream to its end.
    ///
    /// # Errors
    /// When the stream fails or the folder is full.
    pub fn of(mut stream: impl Read, folder: &Path) -> Result<StdinCopy> {
        let failed = |source| Error::Temp { path: folder.to_path_buf(), source };
        let mut file = tempfile::tempfile_in(folder).map_err(failed)?;
        let size_bytes = io::copy(&mut stream, &mut file).map_err(failed)?;
        Ok(StdinCopy { file: Arc::new(file), size_bytes })
    }

    /// Number of bytes.
    pub fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// A reader from the first byte; any number of them can read at once.
    pub(crate) fn reader(&self) -> impl Read + Send + 'static {
        CopyReader { file: Arc::clone(&self.file), offset: 0 }
    }
}

struct CopyReader {
    file: Arc<File>,
    offset: u64,
}

impl Read for CopyReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(out, self.offset)?;
        self.offset += read as u64;
        Ok(read)
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
}
