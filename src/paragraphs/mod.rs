//! Paragraphs that stand more than once, within one article and across articles.
//!
//! *Takes* paragraph keys, verified near pairs of distinct paragraphs, and the tokens of one article for echoes. *Gives* fragments: groups of
//! distinct paragraphs around a representative, each with one measure. *Costs* one sort of the paragraph keys. *Never* leaves a
//! paragraph out for its role or its length; one without tokens is no paragraph to compare. *Source*: the thresholds were set on the
//! seed article and on reused captions, where character shingles (Manber 1994) find what word shingles miss.

mod distinct;
mod echo;
mod near;
pub(crate) mod repeated;

pub use distinct::{DistinctParagraphs, NO_PARAGRAPH};
pub use echo::{Echo, echoes};
pub(crate) use near::has_characters;
pub use near::{FragmentDraft, NearScores, ParagraphShingles, drafts};

/// Paragraphs of up to this many tokens are looked for by characters beside words; longer ones share words when they are near.
pub const TOKENS_BY_CHARACTERS: usize = 60;

/// Paragraphs of fewer characters (tokens joined by one space) are compared by words alone: a few common letters mean nothing there.
pub const CHARACTERS_MIN: usize = 20;

/// Word Jaccard or character Jaccard from which two paragraphs are near.
pub const NEAR: f64 = 0.6;
