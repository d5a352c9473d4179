//! Findings on a terminal.
//!
//! *Takes* rows of the output files, a [`Palette`] and the width of the terminal in columns.
//! *Gives* text in lines of at most that width. *Costs* one pass over the rows that are shown.
//! *Never* lets a character of an input reach the terminal that would move its cursor, colour it or
//! change the direction of its text: `visible` is the one filter. *Source*: Unicode Standard
//! Annex 9 (bidirectional formatting characters), ECMA-48 (control functions).

mod escape;
mod palette;
mod table;
mod wording;
mod wrapped;

mod comparison;
mod dedup;
mod explanation;
mod network;
mod scan;
mod scan_digest;
mod trace;

pub use comparison::{Extent, comparison};
pub use dedup::dedup_summary;
pub(crate) use escape::visible;
pub use escape::{one_line, printable};
pub(in crate::report) use explanation::evidence_in_words;
pub use explanation::explanation;
pub use network::network_summary;
pub use palette::Palette;
pub use scan::scan_summary;
pub use table::table;
pub use trace::trace_summary;
pub use wording::counted;
pub(in crate::report) use wording::grouped;
