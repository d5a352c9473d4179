//! Where each run of one, two and five tokens of a text stands: made once a text, used for every pair it is in.

use super::matches::walk;
use super::places::{Places, Run, Stand};
use crate::verify::Overlap;
use std::ops::Range;

/// The tokens of a text with the places of its short runs, to be looked up from other texts. About 30 bytes a token.
#[derive(Debug, Clone, Default)]
pub struct Grams {
    /// Hashes of the tokens, in order.
    pub(super) tokens: Vec<u64>,
    /// Places of every token, ...
    single: Places,
    /// ... of every two neighbours, ...
    double: Places,
    /// ... and of every run of [`Run::Long`].
    long: Places,
}

impl Grams {
    /// Takes hashes of the tokens, fewer than 2³¹. Linear in practice.
    pub fn of(tokens: Vec<u64>) -> Grams {
        let places = |run| Places::of(&tokens, run);
        Grams { single: places(Run::Single), double: places(Run::Double), long: places(Run::Long), tokens }
    }

    /// The exact overlap of the shingle sets of two texts; a text of fewer tokens than a shingle is one. O(|self| + |other|).
    pub fn overlap(&self, other: &Grams) -> Overlap {
        let (a_len, b_len) = (self.distinct_len(), other.distinct_len());
        let is_short = |text: &Grams| text.len() < Run::Long.len();
        let shared = if is_short(self) || is_short(other) {
            u32::from(!self.is_empty() && self.tokens == other.tokens)
        } else {
            self.places(Run::Long)
                .firsts(&self.tokens)
                .filter(|place| other.stand_of(self, Run::Long, *place).is_some())
                .count() as u32
        };
        Overlap { shared, a_len, b_len }
    }

    /// Tells the places at which runs of five tokens begin that both texts have, in ranges, some more than once. O(|other| + what is common).
    pub fn each_shared(
        &self,
        other: &Grams,
        mut of_self: impl FnMut(Range<u32>),
        mut of_other: impl FnMut(Range<u32>),
    ) {
        let starts = |start: u32, len: u32| start..start + len + 1 - Run::Long.len() as u32;
        let (mut runs, mut repeated) = (Vec::new(), Vec::new());
        walk(self, other, |run| runs.push(run), |at_other| repeated.push(at_other));
        for run in runs {
            of_self(starts(run.a, run.len));
            of_other(starts(run.b, run.len));
        }
        for at_other in repeated {
            of_other(at_other..at_other + 1);
            // All places of a run are told at the first of them.
            let is_first = |stand: &Stand| stand.first == at_other;
            if other.stand_of(other, Run::Long, at_other).as_ref().is_some_and(is_first)
                && let Some(stand) = self.stand_of(other, Run::Long, at_other)
            {
                self.long.all(&stand).iter().for_each(|at_self| of_self(*at_self..at_self + 1));
            }
        }
    }

    /// Tokens of the text.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether the text has no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    pub(super) fn places(&self, run: Run) -> &Places {
        match run {
            Run::Single => &self.single,
            Run::Double => &self.double,
            Run::Long => &self.long,
        }
    }

    /// How the run that begins at a place of `text`, which may be this text itself, stands in this one. Constant time in practice.
    pub(super) fn stand_of(&self, text: &Grams, run: Run, place: u32) -> Option<Stand> {
        self.places(run).find(&self.tokens, &text.tokens, place)
    }

    fn distinct_len(&self) -> u32 {
        match self.len() < Run::Long.len() {
            true => u32::from(!self.is_empty()),
            false => self.long.firsts(&self.tokens).count() as u32,
        }
    }
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
                let is_shared = |run: &&[u64]| other.windows(Run::Long.len()).any(|of_other| of_other == *run);
                let runs = (0..).zip(text.windows(Run::Long.len()));
                runs.filter(|(_, run)| is_shared(run)).map(|(at, _)| at).collect()
            };
            let (a, b) = ([&a[..], &common[..]].concat(), [&common[..], &b[..], &common[..]].concat());
            let (mut in_a, mut in_b) = (BTreeSet::new(), BTreeSet::new());
            let (left, right) = (Grams::of(a.clone()), Grams::of(b.clone()));
            left.each_shared(&right, |places| in_a.extend(places), |places| in_b.extend(places));
            prop_assert_eq!(in_a, places(&a, &b));
            prop_assert_eq!(in_b, places(&b, &a));
        }

        #[test]
        fn overlaps_count_distinct_runs(
            a in prop::collection::vec(0u64..4, 0..40),
            b in prop::collection::vec(0u64..4, 0..40),
        ) {
            let of = |text: &[u64]| -> BTreeSet<Vec<u64>> {
                text.windows(Run::Long.len().min(text.len().max(1))).map(<[u64]>::to_vec).collect()
            };
            let (in_a, in_b) = (of(&a), of(&b));
            let overlap = Grams::of(a).overlap(&Grams::of(b));
            let shared = in_a.intersection(&in_b).count() as u32;
            prop_assert_eq!(overlap, Overlap { shared, a_len: in_a.len() as u32, b_len: in_b.len() as u32 });
        }
    }
}
