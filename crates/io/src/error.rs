//! Everything that stops reading and writing. A bad record does not: it is rejected, counted and named.

use std::io;
use std::path::PathBuf;

/// The result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file or folder could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The temporary folder failed.
    #[error("cannot use the temporary folder {}: {source} (name another with --temp-dir)", path.display())]
    Temp {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// An input changed between its first and its second reading.
    #[error("{} changed while it was read: scan again when nothing writes to it", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// An input is not what its name or its first bytes say.
    #[error("{}: {reason}", path.display())]
    BadInput {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do.
        reason: String,
    },
    /// An output folder holds something that this program did not write.
    #[error("{} holds files that no scan wrote: name a new or an empty folder", path.display())]
    ForeignOutput {
        /// The folder.
        path: PathBuf,
    },
    /// An output cannot hold what it should.
    #[error("{}: {reason}", path.display())]
    Output {
        /// The file or folder.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
    /// Something that would destroy what the user has or needs.
    #[error("refused: {reason}")]
    Refused {
        /// What would be lost, and what to do.
        reason: String,
    },
    /// A record file of an earlier run cannot be read back.
    #[error("{}:{line}: {reason}", path.display())]
    BadRecord {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// From temporary files.
    #[error(transparent)]
    Scratch(#[from] wirecopy_scratch::Error),
}
