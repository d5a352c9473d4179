//! Composes the rooms into a scan.
//!
//! *Takes* inputs and parameters. *Gives* every file of the output contract but `run.json`, unpublished. *Costs* one reading of all inputs,
//! a second one of the articles that candidates name, and per article the bytes that its sketch takes. *Never* holds a text past its block,
//! and never lets arrival order, threads or paths change a byte of the answer: everything is numbered by the hash of its tokens first.
//! *Source*: the two-step plan of candidates and verification of Broder et al. 1997, "Syntactic clustering of the web", section 3.

mod accounting;
mod aligning;
mod applying;
mod articles;
mod band_keys;
mod block_bytes;
mod block_order;
mod budget;
mod chaining;
mod collapse;
mod comparing;
mod deciding;
mod dedup;
mod directions;
mod explaining;
mod front;
mod given;
mod ids;
mod judging;
mod labelling;
mod network;
mod originality;
mod paragraphs;
mod preflight;
mod reading;
mod record_chain;
mod rereading;
mod resuming;
mod rewriting;
mod roundups;
mod seed_store;
mod seeding;
mod sketching;
mod stripping;
mod summary;
mod text_order;
mod tracing;
mod writing;
mod writing_articles;
mod writing_clusters;
mod writing_fragments;

pub use applying::{Applied, apply};
pub use comparing::{Compared, PairsGiven, compare_pairs, compare_texts};
pub use dedup::{DedupOutput, Deduplicated, dedup};
pub use explaining::explain;
pub use given::{GivenArticle, find_articles, read_article};
pub use network::{Links, NetworkParams, network};
pub use tracing::{Trace, TraceParams, trace};

use crate::error::Result;
use crate::event::{Observer, Stage};
use crate::formats::{Input, ReadOptions};
use crate::params::{Only, Passages, ScanParams};
use crate::records::{OutputDir, Summary};
use front::{Front, Seeds};

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
        front::find(inputs, reading, params, Seeds::Go, observer)?;
    let found = if params.only == Only::Paragraphs {
        found
    } else {
        let stage = |stage| front::begin(stage, observer);
        let found = match params.passages {
            Passages::All => {
                stage(Stage::Align);
                labelling::with_labels(&corpus, &paragraphs, found, &budget)?
            }
            Passages::None => found,
        };
        stage(Stage::Cluster);
        let clustered = articles::cluster(&corpus, &paragraphs, found, &budget)?;
        roundups::with_roundups(&corpus, clustered)?
    };
    let judged = judging::judge(&corpus, &paragraphs, &found, params);
    front::begin(Stage::Write, observer);
    let findings = writing::Findings { paragraphs: &paragraphs, articles: &found, judged: &judged };
    let counts = writing::write(&corpus, &findings, &facts, params, reading.tables, output)?;
    corpus.originals.assert_unchanged()?;
    let summary = summary::summary(params, facts, counts, observer);
    output.write_summary(&summary)?;
    Ok(summary)
}
