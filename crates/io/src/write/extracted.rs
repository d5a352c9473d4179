//! Rows in a form that does not depend on the input: articles as they were read, and findings.

use super::columns::{CellReader, ColumnKind, RowColumn, push_csv};
use super::compressed_writer::CompressedWriter;
use super::extracted_row::ExtractedRow;
use crate::annotation::{Notes, object_with};
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
/// assert_eq!(ExtractForm::announced("news.jsonl.zst".as_ref())?, ExtractForm::JsonLines);
/// assert!(ExtractForm::announced("news.txt".as_ref()).is_err());
/// # Ok::<(), wirecopy_io::Error>(())
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
    pub(crate) fn of_name(path: &Path) -> Option<ExtractForm> {
        match format_of_name(&path.file_name()?.to_string_lossy())? {
            InputFormat::JsonLines => Some(ExtractForm::JsonLines),
            InputFormat::Csv => Some(ExtractForm::Csv),
            InputFormat::Parquet if cfg!(feature = "parquet") => Some(ExtractForm::Parquet),
            _ => None,
        }
    }
}

/// Columns of extracted articles.
pub const EXTRACTED: [RowColumn; 11] = [
    ("id", ColumnKind::Text),
    ("outlet", ColumnKind::Text),
    ("published", ColumnKind::Text),
    ("url", ColumnKind::Text),
    ("canonical_url", ColumnKind::Text),
    ("title", ColumnKind::Text),
    ("author", ColumnKind::Text),
    ("text", ColumnKind::Text),
    ("text_made_by", ColumnKind::Text),
    ("file", ColumnKind::Text),
    ("line", ColumnKind::Integer),
];

/// Appends the row of an article to rows for [`RowsWriter::write`], with what is added to it.
pub(crate) fn push_extracted(document: &Document<'_>, added: (&[RowColumn], &Notes), rows: &mut Vec<u8>) {
    let row =
        serde_json::to_vec(&ExtractedRow::of(document)).expect("strings and numbers are written to memory");
    let (columns, notes) = added;
    let annotated = (!columns.is_empty()).then(|| object_with(&row, columns, notes)).flatten();
    rows.extend_from_slice(annotated.as_ref().unwrap_or(&row));
    rows.push(b'\n');
}

/// Writes rows to one file: as lines of JSON, or as a table of some columns, compressed as its name
/// announces.
pub struct RowsWriter {
    path: PathBuf,
    out: CompressedWriter,
    /// Columns of a table that is written as text.
    csv: Option<(Vec<RowColumn>, CellReader)>,
}

impl RowsWriter {
    /// Creates the file at `staging`, which will be named `target`.
    ///
    /// # Errors
    /// [`Error::Write`]; [`Error::Output`] if the name announces a compression that is not
    /// written.
    pub fn create(
        staging: PathBuf,
        target: &Path,
        form: ExtractForm,
        columns: &[RowColumn],
    ) -> Result<RowsWriter> {
        let compression = Compression::of_name(target);
        form.refuse_unwritten(target)?;
        let path = staging.clone();
        let out = match form {
            ExtractForm::Parquet => CompressedWriter::create_table(staging, columns)?,
            ExtractForm::JsonLines | ExtractForm::Csv => CompressedWriter::create(staging, compression)?,
        };
        let csv = (form == ExtractForm::Csv).then(|| (columns.to_vec(), CellReader::Program));
        let mut writer = RowsWriter { path, out, csv };
        if form == ExtractForm::Csv {
            let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
            writer.out.write(format!("{}\n", names.join(",")).as_bytes())?;
        }
        Ok(writer)
    }

    /// Keeps the cells of a table in CSV from being formulas: for rows that people open in a
    /// spreadsheet, and that are not read back as the texts of an input.
    pub fn for_spreadsheets(mut self) -> RowsWriter {
        if let Some((_, reader)) = &mut self.csv {
            *reader = CellReader::Spreadsheet;
        }
        self
    }

    /// Writes whole lines of JSON as rows.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write(&mut self, lines: &[u8]) -> Result<()> {
        let Some((columns, reader)) = &self.csv else { return self.out.write(lines) };
        let mut rows = Vec::with_capacity(lines.len());
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            push_csv((columns, *reader), line, &mut rows)
                .map_err(|source| Error::Write { path: self.path.clone(), source })?;
        }
        self.out.write(&rows)
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

impl ExtractForm {
    /// Refuses a name that announces what is not written.
    ///
    /// # Errors
    /// [`Error::Output`].
    pub(crate) fn refuse_unwritten(self, target: &Path) -> Result<()> {
        let compression = Compression::of_name(target);
        let wrong = |reason: String| Err(Error::Output { path: target.to_path_buf(), reason });
        if !compression.is_written() {
            return wrong(format!("{} is read and not written: name it .gz or .zst", compression.name()));
        }
        match self == ExtractForm::Parquet && compression != Compression::None {
            true => wrong("Parquet compresses its own columns: name it .parquet".into()),
            false => Ok(()),
        }
    }

    /// The form that a name announces, or its refusal.
    ///
    /// # Errors
    /// [`Error::Output`] if no form has the name, or it announces a compression that is not
    /// written.
    pub fn announced(target: &Path) -> Result<ExtractForm> {
        let Some(form) = ExtractForm::of_name(target) else {
            let reason = match target.as_os_str() == "-" {
                true => {
                    format!("the output appears complete or not at all: name a file {}", ExtractForm::NAMES)
                }
                false => format!("no form has this name: name the output {}", ExtractForm::NAMES),
            };
            return Err(Error::Output { path: target.to_path_buf(), reason });
        };
        form.refuse_unwritten(target)?;
        Ok(form)
    }
}
