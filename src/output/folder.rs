//! The output folder of a scan: its files by name.

use super::lines::RowWriter;
use crate::error::{Error, FileError, Result};
use serde::Serialize;
use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};
use wirecopy_io::Atomic;

/// The files that a scan writes; a folder with any other file is not replaced.
const NAMES: [&str; 16] = [
    "articles.jsonl",
    "pairs.jsonl",
    "clusters.jsonl",
    "members.jsonl",
    "fragments.jsonl",
    "occurrences.jsonl",
    "rejects.jsonl",
    "summary.json",
    "run.json",
    "articles.parquet",
    "pairs.parquet",
    "clusters.parquet",
    "members.parquet",
    "fragments.parquet",
    "occurrences.parquet",
    "rejects.parquet",
];

/// The output folder of a scan, which appears under its final name when it is published.
///
/// ```
/// use wirecopy::output::{Counts, OutputDir};
///
/// let folder = tempfile::tempdir().unwrap();
/// let output = OutputDir::create(&folder.path().join("found"))?;
/// output.write_document("summary.json", &Counts::default())?;
/// assert!(!folder.path().join("found").exists());
/// let target = output.folder.publish()?;
/// assert!(target.join("summary.json").is_file());
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug)]
pub struct OutputDir {
    /// The folder, until it is published.
    pub folder: Atomic,
}

impl OutputDir {
    /// Creates the folder beside `target`, which may not exist yet, be empty, or be an earlier
    /// scan's output.
    ///
    /// # Errors
    /// [`FileError::ForeignOutput`] where `target` has any other file;
    /// [`FileError::Write`] if the folder cannot be created.
    pub fn create(target: &Path) -> Result<Self> {
        Ok(OutputDir { folder: Atomic::folder_of_files(target, &NAMES)? })
    }

    /// Opens a file of rows for writing; `name` is one of the files of a scan.
    ///
    /// # Errors
    /// When the file cannot be created.
    pub(crate) fn rows<T: Serialize>(&self, name: &str) -> Result<RowWriter<T>> {
        Ok(RowWriter::new(self.folder.create_file_in(name)?))
    }

    /// Writes a document; `name` is one of the files of a scan.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_document<T: Serialize>(&self, name: &str, value: &T) -> Result<()> {
        let mut file = self.folder.create_file_in(name)?;
        let written = serde_json::to_writer_pretty(&mut file, value).map_err(io::Error::from);
        written
            .and_then(|()| file.write_all(b"\n"))
            .map_err(|source| FileError::Write { path: file.path().to_path_buf(), source })?;
        Ok(file.finish()?)
    }
}

/// The file with the articles of a scan's folder.
///
/// # Errors
/// [`Error::NotAScan`] if no scan wrote the folder.
///
/// ```
/// use wirecopy::output::articles_of;
///
/// let found = wirecopy::Scan::default().run_files(["data/sample/wire.jsonl"])?;
/// assert!(articles_of(found.folder())?.is_file());
/// assert!(articles_of("data/sample".as_ref()).is_err());
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn articles_of(folder: &Path) -> Result<PathBuf> {
    let articles = folder.join("articles.jsonl");
    if articles.is_file() {
        return Ok(articles);
    }
    Err(Error::NotAScan { path: folder.to_path_buf(), missing: "articles.jsonl" })
}
