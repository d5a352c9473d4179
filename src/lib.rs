//! Finds repeated text within and across news articles.
//!
//! A unit of text (an article, a paragraph) leaves a few *entries* `(key, unit)`. Units that share enough
//! keys are *candidates*; a candidate becomes a pair or a fragment only after its score was computed exactly
//! over the two sets of shingles. [`pipeline::scan`] runs the whole way:
//!
//! | room | gives |
//! |---|---|
//! | [`formats`] | any input → [`document::Document`]; dates and outlets understood; texts read again by place |
//! | [`text`] | tokens with offsets, paragraphs, layout roles |
//! | [`shingle`] | hashes of runs of five words or five characters |
//! | [`sketch`] | MinHash signatures, winnowed seeds |

pub mod cluster;
pub mod document;
pub mod error;
pub mod event;
pub mod formats;
pub mod lsh;
pub mod params;
pub mod pipeline;
pub mod relation;
pub mod shingle;
pub mod sketch;
pub mod text;
pub mod verify;

pub mod records;
