//! Credits in a text: datelines, bylines, sign-offs, copyright lines, photo credits, sources.
//!
//! *Takes* one text with its paragraphs. *Gives* its credits with their locations ([`find`]), and
//! the verdict on the article by its credits and by other articles ([`verdict()`]). *Costs* one
//! pass of an automaton over the text, and for each name a constant number of bytes around it.
//! *Never* takes the credit of a picture for a credit of the words, a word in lower case for the
//! name of an agency that writes itself otherwise, a name outside the known forms for a credit, or
//! a missing credit for a missing licence: a licensee may print without a credit, so
//! `uncredited_match` accuses nobody. *Source*: the forms are those of the agencies' own style
//! guides and feeds.
//!
//! # How a credit is found
//! An automaton finds the names of the agencies exactly as they write them, a few phrases that
//! credit without a name, and the words with which the names of outlets end. Around each match, the
//! forms are tried in a fixed order: dateline, photo, copyright, sign-off, mixed, byline,
//! attribution; in captions, photo comes before dateline. A name in none of the forms is not a
//! credit. There is no table of outlets, so apart from those phrases the name of an outlet counts
//! only if the text names it as a source. All words are in `data/*.tsv`.

mod agencies;
mod found;
mod credit_cues;
mod mention;
mod prefixes;
mod names;
mod initials;
mod forms;
mod matcher;
mod fields;
mod verdict;

#[cfg(test)]
mod tests;

pub use agencies::{AGENCIES, Agency, AgencyNumber, Business, agency_name, agency_named, agency_of_site};
pub use fields::{RecordFields, find_in_fields};
pub use found::{
    Class, Credit, CreditField, CreditPosition, CreditedParty, QUOTED_BYTES_MAX, Scope, Strength,
};
pub use matcher::find;
pub use verdict::{
    Neighbourhood, Verdict, remove_own_republications, republished_from, text_agency, verdict,
};
