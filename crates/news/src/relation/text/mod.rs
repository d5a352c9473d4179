//! Texts, annotated for the rules of relation.
//!
//! *Takes* an analysed text, its title, and whether each paragraph is boilerplate. *Gives* an
//! [`AnnotatedText`]: the hash, flags and value of each token, the note of correction, and whether
//! it is a live blog. *Costs* linear time and about 15 bytes per token. *Never* keeps the text
//! itself, except for its numbers and names. *Source*: the definitions are this project's.

mod annotated_text;
mod correction;
mod gallery;
mod longest_runs;
mod post;
mod quoted;
mod speech;
mod token_flags;
pub(super) mod value_words;

pub use annotated_text::{AnnotatedParagraph, AnnotatedText};
pub use longest_runs::LongestRuns;
pub(crate) use post::has_post;
pub use token_flags::TokenFlags;
