//! Five-grams that two texts share, before any rule chooses among them.

use super::exact_match::ExactMatch;
use super::ngrams::{LONG, NgramIndex, Occurrences};
use std::collections::HashMap;
use std::ops::Range;

/// Runs of five tokens or more that two texts share: found once, then used for passages and for
/// what one text has of the other.
#[derive(Debug, Clone, Default)]
pub struct SharedRuns {
    /// All maximal matches that contain a five-gram which the first text has once.
    pub(super) once: Vec<ExactMatch>,
    /// Positions in the second text of five-grams that the first has more than once.
    pub(super) repeated: Vec<u32>,
}

impl SharedRuns {
    /// Finds the shared runs of two texts. Walks over the second text and jumps from the start of a
    /// shared run past its end. O(|b| + what is shared).
    pub fn between(a: &NgramIndex, b: &NgramIndex) -> SharedRuns {
        let mut shared = SharedRuns::default();
        let n_ngrams = b.tokens.windows(LONG).len() as u32;
        let mut at_b = 0;
        while at_b < n_ngrams {
            match a.occurrences_of(b, at_b) {
                None => at_b += 1,
                Some(in_a) if in_a.count > 1 => {
                    shared.repeated.push(at_b);
                    at_b += 1;
                }
                Some(in_a) => {
                    let run = grown(a, b, in_a.first, at_b);
                    let last_start = run.a_end() + 1 - LONG as u32;
                    let repeated = a.long.repeated_in(in_a.first + 1, last_start);
                    shared.repeated.extend(repeated.iter().map(|at_a| at_a - run.a + run.b));
                    at_b = run.b_end() + 1 - LONG as u32;
                    shared.once.push(run);
                }
            }
        }
        shared
    }

    /// Returns the tokens of the longest run that both texts have, wherever it is in either. `a`
    /// and `b` are the texts that the runs were found between.
    ///
    /// A run with a five-gram that the first text has once is known. Any other consists of repeated
    /// five-grams, so that it is inside a stretch of their positions; only where a stretch is
    /// longer than the longest known run is there anything to search for. O(runs), and for a text
    /// that repeats itself O((|a| + |b|) × log longest).
    pub fn longest_run(&self, a: &NgramIndex, b: &NgramIndex) -> u32 {
        let known = self.once.iter().map(|run| run.len).max().unwrap_or(0);
        if known == 0 && self.repeated.is_empty() {
            return longest_common(&a.tokens, &[&b.tokens], 0, LONG as u32 - 1);
        }
        let stretches = self.repeated_stretches();
        let within: Vec<&[u64]> = stretches.iter().map(|range| &b.tokens[range.clone()]).collect();
        let bound = within.iter().map(|stretch| stretch.len() as u32).max().unwrap_or(0);
        // Every position of a repeated five-gram is a run of five.
        let known = known.max(if within.is_empty() { 0 } else { LONG as u32 });
        longest_common(&a.tokens, &within, known, bound.min(a.len() as u32))
    }

    /// Tokens of the second text that are in consecutive repeated five-grams, longest stretches.
    fn repeated_stretches(&self) -> Vec<Range<usize>> {
        let mut positions = self.repeated.clone();
        positions.sort_unstable();
        let stretches = positions.chunk_by(|one, next| *next <= one + 1);
        stretches.map(|some| some[0] as usize..some[some.len() - 1] as usize + LONG).collect()
    }

    /// Calls `of_a` and `of_b` with ranges of positions at which shared five-grams start in either
    /// text. Every such position is in at least one range, and some are in several. `a` and `b` are
    /// the texts that the runs were found between.
    pub fn each_shared(
        &self,
        a: &NgramIndex,
        b: &NgramIndex,
        mut of_a: impl FnMut(Range<u32>),
        mut of_b: impl FnMut(Range<u32>),
    ) {
        let starts = |start: u32, len: u32| start..start + len + 1 - LONG as u32;
        for run in &self.once {
            of_a(starts(run.a, run.len));
            of_b(starts(run.b, run.len));
        }
        for at_b in &self.repeated {
            of_b(*at_b..at_b + 1);
            // All positions of a five-gram in the first text are reported with its first position
            // in the second.
            let is_first = |in_b: &Occurrences| in_b.first == *at_b;
            if b.occurrences_of(b, *at_b).as_ref().is_some_and(is_first)
                && let Some(in_a) = a.occurrences_of(b, *at_b)
            {
                a.long.all(&in_a).iter().for_each(|at_a| of_a(*at_a..at_a + 1));
            }
        }
    }
}

/// The longest run of equal tokens around two positions.
fn grown(a: &NgramIndex, b: &NgramIndex, at_a: u32, at_b: u32) -> ExactMatch {
    let (before_a, from_a) = a.tokens.split_at(at_a as usize);
    let (before_b, from_b) = b.tokens.split_at(at_b as usize);
    let back =
        before_a.iter().rev().zip(before_b.iter().rev()).take_while(|(left, right)| left == right).count();
    let len = (back + common_prefix(from_a, from_b)) as u32;
    ExactMatch { a: at_a - back as u32, b: at_b - back as u32, len }
}

/// Length of the common prefix; eight tokens are compared together, as a processor does at once.
fn common_prefix(a: &[u64], b: &[u64]) -> usize {
    const TOGETHER: usize = 8;
    let ((in_a, _), (in_b, _)) = (a.as_chunks::<TOGETHER>(), b.as_chunks::<TOGETHER>());
    let equal = TOGETHER * in_a.iter().zip(in_b).take_while(|(left, right)| left == right).count();
    equal + a[equal..].iter().zip(&b[equal..]).take_while(|(left, right)| left == right).count()
}

/// The longest run that `a` and one of the stretches share, of which `known` tokens are known and
/// more than `bound` are impossible. A text that has a run has every shorter part of it: lengths
/// are tried with doubled steps, then halved.
fn longest_common(a: &[u64], stretches: &[&[u64]], mut known: u32, bound: u32) -> u32 {
    let is_shared = |len: u32| shares_run(a, stretches, len as usize);
    let mut step = 1;
    while known < bound && is_shared((known + step).min(bound)) {
        known = (known + step).min(bound);
        step *= 2;
    }
    let mut too_long = (known + step).min(bound + 1);
    while known + 1 < too_long {
        let tried = known.midpoint(too_long);
        if is_shared(tried) { known = tried } else { too_long = tried }
    }
    known
}

/// Returns whether `a` and one of the stretches share a run of `len` tokens.
fn shares_run(a: &[u64], stretches: &[&[u64]], len: usize) -> bool {
    let mut starts: HashMap<u64, u32> = HashMap::new();
    RollingHash::each(a, len, |start, hash| {
        starts.entry(hash).or_insert(start as u32);
        false
    });
    stretches.iter().any(|stretch| {
        RollingHash::each(stretch, len, |start, hash| {
            let in_a = starts.get(&hash).map(|in_a| *in_a as usize);
            in_a.is_some_and(|in_a| a[in_a..in_a + len] == stretch[start..start + len])
        })
    })
}

/// The polynomial hash of a window of tokens, modulo the prime 2⁶¹ − 1.
struct RollingHash;

impl RollingHash {
    const PRIME: u64 = (1 << 61) - 1;
    /// Any number that is not a small power of another does.
    const BASE: u64 = 0x0b52_d3a1_9c7e_4f6d;

    fn product(one: u64, other: u64) -> u64 {
        (u128::from(one) * u128::from(other) % u128::from(Self::PRIME)) as u64
    }

    /// Calls `is_wanted` with the start and the hash of each window, until it returns true. Returns
    /// whether it did.
    fn each(tokens: &[u64], len: usize, mut is_wanted: impl FnMut(usize, u64) -> bool) -> bool {
        let power = (1..len).fold(1, |power, _| Self::product(power, Self::BASE));
        let mut hash = 0;
        for (at, token) in tokens.iter().enumerate() {
            if at >= len {
                let leaving = Self::product(tokens[at - len] % Self::PRIME, power);
                hash = (hash + Self::PRIME - leaving) % Self::PRIME;
            }
            hash = (Self::product(hash, Self::BASE) + token % Self::PRIME) % Self::PRIME;
            if at + 1 >= len && is_wanted(at + 1 - len, hash) {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn shared_positions_are_those_of_equal_shingles(
            a in prop::collection::vec(0u64..3, 0..60),
            b in prop::collection::vec(0u64..3, 0..60),
            common in prop::collection::vec(0u64..9, 0..40),
        ) {
            let positions = |text: &[u64], other: &[u64]| -> BTreeSet<u32> {
                let is_shared = |ngram: &&[u64]| other.windows(LONG).any(|of_other| of_other == *ngram);
                let ngrams = (0..).zip(text.windows(LONG));
                ngrams.filter(|(_, ngram)| is_shared(ngram)).map(|(at, _)| at).collect()
            };
            let (a, b) = ([&a[..], &common[..]].concat(), [&common[..], &b[..], &common[..]].concat());
            let (mut in_a, mut in_b) = (BTreeSet::new(), BTreeSet::new());
            let (left, right) = (NgramIndex::new(a.clone()), NgramIndex::new(b.clone()));
            let shared = SharedRuns::between(&left, &right);
            shared.each_shared(&left, &right, |range| in_a.extend(range), |range| in_b.extend(range));
            prop_assert_eq!(in_a, positions(&a, &b));
            prop_assert_eq!(in_b, positions(&b, &a));
        }

        #[test]
        fn the_longest_run_is_that_of_the_plain_table(
            a in prop::collection::vec(0u64..3, 0..60),
            b in prop::collection::vec(0u64..3, 0..60),
            common in prop::collection::vec(0u64..9, 0..30),
            times in 1usize..4,
        ) {
            let (a, b) = ([&a[..], &common.repeat(times), &a].concat(), [&common.repeat(times)[..], &b].concat());
            let (left, right) = (NgramIndex::new(a.clone()), NgramIndex::new(b.clone()));
            let found = SharedRuns::between(&left, &right).longest_run(&left, &right);
            let mut longest = 0;
            let mut ends_above = vec![0u32; b.len() + 1];
            for token in &a {
                let mut ends = vec![0; b.len() + 1];
                for (at, other) in b.iter().enumerate() {
                    ends[at + 1] = if token == other { ends_above[at] + 1 } else { 0 };
                    longest = longest.max(ends[at + 1]);
                }
                ends_above = ends;
            }
            prop_assert_eq!(found, longest);
        }
    }
}
