//! Any input becomes documents, and any text can be read again.
//!
//! *Takes* files, folders and standard input. *Gives* blocks in order of reading, each of which decodes on its own
//! into documents and rejects. *Costs* one sequential pass; decoding is parallel. *Never* holds a text past its
//! block. *Source*: this project's definitions of text, ids and reading again.

use std::path::PathBuf;

/// One thing named on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input.
    Stdin,
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
}

impl ReadOptions {
    /// Offsets inside a text are 32 bits wide.
    pub const TEXT_BYTES_CEILING: u64 = u32::MAX as u64;

    /// Guessed fields and formats, texts of up to 256 MiB, nothing strict.
    pub fn new(temp_dir: PathBuf) -> Self {
        ReadOptions {
            fields: FieldNames::default(),
            format: None,
            text_bytes_max: 256 << 20,
            temp_dir,
            strict: false,
        }
    }
}

/// Fields named by the user.
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
    /// Tab-separated values with a header.
    Tsv,
    /// One article a file.
    Text,
}
