//! SQLite: the rows of one table.
//!
//! *Takes* a file, or a copy of an input that is not one. *Gives* blocks of rows, and an article or
//! a reject for each. *Costs* one pass by row number, in one thread. *Never* writes to the
//! database, runs code that it contains, or reads a column without a role. *Source*: the SQLite
//! file format.

mod database;
mod format;

pub(crate) use format::Sqlite;
