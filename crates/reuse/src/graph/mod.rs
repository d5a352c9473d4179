//! Verified edges become clusters around representatives.
//!
//! *Takes* verified pairs of items and a way to verify more. *Gives* clusters in which every member was verified against the
//! representative, and the items that stand between clusters. *Costs* at most one more verification for each edge. *Never* chains: a
//! path of edges is only where a member is looked for. *Source*: star clustering, Aslam, Pelekhov, Rus 2004, "The star clustering
//! algorithm", section 2, with members sought along paths, because a group over the limit has not all of its edges.

mod components;
mod star;

pub use components::Components;
pub use star::{Edges, Star, Stars, stars, stars_along};
