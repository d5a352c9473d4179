//! What two texts have in common, before any rule chooses of it.

use super::matches::Match;
use super::ngram_index::NgramIndex;
use super::places::{LONG, Occurrences};
use std::ops::Range;

/// Runs of five tokens (`LONG`) or more that two texts have in common: found once, used for passages and for what one has of the other.
#[derive(Debug, Clone, Default)]
pub struct SharedRuns {
    /// All maximal runs that hold `LONG` tokens which stand in the first text once.
    pub(super) once: Vec<Match>,
    /// Places in the second text of runs of `LONG` that stand in the first more than once.
    pub(super) repeated: Vec<u32>,
}

impl SharedRuns {
    /// Walks over the second text and jumps from the beginning of a common run behind its end. O(|b| + what is common).
    pub fn between(a: &NgramIndex, b: &NgramIndex) -> SharedRuns {
        let mut shared = SharedRuns::default();
        let n_runs = b.tokens.windows(LONG).len() as u32;
        let mut at_b = 0;
        while at_b < n_runs {
            match a.occurrences_of(b, at_b) {
                None => at_b += 1,
                Some(stand) if stand.often > 1 => {
                    shared.repeated.push(at_b);
                    at_b += 1;
                }
                Some(stand) => {
                    let run = grown(a, b, stand.first, at_b);
                    let behind = run.a_end() + 1 - LONG as u32;
                    let repeated = a.long.repeats_in(stand.first + 1, behind);
                    shared.repeated.extend(repeated.iter().map(|at_a| at_a - run.a + run.b));
                    at_b = run.b_end() + 1 - LONG as u32;
                    shared.once.push(run);
                }
            }
        }
        shared
    }

    /// Tells the places at which runs of `LONG` begin that both texts have, in ranges, some more than once.
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
            // All places of a run are told at the first of them.
            let is_first = |stand: &Occurrences| stand.first == *at_b;
            if b.occurrences_of(b, *at_b).as_ref().is_some_and(is_first)
                && let Some(stand) = a.occurrences_of(b, *at_b)
            {
                a.long.all(&stand).iter().for_each(|at_a| of_a(*at_a..at_a + 1));
            }
        }
    }
}

/// The longest run of equal tokens around two places.
fn grown(a: &NgramIndex, b: &NgramIndex, at_a: u32, at_b: u32) -> Match {
    let (before_a, from_a) = a.tokens.split_at(at_a as usize);
    let (before_b, from_b) = b.tokens.split_at(at_b as usize);
    let back =
        before_a.iter().rev().zip(before_b.iter().rev()).take_while(|(left, right)| left == right).count();
    let len = (back + common_prefix(from_a, from_b)) as u32;
    Match { a: at_a - back as u32, b: at_b - back as u32, len }
}

/// How many tokens both begin with; eight at a time, which a processor compares at once.
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
        fn shared_places_are_those_of_equal_shingles(
            a in prop::collection::vec(0u64..3, 0..60),
            b in prop::collection::vec(0u64..3, 0..60),
            common in prop::collection::vec(0u64..9, 0..40),
        ) {
            let places = |text: &[u64], other: &[u64]| -> BTreeSet<u32> {
                let is_shared = |run: &&[u64]| other.windows(LONG).any(|of_other| of_other == *run);
                let runs = (0..).zip(text.windows(LONG));
                runs.filter(|(_, run)| is_shared(run)).map(|(at, _)| at).collect()
            };
            let (a, b) = ([&a[..], &common[..]].concat(), [&common[..], &b[..], &common[..]].concat());
            let (mut in_a, mut in_b) = (BTreeSet::new(), BTreeSet::new());
            let (left, right) = (NgramIndex::new(a.clone()), NgramIndex::new(b.clone()));
            let shared = SharedRuns::between(&left, &right);
            shared.each_shared(&left, &right, |places| in_a.extend(places), |places| in_b.extend(places));
            prop_assert_eq!(in_a, places(&a, &b));
            prop_assert_eq!(in_b, places(&b, &a));
        }
    }
}
