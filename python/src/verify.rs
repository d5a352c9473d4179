//! `verify`: given pairs of articles, compared whatever their scores.

use crate::data::DataSource;
use crate::errors::exception;
use crate::run::{Execution, run};
use crate::settings::{ReadSettings, one_of, parsed};
use crate::table::Columns;
use pyo3::prelude::*;
use std::io::Write as _;
use std::path::PathBuf;
use wirecopy::output::TABLES;
use wirecopy::{
    Atomic, ExtractForm, ExtractTarget, FileError, Observer, OffsetUnit, PairsGiven, compare_pairs,
};
use wirecopy_scratch::{PrivateFolder, temporary_folder};

/// Compares pairs of ids of a source; the parameters of reading come as JSON. Offsets of passages
/// count bytes or characters.
#[pyfunction]
#[pyo3(signature = (source, pairs, reading, offsets, threads = None))]
pub fn verify(
    source: PyRef<'_, DataSource>,
    pairs: Vec<(String, String)>,
    reading: &str,
    offsets: &str,
    threads: Option<usize>,
) -> PyResult<Columns> {
    let reading = parsed::<ReadSettings>(reading)?.options().map_err(|error| exception(&error))?;
    let units = [("bytes", OffsetUnit::Bytes), ("chars", OffsetUnit::Characters)];
    let expected = "bytes or chars is expected";
    let offsets = one_of("offsets", offsets, &units, expected).map_err(|error| exception(&error))?;
    let inputs = source.inputs().to_vec();
    let execution = Execution { threads, on_progress: None };
    let compared = |observer: &Observer<'_>| {
        let folder = temporary_folder(&reading.temp_dir)?;
        let given = write_pairs(&pairs, &folder)?;
        let path = &folder.path().join("pairs.jsonl");
        let staged = &Atomic::new(path)?;
        let out = ExtractTarget { path, staged, form: ExtractForm::JsonLines };
        let given = PairsGiven { pairs: &given, out, offsets };
        compare_pairs(&inputs, &reading, &given, observer)?;
        let (_, columns) = TABLES[1];
        Columns::of_rows(staged.path(), columns)
    };
    run(source.py(), &execution, compared).map(|(columns, _)| columns)
}

/// Writes pairs of ids into a folder, and returns their file.
fn write_pairs(pairs: &[(String, String)], folder: &PrivateFolder) -> wirecopy::Result<PathBuf> {
    let line = |(a, b): &(String, String)| format!("{}\n", serde_json::json!({"a": a, "b": b}));
    let lines: String = pairs.iter().map(line).collect();
    let (path, mut file) = folder.create_file("given.jsonl")?;
    file.write_all(lines.as_bytes()).map_err(|source| FileError::Write { path: path.clone(), source })?;
    Ok(path)
}
