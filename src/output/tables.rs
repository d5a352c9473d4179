//! The files of rows as tables: one Parquet file beside each.
//!
//! A field of several values is a column of lists, or of JSON where its values are objects.

use crate::error::Result;
use crate::output::OutputDir;
use std::fs::File;
use std::io::{BufRead, BufReader};
use wirecopy_io::{ColumnKind, ExtractForm, RowColumn, RowsWriter};

/// Bytes of rows that are passed on at once.
const BATCH_BYTES: usize = 1 << 20;

/// The columns of the files of rows, each in the order of its file's documentation.
pub const TABLES: [(&str, &[RowColumn]); 7] = [
    ("articles", &ARTICLES),
    ("pairs", &PAIRS),
    ("clusters", &CLUSTERS),
    ("members", &MEMBERS),
    ("fragments", &FRAGMENTS),
    ("occurrences", &OCCURRENCES),
    ("rejects", &REJECTS),
];

const ARTICLES: [RowColumn; 26] = [
    ("id", ColumnKind::Text),
    ("outlet", ColumnKind::Text),
    ("published", ColumnKind::Text),
    ("file", ColumnKind::Text),
    ("line", ColumnKind::Integer),
    ("given_id", ColumnKind::Text),
    ("text_made_by", ColumnKind::Text),
    ("url", ColumnKind::Text),
    ("title", ColumnKind::Text),
    ("author", ColumnKind::Text),
    ("words", ColumnKind::Integer),
    ("paragraphs", ColumnKind::Integer),
    ("cluster", ColumnKind::Text),
    ("exact_copy_of", ColumnKind::Text),
    ("originality", ColumnKind::Float),
    ("dateline", ColumnKind::Text),
    ("verdict", ColumnKind::Text),
    ("kind", ColumnKind::Text),
    ("story_end", ColumnKind::Integer),
    ("truncated", ColumnKind::Flag),
    ("broken_off", ColumnKind::Json),
    ("credits", ColumnKind::Json),
    ("uncredited", ColumnKind::Json),
    ("doubled", ColumnKind::Json),
    ("repeats_within", ColumnKind::Json),
    ("boilerplate", ColumnKind::Json),
];

pub(crate) const PAIRS: [RowColumn; 13] = [
    ("a", ColumnKind::Text),
    ("b", ColumnKind::Text),
    ("jaccard", ColumnKind::Float),
    ("a_in_b", ColumnKind::Float),
    ("b_in_a", ColumnKind::Float),
    ("shared_shingles", ColumnKind::Integer),
    ("shared_outside", ColumnKind::Integer),
    ("longest_match_words", ColumnKind::Integer),
    ("relation", ColumnKind::Text),
    ("evidence", ColumnKind::Json),
    ("direction", ColumnKind::Json),
    ("lag_seconds", ColumnKind::Integer),
    ("passages", ColumnKind::Json),
];

const CLUSTERS: [RowColumn; 13] = [
    ("cluster", ColumnKind::Text),
    ("size", ColumnKind::Integer),
    ("representative", ColumnKind::Text),
    ("rule", ColumnKind::Text),
    ("min_similarity", ColumnKind::Float),
    ("mean_similarity", ColumnKind::Float),
    ("bridges", ColumnKind::Integer),
    ("outlets", ColumnKind::List),
    ("first_seen", ColumnKind::Text),
    ("last_seen", ColumnKind::Text),
    ("agency", ColumnKind::Text),
    ("versions", ColumnKind::Json),
    ("members", ColumnKind::List),
];

const MEMBERS: [RowColumn; 5] = [
    ("cluster", ColumnKind::Text),
    ("id", ColumnKind::Text),
    ("jaccard", ColumnKind::Float),
    ("containment", ColumnKind::Float),
    ("role", ColumnKind::Text),
];

const FRAGMENTS: [RowColumn; 10] = [
    ("fragment", ColumnKind::Text),
    ("kind", ColumnKind::Text),
    ("role", ColumnKind::Text),
    ("text", ColumnKind::Text),
    ("score", ColumnKind::Float),
    ("measure", ColumnKind::Text),
    ("articles", ColumnKind::Integer),
    ("outlets", ColumnKind::List),
    ("occurrences_total", ColumnKind::Integer),
    ("occurrences", ColumnKind::Json),
];

const OCCURRENCES: [RowColumn; 6] = [
    ("fragment", ColumnKind::Text),
    ("article", ColumnKind::Text),
    ("paragraph", ColumnKind::Integer),
    ("start", ColumnKind::Integer),
    ("end", ColumnKind::Integer),
    ("score", ColumnKind::Float),
];

const REJECTS: [RowColumn; 4] = [
    ("file", ColumnKind::Text),
    ("line", ColumnKind::Integer),
    ("id", ColumnKind::Text),
    ("reason", ColumnKind::Text),
];

/// Writes a Parquet file beside each file of rows of an unpublished scan.
///
/// # Errors
/// When a file cannot be read or written.
pub fn write_tables(output: &OutputDir) -> Result<()> {
    for (name, columns) in TABLES {
        let target = output.staging().join(format!("{name}.parquet"));
        let rows = output.staging().join(format!("{name}.jsonl"));
        let failed = |source| wirecopy_io::Error::Read { path: rows.clone(), source };
        let mut lines = BufReader::new(File::open(&rows).map_err(failed)?);
        let mut writer = RowsWriter::create(target.clone(), &target, ExtractForm::Parquet, columns)?;
        let mut batch = Vec::new();
        loop {
            let read = lines.read_until(b'\n', &mut batch).map_err(failed)?;
            if batch.len() >= BATCH_BYTES || read == 0 {
                writer.write(&batch)?;
                batch.clear();
            }
            if read == 0 {
                break;
            }
        }
        writer.finish()?;
    }
    Ok(())
}
