//! Any input becomes documents, and any text can be read again.
//!
//! *Takes* files, folders and standard input. *Gives* blocks in order of reading, each of which decodes on its own
//! into documents and rejects. *Costs* one sequential pass that finds the borders of records; decoding is parallel. *Never* holds a
//! text past its block. *Source*: this project's definitions of text, ids and reading again; RFC 8259 for JSON, RFC 4180 for CSV.
//!
//! # What is read
//! Files are told by their names (`.jsonl .ndjson .json`, `.csv`, `.tsv`, `.txt .text .md`, each also `.gz` or `.zst`), compression by
//! the first bytes. A file that was named and has another name, and standard input, are JSON Lines where the first byte that is no blank
//! is `{`, and one text otherwise. A folder is read with its folders; hidden files in it are passed over, other names are told.
//!
//! # In which order?
//! By path, bytewise, whatever the order of the arguments; standard input last. A file that is reached twice under one canonical path
//! is read once, under the first of its names. Two hard links are two files.
//!
//! # The two ways back to a text
//! A JSON line or a `.txt` that stands as UTF-8 in a plain file is read again by place ([`TextSource`]). All else goes to a [`BlobFile`].

mod error;
mod input;
mod fields;
mod listing;
mod compression;
mod encoding;
mod wide;
mod stream;
mod lines;
mod csv_scan;
mod rows;
mod texts;
mod input_reader;
mod blocks;
mod cutting;
mod record;
mod json_string;
mod json_record;
mod json_lines;
mod csv_rows;
mod plain_text;
mod dates;
mod date_cursor;
mod date_words;
mod outlets;

mod stdin_copy;
mod text_source;

mod destination;
mod sink;
mod survivors;

#[cfg(test)]
mod tests;

pub use blocks::{Block, Decoded};
pub use compression::Compression;
pub use dates::{to_iso8601, understand as understand_date};
pub use destination::{Destination, refuse_over_input, refuse_replacing_input};
pub use error::{Error, Result};
pub use fields::FieldCounts;
pub use input::{FieldNames, Input, InputFile, InputFormat, OutputRoom, ReadOptions};
pub use input_reader::{InputReader, Position, open};
pub use listing::{Listed, list};
pub use outlets::host_of;
pub use stdin_copy::StdinCopy;
pub use survivors::SurvivorWriter;
pub use text_source::{Stamp, TextSource};
