//! The two engines: items that share seeds, and items that agree in a band.

use super::groups::entry;
use super::occurrences::{BUFFER_WORDS, PairOccurrences};
use super::seed_key::{PASSES, key_of, pass_of};
use crate::ItemNumber;
use crate::error::{Error, Result};
use rayon::prelude::*;
use wirecopy_scratch::partition::{PARTITION_BITS, Partitioned, SpillConfig};

/// Bands whose entries are in memory together; each is collected by one thread.
const BANDS_AT_ONCE: usize = 4;

/// Pairs of items that may share text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidates<Item = u32> {
    /// Pairs `(a, b)`, `a < b`, sorted, without repeats.
    pub pairs: Vec<(Item, Item)>,
    /// Groups larger than `group_len_max`, of which not all pairs were proposed.
    pub groups_over_limit: u64,
}

impl Candidates {
    /// Returns the pairs that either engine proposes.
    pub fn or(self, other: Candidates) -> Candidates {
        Candidates {
            pairs: union(self.pairs, other.pairs),
            groups_over_limit: self.groups_over_limit + other.groups_over_limit,
        }
    }

    /// Gives items their type. The pairs are kept where they are.
    pub fn typed<Item: ItemNumber>(self) -> Candidates<Item> {
        let pairs = self.pairs.into_iter().map(|(a, b)| (a.into(), b.into())).collect();
        Candidates { pairs, groups_over_limit: self.groups_over_limit }
    }
}

/// Merges two sorted lists and drops repeats.
fn union(mut left: Vec<(u32, u32)>, right: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
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

/// Collects the seeds of one pass.
pub struct SeedSink<'pass> {
    entries: &'pass Partitioned,
    pass: usize,
}

impl SeedSink<'_> {
    /// Returns whether a seed belongs to this pass; others are not to be added.
    #[inline]
    pub fn accepts(&self, seed: u64) -> bool {
        pass_of(seed) == self.pass
    }

    /// Adds seeds of this pass, each with its item, in any order; repeats do no harm. `space` is
    /// reused from call to call. Best called with some thousands at once.
    ///
    /// # Errors
    /// When memory is full and the temporary folder takes no more.
    pub fn add(&self, seeds: &[(u64, u32)], space: &mut Vec<u64>) -> Result<()> {
        let partitioned = |(seed, item): &(u64, u32)| {
            let (partition, key) = key_of(*seed);
            (partition, entry(key, *item))
        };
        Ok(self.entries.spread(seeds, partitioned, space)?)
    }
}

/// Finds pairs of items, numbered below `n_items`, that share at least `keys_needed(a, b)` distinct
/// seeds.
///
/// `add_seeds(sink)` adds the seeds of all items; it is called once per pass, four times. In a
/// group of more than `group_len_max` items with one seed, each item is paired with the first and
/// with its predecessor alone. Entries and occurrences beyond their budget are written to files.
/// O(n log n) in either.
///
/// # Errors
/// Those of `add_seeds`, and when a file cannot be written or read.
///
/// ```
/// use wirecopy_reuse::candidates::{SeedSink, seed_candidates};
/// use wirecopy_scratch::partition::SpillConfig;
///
/// let seeds_of: [&[u64]; 3] = [&[10, 20, 30], &[20, 30, 40], &[30]];
/// let folder = std::env::temp_dir();
/// let spill = SpillConfig { folder, entry_bytes: 1 << 20, occurrence_bytes: 1 << 20 };
/// let add_seeds = |sink: &SeedSink<'_>| {
///     let mut of_pass = Vec::new();
///     for (item, seeds) in (0..).zip(seeds_of) {
///         let accepted = seeds.iter().filter(|seed| sink.accepts(**seed));
///         of_pass.extend(accepted.map(|seed| (*seed, item)));
///     }
///     sink.add(&of_pass, &mut Vec::new())
/// };
/// let found = seed_candidates(3, add_seeds, |_, _| 2, 256, &spill)?;
/// assert_eq!(found.pairs, [(0, 1)]);
/// # Ok::<_, wirecopy_reuse::Error>(())
/// ```
pub fn seed_candidates<Failure: From<Error>>(
    n_items: u32,
    add_seeds: impl Fn(&SeedSink<'_>) -> std::result::Result<(), Failure>,
    keys_needed: impl Fn(u32, u32) -> usize + Sync,
    group_len_max: usize,
    spill: &SpillConfig,
) -> std::result::Result<Candidates, Failure> {
    let occurrences = PairOccurrences::new(n_items, spill);
    let mut groups_over_limit = 0;
    for pass in 0..PASSES {
        let entries = Partitioned::new(&spill.folder, spill.entry_bytes);
        add_seeds(&SeedSink { entries: &entries, pass })?;
        let of_pass = occurrences.add_groups(&entries, spill.entry_bytes, group_len_max);
        groups_over_limit += of_pass.map_err(Error::from)?;
    }
    Ok(Candidates { pairs: occurrences.pairs(keys_needed).map_err(Error::from)?, groups_over_limit })
}

/// Collects the keys of one band.
pub struct BandSink<'band> {
    entries: &'band Partitioned,
    buffer: Vec<u64>,
    space: Vec<u64>,
}

impl BandSink<'_> {
    /// Adds the key of an item.
    ///
    /// # Errors
    /// When memory is full and the temporary folder takes no more.
    pub fn push(&mut self, key: u32, item: u32) -> Result<()> {
        self.buffer.push(entry(key, item));
        if self.buffer.len() == BUFFER_WORDS { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let partitioned = |entry: &u64| ((entry >> (64 - PARTITION_BITS)) as usize, *entry);
        self.entries.spread(&self.buffer, partitioned, &mut self.space)?;
        self.buffer.clear();
        Ok(())
    }
}

/// Finds pairs of items, numbered below `n_items`, that agree in at least one band.
///
/// `add_keys(band, sink)` adds the key of every item that has one in this band, in any order of
/// items; it is called once per band, from several threads. In a group of more than `group_len_max`
/// items with one key, each item is paired with the first and with its predecessor alone. Entries
/// and occurrences beyond their budget are written to files. O(n log n) in either.
///
/// # Errors
/// The first that `add_keys` returns, and when a file cannot be written or read.
pub fn band_candidates<Failure: From<Error> + Send>(
    n_items: u32,
    n_bands: usize,
    add_keys: impl Fn(usize, &mut BandSink<'_>) -> std::result::Result<(), Failure> + Sync,
    group_len_max: usize,
    spill: &SpillConfig,
) -> std::result::Result<Candidates, Failure> {
    let at_once = rayon::current_num_threads().min(BANDS_AT_ONCE);
    let entry_bytes = spill.entry_bytes / at_once as u64;
    let occurrences = PairOccurrences::new(n_items, spill);
    let bands: Vec<usize> = (0..n_bands).collect();
    let mut groups_over_limit = 0;
    for wave in bands.chunks(at_once) {
        let of_band = |band: &usize| -> std::result::Result<u64, Failure> {
            let entries = Partitioned::new(&spill.folder, entry_bytes);
            let mut sink = BandSink { entries: &entries, buffer: Vec::new(), space: Vec::new() };
            add_keys(*band, &mut sink)?;
            sink.flush()?;
            drop(sink);
            Ok(occurrences.add_groups(&entries, entry_bytes, group_len_max).map_err(Error::from)?)
        };
        groups_over_limit +=
            wave.par_iter().with_max_len(1).map(of_band).try_reduce(|| 0, |left, right| Ok(left + right))?;
    }
    Ok(Candidates { pairs: occurrences.pairs(|_, _| 1).map_err(Error::from)?, groups_over_limit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn spill(bytes: u64) -> SpillConfig {
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
                let found = seed_candidates(items.len() as u32, spread, |_, _| needed, 1000, &spill(bytes))?;
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
            // In another order than that of items.
            let entries_of = |band: usize, entries: &mut BandSink<'_>| {
                for (item, keys) in (0..).zip(&items).collect::<Vec<_>>().into_iter().rev() {
                    if let Some(key) = keys[band] {
                        entries.push(key, item)?;
                    }
                }
                Ok::<_, Error>(())
            };
            let found = band_candidates(items.len() as u32, 3, entries_of, 1000, &spill(u64::MAX))?;
            prop_assert_eq!(found.pairs, plain.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn a_group_above_the_limit_stays_in_one_component(len in 3u32..60) {
            let spread = |sink: &SeedSink<'_>| {
                let all: Vec<(u64, u32)> = (0..len).map(|item| (hashed(1), item)).collect();
                if sink.accepts(hashed(1)) { sink.add(&all, &mut Vec::new()) } else { Ok(()) }
            };
            let found = seed_candidates(len, spread, |_, _| 1, 2, &spill(u64::MAX))?;
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
