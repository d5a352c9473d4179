//! The texts of a page: found again in the inputs of the scan, and made ready to be shown.
//!
//! *Takes* the files and lines that a scan's rows name, and the inputs. *Gives* texts
//! ([`read_texts`]), their parts ([`PreparedText`]) and the aligned rows of two of them ([`grid`]).
//! *Costs* one pass over the inputs, and an alignment per pair. *Never* shows a text that has other
//! words than the scan read, or rows that differ from the passages of a pair's row. *Source*: our
//! own.

mod grid;
mod record_index;
mod prepared_text;
mod rereading;

pub(crate) use grid::{GridRow, grid};
pub(crate) use prepared_text::{PreparedText, TextPart};
pub(crate) use record_index::WantedRecord;
pub use rereading::TextInputs;
pub(crate) use rereading::{FoundTexts, read_texts, records_of, wanted};
