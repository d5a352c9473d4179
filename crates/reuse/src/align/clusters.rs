//! Matches that are close to each other in both texts, as one passage each.

use super::exact_match::ExactMatch;
use super::joined_clusters::{JOINED_WORDS_MIN, joined};
use super::linkage::{GAP_MAX, GAP_PER_WORD, MatchCluster, SPARSE_MAX, gap_of, linked};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Fewer common words are not a passage: with 8, one pair in seventy that shares nothing has a
/// passage, with 12 one in two hundred.
pub(super) const WORDS_MIN: u32 = 12;

/// Rounds in which matches that lost their words are clustered again: a text that repeats a passage
/// of the other needs two, one whose passages interlock a few more.
const ROUNDS_MAX: usize = 8;

impl MatchCluster {
    fn is_passage(&self) -> bool {
        let is_dense = |(start, end): (u32, u32)| self.words * SPARSE_MAX >= end - start;
        self.words >= WORDS_MIN && is_dense(self.a) && is_dense(self.b)
    }
}

/// Clusters with no token in two of them: the heaviest is chosen first, and its words are withdrawn
/// from the others.
pub(super) fn clusters(matches: &[ExactMatch]) -> Vec<MatchCluster> {
    if is_one_chain(matches) {
        return Some(MatchCluster::new(matches.to_vec()))
            .filter(MatchCluster::is_passage)
            .into_iter()
            .collect();
    }
    by_rounds(matches)
}

/// Returns whether sorted matches are in one order in both texts, each so close to the next that
/// the two alone bridge the gap: then all of them are one cluster, in whatever order gaps are
/// bridged. Copies of one story are mostly of this kind.
fn is_one_chain(matches: &[ExactMatch]) -> bool {
    let is_bridged = |two: &[ExactMatch]| {
        let (one, next) = (two[0], two[1]);
        let is_in_order = one.a_end() <= next.a && one.b_end() <= next.b;
        let gap = if is_in_order { gap_of(one, next) } else { u32::MAX };
        gap <= GAP_MAX && gap <= one.len.min(next.len) * GAP_PER_WORD
    };
    !matches.is_empty() && matches.windows(2).all(is_bridged)
}

/// Clusters of any matches, in rounds.
fn by_rounds(matches: &[ExactMatch]) -> Vec<MatchCluster> {
    let mut chosen: Vec<MatchCluster> = Vec::new();
    let mut left = Cow::Borrowed(matches);
    let (mut claimed_a, mut claimed_b) = (RangeSet::default(), RangeSet::default());
    for _ in 0..ROUNDS_MAX {
        let linked = linked(&left, JOINED_WORDS_MIN).into_iter().map(MatchCluster::new).collect();
        let mut proposed: Vec<MatchCluster> =
            joined(linked).into_iter().filter(MatchCluster::is_passage).collect();
        if chosen.is_empty() && proposed.len() < 2 {
            return proposed;
        }
        proposed.sort_by(|one, other| (other.words, &one.matches).cmp(&(one.words, &other.matches)));
        let mut lost = Vec::new();
        let before = chosen.len();
        for cluster in proposed {
            if claimed_a.is_disjoint(cluster.a) && claimed_b.is_disjoint(cluster.b) {
                claimed_a.insert(cluster.a);
                claimed_b.insert(cluster.b);
                chosen.push(cluster);
            } else {
                lost.extend(cluster.matches);
            }
        }
        let mut parts: Vec<ExactMatch> =
            lost.iter().flat_map(|run| outside(*run, &claimed_a, &claimed_b)).collect();
        parts.sort_unstable();
        left = Cow::Owned(parts);
        if left.is_empty() || chosen.len() == before {
            break;
        }
    }
    chosen.sort_by_key(|cluster| (cluster.a, cluster.b));
    chosen
}

/// The longest part of a match outside the claimed ranges of both texts.
fn outside(run: ExactMatch, claimed_a: &RangeSet, claimed_b: &RangeSet) -> Option<ExactMatch> {
    let mut best: Option<ExactMatch> = None;
    let mut start = 0;
    while start < run.len {
        let blocked = claimed_a.end_at(run.a + start).map(|end| end - run.a);
        let blocked = blocked.or_else(|| claimed_b.end_at(run.b + start).map(|end| end - run.b));
        if let Some(end) = blocked {
            start = end;
            continue;
        }
        let next_a = claimed_a.next_after(run.a + start).map_or(run.len, |next| next - run.a);
        let next_b = claimed_b.next_after(run.b + start).map_or(run.len, |next| next - run.b);
        let end = next_a.min(next_b).min(run.len);
        let part = ExactMatch { a: run.a + start, b: run.b + start, len: end - start };
        if best.is_none_or(|best| part.len > best.len) {
            best = Some(part);
        }
        start = end;
    }
    best
}

/// Disjoint ranges of one text.
#[derive(Default)]
struct RangeSet {
    /// Start → end.
    ranges: BTreeMap<u32, u32>,
}

impl RangeSet {
    fn is_disjoint(&self, (start, end): (u32, u32)) -> bool {
        self.ranges.range(..end).next_back().is_none_or(|(_, before_end)| *before_end <= start)
    }

    fn insert(&mut self, (start, end): (u32, u32)) {
        self.ranges.insert(start, end);
    }

    /// The end of the range that contains this position.
    fn end_at(&self, at: u32) -> Option<u32> {
        self.ranges.range(..=at).next_back().map(|(_, end)| *end).filter(|end| *end > at)
    }

    /// The start of the next range after this position.
    fn next_after(&self, at: u32) -> Option<u32> {
        self.ranges.range(at + 1..).next().map(|(start, _)| *start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_chain_is_the_one_cluster_that_rounds_find(
            steps in prop::collection::vec((0u32..40, 0u32..40, 1u32..30), 0..12),
        ) {
            let (mut matches, mut at_a, mut at_b) = (Vec::new(), 0, 0);
            for (gap_a, gap_b, len) in steps {
                (at_a, at_b) = (at_a + gap_a, at_b + gap_b);
                matches.push(ExactMatch { a: at_a, b: at_b, len });
                (at_a, at_b) = (at_a + len, at_b + len);
            }
            prop_assert_eq!(clusters(&matches), by_rounds(&matches));
        }
    }
}
