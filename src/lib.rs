//! Finds repeated text within and across news articles.
//!
//! A unit of text (an article, a paragraph) leaves a few *entries* `(key, unit)`. Units that share enough
//! keys are *candidates*; a candidate becomes a pair or a fragment only after its score was computed exactly
//! over the two sets of shingles. [`pipeline::scan`] runs the whole way:
//!
//! | room | gives |
//! |---|---|
//! | [`memory`] | the limit that a program keeps: large tables in files |
//! | [`formats`] | any input → [`document::Document`]; dates and outlets understood; texts read again by place |
//! | [`text`] | tokens with offsets, paragraphs, layout roles |
//! | [`shingle`] | hashes of runs of five words or five characters |
//! | [`sketch`] | MinHash signatures, winnowed seeds |
//! | [`lsh`] | entries → candidates |
//! | [`verify`] | exact Jaccard and containment of each candidate |
//! | [`fragment`] | repeated paragraphs |
//! | [`furniture`] | which of them belong to the page |
//! | [`passage`] | aligned passages of two texts |
//! | [`credit`] | whom a text credits, and whose it is by that |
//! | [`relation`] | what a pair is |
//! | [`cluster`] | clusters around representatives |
//! | [`survival`] | which articles go, against which survivor |
//! | [`attribution`] | what the neighbourhood tells: direction, origin, originality, the network of outlets |
//! | [`records`] | the output files, one type a row |
//! | [`evaluate`] | scores of those files against a truth file |
//! | [`report`] | findings as people read them |
//! | [`generate`] | a labelled dump of any size |

pub mod document;
pub mod error;
pub mod event;
pub mod params;

pub mod memory;
pub mod formats;
pub mod text;
pub mod shingle;
pub mod sketch;
pub mod lsh;
pub mod verify;
pub mod fragment;
pub mod furniture;
pub mod passage;
pub mod credit;
pub mod relation;
pub mod cluster;
pub mod survival;
pub mod attribution;
pub mod records;
pub mod evaluate;
pub mod report;
pub mod generate;

pub mod pipeline;
