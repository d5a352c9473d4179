//! Any input, read as articles; any record, written back in its own form.
//!
//! *Takes* files, folders and standard input. *Gives* blocks of records in an order that depends
//! only on the paths; each block decodes by itself to articles and rejects. *Costs* one sequential
//! pass that finds the borders of records; decoding is parallel. *Never* keeps a text longer than
//! its block, or decides anything about articles. *Source*: this project's definitions of text, id
//! and reading again; RFC 8259 for JSON, RFC 4180 for CSV.
//!
//! Not a stable interface: it changes with the program. `format.rs` is the entry point for a new
//! format.
//!
//! # Formats
//! `formats.rs` lists all formats with the extensions and the first bytes of their files. A format
//! that the user states decides, then the first bytes, then the name: JSON is read in the layout
//! that it has, a table in its dialect, and a file that is not text is refused whatever its name.
//! Compression, standard input and named files without a known extension are recognised by their
//! first bytes alone. Folders are read with their subfolders, without hidden files; files without
//! an extension are read if they are JSON or tables, and others without a known extension give a
//! warning. Formats other than JSON, tables and text are Cargo features; if a build lacks one, its
//! files are refused with the name of the feature.
//!
//! A format that makes its texts (a page, a feed, a mail) names the maker in each article, and its
//! records are kept or dropped whole.
//!
//! # Reading a text again
//! The text of a JSON line or a `.txt` file is read again by its
//! [`wirecopy_article::TextLocation`], if the file is plain UTF-8 ([`TextSource`]). Every other
//! text is kept in a [`wirecopy_scratch::blob::BlobFile`].

mod error;
mod annotation;
mod input;
mod key;
mod options;
mod compression;
mod charset;
mod stream;
mod fields;
mod dates;
mod outlet;
mod markup;
mod made_text;
mod file_plan;
mod record;
mod format;
mod json;
mod csv;
mod text;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "xml")]
mod xml;
#[cfg(feature = "mail")]
mod mail;
#[cfg(feature = "warc")]
mod warc;
#[cfg(feature = "parquet")]
mod columns;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(feature = "archives")]
mod archives;
mod sniff;
mod formats;
mod globs;
mod files;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub use annotation::Notes;
pub use compression::Compression;
pub use csv::{Quoting, TableOptions};
pub use dates::{parse_date, to_iso8601};
pub use error::{Error, Result};
pub use fields::{FieldChoice, FieldCounts, FieldNames};
pub use files::{ListedFile, list, name_of, path_of};
pub use globs::FileGlobs;
pub use input::{Input, InputFile, InputFormat, InputStamp};
pub use key::{KeyField, key_hash};
pub use markup::TextFormat;
pub use options::{OutputRoom, ReadOptions};
pub use outlet::{OutletRule, host_of, is_same_site};
pub use read::{
    Block, InputReader, Position, ReadingNotes, StreamCopies, TextSource, copy_streams, limited_lines, open,
};
pub use record::Decoded;
pub use write::{
    Atomic, AtomicFile, ColumnKind, Destination, EXTRACTED, ExtractForm, ExtractedRow, RecordWriter,
    RowColumn, RowsWriter, SurvivorRow, refuse_over_input, refuse_replacing_input, spreadsheet_cell,
};
#[cfg(feature = "parquet")]
pub use write::{BatchBuilder, write_batches};
