//! Standard input, kept so that it can be read more than once.

use crate::error::{Error, Result};
use std::fs::File;
use std::io;
use std::io::Read;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

/// All bytes of a stream in a file without a name.
#[derive(Debug, Clone)]
pub struct StdinCopy {
    file: Arc<File>,
    size_bytes: u64,
}

impl StdinCopy {
    /// Reads a stream to its end.
    ///
    /// # Errors
    /// When the stream fails or the folder takes no more.
    pub fn of(mut stream: impl Read, folder: &Path) -> Result<StdinCopy> {
        let failed = |source| Error::Temp { path: folder.to_path_buf(), source };
        let mut file = tempfile::tempfile_in(folder).map_err(failed)?;
        let size_bytes = io::copy(&mut stream, &mut file).map_err(failed)?;
        Ok(StdinCopy { file: Arc::new(file), size_bytes })
    }

    /// How many they are.
    pub fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// The bytes from the first one on, for any number of readers at once.
    pub(super) fn reader(&self) -> impl Read + Send + 'static {
        FromStart { file: Arc::clone(&self.file), at: 0 }
    }
}

struct FromStart {
    file: Arc<File>,
    at: u64,
}

impl Read for FromStart {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(out, self.at)?;
        self.at += read as u64;
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
