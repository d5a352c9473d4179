//! 64-bit words spread over partitions by their value: in memory, and beyond a budget in an unnamed
//! file.
//!
//! Words that must be sorted as a whole are spread first; each partition then fits the cache, and
//! several are sorted at once.

use crate::error::Result;
use crate::frame::{CHECKSUM_BYTES, append_frame, unframed};
use crate::temp_file::TempFile;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Number of partitions.
pub const PARTITIONS: usize = 1 << PARTITION_BITS;
/// Binary logarithm of [`PARTITIONS`].
pub const PARTITION_BITS: u32 = 10;

/// Words that are kept in memory or written together: 4 KiB. Partly filled chunks take 4 MiB at
/// most.
const CHUNK_WORDS: usize = 512;

/// The checksum and the words, little-endian.
const CHUNK_BYTES: usize = CHECKSUM_BYTES + 8 * CHUNK_WORDS;

/// A memory budget for words, and the folder for what exceeds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpillConfig {
    /// Folder of temporary files.
    pub folder: PathBuf,
    /// Bytes of entries in memory.
    pub entry_bytes: u64,
    /// Bytes of pair occurrences in memory.
    pub occurrence_bytes: u64,
}

/// Words in [`PARTITIONS`] partitions, each unordered. Any thread may add.
pub struct Partitioned {
    partitions: Vec<Mutex<Partition>>,
    bytes_in_memory: AtomicU64,
    bytes_in_memory_max: u64,
    file: TempFile,
}

/// Full chunks, and the words of the next one.
#[derive(Default)]
struct Partition {
    full: Vec<Chunk>,
    open: Vec<u64>,
}

enum Chunk {
    Memory(Box<[u64; CHUNK_WORDS]>),
    /// Its offset in the file.
    File(u64),
}

impl Partitioned {
    /// Empty partitions that keep at most so many bytes of full chunks in memory.
    pub fn new(folder: &Path, bytes_in_memory_max: u64) -> Self {
        Partitioned {
            bytes_in_memory_max,
            partitions: (0..PARTITIONS).map(|_| Mutex::default()).collect(),
            bytes_in_memory: AtomicU64::new(0),
            file: TempFile::new(folder),
        }
    }

    /// Adds the word of each item to the partition that `placed` gives with it; `space` is reused
    /// from call to call. O(items + partitions).
    ///
    /// # Errors
    /// When the folder takes no file or the disk is full.
    pub fn spread<Item>(
        &self,
        items: &[Item],
        placed: impl Fn(&Item) -> (usize, u64),
        space: &mut Vec<u64>,
    ) -> Result<()> {
        let mut ends = [0u32; PARTITIONS + 1];
        for item in items {
            ends[placed(item).0 + 1] += 1;
        }
        for partition in 0..PARTITIONS {
            ends[partition + 1] += ends[partition];
        }
        space.clear();
        space.resize(items.len(), 0);
        let mut next = ends;
        for item in items {
            let (partition, word) = placed(item);
            space[next[partition] as usize] = word;
            next[partition] += 1;
        }
        for partition in 0..PARTITIONS {
            let words = &space[ends[partition] as usize..ends[partition + 1] as usize];
            if !words.is_empty() {
                self.extend(partition, words)?;
            }
        }
        Ok(())
    }

    fn extend(&self, partition: usize, mut words: &[u64]) -> Result<()> {
        let mut partition = self.lock(partition);
        while !words.is_empty() {
            let fitting = words.len().min(CHUNK_WORDS - partition.open.len());
            partition.open.extend_from_slice(&words[..fitting]);
            words = &words[fitting..];
            if partition.open.len() == CHUNK_WORDS {
                let chunk = self.sealed(&partition.open)?;
                partition.full.push(chunk);
                partition.open.clear();
            }
        }
        Ok(())
    }

    /// A full chunk, in memory while the budget allows it.
    fn sealed(&self, words: &[u64]) -> Result<Chunk> {
        let bytes = size_of_val(words) as u64;
        if self.bytes_in_memory.fetch_add(bytes, Ordering::Relaxed) + bytes <= self.bytes_in_memory_max {
            let mut chunk = Box::new([0; CHUNK_WORDS]);
            chunk.copy_from_slice(words);
            return Ok(Chunk::Memory(chunk));
        }
        self.bytes_in_memory.fetch_sub(bytes, Ordering::Relaxed);
        let mut frame = Vec::with_capacity(CHUNK_BYTES);
        append_frame(&mut frame, |out| {
            words.iter().for_each(|word| out.extend_from_slice(&word.to_le_bytes()))
        });
        self.file.append(&frame).map(Chunk::File)
    }

    fn lock(&self, partition: usize) -> MutexGuard<'_, Partition> {
        // A list of chunks is whole at any moment, so that one that a panicking thread left is as
        // good as any.
        self.partitions[partition].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Empties a partition: calls `each` with its words in parts of about `words_max`. Words of the
    /// same `key` are in one part. A partition of several parts is read once per part; an empty one
    /// has no part.
    ///
    /// # Errors
    /// Those of `each`, and when the file cannot be read back.
    pub fn take_parts(
        &self,
        partition: usize,
        words_max: usize,
        key: impl Fn(u64) -> u64,
        mut each: impl FnMut(Vec<u64>) -> Result<()>,
    ) -> Result<()> {
        let Partition { full, open } = std::mem::take(&mut *self.lock(partition));
        let len = full.len() * CHUNK_WORDS + open.len();
        if len == 0 {
            return Ok(());
        }
        let parts = len.div_ceil(words_max.max(1)) as u64;
        if parts == 1 {
            let mut words = Vec::with_capacity(len);
            for chunk in full {
                self.bytes_in_memory.fetch_sub(chunk.bytes_in_memory(), Ordering::Relaxed);
                self.with_words(&chunk, |of_chunk| words.extend_from_slice(of_chunk))?;
            }
            words.extend(open);
            return each(words);
        }
        for part in 0..parts {
            // Keys of a partition have bits in common: the multiplier of the golden ratio spreads
            // them.
            let is_of_part = |word: &u64| {
                let spread = key(*word).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
                (spread * parts) >> 32 == part
            };
            let mut words = Vec::new();
            for chunk in &full {
                self.with_words(chunk, |of_chunk| {
                    words.extend(of_chunk.iter().filter(|word| is_of_part(word)))
                })?;
            }
            words.extend(open.iter().filter(|word| is_of_part(word)));
            each(words)?;
        }
        let freed = full.iter().map(Chunk::bytes_in_memory).sum();
        self.bytes_in_memory.fetch_sub(freed, Ordering::Relaxed);
        Ok(())
    }

    fn with_words(&self, chunk: &Chunk, take: impl FnOnce(&[u64])) -> Result<()> {
        match chunk {
            Chunk::Memory(words) => take(&words[..]),
            Chunk::File(offset) => {
                let mut frame = [0; CHUNK_BYTES];
                self.file.read_exact_at(&mut frame, *offset)?;
                let (read, _) = unframed(&frame).map_err(|source| self.file.failed(source))?.as_chunks();
                let mut words = [0; CHUNK_WORDS];
                for (word, bytes) in words.iter_mut().zip(read) {
                    *word = u64::from_le_bytes(*bytes);
                }
                take(&words);
            }
        }
        Ok(())
    }
}

impl Chunk {
    fn bytes_in_memory(&self) -> u64 {
        if matches!(self, Chunk::Memory(_)) { 8 * CHUNK_WORDS as u64 } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use crate::positioned::{read_exact_at, write_all_at};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn placed(word: &u64) -> (usize, u64) {
        ((word % 3) as usize, *word)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn every_word_comes_back_from_its_partition_with_all_of_its_key(
            words in prop::collection::vec(0u64..5000, 0..6000),
            bytes_in_memory_max in prop_oneof![Just(0), Just(10_000), Just(u64::MAX)],
            words_max in prop_oneof![Just(50usize), Just(usize::MAX)],
        ) {
            let partitioned = Partitioned::new(&std::env::temp_dir(), bytes_in_memory_max);
            let mut space = Vec::new();
            for some in words.chunks(700) {
                partitioned.spread(some, placed, &mut space).unwrap();
            }
            let key = |word: u64| word / 10;
            for partition in 0..4 {
                let mut plain: Vec<u64> =
                    words.iter().copied().filter(|word| placed(word).0 == partition).collect();
                let mut read = Vec::new();
                let mut keys_before = BTreeSet::new();
                partitioned.take_parts(partition, words_max, key, |part| {
                    let keys: BTreeSet<u64> = part.iter().map(|word| key(*word)).collect();
                    assert!(keys.is_disjoint(&keys_before), "a key is in one part");
                    keys_before.extend(keys);
                    read.extend(part);
                    Ok(())
                }).unwrap();
                plain.sort_unstable();
                read.sort_unstable();
                prop_assert_eq!(read, plain);
            }
            prop_assert_eq!(partitioned.bytes_in_memory.load(Ordering::Relaxed), 0);
        }
    }

    #[test]
    fn memory_holds_no_more_than_its_budget() {
        let partitioned = Partitioned::new(&std::env::temp_dir(), 3 * 8 * CHUNK_WORDS as u64);
        let words: Vec<u64> = (0..20_000).collect();
        partitioned.spread(&words, placed, &mut Vec::new()).unwrap();
        assert_eq!(partitioned.bytes_in_memory.load(Ordering::Relaxed), 3 * 8 * CHUNK_WORDS as u64);
        // 13 full chunks in each of three partitions.
        assert_eq!(partitioned.file.len(), (3 * 13 - 3) * CHUNK_BYTES as u64);
    }

    #[test]
    fn a_flipped_bit_in_the_file_is_an_error() {
        let partitioned = Partitioned::new(&std::env::temp_dir(), 0);
        partitioned.spread(&[6; CHUNK_WORDS], placed, &mut Vec::new()).unwrap();
        let file = partitioned.file.open().unwrap();
        let mut byte = [0];
        read_exact_at(file, &mut byte, 100).unwrap();
        write_all_at(file, &[byte[0] ^ 4], 100).unwrap();
        let parts = partitioned.take_parts(0, usize::MAX, |word| word, |_| Ok(()));
        assert!(matches!(parts, Err(Error::Temp { .. })));
    }
}
