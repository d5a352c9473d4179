//! An unnamed temporary file, opened at the first byte that is written to it.

use crate::error::{Error, Result};
use crate::positioned::{read_exact_at, write_all_at};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// A file that only its owner can read (mode 0600), that has no name in its folder and vanishes
/// with the process. Any thread may append and read.
#[derive(Debug)]
pub struct TempFile {
    folder: PathBuf,
    file: OnceLock<File>,
    len: AtomicU64,
}

impl TempFile {
    /// A file in `folder` that is opened when something is written.
    pub fn new(folder: &Path) -> TempFile {
        TempFile { folder: folder.to_path_buf(), file: OnceLock::new(), len: AtomicU64::new(0) }
    }

    /// Opens the file now, so that a folder that takes none is found out early.
    ///
    /// # Errors
    /// When the folder takes no file.
    pub fn open(&self) -> Result<&File> {
        if let Some(file) = self.file.get() {
            return Ok(file);
        }
        let opened = unnamed_file(&self.folder).map_err(|source| self.failed(source))?;
        // Where two threads come here at once, one of the two files is closed again.
        Ok(self.file.get_or_init(|| opened))
    }

    /// Appends the bytes and returns the offset of the first.
    ///
    /// # Errors
    /// When the folder takes no file or the disk is full.
    pub fn append(&self, bytes: &[u8]) -> Result<u64> {
        let offset = self.len.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        write_all_at(self.open()?, bytes, offset).map_err(|source| self.failed(source))?;
        Ok(offset)
    }

    /// Fills `buffer` with what was appended at `offset`.
    ///
    /// # Errors
    /// When the file cannot be read back.
    pub fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> Result<()> {
        read_exact_at(self.open()?, buffer, offset).map_err(|source| self.failed(source))
    }

    /// Bytes appended so far.
    pub fn len(&self) -> u64 {
        self.len.load(Ordering::Relaxed)
    }

    /// Returns whether nothing was appended.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The error of this crate for one of the system's.
    pub fn failed(&self, source: io::Error) -> Error {
        Error::Temp { path: self.folder.clone(), source }
    }
}

/// Opens a file that only its owner can read, that has no name and vanishes when it is closed. The
/// only place where temporary files come from.
///
/// # Errors
/// When the folder takes no file.
pub fn unnamed_file(folder: &Path) -> io::Result<File> {
    let file = tempfile::tempfile_in(folder)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_append_side_by_side_and_read_back_what_they_wrote() {
        let file = TempFile::new(&std::env::temp_dir());
        std::thread::scope(|scope| {
            for thread in 0..4u8 {
                let file = &file;
                scope.spawn(move || {
                    for number in 0..50u8 {
                        let offset = file.append(&[thread, number, 7]).unwrap();
                        let mut read = [0; 3];
                        file.read_exact_at(&mut read, offset).unwrap();
                        assert_eq!(read, [thread, number, 7]);
                    }
                });
            }
        });
        assert_eq!(file.len(), 600);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_an_unnamed_file() {
        use std::os::unix::fs::MetadataExt;
        let file = unnamed_file(&std::env::temp_dir()).unwrap();
        assert_eq!(file.metadata().unwrap().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_folder_that_takes_no_file_is_named_in_the_error() {
        let error = TempFile::new(Path::new("/nowhere/at/all")).append(b"x").unwrap_err();
        assert!(error.to_string().contains("/nowhere/at/all"));
    }
}
