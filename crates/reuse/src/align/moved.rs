//! Passages whose order differs between the texts.

use super::passage::Passage;
use std::cmp::Reverse;

/// Says of each passage whether it is moved: out of the order of the longest sequence of passages
/// that are in the same order in both texts.
///
/// The longest sequence is the one of most common words, and the earliest in the first text on a
/// tie. `passages` are ordered by their range in the first text. O(n log n) for n passages.
///
/// ```
/// use wirecopy_reuse::align::{align, are_moved};
///
/// let (opening, quote): (Vec<u64>, Vec<u64>) = ((0..50).collect(), (100..130).collect());
/// let a = [opening.clone(), quote.clone()].concat();
/// let b = [quote, opening].concat();
/// assert_eq!(are_moved(&align(&a, &b)), [false, true]);
/// ```
pub fn are_moved(passages: &[Passage]) -> Vec<bool> {
    let mut ends: Vec<_> = passages.iter().map(|passage| passage.b.end).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut by_end = HeaviestByEnd(vec![None; ends.len()]);
    let mut before = Vec::with_capacity(passages.len());
    for (at, passage) in passages.iter().enumerate() {
        let ended = ends.partition_point(|end| *end <= passage.b.start);
        let heaviest = by_end.among(ended);
        before.push(heaviest.map(|(_, Reverse(before))| before));
        let words = heaviest.map_or(0, |(words, _)| words) + u64::from(passage.words);
        by_end.add(ends.partition_point(|end| *end < passage.b.end), (words, Reverse(at)));
    }
    let mut moved = vec![true; passages.len()];
    let mut at = by_end.among(ends.len()).map(|(_, Reverse(last))| last);
    while let Some(in_order) = at {
        moved[in_order] = false;
        at = before[in_order];
    }
    moved
}

/// The common words of a sequence of passages, and the number of its last one.
type Sequence = (u64, Reverse<usize>);

/// The heaviest sequence among those that end before a given rank of ends in the second text, as a
/// binary indexed tree over these ranks. *Source*: Fenwick 1994, "A new data structure for
/// cumulative frequency tables", with maxima for sums.
struct HeaviestByEnd(Vec<Option<Sequence>>);

impl HeaviestByEnd {
    /// Adds a sequence by the rank of its end, from 0.
    fn add(&mut self, rank: usize, sequence: Sequence) {
        let mut node = rank + 1;
        while let Some(heaviest) = self.0.get_mut(node - 1) {
            *heaviest = (*heaviest).max(Some(sequence));
            node += node & node.wrapping_neg();
        }
    }

    /// Returns the heaviest of the sequences with the first `n` ends.
    fn among(&self, n: usize) -> Option<Sequence> {
        let mut node = n;
        let mut heaviest = None;
        while node > 0 {
            heaviest = heaviest.max(self.0[node - 1]);
            node -= node & node.wrapping_neg();
        }
        heaviest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::align;
    use proptest::prelude::*;

    /// The definition of [`are_moved`], over all pairs of passages.
    fn plainly_moved(passages: &[Passage]) -> Vec<bool> {
        let mut heaviest: Vec<(u64, Option<usize>)> = Vec::new();
        for (at, passage) in passages.iter().enumerate() {
            let follows = |before: &usize| passages[*before].b.end <= passage.b.start;
            let before = (0..at).filter(follows).max_by_key(|before| (heaviest[*before].0, Reverse(*before)));
            let words = before.map_or(0, |before| heaviest[before].0) + u64::from(passage.words);
            heaviest.push((words, before));
        }
        let mut moved = vec![true; passages.len()];
        let mut at = (0..passages.len()).max_by_key(|at| (heaviest[*at].0, Reverse(*at)));
        while let Some(in_order) = at {
            moved[in_order] = false;
            at = heaviest[in_order].1;
        }
        moved
    }

    proptest! {
        #[test]
        fn moved_passages_are_those_of_the_plain_definition(
            order in Just((0..24u64).collect::<Vec<_>>()).prop_shuffle(),
            lens in prop::collection::vec(6..9u64, 24),
        ) {
            let block = |number: u64| {
                let start = 1000 * number;
                (start..start + lens[number as usize]).chain([1_000_000 + number])
            };
            let a: Vec<u64> = (0..24).flat_map(block).collect();
            let b: Vec<u64> = order.into_iter().flat_map(block).collect();
            let passages = align(&a, &b);
            prop_assert_eq!(are_moved(&passages), plainly_moved(&passages));
        }
    }
}
