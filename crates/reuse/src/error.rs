//! Everything that stops the search for shared text.

/// The result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// From temporary files.
    #[error(transparent)]
    Scratch(#[from] wirecopy_scratch::Error),
}
