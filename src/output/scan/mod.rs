//! The folder that a scan writes: one file of code per output file, with its row type and the
//! writer of its rows.
//!
//! *Takes* what a scan found ([`Findings`]). *Gives* the rows of every file in a fixed order, and
//! their counts. *Costs* one pass over each kind of finding; rows are made in parallel and written
//! in order. *Never* decides anything: a row states what was found before. *Source*: the output
//! contract of this project, `docs/output-format.md`.

mod articles;
mod clusters;
pub(crate) mod findings;
mod fragments;
mod members;
mod occurrences;
mod pairs;
mod rejects;
mod run;
mod summary;

pub use articles::{Article, BoilerplateSpan, DoubledPart, Repeat};
pub use clusters::Cluster;
pub(crate) use clusters::{ClusterIds, cluster_id_of};
pub use fragments::Fragment;
pub use members::Member;
pub use occurrences::Occurrence;
pub use pairs::Pair;
pub(crate) use rejects::write_rejects;
pub use run::{Run, StageTime};
pub(crate) use summary::summary;
pub use summary::{Counts, Expected, FieldReason, Summary};

use crate::corpus::read_corpus::ReadingFacts;
use crate::error::Result;
use crate::output::OutputDir;
use findings::Findings;

/// Writes every file of rows and counts the rows. Returns the clusters of articles, too.
pub(crate) fn write_rows(
    findings: &Findings<'_>,
    facts: &ReadingFacts,
    output: &OutputDir,
) -> Result<(Counts, ClusterIds)> {
    let mut counts = Counts::of(findings, facts);
    write_rejects(&facts.rejects, output)?;
    pairs::write_pairs(findings, output, &mut counts)?;
    let clusters = clusters::write_clusters(findings, output, &mut counts)?;
    let fragments = fragments::write_fragments(findings, output, &mut counts)?;
    articles::write_articles(findings, &clusters, &fragments, output, &mut counts)?;
    Ok((counts, clusters))
}
