//! Reported pairs: the verified pairs that are worth a row in the output.
//!
//! [`is_reported_by_scores`] is the definition; the other functions apply it to other arguments.

use super::labels::Test;
use wirecopy_reuse::overlap::Overlap;

/// Least Jaccard of a near pair, from 0 to 1.
pub const JACCARD_NEAR: f64 = 0.5;

/// Least containment of the smaller text in a reported pair ...
pub const CONTAINMENT_REPORTED: f64 = 0.3;

/// ... that shares this many shingles: a paragraph of 54 words. Fewer are an ordinary quotation.
const SHARED_REPORTED: u64 = 50;

/// Least containment of a smaller text that is contained nearly as a whole ...
pub const CONTAINMENT_REPORTED_SHORT: f64 = 0.8;

/// ... and is reported if this many shingles are shared.
const SHARED_REPORTED_SHORT: u32 = 15;

/// Fewest equal words in a row with which a pair is reported, whatever its scores: a quotation is
/// shorter, a paragraph is not.
pub const PASSAGE_WORDS_REPORTED: u32 = 40;

/// Shingles of a run of [`PASSAGE_WORDS_REPORTED`] words that does not repeat itself. A pair that
/// shares fewer has at most a refrain in common, or a row of equal numbers.
const PASSAGE_SHINGLES_REPORTED: u32 = PASSAGE_WORDS_REPORTED - 4;

/// Returns whether a pair with these scores is reported. `jaccard` and `containment`, the larger of
/// both containments, are from 0 to 1; `shared` is the number of shared shingles.
pub fn is_reported_by_scores(jaccard: f64, containment: f64, shared: u64) -> bool {
    jaccard >= JACCARD_NEAR
        || (containment >= CONTAINMENT_REPORTED && shared >= SHARED_REPORTED)
        || (containment >= CONTAINMENT_REPORTED_SHORT && shared >= SHARED_REPORTED_SHORT.into())
}

/// Returns whether a pair of texts without boilerplate is reported for its overlap.
pub fn is_reported(overlap: Overlap) -> bool {
    is_reported_by_scores(overlap.jaccard(), overlap.containment(), overlap.shared.into())
}

/// Returns whether a pair with these overlaps, of the whole texts and outside boilerplate, is
/// reported.
///
/// What is outside decides. A pair whose whole texts contain enough of each other is not lost
/// either if it shares a paragraph outside, whatever share of the texts that is. With equal sizes,
/// the answer for more shared shingles is never a no after a yes for fewer.
pub fn is_reported_outside(whole: Overlap, outside: Overlap) -> bool {
    is_reported(outside)
        || (whole.containment() >= CONTAINMENT_REPORTED && u64::from(outside.shared) >= SHARED_REPORTED)
}

/// Returns whether an aligned pair is reported, by its scores or by `longest_outside`, the words of
/// its longest run outside boilerplate.
pub fn is_reported_with(whole: Overlap, outside: Overlap, longest_outside: u32) -> bool {
    is_reported_outside(whole, outside)
        || (longest_outside >= PASSAGE_WORDS_REPORTED && may_share_passage(outside))
}

/// Returns whether a pair that is not reported by its scores may have a run of equal words by which
/// it is, which has this number of different shingles.
pub fn may_share_passage(outside_boilerplate: Overlap) -> bool {
    outside_boilerplate.shared >= PASSAGE_SHINGLES_REPORTED
}

/// Returns whether so many shingles in a row may be those of a run by which a pair is reported.
pub fn may_be_passage(shingles_in_row: u32) -> bool {
    shingles_in_row >= PASSAGE_SHINGLES_REPORTED
}

/// Returns the clauses of the rule, each of which is enough, for the overlaps of the whole texts
/// and outside boilerplate, and the longest run outside. The last one is about passages.
pub fn reporting_clauses(whole: Overlap, outside: Overlap, longest_outside: u32) -> [Vec<Test>; 5] {
    let (containment, shared) = (outside.containment(), f64::from(outside.shared));
    [
        vec![Test::at_least("Jaccard", outside.jaccard(), JACCARD_NEAR)],
        vec![
            Test::at_least("larger containment", containment, CONTAINMENT_REPORTED),
            Test::at_least("shared shingles", shared, SHARED_REPORTED as f64),
        ],
        vec![
            Test::at_least("larger containment", containment, CONTAINMENT_REPORTED_SHORT),
            Test::at_least("shared shingles", shared, SHARED_REPORTED_SHORT.into()),
        ],
        vec![
            Test::at_least("larger containment of whole texts", whole.containment(), CONTAINMENT_REPORTED),
            Test::at_least("shared shingles", shared, SHARED_REPORTED as f64),
        ],
        vec![
            Test::at_least(
                "longest run of equal words",
                longest_outside.into(),
                PASSAGE_WORDS_REPORTED.into(),
            ),
            Test::at_least("shared shingles", shared, PASSAGE_SHINGLES_REPORTED.into()),
        ],
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlap(shared: u32, a_len: u32, b_len: u32) -> Overlap {
        Overlap { shared, a_len, b_len }
    }

    #[test]
    fn the_thresholds_themselves_are_reported() {
        assert!(is_reported(overlap(2, 3, 3)));
        assert!(is_reported(overlap(50, 166, 900)));
        assert!(!is_reported(overlap(49, 120, 900)));
        assert!(!is_reported(overlap(50, 167, 900)));
        assert!(is_reported(overlap(16, 20, 900)));
        assert!(!is_reported(overlap(14, 14, 900)));
    }

    #[test]
    fn what_is_outside_boilerplate_decides_unless_it_is_a_paragraph() {
        let page = overlap(90, 100, 110);
        assert!(!is_reported_outside(page, overlap(2, 30, 40)));
        assert!(is_reported_outside(page, overlap(16, 18, 900)));
        assert!(!is_reported_outside(page, overlap(49, 400, 500)));
        assert!(is_reported_outside(page, overlap(50, 400, 500)));
        assert!(!is_reported_with(page, overlap(40, 400, 500), 39));
        assert!(is_reported_with(page, overlap(40, 400, 500), 40));
        assert!(is_reported_with(page, overlap(36, 400, 500), 40));
    }

    #[test]
    fn a_refrain_is_no_passage() {
        let texts = overlap(35, 400, 500);
        assert!(!is_reported_with(texts, texts, 400));
        assert!(!reporting_clauses(texts, texts, 400).iter().any(|clause| clause.iter().all(Test::holds)));
    }

    #[test]
    fn the_clauses_are_the_rule() {
        let mut of_whole_texts = 0;
        for shared in [2, 14, 15, 35, 36, 49, 50, 60, 90] {
            for (a_len, b_len) in [(3, 3), (20, 900), (100, 100), (166, 900), (167, 900), (300, 110)] {
                let outside = overlap(shared.min(a_len).min(b_len), a_len, b_len);
                for page in [0, 30, 100, 700] {
                    let whole = overlap(outside.shared + page, a_len + page, b_len + page);
                    for longest in [39, 40] {
                        let clauses = reporting_clauses(whole, outside, longest);
                        let by_clause = clauses.iter().any(|clause| clause.iter().all(Test::holds));
                        let by_rule = is_reported_with(whole, outside, longest);
                        assert_eq!(by_clause, by_rule, "{outside:?} {page}");
                    }
                    let is_of_whole = is_reported_outside(whole, outside) && !is_reported(outside);
                    of_whole_texts += u32::from(is_of_whole);
                }
            }
        }
        assert!(of_whole_texts > 0);
    }
}
