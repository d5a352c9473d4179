//! Everything that stops the use of temporary files.

use std::io;
use std::path::PathBuf;

/// The result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure with its folder.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The temporary folder failed.
    #[error("cannot use the temporary folder {}: {source}", path.display())]
    Temp {
        /// The folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}
