//! The inputs of a run and the options under which they are read.

use crate::compression::Compression;
use crate::globs::FileGlobs;
use crate::stdin_copy::StdinCopy;
use std::fs::Metadata;
use std::path::PathBuf;
use std::time::SystemTime;
use wirecopy_article::text::TEXT_BYTES_MAX;

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
}

/// Size and time of a file: if one of them differs, the file has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputStamp {
    /// Size in bytes.
    pub len: u64,
    /// Time of the last write, where the system records it.
    pub modified: Option<SystemTime>,
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
    /// Comma-separated values with a header.
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
}

/// Options of reading.
///
/// ```
/// use wirecopy_io::ReadOptions;
///
/// let options = ReadOptions::new(std::env::temp_dir());
/// let strict = ReadOptions { strict: true, text_bytes_max: 1 << 20, ..options };
/// assert_eq!(strict.memory_bytes_max, None);
/// ```
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Fields named by the user; a role left `None` is guessed.
    pub fields: FieldNames,
    /// Format of all inputs; `None` recognises it by file names and first bytes.
    pub format: Option<InputFormat>,
    /// The table of a database; `None` takes the only one.
    pub table: Option<String>,
    /// The files of folders that are read.
    pub globs: FileGlobs,
    /// Largest text in bytes; a longer one is rejected. At most
    /// [`ReadOptions::TEXT_BYTES_CEILING`].
    pub text_bytes_max: u64,
    /// Folder of the temporary files.
    pub temp_dir: PathBuf,
    /// Whether the first rejected record stops the run.
    pub strict: bool,
    /// Bytes of memory beyond which a run spills to `temp_dir`; `None` keeps everything in memory.
    /// The answer does not depend on it.
    pub memory_bytes_max: Option<u64>,
    /// Whether a run starts although the temporary folder seems too small for it.
    pub ignore_free_space: bool,
    /// Folder of the checkpoints of an interrupted run; `None` keeps none.
    pub resume_dir: Option<PathBuf>,
    /// Space that the outputs need besides temporary files.
    pub output: Option<OutputRoom>,
    /// The copy that replaces standard input where it must be read more than once.
    pub stdin: Option<StdinCopy>,
}

/// Space that the outputs of a run need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputRoom {
    /// An existing folder on the disk of the output.
    pub folder: PathBuf,
    /// Bytes that the output may take.
    pub bytes: u64,
}

/// Bytes that a record may have in addition to twice its longest text: markup and metadata.
const RECORD_OVERHEAD_BYTES: u64 = 16 << 20;

impl ReadOptions {
    /// Largest text in bytes that can be analysed.
    pub const TEXT_BYTES_CEILING: u64 = TEXT_BYTES_MAX as u64;

    /// Guessed fields and formats, texts of up to 256 MiB, not strict, everything in memory.
    pub fn new(temp_dir: PathBuf) -> Self {
        ReadOptions {
            fields: FieldNames::default(),
            format: None,
            table: None,
            globs: FileGlobs::default(),
            text_bytes_max: 256 << 20,
            temp_dir,
            strict: false,
            memory_bytes_max: None,
            ignore_free_space: false,
            resume_dir: None,
            output: None,
            stdin: None,
        }
    }

    /// Largest accepted text in bytes.
    pub(crate) fn text_limit_bytes(&self) -> u64 {
        self.text_bytes_max.min(Self::TEXT_BYTES_CEILING)
    }

    /// Largest record in bytes that is buffered while its end is searched: enough for a text whose
    /// every second byte is escaped. At most `u32::MAX`, the width of a length in a `TextLocation`.
    pub(crate) fn record_limit_bytes(&self) -> usize {
        let bytes = (2 * self.text_limit_bytes()).saturating_add(RECORD_OVERHEAD_BYTES);
        bytes.min(u32::MAX.into()) as usize
    }
}

/// Fields named by the user. Names are exact; `a.b` is the field `b` of the object `a` unless a
/// field is called `a.b`.
///
/// ```
/// use wirecopy_io::{FieldNames, ReadOptions};
///
/// let fields = FieldNames { text: Some("content.body".into()), ..FieldNames::default() };
/// let options = ReadOptions { fields, ..ReadOptions::new(std::env::temp_dir()) };
/// assert_eq!(options.fields.id, None);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames {
    /// The article's text.
    pub text: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its date of publication.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its author.
    pub author: Option<String>,
}
