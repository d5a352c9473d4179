//! Stories: clusters of articles, roundups, versions, wire text, originality.
//!
//! *Takes* verified pairs. *Gives* clusters with their agency, members and versions. *Costs* O(n log n) in the pairs. *Never* chains look-alikes. *Source*: rules in `wirecopy_news`.

pub(crate) mod originality;
pub(crate) mod roundups;
pub(crate) mod versions;
pub(crate) mod wire_text;
