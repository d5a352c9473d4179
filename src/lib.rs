//! Finds repeated text within and across news articles.
//!
//! Every fingerprint of an article or a paragraph is a few *entries* `(key, item)`. Items that share enough keys are *candidates*; a candidate
//! becomes a pair or a fragment only after its score was computed exactly over the two sets of shingles. [`scan::scan`] runs the whole way.
//!
//! | module | gives |
//! |---|---|
//! | [`corpus`] | the numbered corpus: articles, distinct texts, paragraphs, and what is kept of their sketches |
//! | [`paragraphs`] | repeated paragraphs, and which of them are boilerplate |
//! | [`pairs`] | verified pairs of articles with passages, relations and directions |
//! | [`stories`] | clusters, roundups, versions, wire text, originality |
//! | [`output`] | the output files, one row type per file |
//! | [`scan`], [`dedup`], [`trace`], [`compare`], [`explain`], [`network`] | the commands |
//! | [`report`] | findings as people read them |
//!
//! The crates below it: `wirecopy-article` (one article), `wirecopy-scratch` (temporary files), `wirecopy-reuse` (which texts share text),
//! `wirecopy-news` (what shared text means), `wirecopy-io` (any input).

pub mod error;
pub mod params;

pub mod corpus;
pub mod paragraphs;
pub mod pairs;
pub mod stories;
pub mod output;
pub mod scan;
pub mod dedup;
pub mod trace;
pub mod compare;
pub mod explain;
pub mod network;
pub mod report;
