//! Everything that stops a run. A bad record does not: it is rejected, counted and named.

use std::io;
use std::path::PathBuf;

/// The library's result.
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
    /// The temporary folder has no room for what a run will put there.
    #[error(
        "the temporary folder {} has {} MB free, and about {} MB are needed: name another with --temp-dir, hold more with --memory, or go on with --ignore-free-space",
        path.display(), free_bytes / 1_000_000, needed_bytes / 1_000_000
    )]
    TempTooSmall {
        /// The folder.
        path: PathBuf,
        /// What is needed beyond what is there.
        needed_bytes: u64,
        /// What is free.
        free_bytes: u64,
    },
    /// The disk of an output has no room for it.
    #[error(
        "{} has {} MB free, and what is written there may take {} MB: name another place, or go on with --ignore-free-space",
        path.display(), free_bytes / 1_000_000, needed_bytes / 1_000_000
    )]
    OutputTooSmall {
        /// The folder that the output will lie in.
        path: PathBuf,
        /// What it may take.
        needed_bytes: u64,
        /// What is free.
        free_bytes: u64,
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
    /// A record was rejected although the run was told to accept none that is bad.
    #[error("{file}:{line}: {reason} (--strict stops at the first rejected record)")]
    Strict {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: u64,
        /// Why the record was rejected.
        reason: String,
    },
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
    /// From the search for shared text.
    #[error(transparent)]
    Reuse(#[from] wirecopy_reuse::Error),
    /// From its interpretation.
    #[error(transparent)]
    News(#[from] wirecopy_news::Error),
    /// From reading and writing.
    #[error(transparent)]
    Io(#[from] wirecopy_io::Error),
}
