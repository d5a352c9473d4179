//! The native part of the Python package: the library, called with data of Python.
//!
//! `wirecopy/*.py` is what users see; it finds out what their data is, and gives parameters as
//! JSON. This crate knows no flag, has no allocator, and no pool of threads but rayon's.

mod data;
mod errors;
mod run;
mod scan;
mod settings;
mod table;

use pyo3::prelude::*;
use settings::{ReadSettings, SearchSettings};

/// Returns the names of all parameters of a scan with their defaults, as JSON: those of reading,
/// and those of the search.
#[pyfunction]
fn defaults() -> (String, String) {
    let [reading, search] = [
        serde_json::json!(ReadSettings::default()).to_string(),
        serde_json::json!(SearchSettings::default()).to_string(),
    ];
    (reading, search)
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<data::DataSource>()?;
    module.add_class::<table::Columns>()?;
    module.add_class::<scan::ScanFindings>()?;
    module.add_function(wrap_pyfunction!(scan::scan, module)?)?;
    module.add_function(wrap_pyfunction!(defaults, module)?)
}
