//! Errors of the crate.

use std::io;
use std::path::PathBuf;

/// The result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Error of a measurement, with its data.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Error of the system.
        source: io::Error,
    },
    /// An input has another form than its name or first bytes say.
    #[error("{}: {reason}", path.display())]
    BadInput {
        /// The file.
        path: PathBuf,
        /// Fault of the file.
        reason: String,
    },
    /// A line of a file cannot be read.
    #[error("{}:{line}: {reason}", path.display())]
    BadRecord {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// Fault of the line.
        reason: String,
    },
    /// A parameter is out of its range.
    #[error("{name} is {value}: {expected}")]
    Parameter {
        /// Name of the parameter's field; a rate is `rates.NAME`.
        name: &'static str,
        /// The given value.
        value: String,
        /// Its range.
        expected: &'static str,
    },
}
