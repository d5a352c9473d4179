//! A copy of standard input that can be read more than once.

use crate::error::{Error, Result};
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use wirecopy_scratch::positioned::read_exact_at;

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
        CopyReader { copy: self.clone(), offset: 0 }
    }
}

struct CopyReader {
    copy: StdinCopy,
    offset: u64,
}

impl Read for CopyReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let rest = self.copy.size_bytes - self.offset;
        let len = usize::try_from(rest).unwrap_or(usize::MAX).min(out.len());
        read_exact_at(&self.copy.file, &mut out[..len], self.offset)?;
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
}
