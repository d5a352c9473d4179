//! Composes the rooms into a scan.
//!
//! *Takes* inputs and parameters. *Gives* every file of the output contract but `run.json`, unpublished. *Costs* one reading of all inputs,
//! a second one of the articles that candidates name, and per article the bytes that its sketch takes. *Never* holds a text past its block,
//! and never lets arrival order, threads or paths change a byte of the answer: everything is numbered by the hash of its tokens first.
//! *Source*: the two-step plan of candidates and verification of Broder et al. 1997, "Syntactic clustering of the web", section 3.

pub(crate) mod corpus_analysis;

use crate::error::Result;
use crate::output::{MakingOrder, OutputDir, Summary};
use crate::params::{Only, Passages, ScanParams};
use corpus_analysis::{Front, Seeds};
use wirecopy_article::event::{Observer, Stage};
use wirecopy_io::{Input, ReadOptions};

/// Reads the inputs and writes every file of the contract but `run.json` into `output`, unpublished.
///
/// Work runs on the current rayon pool.
///
/// # Errors
/// When an input, the temporary folder or the output fails; a bad record does not, unless `reading.strict`.
pub fn scan(
    inputs: &[Input],
    reading: &ReadOptions,
    params: &ScanParams,
    output: &OutputDir,
    observer: &Observer<'_>,
) -> Result<Summary> {
    let Front { corpus, facts, paragraphs, found, budget } =
        corpus_analysis::find(inputs, reading, params, Seeds::Go, observer)?;
    let found = if params.only == Only::Paragraphs {
        found
    } else {
        let stage = |stage| corpus_analysis::begin(stage, observer);
        let found = match params.passages {
            Passages::All => {
                stage(Stage::Align);
                crate::pairs::label::with_labels(&corpus, &paragraphs, found, &budget)?
            }
            Passages::None => found,
        };
        stage(Stage::Cluster);
        let clustered = crate::pairs::candidates::cluster(&corpus, &paragraphs, found, &budget)?;
        crate::stories::roundups::with_roundups(&corpus, clustered)?
    };
    let judged = crate::stories::wire_text::judge(&corpus, &paragraphs, &found, params);
    corpus_analysis::begin(Stage::Write, observer);
    let findings =
        crate::output::findings::Findings { paragraphs: &paragraphs, articles: &found, judged: &judged };
    let order = MakingOrder::within(reading.memory_bytes_max);
    let counts = crate::output::findings::write(&corpus, &findings, &facts, params, order, output)?;
    corpus.text_source.assert_unchanged()?;
    let summary = crate::output::summary_rows::summary(params, facts, counts, observer);
    output.write_summary(&summary)?;
    Ok(summary)
}
