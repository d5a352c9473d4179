//! Seeds of one and two tokens, where these are rare and no long match covers them.

use super::exact_match::Seed;
use super::ngrams::{NgramIndex, Occurrences};
use std::ops::Range;

/// Two neighbouring tokens are evidence if they occur at so few pairs of positions: a common phrase
/// of the language occurs at more.
const BIGRAM_PAIRS_MAX: u32 = 4;

/// Tokens of two texts outside long matches.
pub(super) struct FreeTokens {
    a: Vec<bool>,
    b: Vec<bool>,
    gaps_a: Vec<Range<u32>>,
    gaps_b: Vec<Range<u32>>,
}

impl FreeTokens {
    /// Takes the sorted ranges of long matches in either text. `None` if one of the texts has no
    /// free token.
    pub(super) fn between(
        len_a: usize,
        covered_a: &[(u32, u32)],
        len_b: usize,
        covered_b: &[(u32, u32)],
    ) -> Option<FreeTokens> {
        let (gaps_a, gaps_b) = (gaps(len_a, covered_a), gaps(len_b, covered_b));
        if gaps_a.is_empty() || gaps_b.is_empty() {
            return None;
        }
        Some(FreeTokens { a: marked(len_a, &gaps_a), b: marked(len_b, &gaps_b), gaps_a, gaps_b })
    }

    /// Returns whether `len` tokens are free in both texts.
    pub(super) fn contains(&self, at_a: u32, at_b: u32, len: usize) -> bool {
        (0..len).all(|step| self.a[at_a as usize + step] && self.b[at_b as usize + step])
    }
}

/// Gaps between the sorted ranges of a text, before and after them, in order.
fn gaps(len: usize, covered: &[(u32, u32)]) -> Vec<Range<u32>> {
    let mut gaps = Vec::with_capacity(covered.len() + 1);
    let mut at = 0;
    for (start, end) in covered.iter().chain([&(len as u32, len as u32)]) {
        if at < *start {
            gaps.push(at..*start);
        }
        at = at.max(*end);
    }
    gaps
}

/// For each token whether it is in a gap.
fn marked(len: usize, gaps: &[Range<u32>]) -> Vec<bool> {
    let mut free = vec![false; len];
    for gap in gaps {
        free[gap.start as usize..gap.end as usize].fill(true);
    }
    free
}

/// Positions of pairs of neighbouring tokens that occur at [`BIGRAM_PAIRS_MAX`] pairs of positions
/// or fewer, and of tokens that either text has once; free in both texts.
pub(super) fn short_seeds(a: &NgramIndex, b: &NgramIndex, free: &FreeTokens) -> Vec<Seed> {
    let Lookup { walked, searched, gaps, is_flipped } = Lookup::new(a, b, free);
    let mut seeds = Vec::new();
    let mut push = |here: u32, there: u32, len: usize| {
        let (at_a, at_b) = if is_flipped { (there, here) } else { (here, there) };
        if free.contains(at_a, at_b, len) {
            seeds.push(Seed::new(at_a, at_b));
        }
    };
    for gap in gaps {
        for position in gap.clone() {
            let token = std::array::from_ref(&walked.tokens[position as usize]);
            if walked.is_unique[position as usize]
                && let Some(there) = searched.single.find(&searched.tokens, token)
                && there.count == 1
            {
                push(position, there.first, 1);
            }
            if position + 1 < gap.end
                && let Some(there) = rare_bigram(walked, searched, position)
            {
                searched.double.all(&there).iter().for_each(|other| push(position, *other, 2));
            }
        }
    }
    seeds
}

/// The occurrences, in the other text, of the two tokens at a position, if both texts have them
/// rarely.
fn rare_bigram(walked: &NgramIndex, searched: &NgramIndex, position: u32) -> Option<Occurrences> {
    let bigram = walked.tokens[position as usize..].first_chunk()?;
    let count_here = walked.double.count_at(position);
    if count_here > BIGRAM_PAIRS_MAX {
        return None;
    }
    let there = searched.double.find(&searched.tokens, bigram)?;
    (count_here * there.count <= BIGRAM_PAIRS_MAX).then_some(there)
}

/// The roles of two texts: one is walked over, and its short n-grams are looked up in the other.
struct Lookup<'texts> {
    /// The text with fewer free tokens.
    walked: &'texts NgramIndex,
    searched: &'texts NgramIndex,
    /// Gaps of the text that is walked over.
    gaps: &'texts [Range<u32>],
    /// True if that is the second text.
    is_flipped: bool,
}

impl<'texts> Lookup<'texts> {
    fn new(a: &'texts NgramIndex, b: &'texts NgramIndex, free: &'texts FreeTokens) -> Lookup<'texts> {
        let len_of = |gaps: &[Range<u32>]| gaps.iter().map(ExactSizeIterator::len).sum::<usize>();
        match len_of(&free.gaps_b) < len_of(&free.gaps_a) {
            true => Lookup { walked: b, searched: a, gaps: &free.gaps_b, is_flipped: true },
            false => Lookup { walked: a, searched: b, gaps: &free.gaps_a, is_flipped: false },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::exact_match::{ExactMatch, ranges};
    use super::super::tests::repetitive_texts;
    use super::*;
    use proptest::prelude::*;

    /// The definition: all pairs of positions compared.
    fn plain_seeds(a: &[u64], b: &[u64], len: usize, pairs_max: usize, free: &FreeTokens) -> Vec<Seed> {
        let count = |text: &[u64], ngram: &[u64]| text.windows(len).filter(|other| *other == ngram).count();
        let mut seeds = Vec::new();
        for (at_a, left) in (0..).zip(a.windows(len)) {
            for (at_b, right) in (0..).zip(b.windows(len)) {
                let is_rare = left == right && count(a, left) * count(b, left) <= pairs_max;
                if is_rare && free.contains(at_a, at_b, len) {
                    seeds.push(Seed::new(at_a, at_b));
                }
            }
        }
        seeds
    }

    proptest! {
        #[test]
        fn short_seeds_are_those_that_are_rare_and_free(
            (a, b) in repetitive_texts(),
            covered in prop::collection::vec((0u32..160, 0u32..160, 1u32..20), 0..5),
        ) {
            let fits = |run: &ExactMatch| run.a_end() as usize <= a.len() && run.b_end() as usize <= b.len();
            let covered = covered.into_iter().map(|(a, b, len)| ExactMatch { a, b, len }).filter(fits);
            let covered: Vec<ExactMatch> = covered.collect();
            let (in_a, in_b) = (ranges(&covered, |run| run.a), ranges(&covered, |run| run.b));
            if let Some(free) = FreeTokens::between(a.len(), &in_a, b.len(), &in_b) {
                let (left, right) = (NgramIndex::new(a.clone()), NgramIndex::new(b.clone()));
                let mut seeds = short_seeds(&left, &right, &free);
                seeds.sort_unstable();
                let mut expected = plain_seeds(&a, &b, 2, BIGRAM_PAIRS_MAX as usize, &free);
                expected.extend(plain_seeds(&a, &b, 1, 1, &free));
                expected.sort_unstable();
                prop_assert_eq!(seeds, expected);
            }
        }
    }
}
