//! What one pair of articles is, from that pair alone.
//!
//! *Takes* the exact overlap of two articles, over their whole texts and outside page furniture. *Gives* whether the pair is
//! reported, its label, and whether it holds a cluster together. *Costs* nothing. *Never* looks at a third article.
//! *Source*: the rule for reported pairs of this project; containment of shorter texts after Broder 1997.

use crate::verify::Overlap;
use serde::{Deserialize, Serialize};

/// What one pair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Equal token sequences.
    Exact,
    /// Jaccard of 0.5 or more.
    Near,
    /// Jaccard below 0.5, and a good part of one stands in the other.
    Contained,
    /// Hardly anything but page furniture joins the two.
    BoilerplateOnly,
}

impl Relation {
    /// The label as files carry it.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Exact => "exact",
            Relation::Near => "near",
            Relation::Contained => "contained",
            Relation::BoilerplateOnly => "boilerplate_only",
        }
    }
}

/// A pair with this Jaccard or more is near.
pub const JACCARD_NEAR: f64 = 0.5;

/// A part of this share of the smaller text is worth a report ...
const CONTAINMENT_REPORTED: f64 = 0.3;

/// ... when it has this many shingles. A paragraph of 54 words; fewer are an ordinary quotation.
const SHARED_REPORTED: u64 = 50;

/// A text that stands nearly whole in another is worth a report ...
const CONTAINMENT_REPORTED_SHORT: f64 = 0.8;

/// ... when it has this many shingles.
const SHARED_REPORTED_SHORT: u64 = 15;

/// Outside furniture, a share below this is boilerplate with a few common words.
const CONTAINMENT_OUTSIDE_FURNITURE: f64 = 0.3;

/// Part of a text that must stand in a cluster's representative, where Jaccard is below [`JACCARD_NEAR`].
pub const CONTAINMENT_CLUSTERED: f64 = 0.5;

/// Shared shingles outside furniture that such a part must have.
pub const SHARED_CLUSTERED: u32 = 50;

/// A pair is worth a report, whatever its scores, when both hold this many words in a row: a quotation is shorter, a paragraph is not.
pub const PASSAGE_WORDS_REPORTED: u32 = 40;

/// Shingles that a run of [`PASSAGE_WORDS_REPORTED`] words has.
const PASSAGE_SHINGLES_REPORTED: u32 = PASSAGE_WORDS_REPORTED - 4;

/// Whether a pair that its scores do not report may have so long a passage outside page furniture.
pub fn may_share_passage(outside_furniture: Overlap) -> bool {
    outside_furniture.shared >= PASSAGE_SHINGLES_REPORTED
}

/// Whether a pair with this overlap is reported at all.
pub fn is_reported(whole: Overlap) -> bool {
    are_reported(whole.jaccard(), whole.containment(), whole.shared.into())
}

/// The same rule for scores: Jaccard, the larger containment, shared shingles.
pub fn are_reported(jaccard: f64, containment: f64, shared: u64) -> bool {
    jaccard >= JACCARD_NEAR
        || (containment >= CONTAINMENT_REPORTED && shared >= SHARED_REPORTED)
        || (containment >= CONTAINMENT_REPORTED_SHORT && shared >= SHARED_REPORTED_SHORT)
}

/// The label of a pair whose token sequences differ.
pub fn of_pair(whole: Overlap, outside_furniture: Overlap) -> Relation {
    if outside_furniture.containment() < CONTAINMENT_OUTSIDE_FURNITURE {
        Relation::BoilerplateOnly
    } else if whole.jaccard() >= JACCARD_NEAR {
        Relation::Near
    } else {
        Relation::Contained
    }
}

/// How firmly two articles belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    /// Too little to be clustered.
    None,
    /// One holds a good part of the other.
    Part,
    /// Both are mostly the same.
    Whole,
}

/// Whether a pair may stand in one cluster.
pub fn bond(whole: Overlap, outside_furniture: Overlap) -> Bond {
    if of_pair(whole, outside_furniture) == Relation::BoilerplateOnly {
        Bond::None
    } else if whole.jaccard() >= JACCARD_NEAR {
        Bond::Whole
    } else if whole.containment() >= CONTAINMENT_CLUSTERED && outside_furniture.shared >= SHARED_CLUSTERED {
        Bond::Part
    } else {
        Bond::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlap(shared: u32, a_len: u32, b_len: u32) -> Overlap {
        Overlap { shared, a_len, b_len }
    }

    #[test]
    fn the_rule_for_reporting_has_its_borders_inside() {
        assert!(is_reported(overlap(2, 3, 3)));
        assert!(is_reported(overlap(50, 166, 900)));
        assert!(!is_reported(overlap(49, 120, 900)));
        assert!(!is_reported(overlap(50, 167, 900)));
        assert!(is_reported(overlap(16, 20, 900)));
        assert!(!is_reported(overlap(14, 14, 900)));
    }

    #[test]
    fn a_pair_that_only_furniture_joins_holds_no_cluster() {
        let whole = overlap(60, 100, 110);
        let outside = overlap(2, 42, 52);
        assert_eq!(of_pair(whole, outside), Relation::BoilerplateOnly);
        assert_eq!(bond(whole, outside), Bond::None);
        assert_eq!(bond(whole, whole), Bond::Part);
        assert_eq!(bond(overlap(80, 100, 110), overlap(80, 100, 110)), Bond::Whole);
        assert_eq!(bond(overlap(80, 100, 900), overlap(49, 70, 800)), Bond::None);
        assert_eq!(bond(overlap(80, 100, 900), overlap(50, 70, 800)), Bond::Part);
    }
}
