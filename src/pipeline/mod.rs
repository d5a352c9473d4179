//! Composes the rooms into a scan.
//!
//! *Takes* inputs and parameters. *Gives* every file of the output contract but `run.json`, unpublished. *Costs* one reading of all inputs,
//! a second one of the articles that candidates name, and per article the bytes that its sketch takes. *Never* holds a text past its block,
//! and never lets arrival order, threads or paths change a byte of the answer: everything is numbered by the hash of its tokens first.
//! *Source*: the two-step plan of candidates and verification of Broder et al. 1997, "Syntactic clustering of the web", section 3.

mod aligning;
mod articles;
mod budget;
mod block_order;
mod collapse;
mod comparing;
mod directions;
mod judging;
mod explaining;
mod given;
mod labelling;
mod network;
mod originality;
mod paragraph_keys;
mod paragraphs;
mod preflight;
mod reading;
mod rereading;
mod roundups;
mod sketching;
mod summary;
mod tracing;
mod writing;
mod writing_articles;
mod writing_clusters;
mod writing_fragments;

pub use comparing::{Compared, PairsGiven, compare_pairs, compare_texts};
pub use explaining::explain;
pub use given::{GivenArticle, find_articles, read_article};
pub use network::{Links, NetworkParams, network};
pub use tracing::{Trace, TraceParams, trace};

use crate::error::Result;
use crate::event::{Event, Observer, Stage};
use crate::formats::{Input, ReadOptions};
use crate::params::{Only, ScanParams};
use crate::records::{OutputDir, Summary};
use budget::Budget;

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
    params.check()?;
    let budget = Budget::of(reading.memory_bytes_max);
    let stage = |stage| observer(Event::Stage(stage));
    stage(Stage::Read);
    let read = reading::read(inputs, reading, params, observer)?;
    stage(Stage::Collapse);
    let (mut corpus, reading_facts) = collapse::collapse(read)?;
    stage(Stage::Fragments);
    let paragraphs = paragraphs::find_fragments(&mut corpus, params, &budget)?;
    stage(Stage::Furniture);
    let paragraphs = paragraphs.with_furniture(&corpus);
    let found = if params.only == Only::Paragraphs {
        articles::ArticleFindings::default()
    } else {
        stage(Stage::Candidates);
        let candidates = articles::candidates(&corpus, &paragraphs, params, &budget)?;
        stage(Stage::Verify);
        let verified = articles::verify(&corpus, &paragraphs, candidates, params, &budget, observer)?;
        stage(Stage::Align);
        let aligned = articles::align(&corpus, verified, params, &reading.temp_dir)?;
        let labelled = labelling::with_labels(&corpus, &paragraphs, aligned, &reading.temp_dir)?;
        stage(Stage::Cluster);
        let clustered = articles::cluster(&corpus, &paragraphs, labelled, &budget)?;
        roundups::with_roundups(&corpus, &paragraphs, clustered)?
    };
    let judged = judging::judge(&corpus, &paragraphs, &found, params)?;
    stage(Stage::Write);
    let findings = writing::Findings { paragraphs: &paragraphs, articles: &found, judged: &judged };
    let counts = writing::write(&corpus, &findings, &reading_facts, params, output)?;
    corpus.originals.assert_unchanged()?;
    let summary = summary::summary(params, reading_facts, counts, observer);
    output.write_summary(&summary)?;
    Ok(summary)
}
