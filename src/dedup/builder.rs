//! `Dedup`: a deduplication, configured and run over articles in memory or over files.

use crate::dedup::{Applied, DedupParams, DedupTargets, Deduplicated, SurvivorTarget, apply, dedup};
use crate::error::{Error, FileError, Result};
use crate::job::{Job, inputs};
use crate::memory_input::{InputArticle, MemoryInput};
use crate::output::{Deduplication, Removed, rows};
use crate::scan::row_iterator;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use wirecopy_io::{Atomic, Destination, Input, ReadOptions, copy_streams};
use wirecopy_news::kind::PageKind;
use wirecopy_news::relation::Relation;
use wirecopy_news::removal::{Keep, Level, Strip};
use wirecopy_scratch::{PrivateFolder, temporary_folder};

/// A deduplication: which articles and paragraphs are removed, and how inputs are read.
///
/// An article is removed only if its text was compared with that of an article that is kept. Of the
/// default policy, articles go that are exact, near or truncated copies, and the earliest one is
/// kept. Work runs on the current rayon pool; the answer does not depend on it.
///
/// ```
/// use wirecopy::{Dedup, InputArticle, Keep};
///
/// let story = "The ferry to Karsholm stays in port until Friday, the harbour office said.";
/// let article = |id: &str, published: &str| InputArticle {
///     published: Some(published.to_owned()),
///     ..InputArticle::new(id, story)
/// };
/// let articles = [article("herald-4", "2031-03-11"), article("gazette-17", "2031-03-10")];
/// let survivors = Dedup::default().keep(Keep::Earliest).run(articles)?;
/// assert_eq!(survivors.kept[0].id, "gazette-17");
/// assert_eq!(survivors.removed[0].id.as_deref(), Some("herald-4"));
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub type Dedup<'a> = Job<'a, DedupParams>;

impl Dedup<'_> {
    /// Chooses which of two copies is kept.
    #[must_use]
    pub fn keep(mut self, keep: Keep) -> Self {
        self.params.policy.keep = keep;
        self
    }

    /// Names the outlets whose articles are kept whatever [`Dedup::keep`] says, the most preferred
    /// first.
    #[must_use]
    pub fn prefer<O: Into<String>>(mut self, outlets: impl IntoIterator<Item = O>) -> Self {
        self.params.policy.preferred = outlets.into_iter().map(Into::into).collect();
        self
    }

    /// Chooses the relations by which an article is removed.
    #[must_use]
    pub fn remove(mut self, relations: impl IntoIterator<Item = Relation>) -> Self {
        self.params.policy.remove = relations.into_iter().collect();
        self
    }

    /// Removes pages of these kinds, whatever else is like them.
    #[must_use]
    pub fn drop_kinds(mut self, kinds: impl IntoIterator<Item = PageKind>) -> Self {
        self.params.policy.drop_kinds = kinds.into_iter().collect();
        self
    }

    /// Removes paragraphs of these kinds from the articles that are kept.
    #[must_use]
    pub fn strip(mut self, paragraphs: impl IntoIterator<Item = Strip>) -> Self {
        self.params.policy.strip = paragraphs.into_iter().collect();
        self.params.policy.level = Level::Both;
        self
    }

    /// Sets the largest share of its articles, from 0 to 1, that an outlet of 20 articles or more
    /// may lose.
    #[must_use]
    pub fn loss_max(mut self, share: f64) -> Self {
        self.params.policy.loss_max = share;
        self
    }

    /// Deduplicates articles in memory.
    ///
    /// # Errors
    /// [`Error::Parameter`], [`Error::LossTooLarge`], or when the temporary folder fails.
    pub fn run<A: Into<InputArticle>>(&self, articles: impl IntoIterator<Item = A>) -> Result<Survivors> {
        let input = MemoryInput::create(articles, &self.reading.temp_dir)?;
        let inputs = [input.input()];
        let (kept, list) = (input.folder().join("kept.jsonl"), input.folder().join("removed.jsonl"));
        let destination = &Destination::new(&kept, &inputs, &self.reading)?;
        let (staged, removed) = (Atomic::new(&kept)?, Atomic::new(&list)?);
        let survivors = Some(SurvivorTarget { destination, staged: &staged });
        let targets = DedupTargets { survivors, removed: Some(&removed), annotate: false };
        let report = self.report(&inputs, &self.reading, &targets)?;
        staged.publish()?;
        removed.publish()?;
        Ok(Survivors {
            kept: rows(&kept)?.collect::<Result<_>>()?,
            removed: rows(&list)?.collect::<Result<_>>()?,
            report,
        })
    }

    /// Decides what is removed from files and folders, in any format that is read, and writes
    /// nothing but temporary files.
    ///
    /// # Errors
    /// [`Error::Parameter`], [`Error::LossTooLarge`], or when an input or the temporary folder
    /// fails.
    pub fn run_files<P: Into<PathBuf>>(&self, paths: impl IntoIterator<Item = P>) -> Result<RemovalList> {
        self.run_inputs(inputs(paths))
    }

    /// Decides what is removed from inputs of any kind, and writes nothing but temporary files.
    ///
    /// # Errors
    /// Those of [`Dedup::run_files`].
    pub fn run_inputs(&self, inputs: Vec<Input>) -> Result<RemovalList> {
        let folder = temporary_folder(&self.reading.temp_dir)?;
        let list = Atomic::new(&folder.path().join("removed.jsonl"))?;
        let reading = copy_streams(&inputs, self.reading.clone())?;
        let targets = DedupTargets { survivors: None, removed: Some(&list), annotate: false };
        let report = self.report(&inputs, &reading, &targets)?;
        list.publish()?;
        Ok(RemovalList { inputs, reading, folder, report })
    }

    fn report(
        &self,
        inputs: &[Input],
        reading: &ReadOptions,
        targets: &DedupTargets<'_>,
    ) -> Result<Deduplication> {
        let Deduplicated { report, losses } = dedup(inputs, reading, &self.params, targets, self.observer)?;
        match losses.is_empty() {
            true => Ok(report),
            false => Err(Error::LossTooLarge { losses, share_max: self.params.policy.loss_max }),
        }
    }
}

/// The result of a deduplication in memory.
///
/// ```
/// let story = "The ferry to Karsholm stays in port until Friday, the harbour office said.";
/// let survivors = wirecopy::Dedup::default().run([("a", story), ("b", story)])?;
/// assert_eq!((survivors.kept.len(), survivors.removed.len()), (1, 1));
/// assert_eq!(survivors.report.read, 2);
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Survivors {
    /// The articles that are kept, in their order, without the paragraphs that were stripped.
    pub kept: Vec<InputArticle>,
    /// One row per removed paragraph, removed article and rejected article. A row locates an
    /// article by its number, from 1, at the end of [`Removed::location`].
    pub removed: Vec<Removed>,
    /// All counts.
    pub report: Deduplication,
}

/// The result of a deduplication of files: what is removed, and the means to write the rest.
///
/// The list is a temporary file, deleted when this is dropped.
///
/// ```
/// let removals = wirecopy::Dedup::default().run_files(["data/sample/wire.jsonl"])?;
/// let folder = tempfile::tempdir().unwrap();
/// let written = removals.write(folder.path().join("clean.jsonl"))?;
/// assert_eq!(written.kept, removals.report().kept);
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub struct RemovalList {
    inputs: Vec<Input>,
    reading: ReadOptions,
    folder: PrivateFolder,
    report: Deduplication,
}

impl RemovalList {
    /// Returns all counts.
    pub fn report(&self) -> &Deduplication {
        &self.report
    }

    /// Iterates over the list: removed paragraphs, then removed articles, then rejected records.
    pub fn removed(&self) -> impl Iterator<Item = Result<Removed>> + use<> {
        row_iterator(&self.list())
    }

    /// Reads the inputs once more and writes what is kept, in its format, byte for byte, to a file,
    /// or to a folder with the names of the inputs if the path ends with `/`. The output appears
    /// whole or not at all.
    ///
    /// # Errors
    /// [`FileError::Refused`] if an input has changed or would be overwritten; when an input or the
    /// output fails.
    pub fn write(&self, path: impl AsRef<Path>) -> Result<Applied> {
        let destination = &Destination::new(path.as_ref(), &self.inputs, &self.reading)?;
        let staged = Atomic::new(destination.path())?;
        let target = SurvivorTarget { destination, staged: &staged };
        let applied = apply(&self.list(), &self.inputs, &self.reading, &target, &|_| {})?;
        staged.publish()?;
        Ok(applied)
    }

    /// Writes the list, which [`apply`] takes, to a file.
    ///
    /// # Errors
    /// [`FileError::Write`] if the file cannot be written.
    pub fn write_list(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let staged = Atomic::new(path)?;
        let mut file = staged.create_file()?;
        File::open(self.list())
            .and_then(|mut list| io::copy(&mut list, &mut file))
            .map_err(|source| FileError::Write { path: path.to_path_buf(), source })?;
        file.finish()?;
        staged.publish()?;
        Ok(())
    }

    fn list(&self) -> PathBuf {
        self.folder.path().join("removed.jsonl")
    }
}
