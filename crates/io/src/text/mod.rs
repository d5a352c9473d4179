//! Plain text: one article per file.
//!
//! *Takes* whole files. *Gives* an article or a reject for each of them. *Costs* one read, and a
//! second pass if the charset is detected. *Never* gives a field other than the text; the id is the
//! path of the file. *Source*: the WHATWG Encoding Standard.

mod format;
mod unit_splitter;
mod units;

pub(crate) use format::Text;
pub(crate) use units::{Lines, Separated};
