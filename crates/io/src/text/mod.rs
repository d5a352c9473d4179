//! Plain text: one article per file.
//!
//! *Takes* open files. *Gives* blocks of several whole files, and an article or a reject for each
//! file. *Costs* one read, and a second pass where the charset is detected. *Never* gives a field
//! other than the text: the id is the file's path. *Source*: the WHATWG Encoding Standard.

mod files;
mod format;

pub(crate) use files::TextFiles;
pub(crate) use format::Text;
