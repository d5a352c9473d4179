//! Common runs of two texts: long ones wherever they stand, short ones where they are rare.

use super::grams::{Grams, LONG, Run, join, join_at, place};

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
const DOUBLE_PLACES_MAX: usize = 4;

/// Of a text of which one token in so many or fewer stands outside long runs, these are looked up; where there are more, a walk over both texts is cheaper.
const LOOKED_UP_PART: usize = 16;

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
pub(super) fn matches(a: &Grams, b: &Grams) -> Matches {
    let runs = long(a, b);
    let is_symmetric = !overlap(&runs, |run| run.a) && !overlap(&runs, |run| run.b);
    let mut found = if is_symmetric { runs } else { undominated(runs, a.len(), b.len()) };
    let free = Free { a: free(a.len(), &found, |run| run.a), b: free(b.len(), &found, |run| run.b) };
    let mut seeds = Vec::new();
    for (run, places_max) in [(Run::Double, DOUBLE_PLACES_MAX), (Run::Single, 1)] {
        short(a, b, run, &free, |in_a, in_b| {
            if in_a.len() * in_b.len() > places_max {
                return;
            }
            let places = in_a.iter().flat_map(|left| in_b.iter().map(|right| (place(*left), place(*right))));
            let is_free = |(at_a, at_b): &(u32, u32)| free.holds(*at_a, *at_b, run.len());
            seeds.extend(places.filter(is_free).map(|(at_a, at_b)| Seed::new(at_a, at_b)));
        });
    }
    let is_equal = |at_a: u32, at_b: u32| {
        a.tokens[at_a as usize] == b.tokens[at_b as usize] && free.holds(at_a, at_b, 1)
    };
    grow(a, b, seeds, is_equal, 1, &mut found);
    found.sort_unstable();
    Matches { runs: found, is_symmetric }
}

/// Whether two runs have a token of one text in common.
fn overlap(runs: &[Match], start: impl Fn(&Match) -> u32) -> bool {
    let mut stretches: Vec<(u32, u32)> = runs.iter().map(|run| (start(run), start(run) + run.len)).collect();
    stretches.sort_unstable();
    stretches.windows(2).any(|two| two[1].0 < two[0].1)
}

/// Calls `with` with the keys of every run that both texts have, at least of those that stand outside long runs in both.
fn short(a: &Grams, b: &Grams, run: Run, free: &Free, mut with: impl FnMut(&[u64], &[u64])) {
    let n_free = |free: &[bool]| free.iter().filter(|free| **free).count();
    let (in_a, in_b) = (n_free(&free.a), n_free(&free.b));
    if in_a.min(in_b) * LOOKED_UP_PART > a.len() + b.len() {
        join(a, b, run, with);
    } else if in_a <= in_b {
        join_at(a, b, run, starts(&free.a, run), with);
    } else {
        join_at(b, a, run, starts(&free.b, run), |in_b, in_a| with(in_a, in_b));
    }
}

/// Tokens of two texts outside long runs.
struct Free {
    a: Vec<bool>,
    b: Vec<bool>,
}

impl Free {
    fn holds(&self, at_a: u32, at_b: u32, len: usize) -> bool {
        (0..len).all(|step| self.a[at_a as usize + step] && self.b[at_b as usize + step])
    }
}

/// Places at which a run stands free.
fn starts(free: &[bool], run: Run) -> impl Iterator<Item = u32> + '_ {
    (0..).zip(free.windows(run.len())).filter(|(_, free)| !free.contains(&false)).map(|(at, _)| at)
}

/// All maximal runs of [`LONG`] tokens or more that the rule for repeated ones lets through.
fn long(a: &Grams, b: &Grams) -> Vec<Match> {
    let mut seeds = Vec::new();
    join(a, b, Run::Long, |in_a, in_b| {
        let seed = |left: &u64, right: &u64| Seed::new(place(*left), place(*right));
        if in_a.len() * in_b.len() <= LONG_PLACES_MAX {
            seeds.extend(in_a.iter().flat_map(|left| in_b.iter().map(move |right| seed(left, right))));
        } else {
            seeds.extend(in_a.iter().zip(in_b).map(|(left, right)| seed(left, right)));
        }
    });
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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    a: &Grams,
    b: &Grams,
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

/// For each token whether it stands outside all runs.
fn free(len: usize, runs: &[Match], start: impl Fn(&Match) -> u32) -> Vec<bool> {
    let mut free = vec![true; len];
    for run in runs {
        free[start(run) as usize..(start(run) + run.len) as usize].fill(false);
    }
    free
}
