//! JSON Lines: one JSON object per line.
//!
//! *Takes* an open file. *Gives* blocks of whole lines, and an article or a reject for each line
//! that is not blank. *Costs* one search for line ends while cutting; each line is parsed once, in
//! parallel. *Never* builds a JSON tree: only the fields that are used are unescaped. *Source*:
//! RFC 8259, and <https://jsonlines.org>.

mod format;
mod lines;
mod object;
mod string;

pub(crate) use format::{EXTENSIONS, JsonLines};
pub(crate) use string::offsets_in_string;
