//! Everything that stops a search for candidates.

/// The result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure of what the search rests on; the search itself has none.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Entries or pair occurrences beyond the memory budget could not be kept in a file.
    #[error(transparent)]
    Scratch(#[from] wirecopy_scratch::Error),
}
