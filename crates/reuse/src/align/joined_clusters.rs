//! Neighbouring clusters joined where their outermost words are close though no two of their
//! matches are: shuffled sentences.

use super::exact_match::ExactMatch;
use super::linkage::{GAP_MAX, GAP_PER_WORD, MatchCluster, SPARSE_MAX, are_moved_blocks, gap};
use std::collections::{BTreeMap, VecDeque};

/// Fewer words are chance if no match of a cluster is close.
pub(super) const JOINED_WORDS_MIN: u32 = 4;

/// Preceding clusters that a cluster may continue.
const NEIGHBOURS_MAX: usize = 8;

/// Joins clusters with their neighbours, in the order of the first text. O(n log² n): of two
/// clusters the smaller one moves into the larger, so that a match moves log n times.
pub(super) fn joined(mut clusters: Vec<MatchCluster>) -> Vec<MatchCluster> {
    clusters.retain(|cluster| cluster.words >= JOINED_WORDS_MIN);
    clusters.sort_by_key(|cluster| (cluster.a, cluster.b));
    let mut joined: Vec<GrowingCluster> = Vec::with_capacity(clusters.len());
    for cluster in clusters {
        let mut cluster = GrowingCluster::of(cluster);
        while let Some(at) =
            joined.iter().rev().take(NEIGHBOURS_MAX).position(|before| before.continues_in(&cluster))
        {
            let before = joined.remove(joined.len() - 1 - at);
            cluster = before.joined_with(cluster);
        }
        joined.push(cluster);
    }
    joined.into_iter().map(GrowingCluster::finish).collect()
}

/// A cluster that others join.
struct GrowingCluster {
    matches: VecDeque<ExactMatch>,
    a: (u32, u32),
    b: (u32, u32),
    words: u32,
    longest: Option<ExactMatch>,
    /// The words that matches cover; `None` for a single cluster, of which most stay alone.
    covered: Option<(CoveredWords, CoveredWords)>,
}

impl GrowingCluster {
    fn of(cluster: MatchCluster) -> GrowingCluster {
        let MatchCluster { matches, a, b, words, longest } = cluster;
        GrowingCluster { matches: matches.into(), a, b, words, longest, covered: None }
    }

    fn finish(self) -> MatchCluster {
        let GrowingCluster { matches, a, b, words, longest, .. } = self;
        MatchCluster { matches: matches.into(), a, b, words, longest }
    }

    /// Returns whether one passage may bridge the gap between two clusters, measured between their
    /// outermost words.
    fn continues_in(&self, other: &GrowingCluster) -> bool {
        let gap = gap(self.a, other.a).max(gap(self.b, other.b));
        let hull = |one: (u32, u32), other: (u32, u32)| one.1.max(other.1) - one.0.min(other.0);
        let len = hull(self.a, other.a).max(hull(self.b, other.b));
        gap <= GAP_MAX
            && (self.words + other.words) * SPARSE_MAX >= len
            && self.words.min(other.words) * GAP_PER_WORD >= gap
            && self.longest.zip(other.longest).is_none_or(|(one, other)| !are_moved_blocks(one, other))
    }

    /// Joins two clusters, the matches of `self` first.
    fn joined_with(mut self, mut other: GrowingCluster) -> GrowingCluster {
        let hull = |one: (u32, u32), other: (u32, u32)| (one.0.min(other.0), one.1.max(other.1));
        let (a, b) = (hull(self.a, other.a), hull(self.b, other.b));
        let longest = [self.longest, other.longest].into_iter().flatten();
        let longest = longest.max_by_key(|run| (run.len, std::cmp::Reverse(*run)));
        let is_first_larger = self.matches.len() >= other.matches.len();
        let (large, small) = if is_first_larger { (&mut self, &other) } else { (&mut other, &self) };
        let (mut in_a, mut in_b) = large.take_covered();
        for run in &small.matches {
            in_a.insert((run.a, run.a_end()));
            in_b.insert((run.b, run.b_end()));
        }
        let matches = if is_first_larger {
            self.matches.extend(other.matches);
            self.matches
        } else {
            self.matches.into_iter().rev().for_each(|run| other.matches.push_front(run));
            other.matches
        };
        let words = in_a.words.min(in_b.words);
        GrowingCluster { matches, a, b, words, longest, covered: Some((in_a, in_b)) }
    }

    fn take_covered(&mut self) -> (CoveredWords, CoveredWords) {
        self.covered.take().unwrap_or_else(|| {
            let (mut in_a, mut in_b) = (CoveredWords::default(), CoveredWords::default());
            for run in &self.matches {
                in_a.insert((run.a, run.a_end()));
                in_b.insert((run.b, run.b_end()));
            }
            (in_a, in_b)
        })
    }
}

/// The union of ranges of one text, and its length.
#[derive(Default)]
struct CoveredWords {
    /// Start → end of ranges that neither overlap nor touch.
    ranges: BTreeMap<u32, u32>,
    words: u32,
}

impl CoveredWords {
    /// Adds a range. O(log n), and as much for each range that it swallows.
    fn insert(&mut self, (mut start, mut end): (u32, u32)) {
        while let Some((from, to)) = self.ranges.range(..=end).next_back().map(|(from, to)| (*from, *to)) {
            if to < start {
                break;
            }
            self.ranges.remove(&from);
            self.words -= to - from;
            (start, end) = (start.min(from), end.max(to));
        }
        self.words += end - start;
        self.ranges.insert(start, end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition: every join makes a cluster of all matches anew.
    fn plain(mut clusters: Vec<MatchCluster>) -> Vec<MatchCluster> {
        clusters.retain(|cluster| cluster.words >= JOINED_WORDS_MIN);
        clusters.sort_by_key(|cluster| (cluster.a, cluster.b));
        let growing = |cluster: &MatchCluster| GrowingCluster::of(cluster.clone());
        let mut joined: Vec<MatchCluster> = Vec::new();
        for mut cluster in clusters {
            while let Some(at) = joined
                .iter()
                .rev()
                .take(NEIGHBOURS_MAX)
                .position(|before| growing(before).continues_in(&growing(&cluster)))
            {
                let mut before = joined.remove(joined.len() - 1 - at);
                before.matches.append(&mut cluster.matches);
                cluster = MatchCluster::new(before.matches);
            }
            joined.push(cluster);
        }
        joined
    }

    proptest! {
        #[test]
        fn clusters_grow_to_what_they_are_when_made_anew(
            matches in prop::collection::vec((0u32..300, 0u32..300, 1u32..25), 0..60),
        ) {
            let of = |(a, b, len)| MatchCluster::new(vec![ExactMatch { a, b, len }]);
            let clusters: Vec<MatchCluster> = matches.into_iter().map(of).collect();
            prop_assert_eq!(joined(clusters.clone()), plain(clusters));
        }
    }
}
