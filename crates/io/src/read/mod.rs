//! Inputs, read twice: first in blocks of whole records, later one text at a time.
//!
//! *Takes* files, folders and standard input. *Gives* blocks in an order that depends only on the
//! paths ([`InputReader`]), and any text again by its location ([`TextSource`]). *Costs* one
//! sequential pass for the blocks and one seek per text afterwards. *Never* keeps a text longer
//! than its block. *Source*: this project's definition of reading again.

mod block;
mod bytes_on_disk;
mod copy_streams;
mod input_reader;
mod limited_lines;
#[cfg(feature = "archives")]
mod members;
mod open;
#[cfg(any(feature = "parquet", feature = "archives"))]
mod random_access;
mod reading_notes;
mod whole_files;
mod stream_copy;
mod text_source;

pub use block::Block;
pub use copy_streams::copy_streams;
#[cfg(test)]
pub(crate) use input_reader::open_with;
pub use input_reader::{InputReader, Position, open};
pub use limited_lines::limited_lines;
pub(crate) use open::format_of_file;
#[cfg(any(feature = "parquet", feature = "archives"))]
pub(crate) use random_access::{RandomAccess, RandomAccessReader};
pub use reading_notes::ReadingNotes;
pub use stream_copy::StreamCopies;
pub use text_source::TextSource;
