//! Dates as crawlers, feeds and people write them.
//!
//! *Takes* a string or a number. *Gives* the point in time, as precisely as it was given. *Costs*
//! one pass over at most a hundred bytes. *Never* guesses the order of day and month: `03/04/2025`
//! is understood only where other dates of its file show the order. *Source*: ISO 8601, RFC 2822
//! and RFC 9557; the other forms are those of the project's own corpora.
//!
//! The grammar is the project's own: the parsers of `jiff` (ISO 8601, RFC 9557, RFC 2822) read 14
//! of the 64 forms in the table of tests, and the grammar of the other 50 reads those as well.

mod cursor;
mod day;
mod order;
mod parse;
mod western;
mod words;

pub(crate) use order::{DateOrder, OrdersSeen};
pub use parse::{parse_date, to_iso8601};
pub(crate) use parse::{parse_date_in, parse_number};
