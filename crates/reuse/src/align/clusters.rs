//! Matches that are close to each other in both texts, as one passage each.

use super::exact_match::{ExactMatch, ranges};
use super::linkage::{GAP_MAX, GAP_PER_WORD, are_moved_blocks, gap, gap_of, linked};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Fewer common words are no passage: with 8, one pair in seventy that shares nothing has a
/// passage, with 12 one in two hundred.
pub(super) const WORDS_MIN: u32 = 12;

/// Of the words of a passage, in either text, at least one in this many is common.
const SPARSE_MAX: u32 = 4;

/// Rounds in which matches that lost their words are clustered again: a text that repeats a passage
/// of the other needs two, one whose passages interlock a few more.
const ROUNDS_MAX: usize = 8;

/// Fewer words are chance if no match of a cluster is close.
const JOINED_WORDS_MIN: u32 = 4;

/// Preceding clusters that a cluster may continue.
const NEIGHBOURS_MAX: usize = 8;

/// Matches of one passage, and the words from the first to the last of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MatchCluster {
    pub(super) matches: Vec<ExactMatch>,
    pub(super) a: (u32, u32),
    pub(super) b: (u32, u32),
    /// Words of all matches, in the text where fewer are covered.
    words: u32,
    longest: Option<ExactMatch>,
}

impl MatchCluster {
    fn new(matches: Vec<ExactMatch>) -> MatchCluster {
        let bounds = |start: fn(&ExactMatch) -> u32| {
            let first = matches.iter().map(start).min().unwrap_or(0);
            let last = matches.iter().map(|run| start(run) + run.len).max().unwrap_or(0);
            (first, last)
        };
        MatchCluster {
            a: bounds(|run| run.a),
            b: bounds(|run| run.b),
            words: covered(&matches, |run| run.a).min(covered(&matches, |run| run.b)),
            longest: matches.iter().copied().max_by_key(|run| (run.len, std::cmp::Reverse(*run))),
            matches,
        }
    }

    /// Whether one passage may bridge the gap between two clusters, measured between their
    /// outermost words.
    fn continues_in(&self, other: &MatchCluster) -> bool {
        let gap = gap(self.a, other.a).max(gap(self.b, other.b));
        let hull = |one: (u32, u32), other: (u32, u32)| one.1.max(other.1) - one.0.min(other.0);
        let len = hull(self.a, other.a).max(hull(self.b, other.b));
        gap <= GAP_MAX
            && (self.words + other.words) * SPARSE_MAX >= len
            && self.words.min(other.words) * GAP_PER_WORD >= gap
            && self.longest.zip(other.longest).is_none_or(|(one, other)| !are_moved_blocks(one, other))
    }

    fn is_passage(&self) -> bool {
        let is_dense = |(start, end): (u32, u32)| self.words * SPARSE_MAX >= end - start;
        self.words >= WORDS_MIN && is_dense(self.a) && is_dense(self.b)
    }
}

/// Words that matches cover in one text.
fn covered(matches: &[ExactMatch], start: impl Fn(&ExactMatch) -> u32) -> u32 {
    let unsorted = || matches.iter().map(|run| (start(run), start(run) + run.len));
    // The matches of most clusters are in order in both texts.
    if unsorted().is_sorted() {
        return n_words(unsorted());
    }
    n_words(ranges(matches, start).into_iter())
}

/// Words of sorted ranges, which may overlap.
fn n_words(ranges: impl Iterator<Item = (u32, u32)>) -> u32 {
    let (mut words, mut to) = (0, 0);
    for (start, end) in ranges {
        words += end.max(to) - start.max(to);
        to = to.max(end);
    }
    words
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

/// Whether sorted matches are in one order in both texts, each so close to the next that the two
/// alone bridge the gap: then all of them are one cluster, in whatever order gaps are bridged.
/// Copies of one story are mostly of this kind.
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
        let linked = linked(&left).into_iter().map(MatchCluster::new).collect();
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

    /// The start of the next range behind this position.
    fn next_after(&self, at: u32) -> Option<u32> {
        self.ranges.range(at + 1..).next().map(|(start, _)| *start)
    }
}

/// Joins neighbours whose outermost words are close though no two of their matches are: shuffled
/// sentences.
fn joined(mut clusters: Vec<MatchCluster>) -> Vec<MatchCluster> {
    clusters.retain(|cluster| cluster.words >= JOINED_WORDS_MIN);
    clusters.sort_by_key(|cluster| (cluster.a, cluster.b));
    let mut joined: Vec<MatchCluster> = Vec::with_capacity(clusters.len());
    for mut cluster in clusters {
        while let Some(at) =
            joined.iter().rev().take(NEIGHBOURS_MAX).position(|before| before.continues_in(&cluster))
        {
            let mut before = joined.remove(joined.len() - 1 - at);
            before.matches.append(&mut cluster.matches);
            cluster = MatchCluster::new(before.matches);
        }
        joined.push(cluster);
    }
    joined
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
