//! Errors that stop a run. A bad record does not: it is rejected, counted and named.

use std::path::PathBuf;
use wirecopy_article::Reject;
use wirecopy_news::removal::Loss;

/// An input, an output or a temporary file that could not be used.
///
/// ```
/// use wirecopy::{Error, FileError, Scan};
///
/// let missing = Scan::default().run_files(["no/such/file.jsonl"]);
/// assert!(matches!(missing, Err(Error::Io(FileError::Read { .. }))));
/// ```
pub use wirecopy_io::Error as FileError;

/// The result of a call of this library.
///
/// ```
/// fn pairs(text: &str) -> wirecopy::Result<usize> {
///     Ok(wirecopy::Scan::default().run([("a", text), ("b", text)])?.pairs().count())
/// }
/// assert!(matches!(pairs("Herons over the bay of Tolm, said Ada Holm."), Ok(1)));
/// ```
pub type Result<T> = std::result::Result<T, Error>;

/// An error with its location.
///
/// ```
/// use wirecopy::{Error, Scan};
///
/// let refused = Scan::default().group_len_max(1).run([("a", "Herons over Tolm.")]);
/// let Err(error) = refused else { panic!("a group of one has no pairs") };
/// assert!(matches!(error, Error::Parameter { name: "group_len_max", .. }));
/// assert_eq!(error.to_string(), "group_len_max is 1: a group has 2 members or more");
/// ```
#[derive(Debug, thiserror::Error)]
pub enum Error {
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
    /// An input has several articles where one is expected.
    #[error("{} has several articles; one is expected", path.display())]
    SeveralArticles {
        /// The file.
        path: PathBuf,
    },
    /// A folder is not the output of a scan.
    #[error("{} has no {missing}, so it is not the output of a scan", path.display())]
    NotAScan {
        /// The folder.
        path: PathBuf,
        /// The file that it lacks.
        missing: &'static str,
    },
    /// No record of the inputs is an article.
    #[error("no article was read: {}", nothing(*rejected, rejects))]
    NothingRead {
        /// Number of rejected records.
        rejected: u64,
        /// The first of them at least, in order.
        rejects: Vec<Reject>,
    },
    /// More records could not be read than are accepted.
    #[error("{unreadable} of {records} records could not be read, more than the share of {share_max} that is accepted: {}", reasons(rejects.iter().filter(|reject| reject.reason.is_unreadable())))]
    TooManyRejects {
        /// Number of records that could not be read.
        unreadable: u64,
        /// Number of all records.
        records: u64,
        /// The largest share that is accepted.
        share_max: f64,
        /// The first of them at least, in order.
        rejects: Vec<Reject>,
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
    /// The search for candidates failed.
    #[error(transparent)]
    Reuse(#[from] wirecopy_reuse::Error),
    /// The interpretation of shared text failed.
    #[error(transparent)]
    News(#[from] wirecopy_news::Error),
    /// An input, or an output, could not be used.
    #[error(transparent)]
    Io(#[from] FileError),
    /// Kept sketches could not be used.
    #[error(transparent)]
    Index(#[from] wirecopy_index::Error),
}

impl Error {
    /// The rejected records, if the error is that there are too many.
    pub fn rejects(&self) -> Option<&[Reject]> {
        match self {
            Error::NothingRead { rejects, .. } | Error::TooManyRejects { rejects, .. } => Some(rejects),
            _ => None,
        }
    }
}

/// Rejected records that a message names.
pub(crate) const REJECTS_NAMED: usize = 10;

fn nothing(rejected: u64, rejects: &[Reject]) -> String {
    match rejected {
        0 => "the inputs have no record".to_owned(),
        1 => format!("1 record was rejected, {}", reasons(rejects.iter())),
        many => format!("{many} records were rejected, the first at {}", reasons(rejects.iter())),
    }
}

fn reasons<'r>(rejects: impl Iterator<Item = &'r Reject>) -> String {
    let reason = |reject: &Reject| format!("{}:{}: {}", reject.file, reject.line, reject.reason);
    rejects.take(REJECTS_NAMED).map(reason).collect::<Vec<_>>().join("; ")
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
