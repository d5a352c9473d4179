//! `trace`: who carries the stories of a wire.

use crate::data::DataSource;
use crate::errors::exception;
use crate::run::{Execution, run};
use crate::settings::{ReadSettings, parsed};
use crate::table::Columns;
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;
use wirecopy::output::LISTS;
use wirecopy::{FileError, Trace, TraceParams, trace as find_carriers};
use wirecopy_scratch::{PrivateFolder, temporary_folder};

/// Settings of what is searched for in a trace.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TraceSettings {
    pub share_min: Option<f64>,
    /// In seconds.
    pub within: Option<i64>,
    pub group_len_max: u32,
    pub pairs_max: u32,
}

impl Default for TraceSettings {
    fn default() -> Self {
        let TraceParams { share_min, within_seconds, group_len_max, pairs_max } = TraceParams::default();
        TraceSettings { share_min, within: within_seconds, group_len_max, pairs_max }
    }
}

/// The carriers of a wire.
#[pyclass(frozen, module = "wirecopy._native")]
pub struct Carriers {
    /// Holds the rows.
    _folder: PrivateFolder,
    rows: PathBuf,
    counts: String,
    /// Warnings of the run.
    #[pyo3(get)]
    warnings: Vec<String>,
}

/// Traces the stories of the first source in the second one; the parameters of reading and those of
/// the search come as JSON.
#[pyfunction]
#[pyo3(signature = (sources, parameters, threads = None, on_progress = None))]
pub fn trace(
    sources: (PyRef<'_, DataSource>, PyRef<'_, DataSource>),
    parameters: (String, String),
    threads: Option<usize>,
    on_progress: Option<Py<PyAny>>,
) -> PyResult<Carriers> {
    let reading = parsed::<ReadSettings>(&parameters.0)?.options().map_err(|error| exception(&error))?;
    let TraceSettings { share_min, within, group_len_max, pairs_max } = parsed(&parameters.1)?;
    let params = TraceParams { share_min, within_seconds: within, group_len_max, pairs_max };
    let folder = temporary_folder(&reading.temp_dir).map_err(|error| exception(&error.into()))?;
    let [wire, inputs] = [&sources.0, &sources.1].map(|source| source.inputs().to_vec());
    let execution = Execution { threads, on_progress };
    let ((rows, counts), warnings) = run(sources.0.py(), &execution, |observer| {
        let found = find_carriers(&wire, &inputs, &reading, &params, observer)?;
        Ok((write_rows(&found, &folder)?, json!(found.counts).to_string()))
    })?;
    Ok(Carriers { _folder: folder, rows, counts, warnings })
}

/// Writes the rows of a trace into a folder, and returns their file.
fn write_rows(found: &Trace, folder: &PrivateFolder) -> wirecopy::Result<PathBuf> {
    let (path, file) = folder.create_file("carriers.jsonl")?;
    let failed = |source| FileError::Write { path: path.clone(), source };
    let mut file = BufWriter::new(file);
    for row in found.rows() {
        let written = serde_json::to_writer(&mut file, &row?).map_err(std::io::Error::from);
        written.and_then(|()| file.write_all(b"\n")).map_err(failed)?;
    }
    file.flush().map_err(failed)?;
    Ok(path)
}

#[pymethods]
impl Carriers {
    /// One row per story and article that carries it.
    fn rows(&self, py: Python<'_>) -> PyResult<Columns> {
        let (_, columns) = LISTS[1];
        py.detach(|| Columns::of_rows(&self.rows, columns)).map_err(|error| exception(&error))
    }

    /// All counts as JSON.
    fn counts(&self) -> &str {
        &self.counts
    }
}
