//! Runs of equal tokens, and how they grow from seeds.

use super::ngrams::NgramIndex;
use wirecopy_scratch::numbers;

numbers! {
    /// The number of a match in a list of matches.
    pub(super) MatchNumber;
}

/// A run of tokens that both texts have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ExactMatch {
    /// First token in the first text.
    pub(super) a: u32,
    /// First token in the second text.
    pub(super) b: u32,
    /// Number of tokens.
    pub(super) len: u32,
}

impl ExactMatch {
    pub(super) fn a_end(self) -> u32 {
        self.a + self.len
    }

    pub(super) fn b_end(self) -> u32 {
        self.b + self.len
    }
}

/// The matches with their sides exchanged, sorted.
pub(super) fn flipped(matches: &[ExactMatch]) -> Vec<ExactMatch> {
    let mut flipped: Vec<ExactMatch> =
        matches.iter().map(|run| ExactMatch { a: run.b, b: run.a, len: run.len }).collect();
    flipped.sort_unstable();
    flipped
}

/// Starts and ends of matches in one text, sorted.
pub(super) fn ranges(matches: &[ExactMatch], start: impl Fn(&ExactMatch) -> u32) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = matches.iter().map(|run| (start(run), start(run) + run.len)).collect();
    ranges.sort_unstable();
    ranges
}

/// A pair of positions, ordered along diagonals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seed {
    diagonal: i64,
    a: u32,
}

impl Seed {
    pub(super) fn new(a: u32, b: u32) -> Seed {
        Seed { diagonal: i64::from(b) - i64::from(a), a }
    }
}

/// Grows seeds to maximal matches of `len_min` tokens or more, and skips seeds inside a match grown
/// before.
pub(super) fn grow(
    (a, b): (&NgramIndex, &NgramIndex),
    mut seeds: Vec<Seed>,
    is_equal: impl Fn(u32, u32) -> bool,
    len_min: u32,
    found: &mut Vec<ExactMatch>,
) {
    seeds.sort_unstable();
    let (len_a, len_b) = (a.len() as u32, b.len() as u32);
    let (mut diagonal, mut grown_to) = (i64::MIN, 0);
    for seed in seeds {
        if seed.diagonal != diagonal {
            (diagonal, grown_to) = (seed.diagonal, 0);
        }
        if seed.a < grown_to {
            continue;
        }
        let on_b = |at: u32| (i64::from(at) + diagonal) as u32;
        let mut end = seed.a;
        while end < len_a && on_b(end) < len_b && is_equal(end, on_b(end)) {
            end += 1;
        }
        let mut start = seed.a;
        while start > grown_to && on_b(start) > 0 && is_equal(start - 1, on_b(start) - 1) {
            start -= 1;
        }
        grown_to = end.max(seed.a + 1);
        // Where hashes of n-grams collide, nothing grows.
        if end - start >= len_min && end > seed.a {
            found.push(ExactMatch { a: start, b: on_b(start), len: end - start });
        }
    }
}
