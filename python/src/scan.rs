//! `scan`, and its findings.

use crate::data::DataSource;
use crate::errors::exception;
use crate::run::{Execution, run};
use crate::settings::{ReadSettings, SearchSettings, parsed};
use crate::table::Columns;
use pyo3::prelude::*;
use std::path::PathBuf;
use wirecopy::output::TABLES;
use wirecopy::report::html::{HtmlPage, PageOptions, scan_page};
use wirecopy::{Atomic, ClusterThresholds, Scan, ScanOutput};
use wirecopy_io::{ColumnKind, RowColumn, refuse_over_input};

/// Columns of clusters that are drawn again.
const REDRAWN: [RowColumn; 4] = [
    ("representative", ColumnKind::Text),
    ("size", ColumnKind::Integer),
    ("min_similarity", ColumnKind::Float),
    ("members", ColumnKind::List),
];

/// The findings of a scan, in a temporary folder while this exists.
#[pyclass(frozen, name = "Findings", module = "wirecopy._native")]
pub struct ScanFindings {
    found: ScanOutput,
    /// Warnings of the run.
    #[pyo3(get)]
    warnings: Vec<String>,
}

/// Scans a source; the parameters of reading and those of the search come as JSON.
#[pyfunction]
#[pyo3(signature = (source, parameters, threads = None, on_progress = None))]
pub fn scan(
    py: Python<'_>,
    source: &DataSource,
    parameters: (String, String),
    threads: Option<usize>,
    on_progress: Option<Py<PyAny>>,
) -> PyResult<ScanFindings> {
    let (reading, search) = parameters;
    let reading = parsed::<ReadSettings>(&reading)?.options().map_err(|error| exception(&error))?;
    let params = parsed::<SearchSettings>(&search)?.params(&reading).map_err(|error| exception(&error))?;
    let execution = Execution { threads, on_progress };
    let (found, warnings) = run(py, &execution, |observer| {
        let mut scan = Scan::default().on_event(observer);
        (scan.params, scan.reading) = (params, reading);
        scan.run_inputs(source.inputs().to_vec())
    })?;
    Ok(ScanFindings { found, warnings })
}

#[pymethods]
impl ScanFindings {
    /// The rows of one of the tables.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Columns> {
        let columns = TABLES.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, columns)| columns);
        let path = self.found.folder().join(format!("{name}.jsonl"));
        py.detach(|| Columns::of_rows(&path, columns)).map_err(|error| exception(&error))
    }

    /// The summary as JSON.
    fn summary(&self) -> String {
        serde_json::json!(self.found.summary()).to_string()
    }

    /// The folder of the files.
    fn folder(&self) -> PathBuf {
        self.found.folder().to_path_buf()
    }

    /// Writes the findings as one page with this way to a larger one, and returns what it lacks.
    fn report(
        &self,
        py: Python<'_>,
        path: PathBuf,
        form: (bool, Option<u64>),
        advice: String,
    ) -> PyResult<Vec<String>> {
        let (anonymous, bytes_max) = form;
        let written = || {
            let mut options = PageOptions { anonymous, advice, ..PageOptions::of(&self.found) };
            options.bytes_max = bytes_max.unwrap_or(options.bytes_max);
            if let Ok(texts) = &options.texts {
                refuse_over_input(&path, &texts.inputs)?;
            }
            let HtmlPage { html, missing } = scan_page(self.found.folder(), &options)?;
            let staged = Atomic::new(&path)?;
            staged.write(html.as_bytes())?;
            staged.publish()?;
            Ok(missing)
        };
        py.detach(written).map_err(|error: wirecopy::Error| exception(&error))
    }

    /// Clusters again at other thresholds.
    fn clusters_at(
        &self,
        py: Python<'_>,
        jaccard: Option<f64>,
        containment: Option<f64>,
    ) -> PyResult<Columns> {
        let thresholds = ClusterThresholds { jaccard_min: jaccard, containment_min: containment };
        let redrawn = py.detach(|| self.found.clusters_at(&thresholds)).map_err(|error| exception(&error))?;
        Columns::of_values(&redrawn, &REDRAWN)
    }

    /// Copies all files into a folder.
    fn save(&self, py: Python<'_>, folder: PathBuf) -> PyResult<()> {
        py.detach(|| self.found.write(folder)).map_err(|error| exception(&error))
    }
}
