//! What is to be read and how.

use super::compression::Compression;
use super::stdin_copy::StdinCopy;
use std::path::PathBuf;
use wirecopy_article::text::TEXT_BYTES_MAX;

/// One thing named on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

/// One file that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// The path as it was named, or the named folder's joined with the way from there; `-` for standard input.
    pub path: PathBuf,
    /// The path as text.
    pub name: String,
    /// What it is made of.
    pub format: InputFormat,
    /// How it is compressed.
    pub compression: Compression,
}

/// How inputs are read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Fields named by the user; a role left `None` is guessed.
    pub fields: FieldNames,
    /// Format of all inputs; `None` tells it from names and first bytes.
    pub format: Option<InputFormat>,
    /// Largest text in bytes; a longer one is rejected. At most [`ReadOptions::TEXT_BYTES_CEILING`].
    pub text_bytes_max: u64,
    /// Where spools lie.
    pub temp_dir: PathBuf,
    /// Whether the first rejected record stops the run.
    pub strict: bool,
    /// Bytes of memory beyond which a run puts into `temp_dir` what it can; `None` holds everything. The answer does not depend on it.
    pub memory_bytes_max: Option<u64>,
    /// Whether a run goes on that the temporary folder seems to have no room for.
    pub ignore_free_space: bool,
    /// Where sketches of what was read are kept, and found again by a run that goes on; `None` keeps none.
    pub resume_dir: Option<PathBuf>,
    /// What the run writes in the end beside temporary files.
    pub output: Option<OutputRoom>,
    /// What is read in place of standard input, where that must be read more than once.
    pub stdin: Option<StdinCopy>,
}

/// Room that a run needs for what it leaves behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputRoom {
    /// The folder that it will lie in, which stands.
    pub folder: PathBuf,
    /// Bytes that it may take.
    pub bytes: u64,
}

/// What a record may hold beside twice its longest text: markup, metadata.
const RECORD_BYTES_BESIDE: u64 = 16 << 20;

impl ReadOptions {
    /// What the analysis of a text takes.
    pub const TEXT_BYTES_CEILING: u64 = TEXT_BYTES_MAX as u64;

    /// Guessed fields and formats, texts of up to 256 MiB, nothing strict.
    pub fn new(temp_dir: PathBuf) -> Self {
        ReadOptions {
            fields: FieldNames::default(),
            format: None,
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

    /// Largest text in bytes that this program takes.
    pub(super) fn text_limit_bytes(&self) -> u64 {
        self.text_bytes_max.min(Self::TEXT_BYTES_CEILING)
    }

    /// Largest record in bytes that is held whole to look for its end: room for a text whose every second byte is escaped. A place
    /// counts them in 32 bits.
    pub(super) fn record_limit_bytes(&self) -> usize {
        let bytes = (2 * self.text_limit_bytes()).saturating_add(RECORD_BYTES_BESIDE);
        bytes.min(u32::MAX.into()) as usize
    }
}

/// Fields named by the user: exact names; `a.b` is the field `b` of the object `a` where no field is called `a.b`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames {
    /// The article's text.
    pub text: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
}

/// What an input is made of; compression is told from the first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputFormat {
    /// One JSON object a line.
    JsonLines,
    /// Comma-separated values with a header.
    Csv,
    /// Tab-separated values with a header, quoted as CSV is.
    Tsv,
    /// One article a file.
    Text,
}

impl InputFormat {
    /// The format in words.
    pub fn name(self) -> &'static str {
        match self {
            InputFormat::JsonLines => "JSON Lines",
            InputFormat::Csv => "CSV",
            InputFormat::Tsv => "TSV",
            InputFormat::Text => "text",
        }
    }

    /// The format that a file's name tells, looking behind `.gz` and `.zst`.
    pub(super) fn of_name(name: &str) -> Option<InputFormat> {
        match inner_extension(name)?.as_str() {
            "jsonl" | "ndjson" | "json" => Some(InputFormat::JsonLines),
            "csv" => Some(InputFormat::Csv),
            "tsv" => Some(InputFormat::Tsv),
            "txt" | "text" | "md" => Some(InputFormat::Text),
            _ => None,
        }
    }

    /// Whether a name says that there is one object a line, which `.json` leaves open.
    pub(super) fn is_of_lines(name: &str) -> bool {
        inner_extension(name).is_some_and(|extension| matches!(extension.as_str(), "jsonl" | "ndjson"))
    }
}

fn inner_extension(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let inner = [".gz", ".gzip", ".zst", ".zstd"].iter().find_map(|end| name.strip_suffix(end));
    inner.unwrap_or(&name).rsplit_once('.').map(|(_, extension)| extension.to_owned())
}
