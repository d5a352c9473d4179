//! `rejects.jsonl`: one row per record that could not be used, ordered by (file, line, id, reason).

use crate::error::Result;
use crate::output::OutputDir;
use wirecopy_article::Reject;

/// Writes `rejects.jsonl`.
pub(crate) fn write_rejects(rejects: &[Reject], output: &OutputDir) -> Result<()> {
    let mut rejects: Vec<&Reject> = rejects.iter().collect();
    rejects.sort();
    let mut rows = output.rows("rejects.jsonl")?;
    for reject in rejects {
        rows.write(reject)?;
    }
    rows.finish().map(drop)
}
