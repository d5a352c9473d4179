//! One news article: its record, its dates, its text as tokens, paragraphs and layout roles.
//!
//! *Takes* a record and the text of one article. *Gives* tokens with byte offsets, paragraphs, roles, quotations and endings, and the events and rejects
//! that all other crates speak in. *Costs* one pass over the text. *Never* knows another article, a file or an outlet's habits.
//! *Source*: Unicode Standard Annex 29 for characters; the definitions of token and paragraph are this project's.

mod record;
pub mod event;
mod rejected;
pub mod text;
pub mod word_table;

pub use record::{DatePrecision, Document, Published, TextLocation};
pub use rejected::{JsonKind, Reject, RejectReason};
