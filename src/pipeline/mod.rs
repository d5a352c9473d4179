//! Composes the rooms into a scan.
//!
//! *Takes* inputs and parameters. *Gives* every file of the output contract but `run.json`, unpublished. *Costs* one reading of all inputs,
//! a second one of the articles that candidates name, and per article the bytes that its sketch takes. *Never* holds a text past its block,
//! and never lets arrival order, threads or paths change a byte of the answer: everything is numbered by the hash of its tokens first.
//! *Source*: the two-step plan of candidates and verification of Broder et al. 1997, "Syntactic clustering of the web", section 3.

mod articles;
mod accounting;
mod applying;
mod block_order;
mod collapse;
mod deciding;
mod dedup;
mod front;
mod directions;
mod network;
mod paragraphs;
mod reading;
mod rereading;
mod rewriting;
mod sketching;
mod summary;
mod tracing;
mod writing;
mod writing_clusters;
mod writing_fragments;

pub use applying::{Applied, apply};
pub use dedup::{DedupOutput, Deduplicated, dedup};
pub use network::{Links, NetworkParams, network};
pub use tracing::{Trace, TraceParams, trace};

use front::Front;

use crate::error::Result;
use crate::event::{Event, Observer, Stage};
use crate::formats::{Input, ReadOptions};
use crate::params::{Only, ScanParams};
use crate::records::{OutputDir, Summary};

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
    let Front { corpus, facts, paragraphs, found } = front::find(inputs, reading, params, observer)?;
    let found = if params.only == Only::Paragraphs {
        found
    } else {
        observer(Event::Stage(Stage::Cluster));
        articles::cluster(&corpus, &paragraphs, found)?
    };
    observer(Event::Stage(Stage::Write));
    let counts = writing::write(&corpus, &paragraphs, &found, &facts, params, output)?;
    corpus.originals.assert_unchanged()?;
    let summary = summary::summary(params, facts, counts, observer);
    output.write_summary(&summary)?;
    Ok(summary)
}
