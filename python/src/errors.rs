//! Errors of the library as exceptions of the package, with their data.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde::Serialize;
use serde_json::{Value, json};
use wirecopy::{Error, FileError};

/// The exception for an error: a class of `wirecopy.errors` by name, the message, and the data.
pub fn exception(error: &Error) -> PyErr {
    let (class, data) = described(error);
    raise(class, &error.to_string(), &data)
}

/// An exception of `wirecopy.errors` with attributes.
pub fn raise(class: &str, message: &str, data: &Value) -> PyErr {
    Python::attach(|py| {
        let made = || -> PyResult<PyErr> {
            let attributes = py.import("json")?.call_method1("loads", (data.to_string(),))?;
            let attributes = attributes.cast_into::<PyDict>().map_err(PyErr::from)?;
            let class = py.import("wirecopy.errors")?.getattr(class)?;
            Ok(PyErr::from_value(class.call((message,), Some(&attributes))?))
        };
        made().unwrap_or_else(|error| error)
    })
}

fn rows<T: Serialize>(rows: &[T]) -> Value {
    serde_json::to_value(rows).unwrap_or_default()
}

fn described(error: &Error) -> (&'static str, Value) {
    match error {
        Error::Parameter { name, value, expected } => {
            ("ParameterError", json!({"name": name, "value": value, "expected": expected}))
        }
        Error::News(wirecopy_news::Error::Parameter { name, value, expected }) => {
            ("ParameterError", json!({"name": name, "value": value, "expected": expected}))
        }
        Error::NothingRead { rejected, rejects } => {
            ("RejectedError", json!({"rejected": rejected, "rejects": rows(rejects)}))
        }
        Error::TooManyRejects { unreadable, rejects, .. } => {
            ("RejectedError", json!({"rejected": unreadable, "rejects": rows(rejects)}))
        }
        Error::Strict { file, line, reason } => {
            let reject = json!({"file": file, "line": line, "reason": reason});
            ("RejectedError", json!({"rejected": 1, "rejects": [reject]}))
        }
        Error::LossTooLarge { losses, share_max } => {
            let loss = |loss: &wirecopy::Loss| json!({"outlet": loss.outlet, "articles": loss.articles, "removed": loss.removed});
            let losses: Vec<Value> = losses.iter().map(loss).collect();
            ("LossError", json!({"losses": losses, "share_max": share_max}))
        }
        Error::Io(error) => of_file(error),
        _ => ("Error", json!({})),
    }
}

fn of_file(error: &FileError) -> (&'static str, Value) {
    let path = match error {
        FileError::Read { path, .. }
        | FileError::Write { path, .. }
        | FileError::Changed { path }
        | FileError::BadInput { path, .. }
        | FileError::NoTextField { path, .. }
        | FileError::HeaderIsData { path, .. }
        | FileError::Output { path, .. }
        | FileError::ForeignOutput { path, .. } => Some(path.display().to_string()),
        _ => None,
    };
    let fields = match error {
        FileError::NoTextField { fields, .. } => fields.clone(),
        _ => Vec::new(),
    };
    ("FileError", json!({"path": path, "fields": fields}))
}
