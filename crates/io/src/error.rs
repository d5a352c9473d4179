//! Errors that stop reading and writing. A bad record does not: it is rejected and counted.

use std::io;
use std::path::PathBuf;

/// The result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// An input, an output or a temporary file that could not be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// A file or folder could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// An input changed between its first and its second reading.
    #[error("{} changed while it was read", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// An input is not of the format that its name or its first bytes announce.
    #[error("{}: {reason}", path.display())]
    BadInput {
        /// The file.
        path: PathBuf,
        /// The fault, and what to do.
        reason: String,
    },
    /// An output folder has files that this program did not write.
    #[error("{} has files that no scan wrote", path.display())]
    ForeignOutput {
        /// The folder.
        path: PathBuf,
    },
    /// An output cannot take what should be written to it.
    #[error("{}: {reason}", path.display())]
    Output {
        /// The file or folder.
        path: PathBuf,
        /// The fault, and what to do.
        reason: String,
    },
    /// An output would destroy something that the user has or needs.
    #[error("refused: {reason}")]
    Refused {
        /// The loss, and what to do.
        reason: String,
    },
    /// Temporary files failed.
    #[error(transparent)]
    Scratch(#[from] wirecopy_scratch::Error),
}
