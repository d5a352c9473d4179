//! `Columns`: rows as Arrow columns, which every library of data frames takes.

use crate::errors::raise;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};
use pyo3_arrow::PyTable;
use serde::Serialize;
use serde_json::json;
use std::path::Path;
use wirecopy::output::RowBatches;
use wirecopy_io::{BatchBuilder, ColumnKind, RowColumn};

/// Rows as columns.
#[pyclass(frozen, module = "wirecopy._native")]
pub struct Columns {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    /// The columns whose values are JSON.
    #[pyo3(get)]
    json: Vec<&'static str>,
}

impl Columns {
    /// Columns of a caller's own.
    pub fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Columns {
        Columns { schema, batches, json: Vec::new() }
    }

    /// Takes rows.
    pub fn of_values<Row: Serialize>(rows: &[Row], columns: &[RowColumn]) -> PyResult<Columns> {
        let mut builder = BatchBuilder::new(columns);
        let written = rows.iter().try_for_each(|row| builder.push(json!(row).to_string().as_bytes()));
        let batch = written.and_then(|()| builder.finish());
        let batch = batch.map_err(|error| raise("Error", &error.to_string(), &json!({})))?;
        Ok(Columns::new(batch.schema(), vec![batch]))
    }

    /// Reads a file of rows.
    pub fn of_rows(path: &Path, columns: &[RowColumn]) -> wirecopy::Result<Columns> {
        let rows = RowBatches::open(path, columns)?;
        let of_json = columns.iter().filter(|(_, kind)| *kind == ColumnKind::Json);
        Ok(Columns {
            schema: rows.schema(),
            batches: rows.collect::<wirecopy::Result<_>>()?,
            json: of_json.map(|(name, _)| *name).collect(),
        })
    }
}

#[pymethods]
impl Columns {
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns.
    fn names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let table = PyTable::try_new(self.batches.clone(), self.schema.clone())?.into_pyobject(py)?;
        table.call_method1("__arrow_c_stream__", (requested_schema,))
    }

    /// The values of a column as Python's own.
    fn values<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        let list = PyList::empty(py);
        for batch in &self.batches {
            let column = batch
                .column_by_name(name)
                .ok_or_else(|| raise("Error", &format!("there is no column {name:?}"), &json!({})))?;
            append(column.as_ref(), &list)?;
        }
        Ok(list)
    }
}

/// Appends the values of an array to a list.
fn append(array: &dyn Array, list: &Bound<'_, PyList>) -> PyResult<()> {
    let rows = 0..array.len();
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().iter().try_for_each(|value| list.append(value)),
        DataType::LargeUtf8 => array.as_string::<i64>().iter().try_for_each(|value| list.append(value)),
        DataType::Utf8View => array.as_string_view().iter().try_for_each(|value| list.append(value)),
        DataType::Int64 => array.as_primitive::<Int64Type>().iter().try_for_each(|value| list.append(value)),
        DataType::Float64 => {
            array.as_primitive::<Float64Type>().iter().try_for_each(|value| list.append(value))
        }
        DataType::Boolean => array.as_boolean().iter().try_for_each(|value| list.append(value)),
        DataType::List(_) => rows.into_iter().try_for_each(|row| {
            if array.is_null(row) {
                return list.append(None::<&str>);
            }
            let inner = PyList::empty(list.py());
            append(array.as_list::<i32>().value(row).as_ref(), &inner)?;
            list.append(inner)
        }),
        DataType::Null => rows.into_iter().try_for_each(|_| list.append(None::<&str>)),
        other => Err(raise(
            "Error",
            &format!("a column of {other} has no plain values here: use to_arrow() or to_polars()"),
            &json!({}),
        )),
    }
}
