//! Pairs of articles: candidates, exact scores, passages, labels, directions.
//!
//! *Takes* a corpus. *Gives* verified pairs with relations and evidence. *Costs* a second reading of the articles that candidates name. *Never* reports a score that was not computed exactly. *Source*: Broder et al. 1997, "Syntactic clustering of the web", section 3.

pub(crate) mod align;
pub(crate) mod candidates;
pub(crate) mod direction;
pub(crate) mod label;
pub(crate) mod shingle_sets;
