//! Everything that stops the use of segments.

use std::io;
use std::path::PathBuf;

/// The result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure with its path.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A segment could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A folder or segment could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// Another process uses a folder.
    #[error("another run (process {process}) uses {}", path.display())]
    InUse {
        /// The folder.
        path: PathBuf,
        /// The number of the process.
        process: String,
    },
    /// Temporary files failed.
    #[error(transparent)]
    Scratch(#[from] wirecopy_scratch::Error),
    /// A folder contains other files than segments.
    #[error("{} contains files that are not segments", path.display())]
    ForeignFolder {
        /// The folder.
        path: PathBuf,
    },
}
