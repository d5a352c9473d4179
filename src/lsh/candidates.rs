//! Pair occurrences counted: which pairs share at least m distinct keys.

use super::OCCURRENCES_IN_MEMORY;
use super::groups::{Groups, entry, for_each_pair, occurrences_of};
use super::repeated::{Repeated, keep_repeated};
use rayon::prelude::*;

/// Runs that entries are spread over by the upper bits of their keys: each sorts inside the cache, and several at once.
/// With the 32 bits inside a run, keys agree by chance once in 2⁴² pairs.
const RUNS: usize = 1 << RUN_BITS;
const RUN_BITS: u32 = 10;

/// What the engines propose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Pairs `(a, b)`, `a < b`, sorted, without repeats.
    pub pairs: Vec<(u32, u32)>,
    /// Groups larger than `group_len_max`, of which not all pairs were proposed.
    pub groups_over_limit: u64,
}

/// Pairs of units that share at least `keys_needed(a, b)` different seeds. `seeds_of(unit, keys)` appends a unit's seeds, repeats allowed.
pub fn seed_candidates(
    n_units: u32,
    seeds_of: impl Fn(u32, &mut Vec<u64>) + Sync,
    keys_needed: impl Fn(u32, u32) -> usize + Sync,
    group_len_max: usize,
) -> Candidates {
    let mut runs = spread(n_units, seeds_of);
    runs.par_iter_mut().for_each_init(Repeated::default, |repeated, run| {
        keep_repeated(run, repeated);
        run.sort_unstable();
        run.dedup();
        run.shrink_to_fit();
    });
    let (occurrences, groups_over_limit) = runs
        .par_iter()
        .map(|run| count_occurrences(run, group_len_max))
        .reduce(|| (0, 0), |left, right| (left.0 + right.0, left.1 + right.1));
    let rounds = occurrences.div_ceil(OCCURRENCES_IN_MEMORY).max(1);
    let mut pairs = Vec::new();
    for round in 0..rounds {
        // Units are numbered by a hash of their text, so that any residue class of them is a fair share.
        let of_this_round = |a: u32| u64::from(a) % rounds == round;
        pairs.extend(count_keys(&runs, group_len_max, of_this_round, &keys_needed));
    }
    if rounds > 1 {
        pairs.par_sort_unstable();
    }
    Candidates { pairs, groups_over_limit }
}

/// Pairs of units that agree in at least one band. `entry_of(band, place)` gives the key and the unit of one of `n_places` places, in any
/// order of units, and `None` where it has no such key.
pub fn band_candidates(
    n_places: usize,
    n_bands: usize,
    entry_of: impl Fn(usize, usize) -> Option<(u32, u32)> + Sync,
    group_len_max: usize,
) -> Candidates {
    let bands: Vec<usize> = (0..n_bands).collect();
    let mut pairs = DistinctPairs::default();
    let mut groups_over_limit = 0;
    for wave in bands.chunks(rayon::current_num_threads()) {
        let found: Vec<(Vec<u64>, u64)> = wave
            .par_iter()
            .with_max_len(1)
            .map(|band| pairs_of_band(n_places, |place| entry_of(*band, place), group_len_max))
            .collect();
        for (of_band, over) in found {
            pairs.extend(of_band);
            groups_over_limit += over;
        }
    }
    Candidates { pairs: pairs.sorted(), groups_over_limit }
}

/// Pairs of one band, in no order, and the number of groups over the limit.
fn pairs_of_band(
    n_places: usize,
    entry_of: impl Fn(usize) -> Option<(u32, u32)>,
    group_len_max: usize,
) -> (Vec<u64>, u64) {
    let mut run: Vec<u64> =
        (0..n_places).filter_map(|place| entry_of(place).map(|(key, unit)| entry(key, unit))).collect();
    keep_repeated(&mut run, &mut Repeated::default());
    run.sort_unstable();
    let mut pairs = Vec::new();
    let mut over = 0;
    for group in Groups::new(&run) {
        over += u64::from(group.len() > group_len_max);
        for_each_pair(group, group_len_max, |a, b| pairs.push(entry(a, b)));
    }
    (pairs, over)
}

/// Pairs that come in any order and again and again: sorted and made distinct whenever as many have come as are held.
#[derive(Default)]
struct DistinctPairs {
    pairs: Vec<u64>,
    /// Those at the front that are sorted and distinct.
    settled: usize,
}

impl DistinctPairs {
    /// Fewer new ones are not worth a sort.
    const NEW_MIN: usize = 1 << 20;

    fn extend(&mut self, new: Vec<u64>) {
        self.pairs.extend(new);
        if self.pairs.len() - self.settled > self.settled.max(Self::NEW_MIN) {
            self.settle();
        }
    }

    fn settle(&mut self) {
        self.pairs.par_sort_unstable();
        self.pairs.dedup();
        self.settled = self.pairs.len();
    }

    fn sorted(mut self) -> Vec<(u32, u32)> {
        self.settle();
        self.pairs.into_iter().map(|pair| ((pair >> 32) as u32, pair as u32)).collect()
    }
}

impl Candidates {
    /// What either engine proposes.
    pub fn or(self, other: Candidates) -> Candidates {
        Candidates {
            pairs: united(self.pairs, other.pairs),
            groups_over_limit: self.groups_over_limit + other.groups_over_limit,
        }
    }
}

/// Merges two sorted lists and drops repeats.
fn united(mut left: Vec<(u32, u32)>, right: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    if left.is_empty() {
        left = right;
    } else {
        left.extend(right);
        // Two sorted runs: the stable sort finds them and merges.
        left.sort();
    }
    left.dedup();
    left
}

fn spread(n_units: u32, seeds_of: impl Fn(u32, &mut Vec<u64>) + Sync) -> Vec<Vec<u64>> {
    let empty = || (vec![Vec::new(); RUNS], Vec::new());
    (0..n_units)
        .into_par_iter()
        .with_min_len(1 << 12)
        .fold(empty, |(mut runs, mut keys), unit| {
            keys.clear();
            seeds_of(unit, &mut keys);
            for key in &keys {
                runs[(key >> (64 - RUN_BITS)) as usize].push(entry((key >> (32 - RUN_BITS)) as u32, unit));
            }
            (runs, keys)
        })
        .map(|(runs, _)| runs)
        .reduce(
            || vec![Vec::new(); RUNS],
            |mut left, right| {
                for (left, mut right) in left.iter_mut().zip(right) {
                    if left.is_empty() {
                        *left = right;
                    } else {
                        left.append(&mut right);
                    }
                }
                left
            },
        )
}

fn count_occurrences(run: &[u64], group_len_max: usize) -> (u64, u64) {
    Groups::new(run).fold((0, 0), |(occurrences, over), group| {
        (
            occurrences + occurrences_of(group.len(), group_len_max),
            over + u64::from(group.len() > group_len_max),
        )
    })
}

/// Each occurrence of a pair comes from another key, so a pair's keys are counted by counting its occurrences.
fn count_keys(
    runs: &[Vec<u64>],
    group_len_max: usize,
    wanted: impl Fn(u32) -> bool + Sync,
    keys_needed: &(impl Fn(u32, u32) -> usize + Sync),
) -> Vec<(u32, u32)> {
    let mut occurrences: Vec<u64> = runs
        .par_iter()
        .fold(Vec::new, |mut made, run| {
            for group in Groups::new(run) {
                for_each_pair(group, group_len_max, |a, b| {
                    if wanted(a) {
                        made.push(entry(a, b));
                    }
                });
            }
            made
        })
        .reduce(Vec::new, |mut left, mut right| {
            if left.len() < right.len() {
                std::mem::swap(&mut left, &mut right);
            }
            left.append(&mut right);
            left
        });
    occurrences.par_sort_unstable();
    occurrences
        .chunk_by(|left, right| left == right)
        .filter_map(|same| {
            let (a, b) = ((same[0] >> 32) as u32, same[0] as u32);
            (same.len() >= keys_needed(a, b)).then_some((a, b))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Spreads small numbers over all 64 bits, as shingle hashes are.
    fn hashed(key: u8) -> u64 {
        xxhash_rust::xxh3::xxh3_64(&[key])
    }

    proptest! {
        #[test]
        fn pairs_that_share_enough_seeds_are_those_of_a_plain_count(
            units in prop::collection::vec(prop::collection::vec(0u8..40, 0..12), 0..40),
            needed in 1usize..4,
        ) {
            let sets: Vec<BTreeSet<u8>> = units.iter().map(|seeds| seeds.iter().copied().collect()).collect();
            let mut plain = Vec::new();
            for a in 0..sets.len() {
                for b in a + 1..sets.len() {
                    if sets[a].intersection(&sets[b]).count() >= needed {
                        plain.push((a as u32, b as u32));
                    }
                }
            }
            let seeds_of = |unit: u32, keys: &mut Vec<u64>| keys.extend(units[unit as usize].iter().map(|key| hashed(*key)));
            let found = seed_candidates(units.len() as u32, seeds_of, |_, _| needed, 1000);
            prop_assert_eq!(found.pairs, plain);
            prop_assert_eq!(found.groups_over_limit, 0);
        }

        #[test]
        fn pairs_that_agree_in_a_band_are_those_of_a_plain_comparison(
            units in prop::collection::vec(prop::array::uniform3(prop::option::of(0u32..10)), 0..40),
        ) {
            let mut plain = BTreeSet::new();
            for (a, left) in units.iter().enumerate() {
                for (b, right) in units.iter().enumerate().skip(a + 1) {
                    if left.iter().zip(right).any(|(left, right)| left.is_some() && left == right) {
                        plain.insert((a as u32, b as u32));
                    }
                }
            }
            let entry_of = |band: usize, place: usize| {
                // Places in another order than units.
                let unit = units.len() - 1 - place;
                Some((units[unit][band]?, unit as u32))
            };
            let found = band_candidates(units.len(), 3, entry_of, 1000);
            prop_assert_eq!(found.pairs, plain.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn a_group_over_the_limit_stays_in_one_component(len in 3u32..60) {
            let found = seed_candidates(len, |_, keys| keys.push(hashed(1)), |_, _| 1, 2);
            prop_assert_eq!(found.groups_over_limit, 1);
            prop_assert_eq!(found.pairs.len() as u32, 2 * len - 3);
            let mut reached: BTreeMap<u32, bool> = BTreeMap::from([(0, true)]);
            for (a, b) in &found.pairs {
                if reached.contains_key(a) {
                    reached.insert(*b, true);
                }
            }
            prop_assert_eq!(reached.len() as u32, len);
        }
    }
}
