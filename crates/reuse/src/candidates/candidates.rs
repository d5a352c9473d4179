//! Pair occurrences counted: which pairs share at least m distinct keys.

use super::groups::{Groups, entry, for_each_pair};
use super::repeated::{Repeated, keep_repeated};
use rayon::prelude::*;
use wirecopy_scratch::partition::{PARTITION_BITS, PARTITIONS, Partitioned, SpillConfig};
use wirecopy_scratch::{Error, Result};

/// Seeds are spread a quarter of all keys at a time, so that the entries of a quarter stand beside the seeds. The lowest bits of a seed tell its pass and its run, and
/// the 32 above them are compared, so that seeds agree by chance once in 2⁴⁴ pairs. Upper bits tell less: a seed is the smallest of a window.
const PASSES: u64 = 1 << PASS_BITS;
const PASS_BITS: u32 = 2;

/// Bands whose entries stand beside each other: each is gathered by one thread.
const BANDS_AT_ONCE: usize = 4;

/// Words that a thread gathers before it spreads them: 32 for each run.
const GATHERED_WORDS: usize = 1 << 15;

/// Fewer words of one run are never taken in parts: 512 KiB.
const PART_WORDS_MIN: u64 = 1 << 16;

/// What the engines propose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Pairs `(a, b)`, `a < b`, sorted, without repeats.
    pub pairs: Vec<(u32, u32)>,
    /// Groups larger than `group_len_max`, of which not all pairs were proposed.
    pub groups_over_limit: u64,
}

/// Bits of a seed, from the lowest, that candidates look at.
pub const SEED_BITS: u32 = PASS_BITS + PARTITION_BITS + 32;

/// Takes the seeds of items in one pass.
pub struct SeedSink<'pass> {
    runs: &'pass Partitioned,
    pass: u64,
}

impl SeedSink<'_> {
    /// Whether a seed is asked for in this pass; others need not be added.
    #[inline]
    pub fn accepts(&self, seed: u64) -> bool {
        seed % PASSES == self.pass
    }

    /// Adds seeds that this pass takes, each with its item, in any order and repeats allowed; `space` is reused from call to call. Best called with some
    /// thousands at once.
    ///
    /// # Errors
    /// When memory is full and the temporary folder takes no more.
    pub fn add(&self, seeds: &[(u64, u32)], space: &mut Vec<u64>) -> Result<()> {
        let placed = |(seed, item): &(u64, u32)| {
            let run = (seed >> PASS_BITS) as usize % PARTITIONS;
            (run, entry((seed >> (PASS_BITS + PARTITION_BITS)) as u32, *item))
        };
        self.runs.spread(seeds, placed, space)
    }
}

/// Pairs of items that share at least `keys_needed(a, b)` different seeds. `spread(sink)` adds the seeds of all items; it is called once a pass.
///
/// Entries and occurrences beyond their room go to files. O(n log n) in either.
///
/// # Errors
/// Those of `spread`, and when a file cannot be written or read.
pub fn seed_candidates<Failure: From<Error>>(
    n_items: u32,
    spread: impl Fn(&SeedSink<'_>) -> std::result::Result<(), Failure>,
    keys_needed: impl Fn(u32, u32) -> usize + Sync,
    group_len_max: usize,
    room: &SpillConfig,
) -> std::result::Result<Candidates, Failure> {
    let occurrences = Occurrences::new(n_items, room);
    let mut groups_over_limit = 0;
    for pass in 0..PASSES {
        let runs = Partitioned::new(&room.folder, room.entry_bytes);
        spread(&SeedSink { runs: &runs, pass })?;
        groups_over_limit += occurrences.add_groups(&runs, room.entry_bytes, group_len_max)?;
    }
    Ok(Candidates { pairs: occurrences.pairs(keys_needed)?, groups_over_limit })
}

/// Takes the entries of one band.
pub struct BandSink<'band> {
    runs: &'band Partitioned,
    gathered: Vec<u64>,
    space: Vec<u64>,
}

impl BandSink<'_> {
    /// Adds the key of an item.
    ///
    /// # Errors
    /// When memory is full and the temporary folder takes no more.
    pub fn push(&mut self, key: u32, item: u32) -> Result<()> {
        self.gathered.push(entry(key, item));
        if self.gathered.len() == GATHERED_WORDS { self.spread() } else { Ok(()) }
    }

    fn spread(&mut self) -> Result<()> {
        let placed = |entry: &u64| ((entry >> (64 - PARTITION_BITS)) as usize, *entry);
        self.runs.spread(&self.gathered, placed, &mut self.space)?;
        self.gathered.clear();
        Ok(())
    }
}

/// Pairs of items that agree in at least one band. `entries_of(band, entries)` adds the keys of all items that have such, in any order of items.
///
/// Entries and occurrences beyond their room go to files.
///
/// # Errors
/// The first that `entries_of` meets, and when a file cannot be written or read.
pub fn band_candidates<Failure: From<Error> + Send>(
    n_items: u32,
    n_bands: usize,
    entries_of: impl Fn(usize, &mut BandSink<'_>) -> std::result::Result<(), Failure> + Sync,
    group_len_max: usize,
    room: &SpillConfig,
) -> std::result::Result<Candidates, Failure> {
    let at_once = rayon::current_num_threads().min(BANDS_AT_ONCE);
    let entry_bytes = room.entry_bytes / at_once as u64;
    let occurrences = Occurrences::new(n_items, room);
    let bands: Vec<usize> = (0..n_bands).collect();
    let mut groups_over_limit = 0;
    for wave in bands.chunks(at_once) {
        let of_band = |band: &usize| -> std::result::Result<u64, Failure> {
            let runs = Partitioned::new(&room.folder, entry_bytes);
            let mut entries = BandSink { runs: &runs, gathered: Vec::new(), space: Vec::new() };
            entries_of(*band, &mut entries)?;
            entries.spread()?;
            drop(entries);
            Ok(occurrences.add_groups(&runs, entry_bytes, group_len_max)?)
        };
        groups_over_limit +=
            wave.par_iter().with_max_len(1).map(of_band).try_reduce(|| 0, |left, right| Ok(left + right))?;
    }
    Ok(Candidates { pairs: occurrences.pairs(|_, _| 1)?, groups_over_limit })
}

/// Pair occurrences, in runs by the first item: what comes run after run is in the order of pairs.
struct Occurrences {
    n_items: u64,
    runs: Partitioned,
    part_words_max: usize,
}

/// What a thread works in.
#[derive(Default)]
struct Space {
    repeated: Repeated,
    gathered: Vec<u64>,
    spread: Vec<u64>,
}

impl Occurrences {
    fn new(n_items: u32, room: &SpillConfig) -> Self {
        Occurrences {
            n_items: u64::from(n_items.max(1)),
            runs: Partitioned::new(&room.folder, room.occurrence_bytes),
            part_words_max: part_words_max(room.occurrence_bytes),
        }
    }

    /// Adds an occurrence for each pair of each group, and tells how many groups were over the limit. Each occurrence of a pair comes from another key.
    fn add_groups(&self, entries: &Partitioned, entry_bytes: u64, group_len_max: usize) -> Result<u64> {
        let part_words_max = part_words_max(entry_bytes);
        let of_run = |space: &mut Space, run: usize| -> Result<u64> {
            let mut over = 0;
            entries.take_parts(
                run,
                part_words_max,
                |entry| entry >> 32,
                |mut words| {
                    keep_repeated(&mut words, &mut space.repeated);
                    words.sort_unstable();
                    words.dedup();
                    for group in Groups::new(&words) {
                        over += u64::from(group.len() > group_len_max);
                        self.add_group(group, group_len_max, space)?;
                    }
                    Ok(())
                },
            )?;
            self.spread(space)?;
            Ok(over)
        };
        (0..PARTITIONS)
            .into_par_iter()
            .map_init(Space::default, of_run)
            .try_reduce(|| 0, |left, right| Ok(left + right))
    }

    fn add_group(&self, group: &[u64], group_len_max: usize, space: &mut Space) -> Result<()> {
        let mut added = Ok(());
        for_each_pair(group, group_len_max, |a, b| {
            space.gathered.push(entry(a, b));
            if space.gathered.len() >= GATHERED_WORDS && added.is_ok() {
                added = self.spread(space);
            }
        });
        added
    }

    fn spread(&self, space: &mut Space) -> Result<()> {
        let placed = |word: &u64| (((word >> 32) * PARTITIONS as u64 / self.n_items) as usize, *word);
        if !space.gathered.is_empty() {
            self.runs.spread(&space.gathered, placed, &mut space.spread)?;
            space.gathered.clear();
        }
        Ok(())
    }

    /// Pairs with as many occurrences as they need, sorted.
    fn pairs(self, keys_needed: impl Fn(u32, u32) -> usize + Sync) -> Result<Vec<(u32, u32)>> {
        let mut pairs = Vec::new();
        let wave = 4 * rayon::current_num_threads();
        for first in (0..PARTITIONS).step_by(wave) {
            let of_runs = (first..PARTITIONS.min(first + wave))
                .into_par_iter()
                .with_max_len(1)
                .map(|run| self.pairs_of_run(run, &keys_needed))
                .collect::<Result<Vec<Vec<(u32, u32)>>>>()?;
            pairs.extend(of_runs.into_iter().flatten());
        }
        pairs.shrink_to_fit();
        Ok(pairs)
    }

    fn pairs_of_run(
        &self,
        run: usize,
        keys_needed: &(impl Fn(u32, u32) -> usize + Sync),
    ) -> Result<Vec<(u32, u32)>> {
        let mut pairs = Vec::new();
        self.runs.take_parts(
            run,
            self.part_words_max,
            |pair| pair,
            |mut words| {
                words.sort_unstable();
                pairs.extend(words.chunk_by(|left, right| left == right).filter_map(|same| {
                    let (a, b) = ((same[0] >> 32) as u32, same[0] as u32);
                    (same.len() >= keys_needed(a, b)).then_some((a, b))
                }));
                Ok(())
            },
        )?;
        // One after another, parts are not in order.
        pairs.sort_unstable();
        Ok(pairs)
    }
}

/// Words of a run that one thread takes at once.
fn part_words_max(room_bytes: u64) -> usize {
    let of_thread = room_bytes / (8 * 4 * rayon::current_num_threads() as u64);
    of_thread.max(PART_WORDS_MIN) as usize
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn room(bytes: u64) -> SpillConfig {
        SpillConfig { folder: std::env::temp_dir(), entry_bytes: bytes, occurrence_bytes: bytes }
    }

    /// Spreads small numbers over all 64 bits, as shingle hashes are.
    fn hashed(key: u8) -> u64 {
        xxhash_rust::xxh3::xxh3_64(&[key])
    }

    proptest! {
        #[test]
        fn pairs_that_share_enough_seeds_are_those_of_a_plain_count(
            items in prop::collection::vec(prop::collection::vec(0u8..40, 0..12), 0..40),
            needed in 1usize..4,
        ) {
            let sets: Vec<BTreeSet<u8>> = items.iter().map(|seeds| seeds.iter().copied().collect()).collect();
            let mut plain = Vec::new();
            for a in 0..sets.len() {
                for b in a + 1..sets.len() {
                    if sets[a].intersection(&sets[b]).count() >= needed {
                        plain.push((a as u32, b as u32));
                    }
                }
            }
            let spread = |sink: &SeedSink<'_>| {
                for (item, keys) in (0..).zip(&items) {
                    let seeds = keys.iter().map(|key| hashed(*key)).filter(|seed| sink.accepts(*seed));
                    sink.add(&seeds.map(|seed| (seed, item)).collect::<Vec<_>>(), &mut Vec::new())?;
                }
                Ok::<_, Error>(())
            };
            for bytes in [u64::MAX, 0] {
                let found = seed_candidates(items.len() as u32, spread, |_, _| needed, 1000, &room(bytes))?;
                prop_assert_eq!(&found.pairs, &plain);
                prop_assert_eq!(found.groups_over_limit, 0);
            }
        }

        #[test]
        fn pairs_that_agree_in_a_band_are_those_of_a_plain_comparison(
            items in prop::collection::vec(prop::array::uniform3(prop::option::of(0u32..10)), 0..40),
        ) {
            let mut plain = BTreeSet::new();
            for (a, left) in items.iter().enumerate() {
                for (b, right) in items.iter().enumerate().skip(a + 1) {
                    if left.iter().zip(right).any(|(left, right)| left.is_some() && left == right) {
                        plain.insert((a as u32, b as u32));
                    }
                }
            }
            // Another order than that of items.
            let entries_of = |band: usize, entries: &mut BandSink<'_>| {
                for (item, keys) in (0..).zip(&items).collect::<Vec<_>>().into_iter().rev() {
                    if let Some(key) = keys[band] {
                        entries.push(key, item)?;
                    }
                }
                Ok::<_, Error>(())
            };
            let found = band_candidates(items.len() as u32, 3, entries_of, 1000, &room(u64::MAX))?;
            prop_assert_eq!(found.pairs, plain.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn a_group_over_the_limit_stays_in_one_component(len in 3u32..60) {
            let spread = |sink: &SeedSink<'_>| {
                let all: Vec<(u64, u32)> = (0..len).map(|item| (hashed(1), item)).collect();
                if sink.accepts(hashed(1)) { sink.add(&all, &mut Vec::new()) } else { Ok(()) }
            };
            let found = seed_candidates(len, spread, |_, _| 1, 2, &room(u64::MAX))?;
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
