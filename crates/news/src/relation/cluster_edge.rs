//! Which pairs are worth a row, and which hold a cluster together.

use super::Relation;
use super::judgement::Test;
use wirecopy_reuse::overlap::Overlap;

/// A pair with this Jaccard or more is near.
pub const JACCARD_NEAR: f64 = 0.5;

/// A part of this share of the smaller text is worth a report ...
const CONTAINMENT_REPORTED: f64 = 0.3;

/// ... when it has this many shingles. A paragraph of 54 words; fewer are an ordinary quotation.
const SHARED_REPORTED: u64 = 50;

/// A text that stands nearly whole in another is worth a report ...
const CONTAINMENT_REPORTED_SHORT: f64 = 0.8;

/// ... when it has this many shingles.
pub const SHARED_REPORTED_SHORT: u32 = 15;

/// Outside boilerplate, a share below this is boilerplate with a few common words.
const CONTAINMENT_OUTSIDE_BOILERPLATE: f64 = 0.3;

/// Partial of a text that must stand in a cluster's representative, where Jaccard is below [`JACCARD_NEAR`].
pub const CONTAINMENT_CLUSTERED: f64 = 0.5;

/// Shared shingles outside boilerplate that such a part must have.
pub const SHARED_CLUSTERED: u32 = 50;

/// A pair is worth a report, whatever its scores, when both hold this many words in a row: a quotation is shorter, a paragraph is not.
pub const PASSAGE_WORDS_REPORTED: u32 = 40;

/// Shingles that a run of [`PASSAGE_WORDS_REPORTED`] words has.
const PASSAGE_SHINGLES_REPORTED: u32 = PASSAGE_WORDS_REPORTED - 4;

/// Whether a pair that its scores do not report may have so long a passage outside boilerplate.
pub fn may_share_passage(outside_boilerplate: Overlap) -> bool {
    outside_boilerplate.shared >= PASSAGE_SHINGLES_REPORTED
}

/// Whether a pair with this overlap is reported at all.
pub fn is_reported(whole: Overlap) -> bool {
    are_reported(whole.jaccard(), whole.containment(), whole.shared.into())
}

/// The same for a pair that was aligned, by its longest run of equal words too.
pub fn is_reported_with(whole: Overlap, longest: u32) -> bool {
    is_reported(whole) || longest >= PASSAGE_WORDS_REPORTED
}

/// The same rule for scores: Jaccard, the larger containment, shared shingles.
pub fn are_reported(jaccard: f64, containment: f64, shared: u64) -> bool {
    jaccard >= JACCARD_NEAR
        || (containment >= CONTAINMENT_REPORTED && shared >= SHARED_REPORTED)
        || (containment >= CONTAINMENT_REPORTED_SHORT && shared >= SHARED_REPORTED_SHORT.into())
}

/// The same rule as its clauses, each of which is enough; the last is that of passages.
pub fn reporting_clauses(whole: Overlap, longest: u32) -> [Vec<Test>; 4] {
    let (containment, shared) = (whole.containment(), f64::from(whole.shared));
    [
        vec![Test::at_least("Jaccard", whole.jaccard(), JACCARD_NEAR)],
        vec![
            Test::at_least("larger containment", containment, CONTAINMENT_REPORTED),
            Test::at_least("shared shingles", shared, SHARED_REPORTED as f64),
        ],
        vec![
            Test::at_least("larger containment", containment, CONTAINMENT_REPORTED_SHORT),
            Test::at_least("shared shingles", shared, SHARED_REPORTED_SHORT.into()),
        ],
        vec![Test::at_least("longest run of equal words", longest.into(), PASSAGE_WORDS_REPORTED.into())],
    ]
}

/// Whether so little of the smaller text stands in the other one outside boilerplate that the page is most of what joins them.
pub fn is_mostly_page(outside_boilerplate: Overlap) -> bool {
    outside_boilerplate.containment() < CONTAINMENT_OUTSIDE_BOILERPLATE
}

/// What scores alone tell of two different texts, for pairs that are not looked at more closely.
pub fn relation_by_scores(whole: Overlap, outside_boilerplate: Overlap) -> Relation {
    if is_mostly_page(outside_boilerplate) {
        Relation::BoilerplateOnly
    } else if whole.jaccard() >= JACCARD_NEAR {
        Relation::Near
    } else {
        Relation::Contained
    }
}

/// How firmly two articles belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// Too little to be clustered.
    None,
    /// One holds a good part of the other.
    Partial,
    /// Both are mostly the same.
    Full,
}

/// Whether a pair with this label may stand in one cluster. What is no copy holds nothing together, whatever its scores; versions of a story do.
pub fn edge_of(relation: Relation, whole: Overlap, outside_boilerplate: Overlap) -> Edge {
    if relation.may_be_copy() { edge(whole, outside_boilerplate) } else { Edge::None }
}

/// The same by scores alone, for pairs that are not looked at more closely.
pub fn edge(whole: Overlap, outside_boilerplate: Overlap) -> Edge {
    if is_mostly_page(outside_boilerplate) {
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
    fn the_rule_for_reporting_has_its_borders_inside() {
        assert!(is_reported(overlap(2, 3, 3)));
        assert!(is_reported(overlap(50, 166, 900)));
        assert!(!is_reported(overlap(49, 120, 900)));
        assert!(!is_reported(overlap(50, 167, 900)));
        assert!(is_reported(overlap(16, 20, 900)));
        assert!(!is_reported(overlap(14, 14, 900)));
    }

    #[test]
    fn the_clauses_are_the_rule() {
        for shared in [2, 14, 15, 49, 50, 60, 90] {
            for (a_len, b_len) in [(3, 3), (20, 900), (100, 100), (166, 900), (167, 900), (300, 110)] {
                let whole = overlap(shared.min(a_len).min(b_len), a_len, b_len);
                let by_clause =
                    reporting_clauses(whole, 39).iter().any(|clause| clause.iter().all(Test::holds));
                assert_eq!(by_clause, is_reported(whole), "{whole:?}");
            }
        }
    }

    #[test]
    fn a_pair_that_only_boilerplate_joins_holds_no_cluster() {
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
