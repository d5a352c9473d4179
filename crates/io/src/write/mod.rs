//! Outputs that appear complete or not at all, and records written back in their own form.
//!
//! *Takes* rows, or the records that survive, byte for byte or without some bytes of their texts.
//! *Gives* one file or one folder ([`Atomic`]); records keep the names of their inputs and are
//! compressed as those names indicate ([`Destination`]). *Costs* one sequential pass. *Never*
//! changes a byte outside a text, writes over an input, or shows a part of an output under its
//! final name. *Source*: this project's definition of a survivor.

mod system;
mod atomic;
mod columns;
#[cfg(feature = "parquet")]
mod batch_builder;
#[cfg(feature = "parquet")]
mod batch_file;
#[cfg(feature = "parquet")]
mod column_copies;
#[cfg(feature = "parquet")]
mod table_writer;
mod compressed_writer;
mod extracted_row;
mod extracted;
mod destination;
mod edit_record;
mod record_writer;

pub use atomic::{Atomic, AtomicFile};
#[cfg(feature = "parquet")]
pub use batch_builder::BatchBuilder;
#[cfg(feature = "parquet")]
pub use batch_file::write_batches;
pub(crate) use columns::cell_of;
pub use columns::{ColumnKind, RowColumn, spreadsheet_cell};
pub use destination::{Destination, refuse_over_input, refuse_replacing_input};
pub(crate) use extracted::push_extracted;
pub use extracted::{EXTRACTED, ExtractForm, RowsWriter};
pub use extracted_row::ExtractedRow;
pub use record_writer::{RecordWriter, SurvivorRow};
