//! Passages that changed their order.

use super::passage::Passage;

/// Says of each passage whether it is moved: out of the order of the longest sequence of passages
/// that are in the same order in both texts.
///
/// The longest sequence is the one of most common words, and the earliest in the first text on a
/// tie. `passages` are ordered by their range in the first text. O(n²) for n passages, which are
/// few.
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
    let mut heaviest: Vec<(u64, Option<usize>)> = Vec::with_capacity(passages.len());
    for (at, passage) in passages.iter().enumerate() {
        let follows = |before: &usize| {
            passages[*before].a.start <= passage.a.start && passages[*before].b.end <= passage.b.start
        };
        let before =
            (0..at).filter(follows).max_by_key(|before| (heaviest[*before].0, std::cmp::Reverse(*before)));
        let words = before.map_or(0, |before| heaviest[before].0) + u64::from(passage.words);
        heaviest.push((words, before));
    }
    let mut moved = vec![true; passages.len()];
    let mut at = (0..passages.len()).max_by_key(|at| (heaviest[*at].0, std::cmp::Reverse(*at)));
    while let Some(in_order) = at {
        moved[in_order] = false;
        at = heaviest[in_order].1;
    }
    moved
}
