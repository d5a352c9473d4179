//! The longest part that occurs twice in a text.

use super::WORDS;
use std::collections::HashMap;
use std::ops::Range;

/// A shorter part is a phrase or a caption, in tokens.
const TOKENS_MIN: usize = 30;
/// A smaller percentage of a text is a part that it repeats, and no text that it has twice.
const PERCENT_MIN: usize = 25;
/// Without so large a percentage of seeds that occur twice, no part is looked for.
const SEEDS_PERCENT_MIN: usize = 10;
/// Of fewer seeds none is asked to occur twice: a text of few shingles need not emit one again.
const SEEDS_FEW: usize = 64;

/// A part of a text and its second occurrence, in tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubled {
    /// First occurrence.
    pub first: Range<u32>,
    /// Second occurrence.
    pub second: Range<u32>,
}

/// Finds the longest part of a text, of 30 tokens and a quarter of the text or more, that the text
/// has again, word for word and without overlap. Of several the first. `shingles` are the text's,
/// each at its first token; `seeds` are its winnowed ones, in any order. O(n log n) in the seeds;
/// linear in the shingles where seeds are few or enough of them occur twice.
///
/// ```
/// use wirecopy_reuse::shingle::doubled;
///
/// let story: Vec<u64> = (1..=60).collect();
/// let between = [700, 701, 702, 703];
/// let twice: Vec<u64> = story.iter().chain(&between).chain(&story).copied().collect();
/// let found = doubled(&twice, &twice).expect("it has the story twice");
/// assert_eq!((found.first, found.second), (0..64, 64..128));
/// assert_eq!(doubled(&story, &story), None);
/// ```
pub fn doubled(shingles: &[u64], seeds: &[u64]) -> Option<Doubled> {
    if seeds.len() >= SEEDS_FEW && !has_repeats(seeds) {
        return None;
    }
    let mut first_of: HashMap<u64, usize> = HashMap::with_capacity(shingles.len());
    let mut longest: Option<(usize, usize, usize)> = None;
    let mut run: Option<(usize, usize, usize)> = None;
    for (at, shingle) in shingles.iter().enumerate() {
        let earlier = *first_of.entry(*shingle).or_insert(at);
        run = match run {
            _ if earlier == at => None,
            Some((first, second, len)) if first + len == earlier && first + len < second => {
                Some((first, second, len + 1))
            }
            _ => Some((earlier, at, 1)),
        };
        if let Some(found) = run
            && longest.is_none_or(|longest| found.2 > longest.2)
        {
            longest = run;
        }
    }
    let (first, second, len) = longest?;
    let tokens = (len + WORDS - 1).min(second - first);
    let all = shingles.len() + WORDS - 1;
    let part = |start: usize| start as u32..(start + tokens) as u32;
    (tokens >= TOKENS_MIN && 100 * tokens >= PERCENT_MIN * all)
        .then(|| Doubled { first: part(first), second: part(second) })
}

/// Returns whether enough seeds occur twice.
fn has_repeats(seeds: &[u64]) -> bool {
    let mut sorted = seeds.to_vec();
    sorted.sort_unstable();
    let repeats = sorted.windows(2).filter(|pair| pair[0] == pair[1]).count();
    repeats > 0 && 100 * repeats >= SEEDS_PERCENT_MIN * seeds.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The longest run of shingles that occurs again, by trying all pairs of positions whose first
    /// is the first occurrence of its shingle.
    fn plain(shingles: &[u64]) -> usize {
        let first = |shingle: &u64| shingles.iter().position(|other| other == shingle).unwrap();
        let mut longest = 0;
        for second in 0..shingles.len() {
            let start = first(&shingles[second]);
            if start == second {
                continue;
            }
            let len = (0..shingles.len() - second)
                .take_while(|len| start + len < second && first(&shingles[second + len]) == start + len)
                .count();
            longest = longest.max(len);
        }
        longest
    }

    proptest! {
        #[test]
        fn the_part_is_there_twice_and_none_is_longer(
            story in prop::collection::vec(0u64..40, 0..80),
            copied in 0usize..80,
            between in prop::collection::vec(100u64..140, 0..30),
        ) {
            let copy = &story[..copied.min(story.len())];
            let shingles: Vec<u64> = story.iter().chain(&between).chain(copy).copied().collect();
            if let Some(found) = doubled(&shingles, &shingles) {
                let len = found.first.len() + 1 - WORDS;
                let at = |range: &Range<u32>| &shingles[range.start as usize..range.start as usize + len];
                prop_assert_eq!(at(&found.first), at(&found.second));
                prop_assert!(found.first.end <= found.second.start);
                prop_assert!(len <= plain(&shingles));
            }
        }
    }

    #[test]
    fn a_phrase_that_returns_is_no_doubled_text() {
        let mut shingles: Vec<u64> = (0..400).collect();
        shingles.extend(0..40);
        assert_eq!(doubled(&shingles, &shingles), None);
        assert_eq!(doubled(&[], &[]), None);
        assert_eq!(doubled(&[7; 20], &[7; 20]), None);
    }
}
