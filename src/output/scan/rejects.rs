//! `rejects.jsonl`: one row per record that could not be used, ordered by (file, line, id, reason).

use crate::corpus::read_corpus::ReadingFacts;
use crate::error::Result;
use crate::output::OutputDir;
use wirecopy_article::Reject;

/// Writes `rejects.jsonl`.
pub(super) fn write_rejects(facts: &ReadingFacts, output: &OutputDir) -> Result<()> {
    let mut rejects: Vec<&Reject> = facts.rejects.iter().collect();
    rejects.sort();
    let mut rows = output.rows("rejects.jsonl")?;
    for reject in rejects {
        rows.write(reject)?;
    }
    rows.finish().map(drop)
}
