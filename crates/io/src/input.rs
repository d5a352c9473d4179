//! The inputs of a run.

use crate::compression::Compression;
use crate::file_plan::FilePlan;
use crate::json::RecordLayout;
use std::fs::Metadata;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// One input as the user named it.
///
/// ```
/// use wirecopy_io::Input;
///
/// let inputs = [Input::Path("dump.jsonl.zst".into()), Input::Path("pages/".into()), Input::Stdin];
/// assert_ne!(inputs[0], inputs[1]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// A file by whose name nothing is called: records have this name for it.
    Named {
        /// The file.
        path: PathBuf,
        /// Its name in records.
        name: String,
    },
    /// Standard input.
    Stdin,
}

/// A file that has been opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// The path as it was named, or, for a file in a named folder, that folder's path joined with
    /// the path below it; `-` for standard input.
    pub path: PathBuf,
    /// The path as text.
    pub name: String,
    /// The format of its records.
    pub format: InputFormat,
    /// Its compression.
    pub compression: Compression,
    /// The plan that its first records decided.
    pub(crate) plan: Arc<FilePlan>,
}

/// Size and time of a file: if one of them differs, the file has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputStamp {
    /// Size in bytes.
    pub len: u64,
    /// Time of the last write, if the system records it.
    pub modified: Option<SystemTime>,
}

impl InputFile {
    /// Returns whether its records are the elements of a JSON array.
    pub(crate) fn is_array(&self) -> bool {
        matches!(self.plan.layout, RecordLayout::Array(_))
    }
}

impl InputStamp {
    /// `None` for what is not a regular file.
    pub fn of(metadata: &Metadata) -> Option<InputStamp> {
        let modified = metadata.modified().ok();
        metadata.is_file().then_some(InputStamp { len: metadata.len(), modified })
    }
}

/// The format of a file's records. Compression is recognised separately, by the first bytes.
///
/// ```
/// use wirecopy_io::{InputFormat, ReadOptions};
///
/// let options = ReadOptions::new(std::env::temp_dir());
/// let options = ReadOptions { format: Some(InputFormat::Csv), ..options };
/// assert_eq!(options.format.map(|format| format.name()), Some("CSV"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputFormat {
    /// One JSON object per line.
    JsonLines,
    /// JSON objects in an array, inside an envelope, or one after another over any lines.
    Json,
    /// Values between delimiters, with a header.
    Csv,
    /// Tab-separated values with a header, quoted as in CSV.
    Tsv,
    /// Columns in row groups.
    Parquet,
    /// Batches of columns, as a stream or a file.
    ArrowIpc,
    /// Records of a crawler.
    Warc,
    /// Files in a zip.
    Zip,
    /// Files in a tar.
    Tar,
    /// Tables of a database.
    Sqlite,
    /// Mails, one or many per file.
    Mail,
    /// One page per file.
    Html,
    /// Items of a feed, an export or a news wire.
    Xml,
    /// One article per file.
    Text,
    /// One article per line.
    Lines,
    /// Articles between lines that separate them.
    Separated,
}
