//! Texts with HTML or Markdown markup, recognised and cleaned.
//!
//! *Takes* the text of one field, a fragment of HTML or none. *Gives* whether it has tags or
//! entities, and the text that a browser would show, one paragraph per line with an empty line
//! between paragraphs. *Costs* one pass. *Never* builds a tree, so that no depth of tags matters,
//! and never changes a text without `<`, `&` or Markdown. *Source*: the tokenizer of the
//! HTML Living Standard, by `html5gum`; CommonMark, by `pulldown-cmark`.

mod clean;
mod detect;
#[cfg(feature = "html")]
mod element_groups;
mod elements;
mod markdown;
mod text_format;

pub(crate) use clean::plain_text;
pub(crate) use detect::{begins_marked_up, looks_marked_up};
#[cfg(feature = "html")]
pub(crate) use element_groups::{has_raw_content, is_hidden, is_paragraph, needs_no_end};
pub(crate) use elements::is_element;
pub(crate) use markdown::{looks_like_markdown, text_of_markdown};
pub(crate) use text_format::Markup;
pub use text_format::TextFormat;
