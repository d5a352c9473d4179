//! `DataSource`: whatever a caller gives as data, as inputs of the library.

use crate::errors::{exception, raise};
use crate::kept::kept_columns;
use crate::table::Columns;
use arrow_array::builder::{ArrayBuilder as _, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use pyo3_arrow::PyRecordBatch;
use pyo3_arrow::input::AnyRecordBatch;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wirecopy::{Input, MemoryInput};

/// Bytes of texts that become one batch.
const BATCH_BYTES: usize = 1 << 20;

/// Texts that become one batch at most, however short they are.
const ROWS_MAX: usize = 1 << 16;

/// Inputs of a run. Data in memory is kept in a temporary file while this exists.
#[pyclass(frozen, name = "Source", module = "wirecopy._native")]
pub struct DataSource {
    inputs: Vec<Input>,
    _memory: Option<MemoryInput>,
}

impl DataSource {
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    fn of_memory(memory: wirecopy::Result<MemoryInput>) -> PyResult<DataSource> {
        let memory = memory.map_err(|error| exception(&error))?;
        Ok(DataSource { inputs: vec![memory.input()], _memory: Some(memory) })
    }
}

/// Returns whether a scan wrote a folder.
fn is_scan(folder: &Path) -> bool {
    ["articles.jsonl", "pairs.jsonl", "summary.json"].iter().all(|name| folder.join(name).is_file())
}

fn temp_dir(temp_dir: Option<PathBuf>) -> PathBuf {
    temp_dir.unwrap_or_else(std::env::temp_dir)
}

#[pymethods]
impl DataSource {
    /// Files and folders, but none that a scan wrote.
    #[staticmethod]
    fn of_paths(paths: Vec<PathBuf>) -> PyResult<DataSource> {
        if let Some(path) = paths.iter().find(|path| is_scan(path)) {
            let path = path.display().to_string();
            let message = format!("{path} is what a scan wrote, and has no texts: name what that scan read");
            return Err(raise("FileError", &message, &json!({"path": path, "fields": []})));
        }
        Ok(DataSource { inputs: paths.into_iter().map(Input::Path).collect(), _memory: None })
    }

    /// Whatever offers a stream of Arrow, or one batch.
    #[staticmethod]
    #[pyo3(signature = (stream, folder = None))]
    fn of_stream(py: Python<'_>, stream: AnyRecordBatch, folder: Option<PathBuf>) -> PyResult<DataSource> {
        let reader = stream.into_reader()?;
        let memory = py.detach(|| MemoryInput::of_batches(reader, &temp_dir(folder)));
        DataSource::of_memory(memory)
    }

    /// An iterator of batches, of which the first one was taken from it.
    #[staticmethod]
    #[pyo3(signature = (first, rest, folder = None))]
    fn of_batches(
        first: PyRecordBatch,
        rest: Py<PyIterator>,
        folder: Option<PathBuf>,
    ) -> PyResult<DataSource> {
        let first = first.into_inner();
        let batches = PythonBatches { schema: first.schema(), first: Some(first), rest };
        DataSource::of_memory(MemoryInput::of_batches(batches, &temp_dir(folder)))
    }

    /// The columns of data in memory, without the rows that are not kept, and with the notes of a
    /// file of rows.
    #[pyo3(signature = (numbers, notes = None))]
    fn kept(&self, py: Python<'_>, numbers: Vec<u64>, notes: Option<PathBuf>) -> PyResult<Columns> {
        let Some(Input::Named { path, .. }) = self.inputs.first() else {
            return Err(raise("Error", "only data in memory has columns", &json!({})));
        };
        py.detach(|| kept_columns(path, &numbers, notes.as_deref()))
            .map_err(|error| raise("Error", &error.to_string(), &json!({})))
    }

    /// An iterator of texts.
    #[staticmethod]
    #[pyo3(signature = (texts, folder = None))]
    fn of_texts(texts: Bound<'_, PyIterator>, folder: Option<PathBuf>) -> PyResult<DataSource> {
        let schema = Arc::new(Schema::new(vec![Field::new("text", DataType::Utf8, true)]));
        let batches = TextBatches { schema: Arc::clone(&schema), texts };
        let batches = RecordBatchIterator::new(batches, schema);
        DataSource::of_memory(MemoryInput::of_batches(batches, &temp_dir(folder)))
    }

    /// An iterator of records, each as the JSON of one object.
    #[staticmethod]
    #[pyo3(signature = (records, folder = None))]
    fn of_records(records: Bound<'_, PyIterator>, folder: Option<PathBuf>) -> PyResult<DataSource> {
        let mut failed = None;
        let record = |item: PyResult<Bound<'_, PyAny>>| item?.extract::<String>();
        let records = records.map_while(|item| record(item).map_err(|error| failed = Some(error)).ok());
        let memory = MemoryInput::of_records(records, &temp_dir(folder));
        match failed {
            Some(error) => Err(error),
            None => DataSource::of_memory(memory),
        }
    }
}

/// Texts of Python as batches of one column.
struct TextBatches<'py> {
    schema: SchemaRef,
    texts: Bound<'py, PyIterator>,
}

impl Iterator for TextBatches<'_> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut column = StringBuilder::new();
        while column.values_slice().len() < BATCH_BYTES && column.len() < ROWS_MAX {
            let Some(text) = self.texts.next() else { break };
            match text.and_then(|text| text.extract::<Option<String>>()) {
                Ok(text) => column.append_option(text),
                Err(error) => return Some(Err(ArrowError::ExternalError(Box::new(error)))),
            }
        }
        if column.is_empty() {
            return None;
        }
        let column: ArrayRef = Arc::new(column.finish());
        Some(RecordBatch::try_new(Arc::clone(&self.schema), vec![column]))
    }
}

/// Batches that an iterator of Python makes one after the other.
struct PythonBatches {
    schema: SchemaRef,
    first: Option<RecordBatch>,
    rest: Py<PyIterator>,
}

impl Iterator for PythonBatches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(first) = self.first.take() {
            return Some(Ok(first));
        }
        Python::attach(|py| {
            let item = self.rest.bind(py).clone().next()?;
            let batch = item.and_then(|item| item.extract::<PyRecordBatch>());
            let failed = |error| ArrowError::ExternalError(Box::new(error));
            Some(batch.map(PyRecordBatch::into_inner).map_err(failed))
        })
    }
}

impl RecordBatchReader for PythonBatches {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}
