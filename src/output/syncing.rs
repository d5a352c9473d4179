//! Files that are brought to the disk while others are still written.

use crate::error::{Error, Result};
use std::fs::File;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// The whole files of one folder, each with a thread that waits for the disk. Shared by the folder and the writers of its files.
#[derive(Debug, Clone, Default)]
pub(super) struct Syncing(Arc<Mutex<Vec<JoinHandle<Result<()>>>>>);

impl Syncing {
    /// Begins with a file that is whole.
    pub(super) fn begin(&self, file: File, path: PathBuf) {
        let sync = move || file.sync_all().map_err(|source| Error::Write { path, source });
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(std::thread::spawn(sync));
    }

    /// Waits until all are on the disk.
    ///
    /// # Errors
    /// [`Error::Write`] with the first that the disk refused.
    pub(super) fn wait(&self) -> Result<()> {
        let begun = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let brought = begun.into_iter().map(|file| file.join().expect("a thread that waits does not panic"));
        brought.fold(Ok(()), Result::and)
    }
}
