//! The inside of one passage: which tokens correspond, and the edits between them.

use super::exact_match::{ExactMatch, MatchNumber};
use super::linkage::MatchCluster;
use super::passage::{Edit, Passage, PassageKind};
use std::borrow::Cow;

/// A gap is not searched if the lengths of its two sides multiply to more: its words count as
/// substituted. Gaps that a passage bridges are far smaller; where a shuffled one is larger, its
/// order says little.
const GAP_CELLS_MAX: u64 = 1 << 14;

/// The passage of a cluster, and whether words of a gap could belong to more than one edit.
pub(super) fn passage(a: &[u64], b: &[u64], cluster: &MatchCluster) -> (Passage, bool) {
    let mut is_ambiguous = false;
    let mut equal: Vec<ExactMatch> = Vec::new();
    let (mut at_a, mut at_b) = (cluster.a.0, cluster.b.0);
    let end = ExactMatch { a: cluster.a.1, b: cluster.b.1, len: 0 };
    for run in heaviest_chain(&cluster.matches).iter().copied().chain([end]) {
        // A match may start inside the one before.
        let covered = at_a.saturating_sub(run.a).max(at_b.saturating_sub(run.b));
        if run.len > 0 && covered >= run.len {
            continue;
        }
        let run = ExactMatch { a: run.a + covered, b: run.b + covered, len: run.len - covered };
        is_ambiguous |= in_gap(a, b, (at_a, run.a), (at_b, run.b), &mut equal);
        push(&mut equal, run);
        (at_a, at_b) = (run.a_end(), run.b_end());
    }
    let edits = edits(cluster, &equal);
    let passage = Passage {
        a: cluster.a.0..cluster.a.1,
        b: cluster.b.0..cluster.b.1,
        words: equal.iter().map(|run| run.len).sum(),
        longest: equal.iter().chain(&cluster.matches).map(|run| run.len).max().unwrap_or(0),
        kind: if edits.is_empty() { PassageKind::Identical } else { PassageKind::Edited },
        edits,
    };
    (passage, is_ambiguous)
}

/// Appends a run, or extends the last one that it continues.
fn push(equal: &mut Vec<ExactMatch>, run: ExactMatch) {
    match equal.last_mut() {
        _ if run.len == 0 => (),
        Some(last) if last.a_end() == run.a && last.b_end() == run.b => last.len += run.len,
        _ => equal.push(run),
    }
}

fn edits(cluster: &MatchCluster, equal: &[ExactMatch]) -> Vec<Edit> {
    let (mut at_a, mut at_b) = (cluster.a.0, cluster.b.0);
    let end = ExactMatch { a: cluster.a.1, b: cluster.b.1, len: 0 };
    let mut edits = Vec::new();
    for run in equal.iter().chain([&end]) {
        if run.a > at_a || run.b > at_b {
            edits.push(Edit { a: at_a..run.a, b: at_b..run.b });
        }
        (at_a, at_b) = (run.a_end(), run.b_end());
    }
    edits
}

/// The matches of most words in all that are in the same order in both texts, with overlaps. O(n
/// log n); linear if all of them are.
fn heaviest_chain(matches: &[ExactMatch]) -> Cow<'_, [ExactMatch]> {
    match matches.windows(2).all(|two| two[0].a < two[1].a && two[0].b < two[1].b) {
        true => Cow::Borrowed(matches),
        false => Cow::Owned(heaviest_by_rank(matches)),
    }
}

/// The heaviest chain of any matches.
fn heaviest_by_rank(matches: &[ExactMatch]) -> Vec<ExactMatch> {
    let mut ends: Vec<u32> = matches.iter().map(|run| run.b).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut best = PrefixMaxima { at: vec![(0, None); ends.len() + 1] };
    let mut before: Vec<Option<MatchNumber>> = vec![None; matches.len()];
    let mut in_order: Vec<u32> = (0..matches.len() as u32).collect();
    // Of matches with one start in the first text none may follow another: the last in the second
    // comes first.
    in_order.sort_unstable_by_key(|index| {
        let run = matches[*index as usize];
        (run.a, std::cmp::Reverse(run.b))
    });
    for index in in_order {
        let run = matches[index as usize];
        let rank = ends.partition_point(|end| *end < run.b);
        let (words, last) = best.below(rank);
        before[index as usize] = last;
        best.raise(rank, (words + run.len, Some(index.into())));
    }
    let (_, mut at) = best.below(ends.len());
    let mut chain = Vec::new();
    while let Some(number) = at {
        chain.push(matches[usize::from(number)]);
        at = before[usize::from(number)];
    }
    chain.reverse();
    chain
}

/// The words of a chain and its last match.
type ChainEnd = (u32, Option<MatchNumber>);

/// Prefix maxima of words, as a binary indexed tree (Fenwick 1994).
struct PrefixMaxima {
    at: Vec<ChainEnd>,
}

impl PrefixMaxima {
    /// The maximum of the first `ranks`.
    fn below(&self, mut ranks: usize) -> ChainEnd {
        let mut best = (0, None);
        while ranks > 0 {
            if self.at[ranks].0 > best.0 {
                best = self.at[ranks];
            }
            ranks &= ranks - 1;
        }
        best
    }

    fn raise(&mut self, rank: usize, value: ChainEnd) {
        let mut at = rank + 1;
        while at < self.at.len() {
            if value.0 > self.at[at].0 {
                self.at[at] = value;
            }
            at += at & at.wrapping_neg();
        }
    }
}

/// Appends the longest common subsequence of a small gap, and returns whether it has any token.
fn in_gap(
    a: &[u64],
    b: &[u64],
    (start_a, end_a): (u32, u32),
    (start_b, end_b): (u32, u32),
    equal: &mut Vec<ExactMatch>,
) -> bool {
    let (len_a, len_b) = (end_a.saturating_sub(start_a) as usize, end_b.saturating_sub(start_b) as usize);
    if len_a == 0 || len_b == 0 || (len_a * len_b) as u64 > GAP_CELLS_MAX {
        return false;
    }
    let (a, b) = (&a[start_a as usize..end_a as usize], &b[start_b as usize..end_b as usize]);
    // Cell (i, j): the length for a[i..] and b[j..].
    let width = len_b + 1;
    let mut lens = vec![0u16; (len_a + 1) * width];
    for i in (0..len_a).rev() {
        for j in (0..len_b).rev() {
            lens[i * width + j] = if a[i] == b[j] {
                lens[(i + 1) * width + j + 1] + 1
            } else {
                lens[(i + 1) * width + j].max(lens[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < len_a && j < len_b {
        if a[i] == b[j] {
            push(equal, ExactMatch { a: start_a + i as u32, b: start_b + j as u32, len: 1 });
            (i, j) = (i + 1, j + 1);
        } else if lens[(i + 1) * width + j] >= lens[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    lens[0] > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn matches_in_order_are_their_heaviest_chain(steps in prop::collection::vec((1u32..9, 1u32..9, 1u32..12), 0..12)) {
            let (mut a, mut b) = (0, 0);
            let matches: Vec<ExactMatch> = steps
                .into_iter()
                .map(|(step_a, step_b, len)| {
                    (a, b) = (a + step_a, b + step_b);
                    ExactMatch { a, b, len }
                })
                .collect();
            prop_assert_eq!(heaviest_chain(&matches).into_owned(), heaviest_by_rank(&matches));
        }
    }
}
