//! Surviving records, written in the form of their inputs.

#[cfg(feature = "parquet")]
use super::column_copies::ColumnCopies;
use super::columns::RowColumn;
use super::compressed_writer::CompressedWriter;
use super::destination::Destination;
use super::extracted::{EXTRACTED, ExtractForm, RowsWriter};
use super::system::sync_tree;
use crate::charset::UTF8_MARK;
use crate::compression::Compression;
use crate::error::{Error, Result};
use crate::format::SurvivorForm;
use crate::input::{InputFile, InputFormat};
use std::fs;
use std::fs::File;
use std::path::{Path, PathBuf};
use wirecopy_article::Document;

/// Writes the surviving records of each input, in order, at a path that is not the final one yet.
pub struct RecordWriter<'a> {
    destination: &'a Destination,
    staging: PathBuf,
    output: Option<OpenOutput>,
    /// The output of articles that are not written as their records are.
    extracted: Option<RowsWriter>,
    /// The output of rows whose columns are copied.
    #[cfg(feature = "parquet")]
    copies: Option<ColumnCopies>,
    /// The format of the one output file, once it is known.
    format: Option<(InputFormat, bool)>,
}

/// The form in which a survivor is handed to a [`RecordWriter`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SurvivorRow {
    /// Its record, or what is left of it.
    #[default]
    Record,
    /// The row of an extracted article.
    Extracted,
    /// The number of its row, by which all columns are copied.
    Number,
}

impl SurvivorRow {
    /// Appends the number of the row of an article; 8 bytes.
    pub fn push_number(document: &Document<'_>, rows: &mut Vec<u8>) {
        rows.extend_from_slice(&document.line.to_le_bytes());
    }
}

/// A file that is being written.
struct OpenOutput {
    out: CompressedWriter,
    header: Option<Vec<u8>>,
    is_empty: bool,
    ends_line: bool,
    /// True if the records are the elements of one JSON array.
    is_array: bool,
}

impl<'a> RecordWriter<'a> {
    /// Creates the file or the folder at `staging`, for records to which these columns are added.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn create(
        destination: &'a Destination,
        staging: &Path,
        added: &[RowColumn],
    ) -> Result<RecordWriter<'a>> {
        let mut writer = RecordWriter {
            destination,
            staging: staging.to_path_buf(),
            output: None,
            extracted: None,
            #[cfg(feature = "parquet")]
            copies: None,
            format: None,
        };
        #[cfg(feature = "parquet")]
        if destination.copies_columns() && added.is_empty() {
            writer.copies = Some(ColumnCopies::new(staging.to_path_buf()));
            return Ok(writer);
        }
        if let Some(form) = destination.form() {
            let columns = [&EXTRACTED[..], added].concat();
            let extracted = RowsWriter::create(staging.to_path_buf(), destination.path(), form, &columns)?;
            writer.extracted = Some(extracted);
        } else if destination.is_folder() {
            make_folder(staging)?;
        } else {
            let compression = Compression::of_name(destination.path());
            writer.output = Some(OpenOutput::create(staging.to_path_buf(), compression)?);
        }
        Ok(writer)
    }

    /// The form in which [`RecordWriter::write`] takes survivors.
    pub fn row(&self) -> SurvivorRow {
        #[cfg(feature = "parquet")]
        if self.copies.is_some() {
            return SurvivorRow::Number;
        }
        if self.extracted.is_some() { SurvivorRow::Extracted } else { SurvivorRow::Record }
    }

    /// Starts the next input, which may have no survivor. In a folder, a file that is one record is
    /// created only when it survives.
    ///
    /// # Errors
    /// [`Error::Output`] if one file would have two formats; [`Error::Write`].
    pub fn begin(&mut self, file: &InputFile) -> Result<()> {
        #[cfg(feature = "parquet")]
        if let Some(copies) = &mut self.copies {
            return copies.begin(&file.path);
        }
        if self.extracted.is_some() {
            return Ok(());
        }
        if file.format.survivors() == SurvivorForm::Extracted {
            return Err(self.wrong(format!(
                "{} is {}, whose articles are written as rows of their own: name one file {}",
                file.name,
                file.format.name(),
                ExtractForm::NAMES,
            )));
        }
        if self.destination.is_folder() {
            return if file.format.is_one_record() { Ok(()) } else { self.open_in_folder(file) };
        }
        let (format, is_array) = *self.format.get_or_insert((file.format, file.is_array()));
        if (format, is_array) == (file.format, file.is_array()) {
            self.set_array(is_array);
            return Ok(());
        }
        Err(self.wrong(format!(
            "{} is {}, and the input before it is {}: name a folder with / at its end",
            file.name,
            in_words(file.format, file.is_array()),
            in_words(format, is_array)
        )))
    }

    /// Writes records of the current input, and its header if the output has none. A file that
    /// is one record is written at once.
    ///
    /// # Errors
    /// [`Error::Output`] if one file would have two headers; [`Error::Write`].
    pub fn write(&mut self, file: &InputFile, header: Option<&[u8]>, records: &[u8]) -> Result<()> {
        #[cfg(feature = "parquet")]
        if let Some(copies) = &mut self.copies {
            copies.select(records);
            return Ok(());
        }
        if let Some(extracted) = &mut self.extracted {
            return extracted.write(records);
        }
        if self.destination.is_folder() && file.format.is_one_record() {
            self.open_in_folder(file)?;
        }
        let output = self.output.as_mut().expect("an input is begun before its records are written");
        if let Some(header) = header
            && !output.write_header(header)?
        {
            return Err(self.wrong(format!(
                "{} has another header than the input before it: name a folder with / at its end",
                file.name
            )));
        }
        output.append(records)
    }

    /// Ends the last file. All files are on the disk afterwards: those of a folder are waited for
    /// together, because each wait takes the disk some milliseconds.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn finish(mut self) -> Result<()> {
        let last = self.close()?;
        #[cfg(feature = "parquet")]
        let last = match self.copies.take() {
            Some(copies) => Some(copies.finish()?),
            None => last,
        };
        let synced = match last {
            _ if self.destination.is_folder() => sync_tree(&self.staging),
            Some(file) => file.sync_all(),
            None => Ok(()),
        };
        synced.map_err(|source| Error::Write { path: self.staging, source })?;
        self.extracted.map_or(Ok(()), RowsWriter::finish)
    }

    fn open_in_folder(&mut self, file: &InputFile) -> Result<()> {
        self.close()?;
        let name = self.destination.name_in_folder(file).expect("each input was given a name");
        let path = self.staging.join(name);
        if let Some(folder) = path.parent() {
            make_folder(folder)?;
        }
        let compression = Compression::of_name(&path);
        self.output = Some(OpenOutput::create(path, compression)?);
        self.set_array(file.is_array());
        Ok(())
    }

    fn close(&mut self) -> Result<Option<File>> {
        self.output.take().map(OpenOutput::finish).transpose()
    }

    fn set_array(&mut self, is_array: bool) {
        if let Some(output) = &mut self.output {
            output.is_array = is_array;
        }
    }

    fn wrong(&self, reason: String) -> Error {
        Error::Output { path: self.destination.path().to_path_buf(), reason }
    }
}

impl OpenOutput {
    fn create(path: PathBuf, compression: Compression) -> Result<OpenOutput> {
        let out = CompressedWriter::create(path, compression)?;
        Ok(OpenOutput { out, header: None, is_empty: true, ends_line: true, is_array: false })
    }

    /// Ends the file, and the array if it is one.
    fn finish(mut self) -> Result<File> {
        if self.is_array {
            self.out.write(if self.is_empty { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.finish()
    }

    /// Writes the first header. Returns whether a later one is equal to it.
    fn write_header(&mut self, header: &[u8]) -> Result<bool> {
        fn bare(header: &[u8]) -> &[u8] {
            header.strip_prefix(UTF8_MARK).unwrap_or(header).trim_ascii_end()
        }
        if let Some(first) = &self.header {
            return Ok(bare(first) == bare(header));
        }
        self.header = Some(header.to_vec());
        self.append(header)?;
        Ok(true)
    }

    /// Appends whole records, on a new line, and without the byte order mark of another file.
    fn append(&mut self, records: &[u8]) -> Result<()> {
        let Some(last) = records.last() else { return Ok(()) };
        if self.is_array {
            self.out.write(if self.is_empty { b"[\n" } else { b",\n" })?;
            self.is_empty = false;
            return self.out.write(records);
        }
        if !self.ends_line {
            self.out.write(b"\n")?;
        }
        let bare = records.strip_prefix(UTF8_MARK).filter(|_| !self.is_empty);
        self.out.write(bare.unwrap_or(records))?;
        self.is_empty = false;
        self.ends_line = matches!(last, b'\n' | b'\r');
        Ok(())
    }
}

fn in_words(format: InputFormat, is_array: bool) -> String {
    if is_array { format!("an array of {}", format.name()) } else { format.name().to_owned() }
}

fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|source| Error::Write { path: path.to_path_buf(), source })
}
