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
    pub fn longest_run(&self, a: &NgramIndex, b: &NgramIndex) -> u32 {
        let whole = |text: &NgramIndex| 0..text.len() as u32;
        self.longest_run_within((a, &[whole(a)]), (b, &[whole(b)]))
    }

    /// Returns the tokens of the longest run that both texts have within these parts of them: one
    /// that is wholly in one part of the first text, and wholly in one part of the second. Parts
    /// are ascending ranges of tokens that do not touch.
    ///
    /// A run with a five-gram that the first text has once is in a known one. Any other consists of
    /// repeated five-grams, so that it is inside a stretch of their positions; only where a stretch
    /// is longer than the longest known run is there anything to search for. O(runs × log parts +
    /// parts), and for a text that repeats itself O((|a| + |b|) × log longest).
    pub fn longest_run_within(
        &self,
        (a, parts_a): (&NgramIndex, &[Range<u32>]),
        (b, parts_b): (&NgramIndex, &[Range<u32>]),
    ) -> u32 {
        let known = self.once.iter().map(|run| longest_part(*run, parts_a, parts_b)).max().unwrap_or(0);
        let in_a: Vec<&[u64]> = parts_a.iter().map(|part| part_of(&a.tokens, part)).collect();
        let repeated = self.repeated_stretches();
        let of_stretch = |stretch: &Range<u32>| {
            let common = |part: &Range<u32>| part.start.max(stretch.start)..part.end.min(stretch.end);
            overlapping(parts_b, stretch).iter().map(common).collect::<Vec<_>>()
        };
        let within: Vec<Range<u32>> = repeated.iter().flat_map(of_stretch).collect();
        let bound = within.iter().map(ExactSizeIterator::len).max().unwrap_or(0).min(a.len()) as u32;
        let within: Vec<&[u64]> = within.iter().map(|part| part_of(&b.tokens, part)).collect();
        let longest = longest_common(&in_a, &within, known, bound);
        if longest >= LONG as u32 {
            return longest;
        }
        let in_b: Vec<&[u64]> = parts_b.iter().map(|part| part_of(&b.tokens, part)).collect();
        longest_common(&in_a, &in_b, longest, LONG as u32 - 1)
    }

    /// Tokens of the second text that are in consecutive repeated five-grams, longest stretches.
    fn repeated_stretches(&self) -> Vec<Range<u32>> {
        let mut positions = self.repeated.clone();
        positions.sort_unstable();
        let stretches = positions.chunk_by(|one, next| *next <= one + 1);
        stretches.map(|some| some[0]..some[some.len() - 1] + LONG as u32).collect()
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

fn part_of<'text>(tokens: &'text [u64], part: &Range<u32>) -> &'text [u64] {
    &tokens[part.start as usize..part.end as usize]
}

/// The ascending parts that have a token in common with a range.
fn overlapping<'part>(parts: &'part [Range<u32>], range: &Range<u32>) -> &'part [Range<u32>] {
    let first = parts.partition_point(|part| part.end <= range.start);
    let n = parts[first..].partition_point(|part| part.start < range.end);
    &parts[first..first + n]
}

/// The tokens of the longest stretch of a match that is in one part of either text.
fn longest_part(run: ExactMatch, parts_a: &[Range<u32>], parts_b: &[Range<u32>]) -> u32 {
    let mut in_a = overlapping(parts_a, &(run.a..run.a_end())).iter().peekable();
    let mut in_b = overlapping(parts_b, &(run.b..run.b_end())).iter().peekable();
    let mut longest = 0;
    // In tokens from the start of the match.
    let stretch = |part: &Range<u32>, start: u32| {
        (part.start.max(start) - start, part.end.min(start + run.len).saturating_sub(start))
    };
    while let (Some(of_a), Some(of_b)) = (in_a.peek(), in_b.peek()) {
        let (left, right) = (stretch(of_a, run.a), stretch(of_b, run.b));
        longest = longest.max(left.1.min(right.1).saturating_sub(left.0.max(right.0)));
        // The part that ends first is in no other stretch.
        let ended = if left.1 <= right.1 { &mut in_a } else { &mut in_b };
        ended.next();
    }
    longest
}

/// The longest run that stretches of two texts share, of which `known` tokens are known and more
/// than `bound` are impossible. A text that has a run has every shorter part of it: lengths are
/// tried with doubled steps, then halved.
fn longest_common(a: &[&[u64]], b: &[&[u64]], mut known: u32, bound: u32) -> u32 {
    let is_shared = |len: u32| shares_run(a, b, len as usize);
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

/// Returns whether stretches of two texts share a run of `len` tokens.
fn shares_run(a: &[&[u64]], b: &[&[u64]], len: usize) -> bool {
    let mut windows: HashMap<u64, &[u64]> = HashMap::new();
    for stretch in a {
        RollingHash::each(stretch, len, |start, hash| {
            windows.entry(hash).or_insert(&stretch[start..start + len]);
            false
        });
    }
    b.iter().any(|stretch| {
        RollingHash::each(stretch, len, |start, hash| {
            windows.get(&hash).is_some_and(|window| **window == stretch[start..start + len])
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
        let product = u128::from(one) * u128::from(other);
        // 2⁶¹ is 1 modulo the prime, so that the upper bits are added to the lower ones.
        let sum = (product as u64 & Self::PRIME) + (product >> 61) as u64;
        if sum >= Self::PRIME { sum - Self::PRIME } else { sum }
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

    /// The definition: every diagonal, cut where a token of either text is in no part.
    fn plain_longest_run(
        a: &[u64],
        b: &[u64],
        is_in_a: impl Fn(usize) -> bool,
        is_in_b: impl Fn(usize) -> bool,
    ) -> u32 {
        let mut longest = 0;
        let mut ends_above = vec![0u32; b.len() + 1];
        for (at_a, token) in a.iter().enumerate() {
            let mut ends = vec![0; b.len() + 1];
            for (at_b, other) in b.iter().enumerate() {
                let is_equal = token == other && is_in_a(at_a) && is_in_b(at_b);
                ends[at_b + 1] = if is_equal { ends_above[at_b] + 1 } else { 0 };
                longest = longest.max(ends[at_b + 1]);
            }
            ends_above = ends;
        }
        longest
    }

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
            cut_a in 4usize..90,
            cut_b in 2usize..90,
        ) {
            let (a, b) = ([&a[..], &common.repeat(times), &a].concat(), [&common.repeat(times)[..], &b].concat());
            let (left, right) = (NgramIndex::new(a.clone()), NgramIndex::new(b.clone()));
            let shared = SharedRuns::between(&left, &right);
            prop_assert_eq!(shared.longest_run(&left, &right), plain_longest_run(&a, &b, |_| true, |_| true));
            // Every text is cut at some of its positions, at none where both numbers are large.
            let (is_in_a, is_in_b) = (|at: usize| at % cut_a != 3, |at: usize| !at.is_multiple_of(cut_b));
            let parts = |text: &[u64], is_in: &dyn Fn(usize) -> bool| -> Vec<Range<u32>> {
                let inside: Vec<u32> = (0..text.len()).filter(|at| is_in(*at)).map(|at| at as u32).collect();
                let parts = inside.chunk_by(|one, next| one + 1 == *next);
                parts.map(|part| part[0]..part[part.len() - 1] + 1).collect()
            };
            let (parts_a, parts_b) = (parts(&a, &is_in_a), parts(&b, &is_in_b));
            let found = shared.longest_run_within((&left, &parts_a), (&right, &parts_b));
            prop_assert_eq!(found, plain_longest_run(&a, &b, is_in_a, is_in_b));
        }
    }
}
