//! Compressed files, recognised by their first bytes and decompressed while they are read.
//!
//! *Takes* the bytes of a file. *Gives* those that were compressed. *Costs* one pass, with a window
//! whose size is bounded. *Never* relies on a file's name to read it; outputs are compressed as
//! their names indicate. *Source*: RFC 1952 (gzip), RFC 8878 (Zstandard), the xz, bzip2 and LZ4
//! frame formats.

mod codec;
mod gzip_members;

pub use codec::Compression;
pub(crate) use codec::{decompress, inner_extension};
