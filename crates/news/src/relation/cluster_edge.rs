//! Edges of clusters: the pairs that join their articles, and how firmly.

use super::labels::Relation;
use super::reporting::JACCARD_NEAR;
use wirecopy_reuse::overlap::Overlap;

/// Least containment outside boilerplate of the smaller text in a pair that shares more than
/// boilerplate and a few common words.
const CONTAINMENT_OUTSIDE_BOILERPLATE: f64 = 0.3;

/// Least share of a text that the representative of its cluster must contain, from 0 to 1, if their
/// Jaccard is below [`JACCARD_NEAR`].
pub const CONTAINMENT_CLUSTERED: f64 = 0.5;

/// Fewest shingles outside boilerplate that such a pair must share.
pub const SHARED_CLUSTERED: u32 = 50;

/// Returns whether a pair shares mostly boilerplate: outside boilerplate, the larger text contains
/// too little of the smaller one. O(1).
pub fn is_mostly_boilerplate(outside_boilerplate: Overlap) -> bool {
    outside_boilerplate.containment() < CONTAINMENT_OUTSIDE_BOILERPLATE
}

/// Returns the label of two different texts by their scores alone, for pairs that are not aligned.
/// O(1).
pub fn relation_by_scores(whole: Overlap, outside_boilerplate: Overlap) -> Relation {
    if is_mostly_boilerplate(outside_boilerplate) {
        Relation::BoilerplateOnly
    } else if whole.jaccard() >= JACCARD_NEAR {
        Relation::Near
    } else {
        Relation::Contained
    }
}

/// The firmness with which a pair joins its articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// The pair does not join them.
    None,
    /// One article contains a good part of the other.
    Partial,
    /// Most of both articles is the same.
    Full,
}

/// Returns the edge of a labelled pair. If neither article may be a copy of the other, there is
/// none, whatever the scores; versions of a story always have one. O(1).
pub fn edge_of(relation: Relation, whole: Overlap, outside_boilerplate: Overlap) -> Edge {
    if relation.may_be_copy() { edge(whole, outside_boilerplate) } else { Edge::None }
}

/// Returns the edge of a pair by its scores alone. O(1).
pub fn edge(whole: Overlap, outside_boilerplate: Overlap) -> Edge {
    if is_mostly_boilerplate(outside_boilerplate) {
        Edge::None
    } else if whole.jaccard() >= JACCARD_NEAR {
        Edge::Full
    } else if whole.containment() >= CONTAINMENT_CLUSTERED && outside_boilerplate.shared >= SHARED_CLUSTERED {
        Edge::Partial
    } else {
        Edge::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlap(shared: u32, a_len: u32, b_len: u32) -> Overlap {
        Overlap { shared, a_len, b_len }
    }

    #[test]
    fn a_pair_that_shares_only_boilerplate_has_no_edge() {
        let whole = overlap(60, 100, 110);
        let outside = overlap(2, 42, 52);
        assert_eq!(edge(whole, outside), Edge::None);
        assert_eq!(relation_by_scores(whole, outside), Relation::BoilerplateOnly);
        assert_eq!(relation_by_scores(whole, whole), Relation::Contained);
        assert_eq!(relation_by_scores(overlap(80, 100, 110), overlap(80, 100, 110)), Relation::Near);
        assert_eq!(edge(whole, whole), Edge::Partial);
        assert_eq!(edge_of(Relation::Update, whole, whole), Edge::Partial);
        assert_eq!(edge_of(Relation::Template, whole, whole), Edge::None);
        assert_eq!(edge(overlap(80, 100, 110), overlap(80, 100, 110)), Edge::Full);
        assert_eq!(edge(overlap(80, 100, 900), overlap(49, 70, 800)), Edge::None);
        assert_eq!(edge(overlap(80, 100, 900), overlap(50, 70, 800)), Edge::Partial);
    }
}
