//! What one pair of articles is, from that pair alone.
//!
//! *Takes* two analysed texts, which of their paragraphs are furniture, their passages, exact overlaps, outlets and dates. *Gives* the label
//! of the pair with its evidence, whether it is reported, whether it holds a cluster together, and what either text says alone. *Costs* linear time in both texts once
//! they are aligned. *Never* looks at a third article: a pair that is part of a roundup is an excerpt here. *Source*: the labels and the order of
//! rules are this project's; containment of shorter texts after Broder 1997; that versions of a story keep their words and change their
//! numbers is the observation of Clough, Gaizauskas, Piao, Wilks 2002, "METER: MEasuring TExt Reuse", section 2.
//!
//! # How a label is found
//! [`RULES`] stand in their order, and the first of which all tests hold gives the label. Every test compares one number of [`PairFacts`] with
//! one threshold, so that whoever asks can see by how much a rule was missed.

mod bond;
mod evidence;
mod facts;
mod judgement;
mod label;
mod marks;
mod notes;
mod own;
mod reading;
mod rules;
mod side_facts;
mod value_words;
mod values;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod trial;

pub use bond::{
    Bond, CONTAINMENT_CLUSTERED, JACCARD_NEAR, PASSAGE_WORDS_REPORTED, SHARED_CLUSTERED,
    SHARED_REPORTED_SHORT, are_reported, bond, bond_of, is_mostly_page, is_reported, is_reported_with,
    may_share_passage, relation_by_scores, reporting_clauses,
};
pub use evidence::{Evidence, Of, evidence, mirrored};
pub use facts::{CONFLICTS_SHOWN, Conflicts, Context, Order, PairFacts};
pub use judgement::{Bound, Judgement, Rule, Test, Tests, Tried, judge, label};
pub use label::Relation;
pub use marks::Marks;
pub use own::{Own, owned};
pub use reading::{ReadParagraph, Reading};
pub use rules::{RULES, TEASER_BYTES_MAX, TEASER_SHARE_MAX};
pub use side_facts::SideFacts;
