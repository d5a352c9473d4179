//! Which passages changed their place.

use super::Passage;

/// For each passage whether it is out of the order of the longest sequence of passages that stand in the same order in both texts: longest by common
/// words, the earliest in the first text where two are as long. O(n²) for n passages, which are few.
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
