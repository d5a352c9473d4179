//! A scan: everything that repeats in a corpus, as output files.
//!
//! *Takes* inputs and parameters. *Gives* every file of the output contract but `run.json`,
//! unpublished. *Costs* one reading of all inputs, a second one of the articles that candidates
//! name, and per article the bytes of its sketch. *Never* keeps a text past its block, and never
//! lets arrival order, threads or paths change a byte of the answer: everything is numbered by the
//! hash of its tokens first. *Source*: the two steps of candidates and verification of Broder et
//! al. 1997, "Syntactic clustering of the web", section 3.

mod annotated;
mod builder;
mod clusters_at;
pub(crate) mod corpus_analysis;
mod scan_output;

pub use builder::Scan;
pub use clusters_at::{ClusterThresholds, RedrawnCluster};
pub use scan_output::ScanOutput;
pub(crate) use scan_output::row_iterator;

use crate::corpus::numbering::Corpus;
use crate::corpus::read_corpus::ReadingFacts;
use crate::dedup::SurvivorTarget;
use crate::error::Result;
use crate::output::lines::MakingOrder;
use crate::output::scan::findings::Findings;
use crate::output::scan::{ClusterIds, Counts, summary, write_rejects, write_rows};
use crate::output::{OutputDir, Summary};
use crate::pairs::label::with_labels;
use crate::params::{Only, Passages, ScanParams};
use crate::stories::clusters::with_clusters;
use crate::stories::fewer_pairs::within_limit;
use crate::stories::forms::with_forms;
use crate::stories::roundups::with_roundups;
use crate::stories::verdict::judge;
use annotated::AnnotatedRows;
use corpus_analysis::CorpusAnalysis;
use wirecopy_article::event::{Observer, Stage};
use wirecopy_io::{Input, ReadOptions};

/// Reads the inputs and writes every file of the contract but `run.json` into `output`,
/// unpublished.
///
/// Work runs on the current rayon pool.
///
/// # Errors
/// When a parameter is out of its range, or an input, the temporary folder or the output fails; a
/// bad record is rejected, unless `reading.strict`. Where too many are, `rejects.jsonl` alone is
/// written.
///
/// ```
/// use wirecopy::output::OutputDir;
/// use wirecopy::{Input, ReadOptions, ScanParams, scan};
///
/// let folder = tempfile::tempdir().unwrap();
/// let output = OutputDir::create(&folder.path().join("found"))?;
/// let inputs = [Input::Path("data/sample".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let summary = scan(&inputs, &reading, &ScanParams::default(), &output, &|_| {})?;
/// output.folder.publish()?;
/// assert_eq!(summary.counts.read, summary.counts.articles + summary.counts.rejected);
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn scan(
    inputs: &[Input],
    reading: &ReadOptions,
    params: &ScanParams,
    output: &OutputDir,
    observer: &Observer<'_>,
) -> Result<Summary> {
    scan_to(inputs, reading, params, &ScanTargets { output, annotated: None }, observer)
}

/// The outputs of a scan.
///
/// ```
/// use wirecopy::ScanTargets;
/// use wirecopy::output::OutputDir;
///
/// let folder = tempfile::tempdir().unwrap();
/// let output = &OutputDir::create(&folder.path().join("found"))?;
/// assert!(ScanTargets { output, annotated: None }.annotated.is_none());
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ScanTargets<'a> {
    /// The folder of the findings.
    pub output: &'a OutputDir,
    /// The file or folder of the input's own records, each with its `cluster` and whether it is
    /// `kept`: one of a cluster is, its representative.
    pub annotated: Option<SurvivorTarget<'a>>,
}

/// Does what [`scan`] does, and writes the records of the inputs with their clusters, unpublished.
///
/// The inputs are read twice then; if one is standard input or a pipe, `reading.streams` must
/// have a copy of it ([`wirecopy_io::copy_streams`]).
///
/// # Errors
/// Those of [`scan`]; [`FileError::Refused`](crate::FileError::Refused) if a record has no place
/// for more fields.
///
/// ```
/// use wirecopy::output::OutputDir;
/// use wirecopy::{Atomic, Destination, Input, ReadOptions, ScanParams, ScanTargets,
/// SurvivorTarget};
///
/// let folder = tempfile::tempdir().unwrap();
/// let output = &OutputDir::create(&folder.path().join("found"))?;
/// let inputs = [Input::Path("data/sample/wire.jsonl".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let path = folder.path().join("rows.jsonl");
/// let destination = &Destination::new(&path, &inputs, &reading)?;
/// let staged = &Atomic::new(&path)?;
/// let annotated = Some(SurvivorTarget { destination, staged });
/// let targets = ScanTargets { output, annotated };
/// wirecopy::scan_to(&inputs, &reading, &ScanParams::default(), &targets, &|_| {})?;
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn scan_to(
    inputs: &[Input],
    reading: &ReadOptions,
    params: &ScanParams,
    targets: &ScanTargets<'_>,
    observer: &Observer<'_>,
) -> Result<Summary> {
    let ScanTargets { output, annotated } = *targets;
    let proposed = match corpus_analysis::propose(inputs, reading, params, observer) {
        Ok(proposed) => proposed,
        Err(error) => {
            if let Some(rejects) = error.rejects() {
                write_rejects(rejects, output)?;
            }
            return Err(error);
        }
    };
    let first_rows = annotated.map(|_| proposed.corpus.first_rows_of_blocks().to_vec());
    let analysis = proposed.without_seeds().verified(params.passages, observer)?;
    let (corpus, facts, (counts, clusters)) = write_findings(analysis, reading, (params, output), observer)?;
    if let Some((target, first_rows)) = annotated.zip(first_rows) {
        let rows =
            AnnotatedRows { corpus: &corpus, facts: &facts, clusters: &clusters, first_rows: &first_rows };
        rows.write(inputs, reading, &target, observer)?;
    }
    corpus.text_source.assert_unchanged()?;
    let summary = summary(params, facts, counts, observer);
    output.write_document("summary.json", &summary)?;
    Ok(summary)
}

/// Finds what the verified pairs show, and writes all rows.
fn write_findings(
    analysis: CorpusAnalysis,
    reading: &ReadOptions,
    (params, output): (&ScanParams, &OutputDir),
    observer: &Observer<'_>,
) -> Result<(Corpus, ReadingFacts, (Counts, ClusterIds))> {
    let CorpusAnalysis { corpus, facts, paragraphs, mut found, budget } = analysis;
    found.proposed = Vec::new();
    let begin = |stage| corpus_analysis::begin(stage, observer);
    if params.only != Only::Paragraphs {
        found = within_limit(&corpus, &paragraphs, found, params.pairs_max, &budget)?;
        if params.passages == Passages::All {
            begin(Stage::Align);
            found = with_labels(&corpus, &paragraphs, found, &budget)?;
            found = with_forms(&corpus, found)?;
        }
        begin(Stage::Cluster);
        found = with_clusters(&corpus, &paragraphs, found, &budget)?;
        found = with_roundups(&corpus, found)?;
    }
    let judged = judge(&corpus, &paragraphs, &found, params, &budget)?;
    begin(Stage::Write);
    let findings = Findings {
        corpus: &corpus,
        paragraphs: &paragraphs,
        articles: &found,
        judged: &judged,
        params,
        temp_dir: &reading.temp_dir,
        order: MakingOrder::within(reading.memory_bytes_max),
    };
    let written = write_rows(&findings, &facts, output)?;
    Ok((corpus, facts, written))
}
