//! Everything that stops the interpretation of shared text.

/// The result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A parameter lies outside its range.
    #[error("{name} is {value}: {expected}")]
    Parameter {
        /// The parameter as the command line spells it.
        name: &'static str,
        /// What was given.
        value: String,
        /// What it may be.
        expected: &'static str,
    },
    /// From the search for shared text.
    #[error(transparent)]
    Reuse(#[from] wirecopy_reuse::Error),
}
