//! Everything that stops a run. A bad record does not: it is rejected, counted and named.

use std::io;
use std::path::PathBuf;
use wirecopy_news::removal::Loss;

/// The result of a call of this library.
pub type Result<T> = std::result::Result<T, Error>;

/// An error with its location.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A file or folder could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The temporary folder failed.
    #[error("cannot use the temporary folder {}: {source}", path.display())]
    Temp {
        /// The folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The temporary folder has too little room for the run.
    #[error(
        "the temporary folder {} has {} MB free, and about {} MB are needed",
        path.display(), free_bytes / 1_000_000, needed_bytes / 1_000_000
    )]
    TempTooSmall {
        /// The folder.
        path: PathBuf,
        /// Bytes needed in all.
        needed_bytes: u64,
        /// Bytes free.
        free_bytes: u64,
    },
    /// The disk of an output has too little room for it.
    #[error(
        "{} has {} MB free, and the output may take {} MB",
        path.display(), free_bytes / 1_000_000, needed_bytes / 1_000_000
    )]
    OutputTooSmall {
        /// The folder of the output.
        path: PathBuf,
        /// Bytes that the output may take.
        needed_bytes: u64,
        /// Bytes free.
        free_bytes: u64,
    },
    /// An input changed between its first and its second reading.
    #[error("{} changed while it was read", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// An input is not what its name or its first bytes announce.
    #[error("{}: {reason}", path.display())]
    BadInput {
        /// The file.
        path: PathBuf,
        /// The fault.
        reason: String,
    },
    /// An input has several articles where one is expected.
    #[error("{} has several articles, and one is expected", path.display())]
    SeveralArticles {
        /// The file.
        path: PathBuf,
    },
    /// A folder is not the output of a scan.
    #[error("{} has no articles.jsonl, so no scan wrote it", path.display())]
    NotAScan {
        /// The folder.
        path: PathBuf,
    },
    /// A record was rejected in a run that accepts no bad record.
    #[error("{file}:{line}: {reason}")]
    Strict {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: u64,
        /// The reason for the rejection.
        reason: String,
    },
    /// A parameter is outside its range.
    #[error("{name} is {value}: {expected}")]
    Parameter {
        /// The parameter's name.
        name: &'static str,
        /// Its value.
        value: String,
        /// The values that it may have.
        expected: &'static str,
    },
    /// An output folder has files that this program did not write.
    #[error("{} has files that no scan wrote", path.display())]
    ForeignOutput {
        /// The folder.
        path: PathBuf,
    },
    /// An output cannot be written as asked.
    #[error("{}: {reason}", path.display())]
    Output {
        /// The file or folder.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
    /// The run would destroy what the user has or needs.
    #[error("refused: {reason}")]
    Refused {
        /// The loss that was prevented.
        reason: String,
    },
    /// Outlets would lose more of their articles than the policy allows, the greatest loss first.
    #[error(
        "refused: {}, more than the share of {share_max} that is allowed; nothing is written",
        in_words(losses)
    )]
    LossTooLarge {
        /// Their losses.
        losses: Vec<Loss>,
        /// The largest share that an outlet may lose.
        share_max: f64,
    },
    /// A record file of an earlier run cannot be read back.
    #[error("{}:{line}: {reason}", path.display())]
    BadRecord {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// The fault in it.
        reason: String,
    },
    /// Temporary files failed.
    #[error(transparent)]
    Scratch(#[from] wirecopy_scratch::Error),
    /// The search for shared text failed.
    #[error(transparent)]
    Reuse(#[from] wirecopy_reuse::Error),
    /// The interpretation of shared text failed.
    #[error(transparent)]
    News(#[from] wirecopy_news::Error),
    /// Reading inputs or writing records failed.
    #[error(transparent)]
    Io(#[from] wirecopy_io::Error),
}

/// Outlets named before the rest is counted.
const LOSSES_NAMED: usize = 3;

fn in_words(losses: &[Loss]) -> String {
    let one =
        |loss: &Loss| format!("{} would lose {} of {} articles", loss.outlet, loss.removed, loss.articles);
    let named: Vec<String> = losses.iter().take(LOSSES_NAMED).map(one).collect();
    match losses.len().saturating_sub(LOSSES_NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more outlets", named.join(", ")),
    }
}

impl From<wirecopy_index::Error> for Error {
    fn from(error: wirecopy_index::Error) -> Error {
        match error {
            wirecopy_index::Error::Read { path, source } => Error::Read { path, source },
            wirecopy_index::Error::Write { path, source } => Error::Write { path, source },
            wirecopy_index::Error::ForeignFolder { path } => Error::ForeignOutput { path },
        }
    }
}
