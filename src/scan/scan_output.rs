//! `ScanOutput`: the findings of a scan, row by row.

use crate::error::{FileError, Result};
use crate::memory_input::MemoryInput;
use crate::network::{NetworkParams, network};
use crate::output::{
    Article, Cluster, Fragment, Member, Network, Occurrence, OutputDir, Pair, Reject, Summary, rows,
};
use serde::de::DeserializeOwned;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::{fs, io};
use wirecopy_io::{Input, ReadOptions};
use wirecopy_scratch::{PrivateFolder, temporary_folder};

/// The findings of a scan. The rows are in temporary files, deleted when this is dropped, so that
/// millions of them need no memory.
///
/// ```
/// let found = wirecopy::Scan::default().run_files(["data/sample"])?;
/// let largest = found.clusters().next().expect("the sample has clusters")?;
/// let article = found.article(&largest.representative)?.expect("a representative is an article");
/// println!("{} copies of {:?}", largest.size, article.title);
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub struct ScanOutput {
    folder: PathBuf,
    summary: Summary,
    #[cfg(feature = "report")]
    source: ScanSource,
    _home: PrivateFolder,
}

/// The inputs of a scan, from which texts can be read again.
pub(crate) struct ScanSource {
    pub(crate) inputs: Vec<Input>,
    pub(crate) reading: ReadOptions,
    /// The file of articles in memory, which lives as long as the findings.
    pub(super) _articles: Option<MemoryInput>,
}

#[cfg(feature = "report")]
impl ScanSource {
    /// Returns whether the articles were given as values.
    pub(crate) fn is_in_memory(&self) -> bool {
        self.inputs.iter().any(|input| matches!(input, Input::Named { .. }))
    }
}

impl ScanOutput {
    /// Runs a scan that writes into a temporary folder.
    pub(super) fn create(
        source: ScanSource,
        scan: impl FnOnce(&ScanSource, &OutputDir) -> Result<Summary>,
    ) -> Result<ScanOutput> {
        let home = temporary_folder(&source.reading.temp_dir)?;
        let output = OutputDir::create(&home.path().join("scan"))?;
        let summary = scan(&source, &output)?;
        Ok(ScanOutput {
            folder: output.folder.publish()?,
            summary,
            #[cfg(feature = "report")]
            source,
            _home: home,
        })
    }

    /// Returns counts, parameters and what was not looked at.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Iterates over all articles.
    pub fn articles(&self) -> impl Iterator<Item = Result<Article>> + use<> {
        self.rows("articles.jsonl")
    }

    /// Returns the article with this id. Linear in the number of articles.
    ///
    /// # Errors
    /// When a row cannot be read back.
    pub fn article(&self, id: &str) -> Result<Option<Article>> {
        self.articles().find(|article| article.as_ref().map_or(true, |article| article.id == id)).transpose()
    }

    /// Iterates over the reported pairs of articles, ordered by both ids.
    pub fn pairs(&self) -> impl Iterator<Item = Result<Pair>> + use<> {
        self.rows("pairs.jsonl")
    }

    /// Iterates over the clusters of articles, the largest first.
    pub fn clusters(&self) -> impl Iterator<Item = Result<Cluster>> + use<> {
        self.rows("clusters.jsonl")
    }

    /// Iterates over all members of all clusters.
    pub fn members(&self) -> impl Iterator<Item = Result<Member>> + use<> {
        self.rows("members.jsonl")
    }

    /// Iterates over the fragments: paragraphs that occur more than once.
    pub fn fragments(&self) -> impl Iterator<Item = Result<Fragment>> + use<> {
        self.rows("fragments.jsonl")
    }

    /// Iterates over all occurrences of all fragments.
    pub fn occurrences(&self) -> impl Iterator<Item = Result<Occurrence>> + use<> {
        self.rows("occurrences.jsonl")
    }

    /// Iterates over the rejected records. Of articles in memory, the line is their number, from 1.
    pub fn rejects(&self) -> impl Iterator<Item = Result<Reject>> + use<> {
        self.rows("rejects.jsonl")
    }

    /// Counts which outlets carry whose stories.
    ///
    /// # Errors
    /// When a row cannot be read back.
    pub fn network(&self, params: &NetworkParams) -> Result<Network> {
        network(&self.folder, params)
    }

    /// The inputs, and how they were read.
    #[cfg(feature = "report")]
    pub(crate) fn source(&self) -> &ScanSource {
        &self.source
    }

    /// Returns the temporary folder with the output files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Copies the output files into a folder, which appears whole or not at all: it may not exist
    /// yet, be empty, or have the output of an earlier scan, which is replaced. `run.json`, the
    /// record of times and memory, is the program's alone.
    ///
    /// # Errors
    /// [`FileError::ForeignOutput`] if the folder has other files; [`FileError::Write`] if it
    /// cannot be written.
    pub fn write(&self, folder: impl AsRef<Path>) -> Result<()> {
        let folder = folder.as_ref();
        let output = OutputDir::create(folder)?;
        let failed = |source| FileError::Write { path: folder.to_path_buf(), source };
        for entry in fs::read_dir(&self.folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let mut copied = output.folder.create_file_in(&entry.file_name().to_string_lossy())?;
            let rows = File::open(entry.path()).and_then(|mut rows| io::copy(&mut rows, &mut copied));
            rows.map_err(failed)?;
            copied.finish()?;
        }
        output.folder.publish()?;
        Ok(())
    }

    fn rows<T: DeserializeOwned + Send>(&self, name: &str) -> impl Iterator<Item = Result<T>> + use<T> {
        row_iterator(&self.folder.join(name))
    }
}

/// Iterates over the rows of a file, none if it was not written; an error to open it is the only
/// item.
pub(crate) fn row_iterator<T: DeserializeOwned + Send>(
    path: &Path,
) -> impl Iterator<Item = Result<T>> + use<T> {
    let (found, error) = match path.exists().then(|| rows(path)).transpose() {
        Ok(found) => (found, None),
        Err(error) => (None, Some(Err(error))),
    };
    error.into_iter().chain(found.into_iter().flatten())
}
