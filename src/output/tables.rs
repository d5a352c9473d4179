//! The files of rows as tables: one Parquet file beside each.
//!
//! A field with several values is a column of lists, or of JSON if its values are objects.

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

/// The columns of the rows of removals and of carriers, which are files that their callers name.
///
/// ```
/// use wirecopy::output::{LISTS, RowBatches};
///
/// let folder = tempfile::tempdir().unwrap();
/// let list = folder.path().join("removed.jsonl");
/// wirecopy::Dedup::default().run_files(["data/sample"])?.write_list(&list)?;
/// let (name, columns) = LISTS[0];
/// let batches = RowBatches::open(&list, columns)?.collect::<wirecopy::Result<Vec<_>>>()?;
/// assert_eq!((name, batches.len()), ("removed", 1));
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub const LISTS: [(&str, &[RowColumn]); 2] = [("removed", &REMOVED), ("trace", &CARRIERS)];

const ARTICLES: [RowColumn; 27] = [
    ("id", ColumnKind::Text),
    ("outlet", ColumnKind::Text),
    ("published", ColumnKind::Text),
    ("file", ColumnKind::Text),
    ("line", ColumnKind::Integer),
    ("given_id", ColumnKind::Text),
    ("text_made_by", ColumnKind::Text),
    ("url", ColumnKind::Text),
    ("canonical_url", ColumnKind::Text),
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

const CLUSTERS: [RowColumn; 14] = [
    ("cluster", ColumnKind::Text),
    ("size", ColumnKind::Integer),
    ("representative", ColumnKind::Text),
    ("headline", ColumnKind::Text),
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

const REMOVED: [RowColumn; 18] = [
    ("level", ColumnKind::Text),
    ("id", ColumnKind::Text),
    ("location", ColumnKind::Text),
    ("kept", ColumnKind::Text),
    ("kept_location", ColumnKind::Text),
    ("jaccard", ColumnKind::Float),
    ("containment", ColumnKind::Float),
    ("relation", ColumnKind::Text),
    ("rule", ColumnKind::Text),
    ("kind", ColumnKind::Text),
    ("reason", ColumnKind::Text),
    ("start", ColumnKind::Integer),
    ("end", ColumnKind::Integer),
    ("opening", ColumnKind::Text),
    ("hash", ColumnKind::Text),
    ("against", ColumnKind::Text),
    ("kept_hash", ColumnKind::Text),
    ("input", ColumnKind::Json),
];

const CARRIERS: [RowColumn; 25] = [
    ("wire", ColumnKind::Text),
    ("wire_title", ColumnKind::Text),
    ("wire_headline", ColumnKind::Text),
    ("wire_published", ColumnKind::Text),
    ("carrier", ColumnKind::Text),
    ("file", ColumnKind::Text),
    ("line", ColumnKind::Integer),
    ("outlet", ColumnKind::Text),
    ("published", ColumnKind::Text),
    ("url", ColumnKind::Text),
    ("title", ColumnKind::Text),
    ("best", ColumnKind::Flag),
    ("jaccard", ColumnKind::Float),
    ("wire_in_carrier", ColumnKind::Float),
    ("carrier_in_wire", ColumnKind::Float),
    ("shared_shingles", ColumnKind::Integer),
    ("words", ColumnKind::Integer),
    ("lag_seconds", ColumnKind::Integer),
    ("headline", ColumnKind::Text),
    ("longest_match_words", ColumnKind::Integer),
    ("direction", ColumnKind::Json),
    ("common_agency", ColumnKind::Text),
    ("credit", ColumnKind::Text),
    ("credits", ColumnKind::Json),
    ("passages", ColumnKind::Json),
];

/// Writes a Parquet file beside each file of rows of an unpublished scan.
///
/// # Errors
/// When a file cannot be read or written.
///
/// ```
/// use wirecopy::output::{OutputDir, TABLES, write_tables};
/// use wirecopy::{Input, ReadOptions, ScanParams, scan};
///
/// let folder = tempfile::tempdir().unwrap();
/// let output = OutputDir::create(&folder.path().join("found"))?;
/// let inputs = [Input::Path("data/sample/wire.jsonl".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// scan(&inputs, &reading, &ScanParams::default(), &output, &|_| {})?;
/// write_tables(&output)?;
/// let found = output.folder.publish()?;
/// assert!(TABLES.iter().all(|(name, _)| found.join(format!("{name}.parquet")).is_file()));
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn write_tables(output: &OutputDir) -> Result<()> {
    for (name, columns) in TABLES {
        let target = output.folder.path().join(format!("{name}.parquet"));
        let rows = output.folder.path().join(format!("{name}.jsonl"));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{DedupAnnotation, ScanAnnotation};
    use serde_json::Value;

    /// The column for a field of a schema.
    fn kind_of(field: &Value) -> ColumnKind {
        let types: Vec<&str> = match &field["type"] {
            Value::String(name) => vec![name],
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        match types.iter().find(|name| **name != "null") {
            Some(&"integer") => ColumnKind::Integer,
            Some(&"number") => ColumnKind::Float,
            Some(&"boolean") => ColumnKind::Flag,
            Some(&"string") => ColumnKind::Text,
            Some(&"array") if field["items"]["type"] == "string" => ColumnKind::List,
            _ => ColumnKind::Json,
        }
    }

    #[test]
    fn tables_have_the_fields_of_the_rows() {
        let rows: [(&str, &[RowColumn]); 3] = [
            ("extracted", &wirecopy_io::EXTRACTED),
            ("scan_annotation", ScanAnnotation::COLUMNS),
            ("dedup_annotation", DedupAnnotation::COLUMNS),
        ];
        for (name, columns) in TABLES.into_iter().chain(LISTS).chain(rows) {
            let path = format!("{}/docs/schemas/{name}.json", env!("CARGO_MANIFEST_DIR"));
            let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            let is_enum = |field: &Value| {
                let link = field["$ref"].as_str().or(field["anyOf"][0]["$ref"].as_str());
                let definition = link.and_then(|link| link.rsplit('/').next());
                let definition = definition.map(|definition| &schema["$defs"][definition]);
                definition.is_some_and(|definition| {
                    definition["type"] == "string" || definition["oneOf"][0]["const"].is_string()
                })
            };
            let of_schema: Vec<(&str, bool)> = schema["properties"]
                .as_object()
                .unwrap()
                .iter()
                .map(|(field, described)| {
                    let expected = if is_enum(described) { ColumnKind::Text } else { kind_of(described) };
                    let column = columns.iter().find(|(column, _)| column == field);
                    (field.as_str(), column.is_some_and(|(_, kind)| *kind == expected))
                })
                .collect();
            let wrong: Vec<&str> =
                of_schema.iter().filter(|(_, is_right)| !is_right).map(|(field, _)| *field).collect();
            assert!(wrong.is_empty(), "{name}: {wrong:?}");
            assert_eq!(columns.len(), of_schema.len(), "{name} has a column without a field");
        }
    }
}
