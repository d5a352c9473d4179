//! Whom a text credits: datelines, bylines, sign-offs, copyright lines, photo credits, sources.
//!
//! *Takes* one text with its paragraphs. *Gives* its credits with their locations ([`find`]), and
//! from them and what other articles show the verdict on the article ([`verdict()`]). *Costs* one
//! pass of an automaton over the text, and for each name a look at the words around it, bounded by
//! a constant. *Never* takes the credit of a picture for one of the words, an agency in lower case
//! for an agency, a name for a credit without one of its forms, or a missing credit for a missing
//! licence: whoever has a licence may print without a name, and `uncredited_match` says no more
//! than that. *Source*: the forms are those of the agencies' own style guides and feeds.
//!
//! # How a credit is found
//! An automaton finds the names of the agencies as they write them, case and script included, a few
//! phrases that credit without a name, and the words with which the names of outlets end. Around
//! each of them the forms are tried in a fixed order, the most explicit first: photo, dateline,
//! copyright, sign-off, mixed, byline, attribution. A name in none of the forms is no credit. An
//! outlet can only be a source that is named, since there is no table of outlets. All words are in
//! `data/*.tsv`.

mod agencies;
mod credit;
mod credit_cues;
mod dateline;
mod forms;
mod lines;
mod matcher;
mod mention;
mod named_outlet;
mod names;
mod republication;
mod verdict;

#[cfg(test)]
mod tests;

pub use agencies::{AGENCIES, Agency, AgencyNumber, Business, agency_name, agency_named, agency_of_site};
pub use credit::{Class, Credit, CreditedParty, Position, QUOTED_BYTES_MAX, Scope, Strength};
pub use matcher::find;
pub use verdict::{Neighbourhood, Verdict, republished_from, text_agency, verdict};
