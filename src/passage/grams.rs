//! Where each run of one, two and five tokens of a text stands: made once a text, used for every pair it is in.

use crate::shingle::{WORDS, word_shingles};
use crate::verify::Overlap;

/// Tokens of the longest runs that are looked up; longer common runs are grown from them.
pub(super) const LONG: usize = WORDS;

/// Odd, from the fractional bits of the golden ratio: makes the hash of two tokens depend on their order.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// Half of a key is a part of a hash, the other half a place.
const HALF: u32 = 32;

/// The tokens of a text with the places of its short runs, sorted to be joined with those of another text. 32 bytes a token.
///
/// A key is the upper half of a run's hash above the place of its first token. Keys of half a hash are sorted in a third of the time of whole ones with
/// a place beside them; runs that share half a hash and no more are told apart by their tokens.
#[derive(Debug, Clone, Default)]
pub struct Grams {
    /// Hashes of the tokens, in order.
    pub(super) tokens: Vec<u64>,
    /// Sorted keys of every token, ...
    single: Vec<u64>,
    /// ... of every two neighbours, ...
    double: Vec<u64>,
    /// ... and of every run of [`LONG`], or of all tokens where they are fewer: the shingles of the text.
    long: Vec<u64>,
}

/// Which runs are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    /// Of one token.
    Single,
    /// Of two.
    Double,
    /// Of [`LONG`].
    Long,
}

impl Run {
    /// Tokens of a run.
    pub(super) fn len(self) -> usize {
        match self {
            Run::Single => 1,
            Run::Double => 2,
            Run::Long => LONG,
        }
    }
}

/// Where the run of a key begins.
pub(super) fn place(key: u64) -> u32 {
    key as u32
}

fn half_hash(key: u64) -> u64 {
    key >> HALF
}

fn double_hash(two: &[u64]) -> u64 {
    two[0].rotate_left(29).wrapping_mul(MIX) ^ two[1]
}

fn keys(hashes: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut keys: Vec<u64> =
        hashes.zip(0u32..).map(|(hash, place)| hash >> HALF << HALF | u64::from(place)).collect();
    keys.sort_unstable();
    keys
}

impl Grams {
    /// Takes hashes of the tokens, fewer than 2³². O(n log n).
    pub fn of(tokens: Vec<u64>) -> Grams {
        let mut shingles = Vec::new();
        word_shingles(&tokens, &mut shingles);
        Grams {
            single: keys(tokens.iter().copied()),
            double: keys(tokens.windows(2).map(double_hash)),
            long: keys(shingles.into_iter()),
            tokens,
        }
    }

    /// The exact overlap of the shingle sets of two texts. O(|self| + |other|).
    pub fn overlap(&self, other: &Grams) -> Overlap {
        let mut shared = 0;
        join(self, other, Run::Long, |_, _| shared += 1);
        Overlap { shared, a_len: self.distinct_len(), b_len: other.distinct_len() }
    }

    /// Tokens of the text.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether the text has no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    fn keys(&self, run: Run) -> &[u64] {
        match run {
            Run::Single => &self.single,
            Run::Double => &self.double,
            Run::Long => &self.long,
        }
    }

    /// The tokens of a run, all of a text that has fewer.
    fn tokens_of(&self, key: u64, run: Run) -> &[u64] {
        let start = place(key) as usize;
        &self.tokens[start..self.tokens.len().min(start + run.len())]
    }

    /// Keys of one half hash by their tokens, then by place.
    fn by_tokens(&self, keys: &[u64], run: Run) -> Vec<u64> {
        let mut keys = keys.to_vec();
        keys.sort_by(|one, other| self.tokens_of(*one, run).cmp(self.tokens_of(*other, run)));
        keys
    }

    fn distinct_len(&self) -> u32 {
        let is_same =
            |one: &u64, other: &u64| self.tokens_of(*one, Run::Long) == self.tokens_of(*other, Run::Long);
        let distinct = |of_half: &[u64]| match of_half.iter().all(|key| is_same(&of_half[0], key)) {
            true => 1,
            false => self.by_tokens(of_half, Run::Long).chunk_by(is_same).count(),
        };
        self.long.chunk_by(|one, other| half_hash(*one) == half_hash(*other)).map(distinct).sum::<usize>()
            as u32
    }
}

/// Calls `with` with the keys in either text, in order of place, of every run that both have. O(|a| + |b|).
pub(super) fn join(a: &Grams, b: &Grams, run: Run, mut with: impl FnMut(&[u64], &[u64])) {
    let (mut in_a, mut in_b) = (a.keys(run), b.keys(run));
    while let (Some(left), Some(right)) = (in_a.first(), in_b.first()) {
        let (left, right) = (half_hash(*left), half_hash(*right));
        if left < right {
            in_a = &in_a[1..];
        } else if right < left {
            in_b = &in_b[1..];
        } else {
            let (of_a, of_b);
            (of_a, in_a) = in_a.split_at(len_of(in_a, left));
            (of_b, in_b) = in_b.split_at(len_of(in_b, left));
            each_run((a, of_a), (b, of_b), run, &mut with);
        }
    }
}

/// The same of the runs that begin at some places of the first text, some of them more than once. O(log |a| + log |b|) a place.
pub(super) fn join_at(
    a: &Grams,
    b: &Grams,
    run: Run,
    places: impl Iterator<Item = u32>,
    mut with: impl FnMut(&[u64], &[u64]),
) {
    for place in places {
        let tokens = a.tokens_of(u64::from(place), run);
        let hash = if run == Run::Single { tokens[0] } else { double_hash(tokens) };
        let of_b = of_half(b.keys(run), half_hash(hash));
        if !of_b.is_empty() {
            each_run((a, of_half(a.keys(run), half_hash(hash))), (b, of_b), run, &mut with);
        }
    }
}

/// The keys of a half hash, at the start of some.
fn len_of(keys: &[u64], half: u64) -> usize {
    keys.iter().take_while(|key| half_hash(**key) == half).count()
}

/// The keys of a half hash, anywhere.
fn of_half(keys: &[u64], half: u64) -> &[u64] {
    let from = &keys[keys.partition_point(|key| half_hash(*key) < half)..];
    &from[..len_of(from, half)]
}

/// Tells the runs of one half hash apart.
fn each_run(
    (a, of_a): (&Grams, &[u64]),
    (b, of_b): (&Grams, &[u64]),
    run: Run,
    with: &mut impl FnMut(&[u64], &[u64]),
) {
    let first = a.tokens_of(of_a[0], run);
    let are_first = |text: &Grams, keys: &[u64]| keys.iter().all(|key| text.tokens_of(*key, run) == first);
    if are_first(a, of_a) && are_first(b, of_b) {
        return with(of_a, of_b);
    }
    let (of_a, of_b) = (a.by_tokens(of_a, run), b.by_tokens(of_b, run));
    let mut runs_of_b =
        of_b.chunk_by(|one, other| b.tokens_of(*one, run) == b.tokens_of(*other, run)).peekable();
    for left in of_a.chunk_by(|one, other| a.tokens_of(*one, run) == a.tokens_of(*other, run)) {
        let tokens = a.tokens_of(left[0], run);
        while runs_of_b.next_if(|right| b.tokens_of(right[0], run) < tokens).is_some() {}
        if let Some(right) = runs_of_b.next_if(|right| b.tokens_of(right[0], run) == tokens) {
            with(left, right);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Few words, of which many share half a hash.
    fn text() -> impl Strategy<Value = Vec<u64>> {
        prop::collection::vec((0u64..3, 0u64..3).prop_map(|(half, rest)| half << HALF | rest), 0..40)
    }

    /// Places of both texts by run.
    type Common = BTreeMap<Vec<u64>, (Vec<u32>, Vec<u32>)>;

    fn plain(a: &[u64], b: &[u64], len: usize) -> Common {
        let mut common = Common::new();
        for (place, tokens) in (0..).zip(a.windows(len)) {
            common.entry(tokens.to_vec()).or_default().0.push(place);
        }
        for (place, tokens) in (0..).zip(b.windows(len)) {
            common.entry(tokens.to_vec()).or_default().1.push(place);
        }
        common.retain(|_, (in_a, in_b)| !in_a.is_empty() && !in_b.is_empty());
        common
    }

    proptest! {
        #[test]
        fn joins_are_those_of_the_runs_themselves(a in text(), b in text()) {
            let (left, right) = (Grams::of(a.clone()), Grams::of(b.clone()));
            for run in [Run::Single, Run::Double, Run::Long] {
                let (mut joined, mut looked_up) = (Common::new(), Common::new());
                let note = |common: &mut Common, in_a: &[u64], in_b: &[u64]| {
                    let places = |keys: &[u64]| keys.iter().map(|key| place(*key)).collect();
                    common.insert(left.tokens_of(in_a[0], run).to_vec(), (places(in_a), places(in_b)));
                };
                join(&left, &right, run, |in_a, in_b| note(&mut joined, in_a, in_b));
                let len = if run == Run::Long { LONG.min(a.len().max(1)) } else { run.len() };
                if run != Run::Long || a.len() >= LONG || a.len() == b.len() {
                    prop_assert_eq!(&joined, &plain(&a, &b, len));
                }
                if run != Run::Long {
                    let places = 0..(a.len() + 1).saturating_sub(run.len()) as u32;
                    join_at(&left, &right, run, places, |in_a, in_b| note(&mut looked_up, in_a, in_b));
                    prop_assert_eq!(&looked_up, &joined);
                }
            }
        }

        #[test]
        fn overlaps_count_distinct_runs(a in text(), b in text()) {
            let of = |text: &[u64]| -> BTreeSet<Vec<u64>> {
                text.windows(LONG.min(text.len().max(1))).map(<[u64]>::to_vec).collect()
            };
            let (in_a, in_b) = (of(&a), of(&b));
            let overlap = Grams::of(a).overlap(&Grams::of(b));
            let shared = in_a.intersection(&in_b).count() as u32;
            prop_assert_eq!(overlap, Overlap { shared, a_len: in_a.len() as u32, b_len: in_b.len() as u32 });
        }
    }
}
