//! A labelled news dump of any size: outlets, agencies, stories, and the copies that outlets make
//! of each other's stories.
//!
//! *Takes* [`GenerateParams`]. *Gives* articles as a scraper would have found them, and a row of
//! [`TruthRow`] for each: its source, operations, the passages that prove it, exact scores, credit,
//! boilerplate, captions. *Costs* one text for an original, two for a copy and two analyses if
//! truth is wanted; in memory are the lexicon, the outlets, one article, and the originals of the
//! largest stories. *Never* reads or writes files, and never depends on what it keeps: article n is
//! a pure function of the parameters and n, so that any part can be made alone, by any thread, in
//! any order. *Source*: SplitMix64 after Steele, Lea and Flood 2014, "Fast splittable pseudorandom
//! number generators", section 5; word frequencies after Mandelbrot 1953, the shifted form of
//! Zipf's law; the order of articles is a Feistel network (Luby and Rackoff 1988).
//!
//! # Why no Markov chain?
//! Text of a chain over a small sample repeats it: unrelated pages share runs of five words. Here
//! three of any six words of a template are drawn from classes of thousands, and a test checks that
//! fewer than one in 100,000 unrelated pairs share two shingles.

mod article;
mod copy;
mod dump;
mod lines;
mod original;
mod outlets;
mod page;
mod params;
mod permutation;
mod prose;
mod random;
mod score;
mod story_sizes;
mod truth;

#[cfg(test)]
mod tests;

pub use crate::span::Span;
pub use article::GeneratedArticle;
pub use dump::Dump;
pub use lines::{BLOCK_ARTICLES, write_articles, write_block};
pub use params::{GenerateParams, OperationRates};
pub use truth::{CaptionSpan, CopiedSpan, Operation, TrueCredit, TrueRelation, TruthRow};

use std::ops::Range;

/// Script of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// Words between spaces.
    English,
    /// A script without spaces.
    Chinese,
}

/// The articles of a range, in order, without truth.
pub fn articles(dump: &Dump, range: Range<u64>) -> Vec<GeneratedArticle> {
    let mut making = article::Making::default();
    range.map(|number| making.article(dump, number)).collect()
}

/// The articles of a range, in order, each with its truth.
pub fn articles_with_truth(dump: &Dump, range: Range<u64>) -> Vec<(GeneratedArticle, TruthRow)> {
    let mut making = article::Making::default();
    range.map(|number| making.article_with_truth(dump, number)).collect()
}
