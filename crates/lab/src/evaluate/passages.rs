//! Passages, scored as at PAN.

use super::grouping::{Between, Grouping};
use super::share::f1;
use super::spans::{AlignedSpans, covered_len};
use super::{OffsetUnit, PassageScores, Reported, Truth, Unknown};
use crate::span::Span;

/// Scores detections against cases, pair by pair (`(cases, detections)` each), as Potthast, Stein,
/// Barrón-Cedeño and Rosso define them ("An Evaluation Framework for Plagiarism Detection", 2010,
/// section 3, equations 1 to 4), the macro-averaged forms that PAN 2013 ranks by:
///
/// - precision: mean over detections r of |⋃ (s ⊓ r)| / |r|, s over the cases;
/// - recall: mean over cases s of |⋃ (s ⊓ r)| / |s|, r over the detections;
/// - granularity: mean number of detections of those cases that have any;
/// - plagdet: F1 / log₂(1 + granularity).
///
/// s ⊓ r is the intersection of both where they overlap in both texts, else nothing; lengths are
/// the sum over both texts. Without detections precision is 0, without cases recall is 0 (both are
/// 1 if there is neither), and granularity is 1 if no case is detected. O(n log n) for
/// passages that do not overlap.
pub fn plagdet(pairs: &[(Vec<AlignedSpans>, Vec<AlignedSpans>)]) -> PassageScores {
    let (mut precision, mut recall) = (Mean::default(), Mean::default());
    let mut granularity = Mean::default();
    for (cases, detections) in pairs {
        let (cases, detections) = (in_order(cases), in_order(detections));
        for (case, found) in overlapping(&cases, &detections) {
            recall.add(covered_share(case, &found));
            if !found.is_empty() {
                granularity.add(found.len() as f64);
            }
        }
        for (detection, of) in overlapping(&detections, &cases) {
            precision.add(covered_share(detection, &of));
        }
    }
    let nothing = if precision.of + recall.of == 0 { 1.0 } else { 0.0 };
    let (cases, detections) = (recall.of, precision.of);
    let (precision, recall) = (precision.value_or(nothing), recall.value_or(nothing));
    let granularity = granularity.value_or(1.0);
    let plagdet = f1(precision, recall) / (1.0 + granularity).log2();
    PassageScores { plagdet, precision, recall, granularity, cases, detections }
}

/// Passages in order, without empty ones, which detect nothing.
fn in_order(passages: &[AlignedSpans]) -> Vec<AlignedSpans> {
    let mut kept: Vec<AlignedSpans> = passages.iter().copied().filter(|passage| passage.len() > 0).collect();
    kept.sort_unstable();
    kept
}

/// For each passage the others that overlap it. Both lists are sorted.
fn overlapping<'list>(
    passages: &'list [AlignedSpans],
    others: &'list [AlignedSpans],
) -> impl Iterator<Item = (AlignedSpans, Vec<AlignedSpans>)> + 'list {
    // Largest end of each prefix: going back, nothing before the first end that is too low can
    // overlap.
    let mut ends: Vec<u64> = Vec::with_capacity(others.len());
    for other in others {
        ends.push(other.a.end.max(ends.last().copied().unwrap_or(0)));
    }
    passages.iter().map(move |passage| {
        let beyond = others.partition_point(|other| other.a.start < passage.a.end);
        let overlapping = (0..beyond)
            .rev()
            .take_while(|at| ends[*at] > passage.a.start)
            .map(|at| others[at])
            .filter(|other| passage.overlaps(*other))
            .collect();
        (*passage, overlapping)
    })
}

fn covered_share(passage: AlignedSpans, by: &[AlignedSpans]) -> f64 {
    let in_a = covered_len(by.iter().map(|other| passage.a.intersection(other.a)).collect());
    let in_b = covered_len(by.iter().map(|other| passage.b.intersection(other.b)).collect());
    (in_a + in_b) as f64 / passage.len() as f64
}

#[derive(Default)]
struct Mean {
    sum: f64,
    of: u64,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.of += 1;
    }

    fn value_or(&self, of_nothing: f64) -> f64 {
        if self.of == 0 { of_nothing } else { self.sum / self.of as f64 }
    }
}

/// Scores the passages of the pairs that the truth file aligns; passages of other pairs are not
/// judged.
pub(super) fn score(
    reported: &Reported,
    truth: &Truth,
    grouping: &Grouping<'_>,
) -> Result<PassageScores, Unknown> {
    if truth.alignments.is_empty() {
        return Err("the truth file aligns no spans");
    }
    let rows = reported.pairs.as_ref().ok_or("the scan wrote no pairs")?;
    if rows.iter().all(|row| row.passages.is_none()) {
        return Err("the scan aligned no passages");
    }
    if (truth.offset_unit == OffsetUnit::Characters) != reported.passages_in_characters {
        return Err(
            "spans of the truth file and passages of the scan do not count the same unit: the texts are needed to turn bytes into characters",
        );
    }
    let judged: Vec<(Vec<AlignedSpans>, Vec<AlignedSpans>)> = truth
        .alignments
        .iter()
        .filter_map(|alignment| {
            let (a, b) = (grouping.number(&alignment.a)?, grouping.number(&alignment.b)?);
            Some((alignment.cases.clone(), detections(grouping.between(a, b), &alignment.cases)))
        })
        .collect();
    if judged.is_empty() {
        return Err("the scan holds no two articles that the truth file aligns");
    }
    Ok(plagdet(&judged))
}

/// Copies have no aligned row: their whole texts correspond, up to the last case of the truth file.
/// The passages of other copies are those of the row of their first copies.
fn detections(between: Between<'_>, cases: &[AlignedSpans]) -> Vec<AlignedSpans> {
    match between {
        Between::Nothing => Vec::new(),
        Between::SameTokens => {
            let end_of =
                |span: fn(&AlignedSpans) -> Span| cases.iter().map(|case| span(case).end).max().unwrap_or(0);
            let whole = |end| Span { start: 0, end };
            vec![AlignedSpans { a: whole(end_of(|case| case.a)), b: whole(end_of(|case| case.b)) }]
        }
        Between::Row { pair, a_is_first } => pair
            .passages
            .iter()
            .flatten()
            .map(|passage| {
                let a = Span { start: passage.a_start, end: passage.a_end };
                let b = Span { start: passage.b_start, end: passage.b_end };
                if a_is_first { AlignedSpans { a, b } } else { AlignedSpans { a: b, b: a } }
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn aligned(a: (u64, u64), b: (u64, u64)) -> AlignedSpans {
        AlignedSpans { a: Span { start: a.0, end: a.1 }, b: Span { start: b.0, end: b.1 } }
    }

    #[test]
    fn one_case_cut_in_two_and_one_false_detection_score_as_on_paper() {
        // Case: 100 and 100 characters. Two detections cover 40 + 40 and 50 + 50 of it, the second
        // reaching 10 too far in both texts; a third is false. Recall 180 / 200, precision (1 + 100
        // / 120 + 0) / 3, granularity 2.
        let cases = vec![aligned((0, 100), (500, 600))];
        let detections = vec![
            aligned((0, 40), (500, 540)),
            aligned((50, 110), (550, 610)),
            aligned((200, 250), (500, 550)),
        ];
        let scores = plagdet(&[(cases, detections), (vec![], vec![])]);
        let precision: f64 = (1.0 + 100.0 / 120.0) / 3.0;
        assert!((scores.recall - 0.9).abs() < 1e-12);
        assert!((scores.precision - precision).abs() < 1e-12);
        assert_eq!(scores.granularity, 2.0);
        let f1 = 2.0 * precision * 0.9 / (precision + 0.9);
        assert!((scores.plagdet - f1 / 3f64.log2()).abs() < 1e-12);
        assert_eq!((scores.cases, scores.detections), (1, 3));
    }

    /// By sets of single characters and nothing clever.
    fn plain(pairs: &[(Vec<AlignedSpans>, Vec<AlignedSpans>)]) -> (f64, f64, f64) {
        let offsets = |passage: &AlignedSpans| -> BTreeSet<(u8, u64)> {
            (passage.a.start..passage.a.end)
                .map(|at| (0, at))
                .chain((passage.b.start..passage.b.end).map(|at| (1, at)))
                .collect()
        };
        let detects = |one: &AlignedSpans, other: &AlignedSpans| {
            let common: BTreeSet<(u8, u64)> = offsets(one).intersection(&offsets(other)).copied().collect();
            [0, 1].iter().all(|text| common.iter().any(|(of, _)| of == text))
        };
        let share = |one: &AlignedSpans, others: &[AlignedSpans]| {
            let covered: BTreeSet<(u8, u64)> =
                others.iter().filter(|other| detects(one, other)).flat_map(offsets).collect();
            offsets(one).intersection(&covered).count() as f64 / offsets(one).len() as f64
        };
        let mean = |values: Vec<f64>| {
            if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
        };
        let precision = pairs.iter().flat_map(|(cases, found)| found.iter().map(|one| share(one, cases)));
        let recall = pairs.iter().flat_map(|(cases, found)| cases.iter().map(|one| share(one, found)));
        let numbers: Vec<f64> = pairs
            .iter()
            .flat_map(|(cases, found)| {
                cases.iter().map(|case| found.iter().filter(|one| detects(case, one)).count() as f64)
            })
            .filter(|number| *number > 0.0)
            .collect();
        let granularity = if numbers.is_empty() { 1.0 } else { mean(numbers) };
        (mean(precision.collect()), mean(recall.collect()), granularity)
    }

    fn some_passages() -> impl Strategy<Value = Vec<AlignedSpans>> {
        let span = || (0u64..40, 1u64..12).prop_map(|(start, len)| (start, start + len));
        prop::collection::vec((span(), span()).prop_map(|(a, b)| aligned(a, b)), 0..6)
    }

    proptest! {
        #[test]
        fn scores_are_those_of_plain_sets_of_characters(
            mut pairs in prop::collection::vec((some_passages(), some_passages()), 1..4),
        ) {
            pairs.push((vec![aligned((0, 5), (0, 5))], vec![]));
            let scores = plagdet(&pairs);
            let (precision, recall, granularity) = plain(&pairs);
            prop_assert!((scores.precision - precision).abs() < 1e-9);
            prop_assert!((scores.recall - recall).abs() < 1e-9);
            prop_assert!((scores.granularity - granularity).abs() < 1e-9);
        }

        #[test]
        fn the_truth_itself_scores_one(starts in prop::collection::btree_set(0u64..50, 1..8)) {
            let cases: Vec<AlignedSpans> =
                starts.iter().map(|start| aligned((start * 10, start * 10 + 7), (start * 9, start * 9 + 6))).collect();
            let scores = plagdet(&[(cases.clone(), cases)]);
            prop_assert!((scores.plagdet - 1.0).abs() < 1e-12);
        }
    }
}
