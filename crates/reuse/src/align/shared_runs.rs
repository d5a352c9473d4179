//! Five-grams that two texts share, before any rule chooses among them.

use super::exact_match::ExactMatch;
use super::ngrams::{LONG, NgramIndex, Occurrences};
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
    }
}
