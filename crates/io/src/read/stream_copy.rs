//! Copies of inputs that can be read only once, for runs that read twice.

use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::io;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wirecopy_scratch::TempFile;

/// Bytes that are copied at once.
const CHUNK_BYTES: usize = 1 << 18;

/// Copies of standard input and of pipes, by their paths; that of standard input is `-`.
///
/// ```
/// use wirecopy_io::{ReadOptions, StreamCopies};
///
/// let folder = std::env::temp_dir();
/// let mut streams = StreamCopies::default();
/// streams.add("-".into(), &b"Herons over Tolm."[..], &folder)?;
/// assert_eq!(streams.size_bytes(), 17);
/// let options = ReadOptions { streams, ..ReadOptions::new(folder) };
/// # Ok::<(), wirecopy_io::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct StreamCopies(BTreeMap<PathBuf, Arc<TempFile>>);

impl StreamCopies {
    /// Reads a stream to its end, into a file of a folder.
    ///
    /// # Errors
    /// When the stream fails or the folder is full.
    pub fn add(&mut self, path: PathBuf, stream: impl Read, folder: &Path) -> Result<()> {
        let copy = copied(stream, &path, folder)?;
        self.0.insert(path, Arc::new(copy));
        Ok(())
    }

    /// Number of bytes of all copies.
    pub fn size_bytes(&self) -> u64 {
        self.0.values().map(|copy| copy.len()).sum()
    }

    /// A reader of the copy of an input, from its first byte; any number of them can read at once.
    pub(crate) fn reader(&self, path: &Path) -> Option<Box<dyn Read + Send>> {
        let copy = Arc::clone(self.0.get(path)?);
        Some(Box::new(CopyReader { copy, offset: 0 }))
    }
}

/// All bytes of a stream, in a temporary file without a name.
fn copied(mut stream: impl Read, path: &Path, folder: &Path) -> Result<TempFile> {
    let file = TempFile::new(folder);
    file.open()?;
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        match stream.read(&mut chunk) {
            Ok(0) => return Ok(file),
            Ok(len) => drop(file.append(&chunk[..len])?),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(source) => return Err(Error::Read { path: path.to_path_buf(), source }),
        }
    }
}

struct CopyReader {
    copy: Arc<TempFile>,
    offset: u64,
}

impl Read for CopyReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let rest = self.copy.len() - self.offset;
        let len = usize::try_from(rest).unwrap_or(usize::MAX).min(out.len());
        self.copy.read_exact_at(&mut out[..len], self.offset).map_err(io::Error::other)?;
        self.offset += len as u64;
        Ok(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reader_begins_at_the_start() {
        let mut copies = StreamCopies::default();
        copies.add("-".into(), &b"herons over Tolm"[..], &std::env::temp_dir()).unwrap();
        for _ in 0..2 {
            let reader = copies.reader(Path::new("-")).unwrap();
            assert_eq!(io::read_to_string(reader).unwrap(), "herons over Tolm");
        }
        assert_eq!(copies.size_bytes(), 16);
        assert!(copies.reader(Path::new("other")).is_none());
    }
}
