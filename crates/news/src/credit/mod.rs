//! Whom a text credits: datelines, bylines, sign-offs, copyright lines, photo credits, sources.
//!
//! *Takes* one text with its paragraphs. *Gives* typed evidence with its place in the original ([`find`]), and from it with what the neighbours
//! carry the verdict of the article ([`verdict`]). *Costs* a look at the first bytes of each word, and one at the surroundings of each
//! name that is found, bounded by a constant. *Never* takes a picture's credit for one of the words, an agency in lower case for an agency, a name for a
//! credit without one of its forms, or a missing credit for a missing licence: whoever is licensed may print without a name, and that is all
//! that `uncredited_match` says. *Source*: the forms are those of the agencies' own style guides and feeds; names are found by a filter
//! over their first bytes, as in Wu and Manber 1994, "A fast algorithm for multi-pattern searching", but only where a word may begin.
//!
//! # How a credit is found
//! The finder knows the names of the agencies as they write them, case and script included, and a few phrases that credit without
//! a name, and the words that end the names of outlets. Around each hit the forms are tried in a fixed order, the most explicit first: photo, dateline, copyright, sign-off, mixed,
//! byline, attribution. A name in none of the forms is no credit. An outlet that stands in no table can only be a source that is named.

mod agencies;
mod dateline;
mod edges;
mod credit;
mod finder;
mod forms;
mod lines;
mod matcher;
mod mention;
mod papers;
mod phrases;
mod verdict;
mod words;

#[cfg(test)]
mod tests;

pub use agencies::{AGENCIES, Agency, AgencyNumber, Business, agency_name, agency_named, agency_of_site};
pub use credit::{Class, Credit, Credited, Position, QUOTED_BYTES_MAX, Scope, Strength};
pub use matcher::find;
pub use verdict::{Neighbourhood, Verdict, appeared_before_in, text_agency, verdict};
