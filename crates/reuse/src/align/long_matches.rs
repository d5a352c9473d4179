//! Matches of five tokens and more, wherever they occur.

use super::exact_match::{ExactMatch, MatchNumber, Seed, grow};
use super::ngrams::{LONG, NgramIndex};
use super::shared_runs::SharedRuns;

/// A five-gram that occurs at this many pairs of positions or fewer is tried at all of them: four
/// times in either text. One that occurs more often (a table's rows, a refrain, a text of one word)
/// is tried at its first positions in both, its second positions, and so on, so that the work stays
/// proportional to the text.
const PAIRS_MAX: usize = 16;

/// All maximal matches of [`LONG`] tokens or more that the rule for repeated n-grams admits.
pub(super) fn long_matches(a: &NgramIndex, b: &NgramIndex, shared: &SharedRuns) -> Vec<ExactMatch> {
    match a.long.count_max() as usize * b.long.count_max() as usize <= PAIRS_MAX {
        true => from_shared_runs(a, b, shared),
        false => from_admitted_seeds(a, b),
    }
}

/// The matches of texts in which no n-gram is too frequent.
fn from_shared_runs(a: &NgramIndex, b: &NgramIndex, shared: &SharedRuns) -> Vec<ExactMatch> {
    let mut found = shared.once.clone();
    if shared.repeated.is_empty() {
        return found;
    }
    let mut seeds = Vec::new();
    for at_b in &shared.repeated {
        let in_a = a.occurrences_of(b, *at_b).expect("a shared n-gram occurs in the first text");
        seeds.extend(a.long.all(&in_a).iter().map(|at_a| Seed::new(*at_a, *at_b)));
    }
    let is_equal = |at_a: u32, at_b: u32| a.tokens[at_a as usize] == b.tokens[at_b as usize];
    grow((a, b), seeds, is_equal, LONG as u32, &mut found);
    // The same match may have grown from a repeated n-gram and from another one inside it.
    found.sort_unstable();
    found.dedup();
    found
}

/// The matches by the rule itself: the seeds that it admits are grown.
fn from_admitted_seeds(a: &NgramIndex, b: &NgramIndex) -> Vec<ExactMatch> {
    let mut seeds = Vec::new();
    for first in a.long.firsts(&a.tokens) {
        let Some(in_b) = b.occurrences_of(a, first) else { continue };
        let in_a = a.occurrences_of(a, first).expect("a text contains its own n-grams");
        let (in_a, in_b) = (a.long.all(&in_a), b.long.all(&in_b));
        let seed = |left: &u32, right: &u32| Seed::new(*left, *right);
        if in_a.len() * in_b.len() <= PAIRS_MAX {
            seeds.extend(in_a.iter().flat_map(|left| in_b.iter().map(move |right| seed(left, right))));
        } else {
            seeds.extend(in_a.iter().zip(in_b).map(|(left, right)| seed(left, right)));
        }
    }
    let mut found = Vec::new();
    let is_equal = |at_a: u32, at_b: u32| a.tokens[at_a as usize] == b.tokens[at_b as usize];
    grow((a, b), seeds, is_equal, LONG as u32, &mut found);
    found
}

/// Drops every match that is, in one text, inside another match of at least twice its length: a
/// phrase of a paragraph that both texts have, which the second text also has elsewhere. No passage
/// could contain both.
pub(super) fn undominated(mut matches: Vec<ExactMatch>, len_a: usize, len_b: usize) -> Vec<ExactMatch> {
    matches.sort_unstable_by_key(|run| (std::cmp::Reverse(run.len), *run));
    let (over_a, over_b) =
        (longest_over(&matches, len_a, |run| run.a), longest_over(&matches, len_b, |run| run.b));
    let lens: Vec<u32> = matches.iter().map(|run| run.len).collect();
    let is_inside = |over: &[Option<MatchNumber>], start: u32, len: u32| {
        let (first, last) = (over[start as usize], over[(start + len) as usize - 1]);
        first == last && first.is_some_and(|first| lens[usize::from(first)] >= 2 * len)
    };
    matches.retain(|run| !is_inside(&over_a, run.a, run.len) && !is_inside(&over_b, run.b, run.len));
    matches
}

/// For each token the longest match over it. Matches come longest first; each token is
/// painted once.
fn longest_over(
    matches: &[ExactMatch],
    len: usize,
    start: impl Fn(&ExactMatch) -> u32,
) -> Vec<Option<MatchNumber>> {
    let mut over = vec![None; len];
    // Position → the next one that is not painted, and one position past the end.
    let mut next: Vec<u32> = (0..=len as u32).collect();
    for (index, run) in matches.iter().enumerate() {
        let mut at = unpainted(&mut next, start(run));
        while at < start(run) + run.len {
            over[at as usize] = Some(index.into());
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

#[cfg(test)]
mod tests {
    use super::super::tests::repetitive_texts;
    use super::*;
    use proptest::prelude::*;

    /// The definition: every diagonal is walked over, and every run of equal tokens kept that
    /// contains a pair of positions which the rule admits.
    fn plain_long_matches(a: &[u64], b: &[u64]) -> Vec<ExactMatch> {
        let positions = |text: &[u64], ngram: &[u64]| -> Vec<usize> {
            (0..(text.len() + 1).saturating_sub(LONG)).filter(|at| text[*at..*at + LONG] == *ngram).collect()
        };
        let is_admitted = |at_a: usize, at_b: usize| {
            let ngram = &a[at_a..at_a + LONG];
            let (in_a, in_b) = (positions(a, ngram), positions(b, ngram));
            let rank = |positions: &[usize], at: usize| positions.iter().position(|position| *position == at);
            in_a.len() * in_b.len() <= PAIRS_MAX || rank(&in_a, at_a) == rank(&in_b, at_b)
        };
        let mut found = Vec::new();
        for at_a in 0..a.len() {
            for at_b in 0..b.len() {
                let began_before = at_a > 0 && at_b > 0 && a[at_a - 1] == b[at_b - 1];
                let len = a[at_a..].iter().zip(&b[at_b..]).take_while(|(left, right)| left == right).count();
                let mut steps = 0..(len + 1).saturating_sub(LONG);
                if !began_before && steps.any(|step| is_admitted(at_a + step, at_b + step)) {
                    found.push(ExactMatch { a: at_a as u32, b: at_b as u32, len: len as u32 });
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn long_matches_are_those_of_the_plain_rule((a, b) in repetitive_texts()) {
            let (left, right) = (NgramIndex::new(a.clone()), NgramIndex::new(b.clone()));
            let mut expected = plain_long_matches(&a, &b);
            expected.sort_unstable();
            let shared = SharedRuns::between(&left, &right);
            for mut found in [long_matches(&left, &right, &shared), from_admitted_seeds(&left, &right)] {
                found.sort_unstable();
                prop_assert_eq!(found, &expected[..]);
            }
        }
    }
}
