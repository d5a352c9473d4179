//! Articles as they were read, written in a form of their own.

use super::compressed_writer::CompressedWriter;
use super::extracted_row::ExtractedRow;
use crate::compression::Compression;
use crate::error::{Error, Result};
use crate::formats::format_of_name;
use crate::input::InputFormat;
use std::path::{Path, PathBuf};
use wirecopy_article::Document;

/// The form of extracted articles.
///
/// ```
/// use wirecopy_io::ExtractForm;
///
/// assert_eq!(ExtractForm::of_name("news.jsonl.zst".as_ref()), Some(ExtractForm::JsonLines));
/// assert_eq!(ExtractForm::of_name("news.txt".as_ref()), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtractForm {
    /// One JSON object per line.
    JsonLines,
    /// Rows under a header.
    Csv,
    /// Columns.
    Parquet,
}

impl ExtractForm {
    /// The names of outputs that can have such a form.
    pub const NAMES: &'static str = ".jsonl, .csv (each also .gz or .zst) or .parquet";

    /// The form that an output's name announces, with or without an extension of compression.
    pub fn of_name(path: &Path) -> Option<ExtractForm> {
        match format_of_name(&path.file_name()?.to_string_lossy())? {
            InputFormat::JsonLines => Some(ExtractForm::JsonLines),
            InputFormat::Csv => Some(ExtractForm::Csv),
            InputFormat::Parquet if cfg!(feature = "parquet") => Some(ExtractForm::Parquet),
            _ => None,
        }
    }

    /// The header of an output, where the form has one.
    pub(super) fn header(self) -> Option<&'static [u8]> {
        match self {
            ExtractForm::Csv => Some(b"id,outlet,published,url,title,author,text,text_made_by,file,line\n"),
            ExtractForm::JsonLines | ExtractForm::Parquet => None,
        }
    }

    /// Appends the row of an article to rows for [`ExtractedWriter::write`].
    pub fn append(self, document: &Document<'_>, rows: &mut Vec<u8>) {
        let row = ExtractedRow::of(document);
        let written = match self {
            // A table is made of lines when it is written.
            ExtractForm::JsonLines | ExtractForm::Parquet => {
                let written = serde_json::to_writer(&mut *rows, &row).map_err(|_| ());
                rows.push(b'\n');
                written
            }
            ExtractForm::Csv => {
                let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(&mut *rows);
                let line = row.line.to_string();
                let cells = row.cells().into_iter().map(Option::unwrap_or_default).chain([line.as_str()]);
                writer.write_record(cells).and_then(|()| writer.flush().map_err(Into::into)).map_err(|_| ())
            }
        };
        written.expect("strings and numbers are written to memory");
    }
}

/// Writes extracted articles to one file, compressed as its name announces.
pub struct ExtractedWriter {
    path: PathBuf,
    out: CompressedWriter,
}

impl ExtractedWriter {
    /// Creates the file at `staging`, which will be named `target`.
    ///
    /// # Errors
    /// [`Error::Write`]; [`Error::Output`] where the name announces a compression that is not
    /// written.
    pub fn create(staging: PathBuf, target: &Path, form: ExtractForm) -> Result<ExtractedWriter> {
        let compression = Compression::of_name(target);
        refuse_unwritten(target, compression, form)?;
        let path = staging.clone();
        let mut out = match form {
            ExtractForm::Parquet => CompressedWriter::create_table(staging)?,
            ExtractForm::JsonLines | ExtractForm::Csv => CompressedWriter::create(staging, compression)?,
        };
        if let Some(header) = form.header() {
            out.write(header)?;
        }
        Ok(ExtractedWriter { path, out })
    }

    /// Writes rows of [`ExtractForm::append`].
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write(&mut self, rows: &[u8]) -> Result<()> {
        self.out.write(rows)
    }

    /// Ends the file, which is on the disk afterwards.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn finish(self) -> Result<()> {
        let file = self.out.finish()?;
        file.sync_all().map_err(|source| Error::Write { path: self.path, source })
    }
}

/// Refuses a name that announces what is not written.
///
/// # Errors
/// [`Error::Output`].
fn refuse_unwritten(target: &Path, compression: Compression, form: ExtractForm) -> Result<()> {
    let wrong = |reason: String| Err(Error::Output { path: target.to_path_buf(), reason });
    if !compression.is_written() {
        return wrong(format!("{} is read and not written: name it .gz or .zst", compression.name()));
    }
    match form == ExtractForm::Parquet && compression != Compression::None {
        true => wrong("Parquet compresses its own columns: name it .parquet".into()),
        false => Ok(()),
    }
}
