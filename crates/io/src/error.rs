//! Errors that stop reading and writing. A bad record does not: it is rejected and counted.

use crate::fields::{nearest, printable};
use std::io;
use std::path::PathBuf;

/// The result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// An input, an output or a temporary file that could not be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// A file or folder could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// An input changed between its first and its second reading.
    #[error("{} changed while it was read", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// An input is not of the format that its name or its first bytes announce.
    #[error("{}: {reason}", path.display())]
    BadInput {
        /// The file.
        path: PathBuf,
        /// The fault, and what to do.
        reason: String,
    },
    /// No field of an input is the text of its articles.
    #[error("{}: {}", path.display(), in_words(wanted.as_deref(), fields, [proposed.as_deref(), records.as_deref()]))]
    NoTextField {
        /// The file.
        path: PathBuf,
        /// The field that the user named, if any.
        wanted: Option<String>,
        /// All fields that there are.
        fields: Vec<String>,
        /// The field with the longest running text, if one has such.
        proposed: Option<String>,
        /// The array of objects in the one record, which may be the records.
        records: Option<String>,
    },
    /// A table seems to have no header.
    #[error("{}: the header looks like data: {}", path.display(), titles.join(" | "))]
    HeaderIsData {
        /// The file.
        path: PathBuf,
        /// The cells of its first row.
        titles: Vec<String>,
    },
    /// Most texts are stubs of the stories in another field.
    #[error(
        "most texts in \"{}\" are stubs of the stories in \"{}\", which would be removed as copies",
        printable(text),
        printable(longer)
    )]
    StubTexts {
        /// The field that is read as the text.
        text: String,
        /// The field with the stories.
        longer: String,
    },
    /// A field that the user named is in no record of any input.
    #[error("no record has a value in the field \"{name}\"{}", others(name, fields))]
    NoSuchField {
        /// The role: `text`, `published` …
        role: &'static str,
        /// The name.
        name: String,
        /// All fields that there are.
        fields: Vec<String>,
    },
    /// An output folder has files that this program did not write.
    #[error("{} has files that are not the output of a scan", path.display())]
    ForeignOutput {
        /// The folder.
        path: PathBuf,
    },
    /// An output cannot take what should be written to it.
    #[error("{}: {reason}", path.display())]
    Output {
        /// The file or folder.
        path: PathBuf,
        /// The fault, and what to do.
        reason: String,
    },
    /// An output would destroy something that the user has or needs.
    #[error("refused: {reason}")]
    Refused {
        /// The loss, and what to do.
        reason: String,
    },
    /// Temporary files failed.
    #[error(transparent)]
    Scratch(#[from] wirecopy_scratch::Error),
}

impl Error {
    /// Returns whether an input is not what can be read, rather than the disk failing.
    pub(crate) fn is_of_content(&self) -> bool {
        matches!(self, Error::BadInput { .. } | Error::NoTextField { .. } | Error::HeaderIsData { .. })
    }
}

fn in_words(wanted: Option<&str>, fields: &[String], [proposed, records]: [Option<&str>; 2]) -> String {
    let missing = match wanted {
        Some(name) => format!("no field \"{}\"{}", printable(name), others(name, fields)),
        None => format!("no field is known to be the text{}", others("", fields)),
    };
    match (records, proposed) {
        (Some(path), _) => format!("{missing}; an array of objects is in \"{}\"", printable(path)),
        (None, Some(name)) => format!("{missing}; the longest running text is in \"{}\"", printable(name)),
        (None, None) => missing,
    }
}

/// The nearest name, and all names.
fn others(name: &str, fields: &[String]) -> String {
    if fields.is_empty() {
        return ", nor any other".to_owned();
    }
    let nearest = nearest(name, fields).map(|nearest| format!("; the nearest is \"{}\"", printable(nearest)));
    let all: Vec<String> = fields.iter().map(|field| printable(field)).collect();
    format!("{}; there are: {}", nearest.unwrap_or_default(), all.join(", "))
}
