//! Errors of this crate.

/// The result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure of the search for shared text.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A temporary file could not be written or read.
    #[error(transparent)]
    Scratch(#[from] wirecopy_scratch::Error),
}
