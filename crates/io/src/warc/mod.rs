//! Web archives: WARC with the pages that a crawler fetched, and WET with their texts.
//!
//! *Takes* an open file. *Gives* blocks of whole records, and an article or a reject for each
//! record that should be a page or a text. *Costs* one walk over the records while cutting;
//! payloads are decoded and pages extracted in parallel. *Never* loses a good record after a
//! damaged one: where a header, a length or a compressed member is broken, it resumes at the next
//! record. *Source*: ISO 28500 (WARC 1.0 and 1.1), RFC 9112 for what servers answered.
//!
//! The framing is this project's own: the crates that were tried allocate what a header states, and
//! do not give a record's own bytes back.

mod framing;
mod headers;
mod payload;
mod splitter;
mod format;

pub(crate) use format::Warc;
