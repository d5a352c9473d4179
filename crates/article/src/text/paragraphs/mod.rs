//! Paragraphs of a text.
//!
//! *Takes* lines and tokens. *Gives* paragraphs as byte and token ranges. *Costs* linear time.
//! *Never* splits a token, or decides by language. *Source*: this project's definition; the share
//! of full lines that marks wrapped text was set on the press releases of `data/`.

mod paragraph;
mod sentences;
mod hard_wrap;
mod split;

pub use paragraph::Paragraph;
pub use sentences::is_stop;
pub(super) use sentences::{WIDE_STOPS, ends_sentence};
pub(super) use split::split;
