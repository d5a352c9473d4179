//! A folder of output that appears whole or not at all.

use super::syncing::Syncing;
use super::{Article, Cluster, Fragment, Member, Occurrence, Pair, Reject, RowWriter, Run, Summary};
use crate::error::{Error, Result};
use serde::Serialize;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Names that a scan writes; anything else in a folder was not written by one.
const NAMES: [&str; 9] = [
    "articles.jsonl",
    "pairs.jsonl",
    "clusters.jsonl",
    "members.jsonl",
    "fragments.jsonl",
    "occurrences.jsonl",
    "rejects.jsonl",
    "summary.json",
    "run.json",
];

/// A folder being written beside its final name. Dropping it before [`OutputDir::publish`] removes it.
#[derive(Debug)]
pub struct OutputDir {
    staging: PathBuf,
    /// `None` once published.
    target: Option<PathBuf>,
    /// Files that are whole.
    syncing: Syncing,
}

impl OutputDir {
    /// Makes the staging folder beside `target`, which may not exist yet, be empty, or hold an earlier scan's output.
    ///
    /// # Errors
    /// [`Error::ForeignOutput`] where `target` holds anything else; [`Error::Write`] where the folder cannot be made.
    pub fn create(target: &Path) -> Result<Self> {
        refuse_foreign(target)?;
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(|source| Error::Write { path: parent.to_path_buf(), source })?;
        let staging = beside(target, "partial");
        // What stands there was left by a process of this number that was killed.
        super::staged::remove(&staging);
        fs::create_dir(&staging).map_err(|source| Error::Write { path: staging.clone(), source })?;
        Ok(OutputDir { staging, target: Some(target.to_path_buf()), syncing: Syncing::default() })
    }

    /// Where the files are until they are published.
    pub fn staging(&self) -> &Path {
        &self.staging
    }

    /// Gives the folder its final name once all of its files are on the disk; an earlier scan's output there is replaced.
    ///
    /// # Errors
    /// [`Error::Write`] where the disk refuses a file or a rename fails; the earlier output then stands as it was.
    pub fn publish(mut self) -> Result<PathBuf> {
        self.syncing.wait()?;
        let Some(target) = self.target.take() else { return Ok(self.staging.clone()) };
        let published = self.swap(&target);
        if published.is_err() {
            self.target = Some(target.clone());
        }
        published.map_err(|source| Error::Write { path: target.clone(), source })?;
        Ok(target)
    }

    fn swap(&self, target: &Path) -> io::Result<()> {
        File::open(&self.staging).and_then(|folder| folder.sync_all())?;
        let former = beside(target, "former");
        let had_former = match fs::rename(target, &former) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(error),
        };
        if let Err(error) = fs::rename(&self.staging, target) {
            if had_former {
                fs::rename(&former, target)?;
            }
            return Err(error);
        }
        if had_former {
            fs::remove_dir_all(&former)?;
        }
        Ok(())
    }

    /// Opens `articles.jsonl` for writing.
    ///
    /// # Errors
    /// As every writer here: when the file cannot be made.
    pub fn articles(&self) -> Result<RowWriter<Article>> {
        self.writer("articles.jsonl")
    }

    /// Opens `pairs.jsonl` for writing.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn pairs(&self) -> Result<RowWriter<Pair>> {
        self.writer("pairs.jsonl")
    }

    /// Opens `clusters.jsonl` for writing.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn clusters(&self) -> Result<RowWriter<Cluster>> {
        self.writer("clusters.jsonl")
    }

    /// Opens `members.jsonl` for writing.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn members(&self) -> Result<RowWriter<Member>> {
        self.writer("members.jsonl")
    }

    /// Opens `fragments.jsonl` for writing.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn fragments(&self) -> Result<RowWriter<Fragment>> {
        self.writer("fragments.jsonl")
    }

    /// Opens `occurrences.jsonl` for writing.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn occurrences(&self) -> Result<RowWriter<Occurrence>> {
        self.writer("occurrences.jsonl")
    }

    /// Opens `rejects.jsonl` for writing.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn rejects(&self) -> Result<RowWriter<Reject>> {
        self.writer("rejects.jsonl")
    }

    /// Writes `summary.json`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_summary(&self, summary: &Summary) -> Result<()> {
        self.write_document("summary.json", summary)
    }

    /// Writes `run.json`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_run(&self, run: &Run) -> Result<()> {
        self.write_document("run.json", run)
    }

    fn writer<T: Serialize>(&self, name: &str) -> Result<RowWriter<T>> {
        RowWriter::create(self.staging.join(name), Some(self.syncing.clone()))
    }

    fn write_document<T: Serialize>(&self, name: &str, value: &T) -> Result<()> {
        let path = self.staging.join(name);
        let write = || -> io::Result<()> {
            let mut bytes = serde_json::to_vec_pretty(value)?;
            bytes.push(b'\n');
            let mut file = File::create(&path)?;
            file.write_all(&bytes)?;
            self.syncing.begin(file, path.clone());
            Ok(())
        };
        write().map_err(|source| Error::Write { path: path.clone(), source })
    }
}

impl Drop for OutputDir {
    fn drop(&mut self) {
        if self.target.is_some() {
            // Nothing can be told from here; what stays behind does not bear the final name.
            let _ = fs::remove_dir_all(&self.staging);
        }
    }
}

/// Where the articles of a scan's folder stand.
///
/// # Errors
/// [`Error::NotAScan`] where no scan wrote the folder.
pub fn articles_of(folder: &Path) -> Result<PathBuf> {
    let articles = folder.join("articles.jsonl");
    if articles.is_file() {
        return Ok(articles);
    }
    Err(Error::NotAScan { path: folder.to_path_buf() })
}

/// A hidden name in the same folder.
pub(super) fn beside(target: &Path, what: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_else(|| "scan".as_ref()));
    name.push(format!(".{what}-{}", std::process::id()));
    target.with_file_name(name)
}

fn refuse_foreign(target: &Path) -> Result<()> {
    let entries = match fs::read_dir(target) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(Error::Write { path: target.to_path_buf(), source }),
    };
    for entry in entries {
        let entry = entry.map_err(|source| Error::Read { path: target.to_path_buf(), source })?;
        if !NAMES.iter().any(|name| entry.file_name() == *name) {
            return Err(Error::ForeignOutput { path: target.to_path_buf() });
        }
    }
    Ok(())
}
