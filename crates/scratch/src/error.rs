//! Everything that stops the use of temporary files.

use std::io;
use std::path::PathBuf;

/// The result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The temporary folder failed.
    #[error("cannot use the temporary folder {}: {source} (name another with --temp-dir)", path.display())]
    Temp {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}
