//! Common runs of two texts: long ones wherever they stand, short ones where they are rare.

use super::ngram_index::NgramIndex;
use super::places::{LONG, Occurrences};
use super::shared_runs::SharedRuns;
use std::ops::Range;

/// A run of tokens that both texts have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    /// First token in the first text.
    pub(super) a: u32,
    /// First token in the second.
    pub(super) b: u32,
    /// Tokens.
    pub(super) len: u32,
}

impl Match {
    pub(super) fn a_end(self) -> u32 {
        self.a + self.len
    }

    pub(super) fn b_end(self) -> u32 {
        self.b + self.len
    }
}

/// A long run that stands at so many pairs of places or fewer is tried at all of them: four times in either text. One that stands more often (a table's
/// rows, a refrain, a text of one word) is tried at its first places in both, its second places, and so on, so that the work stays
/// proportional to the text.
const LONG_PLACES_MAX: usize = 16;

/// Two neighbours say something where they stand at so few pairs of places: a common phrase of the language stands at more.
const DOUBLE_PLACES_MAX: u32 = 4;

/// Common runs of two texts.
pub(super) struct Matches {
    /// Sorted.
    pub(super) runs: Vec<Match>,
    /// Whether the second text has the same in the first: of long runs that overlap, the order of the first text decides which are kept.
    pub(super) is_symmetric: bool,
}

/// The same runs with the sides turned round, sorted.
pub(super) fn turned(runs: &[Match]) -> Vec<Match> {
    let mut turned: Vec<Match> = runs.iter().map(|run| Match { a: run.b, b: run.a, len: run.len }).collect();
    turned.sort_unstable();
    turned
}

/// All common runs. Long ones may overlap where a text repeats itself; short ones stand only where no long one does.
pub(super) fn matches(a: &NgramIndex, b: &NgramIndex, shared: &SharedRuns) -> Matches {
    let mut found = long(a, b, shared);
    let (mut in_a, mut in_b) = (stretches(&found, |run| run.a), stretches(&found, |run| run.b));
    let is_symmetric = !overlap(&in_a) && !overlap(&in_b);
    if !is_symmetric {
        found = undominated(found, a.len(), b.len());
        (in_a, in_b) = (stretches(&found, |run| run.a), stretches(&found, |run| run.b));
    }
    let (gaps_a, gaps_b) = (gaps(a.len(), &in_a), gaps(b.len(), &in_b));
    if !gaps_a.is_empty() && !gaps_b.is_empty() {
        let free = Free::of(a.len(), b.len(), gaps_a, gaps_b);
        let is_equal = |at_a: u32, at_b: u32| {
            a.tokens[at_a as usize] == b.tokens[at_b as usize] && free.holds(at_a, at_b, 1)
        };
        grow(a, b, short(a, b, &free), is_equal, 1, &mut found);
    }
    found.sort_unstable();
    Matches { runs: found, is_symmetric }
}

/// Where runs stand in one text, sorted.
fn stretches(runs: &[Match], start: impl Fn(&Match) -> u32) -> Vec<(u32, u32)> {
    let mut stretches: Vec<(u32, u32)> = runs.iter().map(|run| (start(run), start(run) + run.len)).collect();
    stretches.sort_unstable();
    stretches
}

/// Whether two runs have a token of one text in common.
fn overlap(stretches: &[(u32, u32)]) -> bool {
    stretches.windows(2).any(|two| two[1].0 < two[0].1)
}

/// Places of two neighbours that stand at [`DOUBLE_PLACES_MAX`] pairs of places or fewer, and of tokens that stand once in either text, free in both texts.
fn short(a: &NgramIndex, b: &NgramIndex, free: &Free) -> Vec<Seed> {
    let Walk { walked, asked, gaps, is_turned } = Walk::of(a, b, free);
    let mut seeds = Vec::new();
    let mut push = |here: u32, there: u32, len: usize| {
        let (at_a, at_b) = if is_turned { (there, here) } else { (here, there) };
        if free.holds(at_a, at_b, len) {
            seeds.push(Seed::new(at_a, at_b));
        }
    };
    for gap in gaps {
        for place in gap.clone() {
            let token = std::array::from_ref(&walked.tokens[place as usize]);
            if walked.stands_once[place as usize]
                && let Some(there) = asked.single.find(&asked.tokens, token).filter(|there| there.often == 1)
            {
                push(place, there.first, 1);
            }
            if place + 1 < gap.end
                && let Some(there) = rare_double(walked, asked, place)
            {
                asked.double.all(&there).iter().for_each(|other| push(place, *other, 2));
            }
        }
    }
    seeds
}

/// How the two neighbours at a place of one text stand in the other, where both texts have them seldom.
fn rare_double(walked: &NgramIndex, asked: &NgramIndex, place: u32) -> Option<Occurrences> {
    let run = walked.tokens[place as usize..].first_chunk()?;
    let often_here = walked.double.often_at(place);
    if often_here > DOUBLE_PLACES_MAX {
        return None;
    }
    let there = asked.double.find(&asked.tokens, run)?;
    (often_here * there.often <= DOUBLE_PLACES_MAX).then_some(there)
}

/// Which of two texts is walked over for short runs, and which is asked for them.
struct Walk<'texts> {
    /// The one with fewer free tokens.
    walked: &'texts NgramIndex,
    asked: &'texts NgramIndex,
    /// Of the one that is walked over.
    gaps: &'texts [Range<u32>],
    /// Whether that is the second one.
    is_turned: bool,
}

impl<'texts> Walk<'texts> {
    fn of(a: &'texts NgramIndex, b: &'texts NgramIndex, free: &'texts Free) -> Walk<'texts> {
        match len_of(&free.gaps_b) < len_of(&free.gaps_a) {
            true => Walk { walked: b, asked: a, gaps: &free.gaps_b, is_turned: true },
            false => Walk { walked: a, asked: b, gaps: &free.gaps_a, is_turned: false },
        }
    }
}

/// Tokens of two texts outside long runs.
struct Free {
    a: Vec<bool>,
    b: Vec<bool>,
    gaps_a: Vec<Range<u32>>,
    gaps_b: Vec<Range<u32>>,
}

impl Free {
    fn of(len_a: usize, len_b: usize, gaps_a: Vec<Range<u32>>, gaps_b: Vec<Range<u32>>) -> Free {
        Free { a: marked(len_a, &gaps_a), b: marked(len_b, &gaps_b), gaps_a, gaps_b }
    }

    fn holds(&self, at_a: u32, at_b: u32, len: usize) -> bool {
        (0..len).all(|step| self.a[at_a as usize + step] && self.b[at_b as usize + step])
    }
}

/// What lies between the sorted stretches of a text, before and behind them, in order.
fn gaps(len: usize, stretches: &[(u32, u32)]) -> Vec<Range<u32>> {
    let mut gaps = Vec::with_capacity(stretches.len() + 1);
    let mut at = 0;
    for (start, end) in stretches.iter().chain([&(len as u32, len as u32)]) {
        if at < *start {
            gaps.push(at..*start);
        }
        at = at.max(*end);
    }
    gaps
}

fn len_of(gaps: &[Range<u32>]) -> usize {
    gaps.iter().map(ExactSizeIterator::len).sum()
}

/// For each token whether it stands in a gap.
fn marked(len: usize, gaps: &[Range<u32>]) -> Vec<bool> {
    let mut free = vec![false; len];
    for gap in gaps {
        free[gap.start as usize..gap.end as usize].fill(true);
    }
    free
}

/// All maximal runs of [`LONG`] tokens or more that the rule for repeated ones lets through.
fn long(a: &NgramIndex, b: &NgramIndex, shared: &SharedRuns) -> Vec<Match> {
    match a.long.often_max() as usize * b.long.often_max() as usize <= LONG_PLACES_MAX {
        true => long_everywhere(a, b, shared),
        false => long_of_seeds(a, b),
    }
}

/// The same of texts of which no run stands too often.
fn long_everywhere(a: &NgramIndex, b: &NgramIndex, shared: &SharedRuns) -> Vec<Match> {
    let mut found = shared.once.clone();
    if shared.repeated.is_empty() {
        return found;
    }
    let mut seeds = Vec::new();
    for at_b in &shared.repeated {
        let in_a = a.occurrences_of(b, *at_b).expect("the run was found there");
        seeds.extend(a.long.all(&in_a).iter().map(|at_a| Seed::new(*at_a, *at_b)));
    }
    let is_equal = |at_a: u32, at_b: u32| a.tokens[at_a as usize] == b.tokens[at_b as usize];
    grow(a, b, seeds, is_equal, LONG as u32, &mut found);
    // The same run may have been grown from a repeated one and from another inside it.
    found.sort_unstable();
    found.dedup();
    found
}

/// The runs by the rule itself: seeds are grown that it lets through.
fn long_of_seeds(a: &NgramIndex, b: &NgramIndex) -> Vec<Match> {
    let mut seeds = Vec::new();
    for first in a.long.firsts(&a.tokens) {
        let Some(in_b) = b.occurrences_of(a, first) else { continue };
        let in_a = a.occurrences_of(a, first).expect("a text's own run is found in it");
        let (in_a, in_b) = (a.long.all(&in_a), b.long.all(&in_b));
        let seed = |left: &u32, right: &u32| Seed::new(*left, *right);
        if in_a.len() * in_b.len() <= LONG_PLACES_MAX {
            seeds.extend(in_a.iter().flat_map(|left| in_b.iter().map(move |right| seed(left, right))));
        } else {
            seeds.extend(in_a.iter().zip(in_b).map(|(left, right)| seed(left, right)));
        }
    }
    let mut found = Vec::new();
    let is_equal = |at_a: u32, at_b: u32| a.tokens[at_a as usize] == b.tokens[at_b as usize];
    grow(a, b, seeds, is_equal, LONG as u32, &mut found);
    found
}

/// Drops every run that lies in one text inside another run of at least twice its length: a phrase of a paragraph that both texts have, which the second text has
/// in other places too. No passage could hold both.
fn undominated(mut runs: Vec<Match>, len_a: usize, len_b: usize) -> Vec<Match> {
    runs.sort_unstable_by_key(|run| (std::cmp::Reverse(run.len), *run));
    let (over_a, over_b) = (longest_over(&runs, len_a, |run| run.a), longest_over(&runs, len_b, |run| run.b));
    let lens: Vec<u32> = runs.iter().map(|run| run.len).collect();
    let is_inside = |over: &[u32], start: u32, len: u32| {
        let (first, last) = (over[start as usize], over[(start + len) as usize - 1]);
        first == last && lens[first as usize] >= 2 * len
    };
    runs.retain(|run| !is_inside(&over_a, run.a, run.len) && !is_inside(&over_b, run.b, run.len));
    runs
}

/// For each token the number of the longest run over it. Runs come the longest first; each token is painted once.
fn longest_over(runs: &[Match], len: usize, start: impl Fn(&Match) -> u32) -> Vec<u32> {
    let mut over = vec![u32::MAX; len];
    // Place → the next one that is not painted, with one place behind the end.
    let mut next: Vec<u32> = (0..=len as u32).collect();
    for (number, run) in (0..).zip(runs) {
        let mut at = unpainted(&mut next, start(run));
        while at < start(run) + run.len {
            over[at as usize] = number;
            next[at as usize] = at + 1;
            at = unpainted(&mut next, at + 1);
        }
    }
    over
}

fn unpainted(next: &mut [u32], mut at: u32) -> u32 {
    while next[at as usize] != at {
        next[at as usize] = next[next[at as usize] as usize];
        at = next[at as usize];
    }
    at
}

/// A pair of places, ordered along diagonals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Seed {
    diagonal: i64,
    a: u32,
}

impl Seed {
    fn new(a: u32, b: u32) -> Seed {
        Seed { diagonal: i64::from(b) - i64::from(a), a }
    }
}

/// Grows seeds to maximal runs; seeds inside a run that was grown before are passed over.
fn grow(
    a: &NgramIndex,
    b: &NgramIndex,
    mut seeds: Vec<Seed>,
    is_equal: impl Fn(u32, u32) -> bool,
    len_min: u32,
    found: &mut Vec<Match>,
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
        // Hashes of runs may collide; then nothing was grown.
        if end - start >= len_min && end > seed.a {
            found.push(Match { a: start, b: on_b(start), len: end - start });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every diagonal walked over, every run of equal tokens kept that holds a pair of places which the rule lets through.
    fn plain_long(a: &[u64], b: &[u64]) -> Vec<Match> {
        let places = |text: &[u64], run: &[u64]| -> Vec<usize> {
            (0..(text.len() + 1).saturating_sub(LONG)).filter(|at| text[*at..*at + LONG] == *run).collect()
        };
        let is_let_through = |at_a: usize, at_b: usize| {
            let run = &a[at_a..at_a + LONG];
            let (in_a, in_b) = (places(a, run), places(b, run));
            let rank = |places: &[usize], at: usize| places.iter().position(|place| *place == at);
            in_a.len() * in_b.len() <= LONG_PLACES_MAX || rank(&in_a, at_a) == rank(&in_b, at_b)
        };
        let mut found = Vec::new();
        for at_a in 0..a.len() {
            for at_b in 0..b.len() {
                let goes_on_before = at_a > 0 && at_b > 0 && a[at_a - 1] == b[at_b - 1];
                let len = a[at_a..].iter().zip(&b[at_b..]).take_while(|(left, right)| left == right).count();
                let mut steps = 0..(len + 1).saturating_sub(LONG);
                if !goes_on_before && steps.any(|step| is_let_through(at_a + step, at_b + step)) {
                    found.push(Match { a: at_a as u32, b: at_b as u32, len: len as u32 });
                }
            }
        }
        found
    }

    /// The same of short runs in free stretches.
    fn plain_seeds(a: &[u64], b: &[u64], len: usize, places_max: usize, free: &Free) -> Vec<Seed> {
        let often = |text: &[u64], run: &[u64]| text.windows(len).filter(|other| *other == run).count();
        let mut seeds = Vec::new();
        for (at_a, left) in (0..).zip(a.windows(len)) {
            for (at_b, right) in (0..).zip(b.windows(len)) {
                let is_rare = left == right && often(a, left) * often(b, left) <= places_max;
                if is_rare && free.holds(at_a, at_b, len) {
                    seeds.push(Seed::new(at_a, at_b));
                }
            }
        }
        seeds
    }

    /// Texts of few words, pieces of which stand in both, some of them often.
    fn texts() -> impl Strategy<Value = (Vec<u64>, Vec<u64>)> {
        let pieces = || prop::collection::vec((0u64..12, 1u64..16), 0..9);
        let text = |pieces: Vec<(u64, u64)>, words: u64| -> Vec<u64> {
            pieces.iter().flat_map(|(first, len)| (0..*len).map(move |at| (first + at) % words)).collect()
        };
        (pieces(), pieces(), 1u64..20).prop_map(move |(a, b, words)| (text(a, words), text(b, words)))
    }

    proptest! {
        #[test]
        fn long_runs_are_those_of_the_plain_rule((a, b) in texts()) {
            let (left, right) = (NgramIndex::new(a.clone()), NgramIndex::new(b.clone()));
            let mut expected = plain_long(&a, &b);
            expected.sort_unstable();
            let shared = SharedRuns::between(&left, &right);
            for mut found in [long(&left, &right, &shared), long_of_seeds(&left, &right)] {
                found.sort_unstable();
                prop_assert_eq!(found, &expected[..]);
            }
        }

        #[test]
        fn short_runs_are_those_that_are_rare_and_free(
            (a, b) in texts(),
            runs in prop::collection::vec((0u32..160, 0u32..160, 1u32..20), 0..5),
        ) {
            let fits = |run: &Match| run.a_end() as usize <= a.len() && run.b_end() as usize <= b.len();
            let runs = runs.into_iter().map(|(a, b, len)| Match { a, b, len }).filter(fits);
            let runs: Vec<Match> = runs.collect();
            let gaps_a = gaps(a.len(), &stretches(&runs, |run| run.a));
            let gaps_b = gaps(b.len(), &stretches(&runs, |run| run.b));
            let free = Free::of(a.len(), b.len(), gaps_a, gaps_b);
            let (left, right) = (NgramIndex::new(a.clone()), NgramIndex::new(b.clone()));
            let mut seeds = short(&left, &right, &free);
            seeds.sort_unstable();
            let mut expected = plain_seeds(&a, &b, 2, DOUBLE_PLACES_MAX as usize, &free);
            expected.extend(plain_seeds(&a, &b, 1, 1, &free));
            expected.sort_unstable();
            prop_assert_eq!(seeds, expected);
        }
    }
}
