//! A scan: everything that repeats in a corpus, as output files.
//!
//! *Takes* inputs and parameters. *Gives* every file of the output contract but `run.json`,
//! unpublished. *Costs* one reading of all inputs, a second one of the articles that candidates
//! name, and per article the bytes of its sketch. *Never* keeps a text past its block, and never
//! lets arrival order, threads or paths change a byte of the answer: everything is numbered by the
//! hash of its tokens first. *Source*: the two steps of candidates and verification of Broder et
//! al. 1997, "Syntactic clustering of the web", section 3.

mod builder;
pub(crate) mod corpus_analysis;
mod scan_output;

pub use builder::Scan;
pub use scan_output::ScanOutput;
pub(crate) use scan_output::row_iterator;

use crate::error::Result;
use crate::output::lines::MakingOrder;
use crate::output::scan::findings::Findings;
use crate::output::scan::{summary, write_rejects, write_rows};
use crate::output::{OutputDir, Summary};
use crate::pairs::label::with_labels;
use crate::params::{Only, Passages, ScanParams};
use crate::stories::clusters::with_clusters;
use crate::stories::fewer_pairs::within_limit;
use crate::stories::roundups::with_roundups;
use crate::stories::verdict::judge;
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
/// output.publish()?;
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
    let proposed = match corpus_analysis::propose(inputs, reading, params, observer) {
        Ok(proposed) => proposed,
        Err(error) => {
            if let Some(rejects) = error.rejects() {
                write_rejects(rejects, output)?;
            }
            return Err(error);
        }
    };
    let CorpusAnalysis { corpus, facts, paragraphs, mut found, budget } =
        proposed.without_seeds().verified(params.passages, observer)?;
    found.proposed = Vec::new();
    let begin = |stage| corpus_analysis::begin(stage, observer);
    if params.only != Only::Paragraphs {
        found = within_limit(&corpus, &paragraphs, found, params.pairs_max, &budget)?;
        if params.passages == Passages::All {
            begin(Stage::Align);
            found = with_labels(&corpus, &paragraphs, found, &budget)?;
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
    let counts = write_rows(&findings, &facts, output)?;
    corpus.text_source.assert_unchanged()?;
    let summary = summary(params, facts, counts, observer);
    output.write_document("summary.json", &summary)?;
    Ok(summary)
}
