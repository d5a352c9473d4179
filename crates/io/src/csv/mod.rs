//! CSV and TSV: rows under a header.
//!
//! *Takes* an open file. *Gives* blocks of whole rows, and an article or a reject for each row that
//! is not blank. *Costs* one search for delimiters and quotes while cutting; the fields of a row
//! are unquoted in parallel. *Never* loses a row to another row's broken quotes: reading continues
//! after the first line of the broken row. *Source*: RFC 4180.

mod cells;
mod detect;
mod dialect;
mod format;
mod header;
mod plan;
mod rows;
mod scan;

pub(crate) use detect::{SampledRow, dialect_of};
pub(crate) use dialect::Dialect;
pub use dialect::{Quoting, TableOptions};
pub(crate) use format::{CSV, TSV};
