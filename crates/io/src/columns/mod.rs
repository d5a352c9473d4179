//! Tables stored by columns: Parquet and Arrow IPC (Feather).
//!
//! *Takes* a file that can be read at any offset. *Gives* blocks of rows that decode by themselves,
//! and an article or a reject for each row. *Costs* one look at the file's description and its
//! first rows; only the columns with a role are read, each in the thread that needs its rows.
//! *Never* copies a text out of its column, or trusts a length that the file's size contradicts.
//! *Source*: the Parquet and the Arrow columnar format specifications.

mod cell;
mod first_rows;
mod guarded;
mod roles;
mod rows;
mod ipc;
mod parquet_file;

pub(crate) use guarded::guarded;
pub(crate) use ipc::ArrowIpc;
pub(crate) use parquet_file::Parquet;
