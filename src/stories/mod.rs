//! Stories that pairs form together: clusters, roundups, versions, wire text, originality.
//!
//! *Takes* reported pairs with their relations and shared words. *Gives* the pairs that
//! fill in a form as others do, clusters around a representative, the pairs that are parts of a
//! roundup, chains of versions, and for each article where its story ends, whether it is truncated,
//! whether it contains wire text, and how original it is. *Costs* O(n log n) in pairs and copies,
//! and one more verification of each cluster member that has no pair with its representative.
//! *Never* joins similar texts along a chain, accuses without a passage that shows it, or reads a
//! text except for that verification and that passage.
//! *Source*: star clustering after Aslam, Pelekhov, Rus 2004; the rules are those of
//! `wirecopy_news::story` and `wirecopy_news::credit`.

pub(crate) mod clusters;
mod contradictions;
pub(crate) mod forms;
pub(crate) mod fewer_pairs;
pub(crate) mod originality;
pub(crate) mod roundups;
pub(crate) mod series;
pub(crate) mod sources;
pub(crate) mod truncation;
pub(crate) mod uncredited;
pub(crate) mod verdict;
pub(crate) mod versions;
pub(crate) mod wire_text;
