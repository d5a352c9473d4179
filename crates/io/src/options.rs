//! The options under which inputs are read.

use crate::csv::TableOptions;
use crate::fields::FieldNames;
use crate::globs::FileGlobs;
use crate::input::{Input, InputFormat};
use crate::key::KeyField;
use crate::markup::TextFormat;
use crate::outlet::OutletRule;
use crate::read::StreamCopies;
use std::path::PathBuf;
use wirecopy_article::text::TEXT_BYTES_MAX;

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
    /// Path of the array that has the records of a JSON file, in dots; `None` finds it.
    pub records_path: Option<String>,
    /// The way in which tables are written.
    pub tables: TableOptions,
    /// Line that separates the articles of a text file.
    pub separator: Option<String>,
    /// The format of texts.
    pub text_format: TextFormat,
    /// True if texts that are UTF-8 read as Windows-1252 are mended.
    pub fix_mojibake: bool,
    /// The rule by which outlets are named.
    pub outlets: OutletRule,
    /// Fields that copies have in common besides their text.
    pub key: Vec<KeyField>,
    /// Inputs that are compared with, and of which nothing is counted or written.
    pub against: Vec<Input>,
    /// Largest share of the records that may be unreadable before the run stops.
    pub rejects_share_max: f64,
    /// Largest text in bytes; a longer one is rejected. At most
    /// [`ReadOptions::TEXT_BYTES_CEILING`].
    pub text_bytes_max: u64,
    /// Folder of the temporary files.
    pub temp_dir: PathBuf,
    /// True if the first rejected record, or a file of a folder that cannot be read, stops the run.
    pub strict: bool,
    /// Bytes of memory beyond which a run spills to `temp_dir`; `None` keeps everything in memory.
    /// The answer does not depend on it.
    pub memory_bytes_max: Option<u64>,
    /// True if a run starts although the temporary folder seems too small for it.
    pub ignore_free_space: bool,
    /// Folder of the checkpoints of an interrupted run; `None` keeps none.
    pub resume_dir: Option<PathBuf>,
    /// Space that the outputs need besides temporary files.
    pub output: Option<OutputRoom>,
    /// The copies that replace standard input and pipes where they must be read more than once.
    pub streams: StreamCopies,
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
            records_path: None,
            tables: TableOptions::default(),
            separator: None,
            text_format: TextFormat::Auto,
            fix_mojibake: false,
            outlets: OutletRule::default(),
            key: Vec::new(),
            against: Vec::new(),
            rejects_share_max: 0.5,
            text_bytes_max: 256 << 20,
            temp_dir,
            strict: false,
            memory_bytes_max: None,
            ignore_free_space: false,
            resume_dir: None,
            output: None,
            streams: StreamCopies::default(),
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
