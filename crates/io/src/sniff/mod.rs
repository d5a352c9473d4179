//! The format of a file by its first bytes, whatever its name.
//!
//! *Takes* the first bytes of an open input and the format that its name announces. *Gives* the
//! format of its records, or the name of a form that cannot be read, with what to do. *Costs* a
//! look at 64 KiB. *Never* takes for prose what is plainly something else. *Source*: the file
//! formats' own specifications; tables in `data/magic.tsv`.

mod forms;
mod marks;
mod table;

pub(crate) use forms::refused_form;
pub(crate) use marks::{is_arrow_stream, is_mail, is_page, is_xml};
pub(crate) use table::is_table;
