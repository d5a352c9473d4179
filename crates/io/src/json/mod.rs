//! JSON: one object per line, or objects in an array, in an envelope, or one after another.
//!
//! *Takes* an open file. *Gives* blocks of whole records, and an article or a reject for each.
//! *Costs* one search for line ends or brackets while cutting; each record is parsed once, in
//! parallel. *Never* builds a JSON tree: only the fields that are used are unescaped. *Source*:
//! RFC 8259, and <https://jsonlines.org>.

mod documents;
mod format;
mod layout;
mod lenient;
mod lines;
mod members;
mod object;
mod plan;
mod sample;
mod string;
mod text;
mod value_blocks;
mod values;

pub(crate) use documents::Json;
pub(crate) use format::{EXTENSIONS, JsonLines};
pub(crate) use layout::{RecordLayout, is_json, is_plainly_json};
pub(crate) use members::{for_each_member, keys_of};
pub(crate) use string::offsets_in_string;
