//! Verified pairs of articles, with their passages and relations.
//!
//! *Takes* the corpus and its boilerplate. *Gives* candidate pairs of distinct texts, their exact
//! overlaps, and of the reported ones passages, evidence and a relation, all in the order of texts.
//! *Costs* a sort of the seeds, one reading of the texts that candidates name for their shingles
//! and one of those that are reported for their passages; passages wait in a temporary file.
//! *Never* reports an estimate, and never looks at a third article to label a pair. *Source*:
//! candidates and verification after Broder et al. 1997, "Syntactic clustering of the web", section
//! 3; the parts are those of `wirecopy_reuse` and `wirecopy_news::relation`.

pub(crate) mod align;
pub(crate) mod alignments;
pub(crate) mod candidates;
pub(crate) mod direction;
pub(crate) mod findings;
pub(crate) mod label;
pub(crate) mod labels;
pub(crate) mod passage_rows;
pub(crate) mod precedence;
pub(crate) mod shared_words;
pub(crate) mod shingle_sets;
pub(crate) mod tokenised;
pub(crate) mod verify;
