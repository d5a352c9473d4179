//! Relation of two articles, judged by that pair alone.
//!
//! *Takes* two analysed texts with their boilerplate, passages, exact overlaps, outlets and dates.
//! *Gives* the label of the pair with its evidence, whether it is reported, whether it joins a
//! cluster, and the unique content of either text. *Costs* O(n log n) in both texts once they are
//! aligned. *Never* looks at a third article: the pair of a roundup and one of its sources is an
//! excerpt here. *Source*: the labels and the order of the rules are this project's; containment of
//! shorter texts after Broder 1997, "On the resemblance and containment of documents", section 2;
//! the observation that versions of a story keep their words and change their numbers is from
//! Clough, Gaizauskas, Piao, Wilks 2002, "METER: MEasuring TExt Reuse", section 2.
//!
//! # How a label is found
//! The first of [`RULES`] of which all tests hold gives the label. Every test compares one number
//! of [`PairFacts`] with one threshold, so that `explain` can show by how much a rule was missed.

mod text;
mod edits;
mod value_changes;
mod exchanges;
mod side_facts;
mod facts;
mod labels;
mod evidence;
mod reporting;
mod cluster_edge;
mod name_forms;
mod unique_content;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod hard_cases;

pub use cluster_edge::{
    CONTAINMENT_CLUSTERED, Edge, SHARED_CLUSTERED, edge, edge_of, is_mostly_boilerplate, relation_by_scores,
};
pub(crate) use edits::equal_runs;
pub use evidence::{Of, RelationEvidence, evidence, mirrored};
pub use exchanges::{Exchanges, Lead, Rests};
pub use facts::{CONFLICTS_SHOWN, Conflicts, Context, Order, PairFacts};
pub use labels::{
    Bound, FormCue, Judgement, RULES, Relation, Rule, TEASER_BYTES_MAX, TEASER_SHARE_MAX, Test, Tests, Tried,
    judge, label,
};
pub use reporting::{
    CONTAINMENT_REPORTED, CONTAINMENT_REPORTED_SHORT, JACCARD_NEAR, PASSAGE_WORDS_REPORTED, is_reported,
    is_reported_by_scores, is_reported_outside, is_reported_with, may_be_passage, may_share_passage,
    reporting_clauses,
};
pub use side_facts::SideFacts;
pub(crate) use text::has_post;
pub use text::{AnnotatedParagraph, AnnotatedText, LongestRuns, TokenFlags};
pub use unique_content::{UniqueContent, unique_content};
