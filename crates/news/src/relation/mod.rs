//! What one pair of articles is, from that pair alone.
//!
//! *Takes* two analysed texts, which of their paragraphs are boilerplate, their passages, exact overlaps, outlets and dates. *Gives* the label
//! of the pair with its evidence, whether it is reported, whether it holds a cluster together, and what either text says alone. *Costs* linear time in both texts once
//! they are aligned. *Never* looks at a third article: a pair that is part of a roundup is an excerpt here. *Source*: the labels and the order of
//! rules are this project's; containment of shorter texts after Broder 1997; that versions of a story keep their words and change their
//! numbers is the observation of Clough, Gaizauskas, Piao, Wilks 2002, "METER: MEasuring TExt Reuse", section 2.
//!
//! # How a label is found
//! [`RULES`] stand in their order, and the first of which all tests hold gives the label. Every test compares one number of [`PairFacts`] with
//! one threshold, so that whoever asks can see by how much a rule was missed.

mod cluster_edge;
mod evidence;
mod facts;
mod judgement;
mod label;
mod token_flags;
mod notes;
mod unique_content;
mod annotated_text;
mod rules;
mod side_facts;
mod value_words;
mod values;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod testing;

pub use annotated_text::{AnnotatedText, ReadParagraph};
pub use cluster_edge::{
    CONTAINMENT_CLUSTERED, Edge, JACCARD_NEAR, PASSAGE_WORDS_REPORTED, SHARED_CLUSTERED,
    SHARED_REPORTED_SHORT, are_reported, edge, edge_of, is_mostly_page, is_reported, is_reported_with,
    may_share_passage, relation_by_scores, reporting_clauses,
};
pub use evidence::{Of, RelationEvidence, evidence, mirrored};
pub use facts::{CONFLICTS_SHOWN, Conflicts, Context, Order, PairFacts};
pub use judgement::{Bound, Judgement, Rule, Test, Tests, Tried, judge, label};
pub use label::Relation;
pub use rules::{RULES, TEASER_BYTES_MAX, TEASER_SHARE_MAX};
pub use side_facts::SideFacts;
pub use token_flags::TokenFlags;
pub use unique_content::{UniqueContent, unique_content};
