//! Pairs by similarity.

use crate::evaluate::Bin;
use crate::evaluate::share::{Share, f1};
use std::collections::BTreeMap;

/// Bin of a pair, in the order of the output.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Degree {
    /// The n-th bin of [`JACCARD`].
    Jaccard(usize),
    /// The n-th bin of [`CONTAINMENT`], of pairs below Jaccard 0.5 with 50 shared shingles or more.
    Containment(usize),
    /// A containment of 0.8 or more, below Jaccard 0.5 and 50 shared shingles: a short text in a
    /// long one.
    ShortInLong,
    /// A group of the truth file, for pairs without scores.
    Kind(String),
    /// Neither scores nor kind are known, or the scores are below all bins.
    Unknown,
}

const JACCARD: [(f64, f64); 6] = [(0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0), (1.0, 1.0)];
const CONTAINMENT: [(f64, f64); 3] = [(0.3, 0.5), (0.5, 0.8), (0.8, 1.0)];

/// Shared shingles of a pair in the containment bins, at least: the minimum of the rule for
/// reporting parts.
const SHARED_OF_A_PART: u64 = 50;

impl Degree {
    /// Bin of a pair by its scores; if the shared count is unknown, a part counts as long enough.
    pub(super) fn of_scores(jaccard: Option<f64>, containment: Option<f64>, shared: Option<u64>) -> Degree {
        if let Some(bin) = jaccard.and_then(|jaccard| bin_of(&JACCARD, jaccard)) {
            return Degree::Jaccard(bin);
        }
        let Some(bin) = containment.and_then(|containment| bin_of(&CONTAINMENT, containment)) else {
            return Degree::Unknown;
        };
        if shared.is_none_or(|shared| shared >= SHARED_OF_A_PART) {
            Degree::Containment(bin)
        } else if bin + 1 == CONTAINMENT.len() {
            Degree::ShortInLong
        } else {
            Degree::Unknown
        }
    }

    fn describe(&self, bin: &mut Bin) {
        let borders = match self {
            Degree::Jaccard(n) => {
                bin.measure = "jaccard";
                JACCARD[*n]
            }
            Degree::Containment(n) => {
                bin.measure = "containment";
                CONTAINMENT[*n]
            }
            Degree::ShortInLong => {
                bin.measure = "containment, fewer than 50 shared";
                CONTAINMENT[CONTAINMENT.len() - 1]
            }
            Degree::Kind(kind) => {
                bin.measure = "kind";
                bin.kind = Some(kind.clone());
                return;
            }
            Degree::Unknown => return,
        };
        (bin.from, bin.to) = (Some(borders.0), Some(borders.1));
    }
}

/// A border belongs to the bin above it; 1 has its own bin or, without one, belongs to the last.
fn bin_of(borders: &[(f64, f64)], value: f64) -> Option<usize> {
    borders.iter().rposition(|(from, _)| value >= *from)
}

/// Counts of one bin.
#[derive(Debug, Default)]
struct BinCounts {
    found: Share,
    joined: Share,
    reported: u64,
    confirmed: Share,
}

/// Counts by bin.
#[derive(Debug, Default)]
pub(super) struct PairBins {
    tallies: BTreeMap<Degree, BinCounts>,
}

impl PairBins {
    /// Counts a true pair.
    pub(super) fn count_true(&mut self, degree: Degree, is_found: bool, is_joined: bool) {
        let tally = self.tallies.entry(degree).or_default();
        tally.found.count(is_found);
        tally.joined.count(is_joined);
    }

    /// Counts a reported row; `is_confirmed` is `None` if the truth file cannot decide.
    pub(super) fn count_reported(&mut self, degree: Degree, is_confirmed: Option<bool>) {
        let tally = self.tallies.entry(degree).or_default();
        tally.reported += 1;
        if let Some(is_confirmed) = is_confirmed {
            tally.confirmed.count(is_confirmed);
        }
    }

    /// All bins in which anything was counted.
    pub(super) fn into_bins(self) -> Vec<Bin> {
        self.tallies
            .into_iter()
            .map(|(degree, tally)| {
                let (precision, recall) = (tally.confirmed.value(), tally.found.value());
                let mut bin = Bin {
                    measure: "unknown",
                    kind: None,
                    from: None,
                    to: None,
                    true_pairs: tally.found.of,
                    recall,
                    recall_interval: tally.found.interval(),
                    joined: tally.joined.value(),
                    joined_interval: tally.joined.interval(),
                    reported: tally.reported,
                    precision,
                    precision_interval: tally.confirmed.interval(),
                    f1: precision.zip(recall).map(|(precision, recall)| f1(precision, recall)),
                };
                degree.describe(&mut bin);
                bin
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_belong_to_the_bin_above_and_a_copy_has_its_own() {
        let of =
            |jaccard, containment, shared| Degree::of_scores(Some(jaccard), Some(containment), Some(shared));
        assert_eq!(of(0.5, 0.9, 3), Degree::Jaccard(0));
        assert_eq!(of(0.6, 0.9, 3), Degree::Jaccard(1));
        assert_eq!(of(0.999, 1.0, 300), Degree::Jaccard(4));
        assert_eq!(of(1.0, 1.0, 300), Degree::Jaccard(5));
        assert_eq!(of(0.499, 0.5, 50), Degree::Containment(1));
        assert_eq!(of(0.2, 1.0, 50), Degree::Containment(2));
        assert_eq!(of(0.2, 0.8, 49), Degree::ShortInLong);
        assert_eq!(of(0.2, 0.7, 49), Degree::Unknown);
        assert_eq!(of(0.2, 0.29, 500), Degree::Unknown);
        assert_eq!(Degree::of_scores(None, Some(0.4), None), Degree::Containment(0));
    }
}
