//! The native part of the Python package: the library, called with data of Python.
//!
//! `wirecopy/*.py` is what users see; it finds out what their data is, and gives parameters as
//! JSON. This crate knows no flag, has no allocator, and no pool of threads but rayon's.

mod data;
mod dedup;
mod dedup_settings;
mod errors;
mod kept;
mod run;
mod scan;
mod settings;
mod sketch;
mod table;
mod texts;
mod trace;
mod verify;

use dedup_settings::DedupSettings;
use pyo3::prelude::*;
use serde::Serialize;
use settings::{ReadSettings, SearchSettings};
use trace::TraceSettings;
use wirecopy::output::{LISTS, TABLES};

/// Returns the names of all parameters with their defaults, as JSON: those of reading, of a scan,
/// of a deduplication, and of a trace.
#[pyfunction]
fn defaults() -> [String; 4] {
    fn all<Settings: Default + Serialize>() -> String {
        serde_json::json!(Settings::default()).to_string()
    }
    [all::<ReadSettings>(), all::<SearchSettings>(), all::<DedupSettings>(), all::<TraceSettings>()]
}

/// Returns the columns of a table or list by its name, without rows.
#[pyfunction]
fn columns(name: &str) -> PyResult<table::Columns> {
    let mut all = TABLES.into_iter().chain(LISTS);
    let found = all.find(|(known, _)| *known == name);
    table::Columns::of_values::<()>(&[], found.map_or(&[], |(_, columns)| columns))
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<data::DataSource>()?;
    module.add_class::<table::Columns>()?;
    module.add_class::<scan::ScanFindings>()?;
    module.add_class::<dedup::DedupRemovals>()?;
    module.add_class::<trace::Carriers>()?;
    module.add_function(wrap_pyfunction!(scan::scan, module)?)?;
    module.add_function(wrap_pyfunction!(dedup::dedup, module)?)?;
    module.add_function(wrap_pyfunction!(trace::trace, module)?)?;
    module.add_function(wrap_pyfunction!(sketch::sketch, module)?)?;
    module.add_function(wrap_pyfunction!(verify::verify, module)?)?;
    module.add_function(wrap_pyfunction!(texts::compare, module)?)?;
    module.add_function(wrap_pyfunction!(texts::credits, module)?)?;
    module.add_function(wrap_pyfunction!(texts::extract_page, module)?)?;
    module.add_function(wrap_pyfunction!(columns, module)?)?;
    module.add_function(wrap_pyfunction!(defaults, module)?)
}
