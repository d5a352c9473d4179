//! Records, written back in the form in which they were read.
//!
//! *Takes* the records that survive, byte for byte or without some bytes of their texts. *Gives* one
//! file, or a folder with the names of the inputs, compressed as their names announce. *Costs* one
//! sequential pass. *Never* changes a byte outside the text, and refuses to write over an input.
//! *Source*: this project's definition of a survivor.

mod compressed_writer;
mod destination;
mod edit_record;
mod record_writer;

pub use destination::{Destination, refuse_over_input, refuse_replacing_input};
pub use record_writer::RecordWriter;
