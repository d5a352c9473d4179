//! `Scan`: a scan, configured and run over articles in memory or over files.

use crate::error::Result;
use crate::job::{Job, inputs};
use crate::memory_input::{InputArticle, MemoryInput};
use crate::params::{CandidateEngine, Only, PairFilter, Passages, ScanParams};
use crate::scan::scan_output::ScanSource;
use crate::scan::{ScanOutput, scan};
use std::path::PathBuf;
use wirecopy_io::Input;

/// A scan: what is compared, which pairs are reported, and how inputs are read.
///
/// Work runs on the current rayon pool; the answer does not depend on it, nor on memory or the
/// order of the articles.
///
/// ```
/// use wirecopy::Scan;
///
/// let wire = "The ferry to Karsholm stays in port until Friday, the harbour office said. \
///             Its engine lost power twice last week, and divers found a net in a propeller.";
/// let found = Scan::default().run([
///     ("wire-1", wire.to_owned()),
///     ("herald-4", format!("{wire} Islanders had complained about the old boat for years.")),
///     ("gazette-2", "A bakery in the old town sells bread by the metre.".to_owned()),
/// ])?;
/// let pairs = found.pairs().collect::<wirecopy::Result<Vec<_>>>()?;
/// assert_eq!((pairs[0].a.as_str(), pairs[0].b.as_str()), ("herald-4", "wire-1"));
/// assert_eq!(pairs[0].b_in_a, 1.0);
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub type Scan<'a> = Job<'a, ScanParams>;

impl Scan<'_> {
    /// Chooses whether articles, paragraphs or both are compared.
    #[must_use]
    pub fn only(mut self, only: Only) -> Self {
        self.params.only = only;
        self
    }

    /// Chooses how candidate pairs of articles are found.
    #[must_use]
    pub fn candidates(mut self, engine: CandidateEngine) -> Self {
        self.params.candidates = engine;
        self
    }

    /// Reports only pairs that meet these conditions.
    #[must_use]
    pub fn filter(mut self, filter: PairFilter) -> Self {
        self.params.filter = filter;
        self
    }

    /// Chooses whether pairs are aligned.
    #[must_use]
    pub fn passages(mut self, passages: Passages) -> Self {
        self.params.passages = passages;
        self
    }

    /// Sets the size of the largest group of articles with a common key in which all pairs are
    /// compared, 2 or more.
    #[must_use]
    pub fn group_len_max(mut self, articles: u32) -> Self {
        self.params.group_len_max = articles;
        self
    }

    /// Scans articles in memory. They are written to a temporary file first and read as any input.
    ///
    /// # Errors
    /// [`Error::Parameter`](crate::Error::Parameter), or when the temporary folder fails. A bad
    /// article (without words, say) is rejected, unless `reading.strict`.
    pub fn run<A: Into<InputArticle>>(&self, articles: impl IntoIterator<Item = A>) -> Result<ScanOutput> {
        let input = MemoryInput::create(articles, &self.reading.temp_dir)?;
        self.run_source(vec![input.input()], Some(input))
    }

    /// Scans files and folders, in any format that is read.
    ///
    /// # Errors
    /// [`Error::Parameter`](crate::Error::Parameter), or when an input or the temporary folder
    /// fails. A bad record is rejected, unless `reading.strict`.
    pub fn run_files<P: Into<PathBuf>>(&self, paths: impl IntoIterator<Item = P>) -> Result<ScanOutput> {
        self.run_inputs(inputs(paths))
    }

    /// Scans inputs of any kind.
    ///
    /// # Errors
    /// Those of [`Scan::run_files`].
    pub fn run_inputs(&self, inputs: Vec<Input>) -> Result<ScanOutput> {
        self.run_source(inputs, None)
    }

    fn run_source(&self, inputs: Vec<Input>, articles: Option<MemoryInput>) -> Result<ScanOutput> {
        let source = ScanSource { inputs, reading: self.reading.clone(), _articles: articles };
        ScanOutput::create(source, |source, output| {
            scan(&source.inputs, &source.reading, &self.params, output, self.observer)
        })
    }
}
