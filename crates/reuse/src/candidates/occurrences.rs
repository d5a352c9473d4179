//! Pair occurrences: one for each key that a pair shares.

use super::groups::{SortedEntries, counted, entry, partners};
use super::repeated::{RepeatedKeys, keep_repeated};
use rayon::prelude::*;
use wirecopy_scratch::Result;
use wirecopy_scratch::partition::{PARTITIONS, Partitioned, SpillConfig};

/// Words that a thread buffers before it partitions them: 32 per partition.
pub(super) const BUFFER_WORDS: usize = 1 << 15;

/// A partition of fewer words is never cut into parts: 512 KiB.
const PART_WORDS_MIN: u64 = 1 << 16;

/// Pair occurrences, partitioned by the first item: partition after partition, they are in the
/// order of pairs.
pub(super) struct PairOccurrences {
    n_items: u64,
    partitions: Partitioned,
    part_words_max: usize,
}

/// Buffers of one thread, reused from partition to partition.
#[derive(Default)]
struct ThreadBuffers {
    repeated: RepeatedKeys,
    buffer: Vec<u64>,
    space: Vec<u64>,
}

impl PairOccurrences {
    pub(super) fn new(n_items: u32, spill: &SpillConfig) -> Self {
        PairOccurrences {
            n_items: u64::from(n_items.max(1)),
            partitions: Partitioned::new(&spill.folder, spill.occurrence_bytes),
            part_words_max: part_words_max(spill.occurrence_bytes),
        }
    }

    /// Adds an occurrence for each pair of each group of `entries`, and returns the number of
    /// groups above the limit. Each occurrence of a pair comes from another key.
    pub(super) fn add_groups(
        &self,
        entries: &Partitioned,
        entry_bytes: u64,
        group_len_max: usize,
    ) -> Result<u64> {
        let part_words_max = part_words_max(entry_bytes);
        let of_partition = |work: &mut ThreadBuffers, partition: usize| -> Result<u64> {
            let mut over_limit = 0;
            entries.take_parts(
                partition,
                part_words_max,
                |entry| entry >> 32,
                |mut words| {
                    keep_repeated(&mut words, &mut work.repeated);
                    for group in SortedEntries::of(words).groups() {
                        over_limit += u64::from(group.len() > group_len_max);
                        self.add_group(group, group_len_max, work)?;
                    }
                    Ok(())
                },
            )?;
            self.flush(work)?;
            Ok(over_limit)
        };
        (0..PARTITIONS)
            .into_par_iter()
            .map_init(ThreadBuffers::default, of_partition)
            .try_reduce(|| 0, |left, right| Ok(left + right))
    }

    fn add_group(&self, group: &[u64], group_len_max: usize, work: &mut ThreadBuffers) -> Result<()> {
        for (position, b) in group.iter().enumerate() {
            let before = partners(&group[..position], group.len(), group_len_max);
            work.buffer.extend(before.map(|a| entry(a, *b as u32)));
            if work.buffer.len() >= BUFFER_WORDS {
                self.flush(work)?;
            }
        }
        Ok(())
    }

    fn flush(&self, work: &mut ThreadBuffers) -> Result<()> {
        let partitioned = |word: &u64| (((word >> 32) * PARTITIONS as u64 / self.n_items) as usize, *word);
        if !work.buffer.is_empty() {
            self.partitions.spread(&work.buffer, partitioned, &mut work.space)?;
            work.buffer.clear();
        }
        Ok(())
    }

    /// Pairs with as many occurrences as they need, sorted.
    pub(super) fn pairs(self, keys_needed: impl Fn(u32, u32) -> usize + Sync) -> Result<Vec<(u32, u32)>> {
        let mut pairs = Vec::new();
        let wave = 4 * rayon::current_num_threads();
        for first in (0..PARTITIONS).step_by(wave) {
            let of_partitions = (first..PARTITIONS.min(first + wave))
                .into_par_iter()
                .with_max_len(1)
                .map(|partition| self.pairs_of(partition, &keys_needed))
                .collect::<Result<Vec<Vec<(u32, u32)>>>>()?;
            pairs.extend(of_partitions.into_iter().flatten());
        }
        pairs.shrink_to_fit();
        Ok(pairs)
    }

    fn pairs_of(
        &self,
        partition: usize,
        keys_needed: &(impl Fn(u32, u32) -> usize + Sync),
    ) -> Result<Vec<(u32, u32)>> {
        let mut pairs = Vec::new();
        self.partitions.take_parts(
            partition,
            self.part_words_max,
            |pair| pair,
            |mut words| {
                words.sort_unstable();
                pairs.extend(counted(&words).filter_map(|(pair, n_keys)| {
                    let (a, b) = ((pair >> 32) as u32, pair as u32);
                    (n_keys >= keys_needed(a, b)).then_some((a, b))
                }));
                Ok(())
            },
        )?;
        // The parts of a partition are not in order.
        pairs.sort_unstable();
        Ok(pairs)
    }
}

/// Words of a partition that one thread takes at once.
fn part_words_max(budget_bytes: u64) -> usize {
    let of_thread = budget_bytes / (8 * 4 * rayon::current_num_threads() as u64);
    of_thread.max(PART_WORDS_MIN) as usize
}
