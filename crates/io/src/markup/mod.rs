//! Texts with the markup of web pages: seen, and cleaned.
//!
//! *Takes* the text of one field, a fragment of HTML or none. *Gives* whether it has tags or
//! entities, and the text that a browser would show, one paragraph per line with an empty line
//! between paragraphs. *Costs* one pass. *Never* builds a tree, so that no depth of tags matters,
//! and never changes a text without `<` and `&`. *Source*: the tokenizer of the HTML Living
//! Standard, by `html5gum`.

mod clean;
mod detect;
mod elements;
mod text_format;

pub(crate) use clean::plain_text;
pub(crate) use detect::looks_marked_up;
pub use text_format::TextFormat;
