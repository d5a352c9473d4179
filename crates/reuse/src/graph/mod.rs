//! Clusters of items: connected components, and stars around representatives.
//!
//! *Takes* verified pairs of items and a way to verify more. *Gives* clusters in which every member
//! was verified against the representative. *Costs* at most one further verification per edge.
//! *Never* chains: a path of edges only says where to look for members. *Source*: Aslam, Pelekhov,
//! Rus 2004, "The star clustering algorithm for static and dynamic information organization",
//! section 2, with members sought along paths, because a group above the limit has not all of its
//! edges.

mod components;
mod stars;
mod star_clusters;

pub use components::Components;
pub use star_clusters::{Edges, star_clusters};
pub use stars::{Star, StarNumber, Stars};

use wirecopy_scratch::{JaggedVec, numbers};

numbers! {
    /// The number of an item, inside this crate.
    pub(crate) ItemId;
}

/// For each item its neighbours, ascending where `edges` are sorted with `a < b`. O(items + edges).
pub(crate) fn neighbours<List>(n_items: usize, edges: impl Fn() -> List) -> JaggedVec<ItemId, ItemId>
where
    List: Iterator<Item = (ItemId, ItemId)>,
{
    // Sorted edges name the smaller neighbours of an item before the larger ones.
    JaggedVec::grouped(n_items, || edges().flat_map(|(a, b)| [(a, b), (b, a)]))
}
