//! Paragraphs that occur more than once, within one article and across articles, and which of them
//! are boilerplate.
//!
//! *Takes* the corpus: hashes, band keys and sketches of its paragraphs. *Gives* fragments, groups
//! of distinct paragraphs around a representative, each with one measure; and for each paragraph
//! whether it is boilerplate. *Costs* one sort of the hashes, one of the band keys, and one reading
//! of the articles whose paragraphs are candidates. *Never* leaves a paragraph out for its role or
//! its length, unless it has no tokens. *Source*: the thresholds were set
//! on the seed article and on reused captions, where character shingles (Manber 1994, "Finding
//! similar files in a large file system") find what word shingles miss; boilerplate as in
//! `wirecopy_news::boilerplate`.

mod boilerplate;
mod candidates;
mod distinct;
mod echo;
mod groups;
pub(crate) mod large_texts;
mod near;
pub(crate) mod repeated;
pub(crate) mod rules;
mod shingle_sets;
pub(crate) mod units;

pub(crate) use echo::{Echo, echoes};
pub(crate) use near::has_characters;

/// Paragraphs of up to this many tokens are compared by characters as well as by words; longer ones
/// share words when they are near.
pub const TOKENS_BY_CHARACTERS: usize = 60;

/// Paragraphs of fewer characters (tokens joined by one space) are compared by words alone: a few
/// common letters mean nothing there.
pub const CHARACTERS_MIN: usize = 20;

/// Word Jaccard or character Jaccard from which two paragraphs are near.
pub const NEAR: f64 = 0.6;
