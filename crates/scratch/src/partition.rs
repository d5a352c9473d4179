//! Words spread over runs by their value: in memory, and beyond its room in a file without a name.

use crate::error::{Error, Result};
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use xxhash_rust::xxh3::xxh3_64;

/// Partitioned that words are spread over: each sorts inside the cache, and several at once.
pub const PARTITIONS: usize = 1 << PARTITION_BITS;
/// Binary logarithm of [`PARTITIONS`].
pub const PARTITION_BITS: u32 = 10;

/// Words that stand in memory or go to the file together: 4 KiB. What is not full at the end of the spreading is 4 MiB at most.
const CHUNK_WORDS: usize = 512;

/// The checksum (8) and the words, little-endian.
const CHUNK_BYTES: usize = 8 + 8 * CHUNK_WORDS;

/// Memory for what is spread, and the folder for the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpillConfig {
    /// Where a file is made when memory is full.
    pub folder: PathBuf,
    /// Bytes of entries that stand in memory.
    pub entry_bytes: u64,
    /// Bytes of pair occurrences that do.
    pub occurrence_bytes: u64,
}

/// Words in [`PARTITIONS`] runs, each in no order. Any thread may add.
pub struct Partitioned<'room> {
    folder: &'room Path,
    runs: Vec<Mutex<Partition>>,
    bytes_in_memory: AtomicU64,
    bytes_in_memory_max: u64,
    file: Mutex<Option<Arc<File>>>,
    bytes_written: AtomicU64,
}

/// One run: full chunks, and what waits for more.
#[derive(Default)]
struct Partition {
    full: Vec<Chunk>,
    open: Vec<u64>,
}

enum Chunk {
    Memory(Box<[u64; CHUNK_WORDS]>),
    /// Where it starts in the file.
    File(u64),
}

impl<'room> Partitioned<'room> {
    /// Empty runs, of which so many bytes stay in memory.
    pub fn new(folder: &'room Path, bytes_in_memory_max: u64) -> Self {
        Partitioned {
            folder,
            bytes_in_memory_max,
            runs: (0..PARTITIONS).map(|_| Mutex::default()).collect(),
            bytes_in_memory: AtomicU64::new(0),
            file: Mutex::default(),
            bytes_written: AtomicU64::new(0),
        }
    }

    /// Adds the words that `placed` gives, each with its run; `space` is reused from call to call. O(words + runs).
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
        for run in 0..PARTITIONS {
            ends[run + 1] += ends[run];
        }
        space.clear();
        space.resize(items.len(), 0);
        let mut next = ends;
        for item in items {
            let (run, word) = placed(item);
            space[next[run] as usize] = word;
            next[run] += 1;
        }
        for run in 0..PARTITIONS {
            let of_run = &space[ends[run] as usize..ends[run + 1] as usize];
            if !of_run.is_empty() {
                self.extend(run, of_run)?;
            }
        }
        Ok(())
    }

    fn extend(&self, run: usize, mut words: &[u64]) -> Result<()> {
        let mut run = self.lock(run);
        while !words.is_empty() {
            let fitting = words.len().min(CHUNK_WORDS - run.open.len());
            run.open.extend_from_slice(&words[..fitting]);
            words = &words[fitting..];
            if run.open.len() == CHUNK_WORDS {
                let chunk = self.sealed(&run.open)?;
                run.full.push(chunk);
                run.open.clear();
            }
        }
        Ok(())
    }

    /// A full chunk goes to memory where there is room.
    fn sealed(&self, words: &[u64]) -> Result<Chunk> {
        let bytes = size_of_val(words) as u64;
        if self.bytes_in_memory.fetch_add(bytes, Ordering::Relaxed) + bytes <= self.bytes_in_memory_max {
            let mut chunk = Box::new([0; CHUNK_WORDS]);
            chunk.copy_from_slice(words);
            return Ok(Chunk::Memory(chunk));
        }
        self.bytes_in_memory.fetch_sub(bytes, Ordering::Relaxed);
        let body: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        let mut frame = Vec::with_capacity(CHUNK_BYTES);
        frame.extend_from_slice(&xxh3_64(&body).to_le_bytes());
        frame.extend_from_slice(&body);
        let offset = self.bytes_written.fetch_add(CHUNK_BYTES as u64, Ordering::Relaxed);
        let file = self.file()?;
        file.write_all_at(&frame, offset).map_err(|source| failed(self.folder, source))?;
        Ok(Chunk::File(offset))
    }

    /// The file, made when it is first asked for.
    fn file(&self) -> Result<Arc<File>> {
        let failed = |source| failed(self.folder, source);
        let mut made = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match &*made {
            Some(file) => file,
            None => made.insert(Arc::new(tempfile::tempfile_in(self.folder).map_err(failed)?)),
        };
        Ok(Arc::clone(file))
    }

    fn lock(&self, run: usize) -> MutexGuard<'_, Partition> {
        // A thread that panicked left a list of chunks, which is whole at any moment.
        self.runs[run].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives a run away in parts of about `words_max`: calls `each` with the words of one part after another, and words of the same `key` stand in
    /// one part. A run of more is read once a part; of an empty one there is no part.
    ///
    /// # Errors
    /// Those of `each`, and when the file cannot be read back.
    pub fn take_parts(
        &self,
        run: usize,
        words_max: usize,
        key: impl Fn(u64) -> u64,
        mut each: impl FnMut(Vec<u64>) -> Result<()>,
    ) -> Result<()> {
        let Partition { full, open } = std::mem::take(&mut *self.lock(run));
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
            // Keys of a run have bits in common: the multiplier of the golden ratio spreads them.
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
                let read = self.file()?.read_exact_at(&mut frame, *offset).and_then(|()| unframed(&frame));
                take(&read.map_err(|source| failed(self.folder, source))?);
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

fn failed(folder: &Path, source: io::Error) -> Error {
    Error::Temp { path: folder.to_path_buf(), source }
}

fn unframed(frame: &[u8; CHUNK_BYTES]) -> io::Result<[u64; CHUNK_WORDS]> {
    let damaged = || io::Error::new(io::ErrorKind::InvalidData, "spilled keys are damaged");
    let (checksum, body) = frame.split_first_chunk().ok_or_else(damaged)?;
    if xxh3_64(body) != u64::from_le_bytes(*checksum) {
        return Err(damaged());
    }
    let (read, _) = body.as_chunks();
    let mut words = [0; CHUNK_WORDS];
    for (word, bytes) in words.iter_mut().zip(read) {
        *word = u64::from_le_bytes(*bytes);
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn placed(word: &u64) -> (usize, u64) {
        ((word % 3) as usize, *word)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn every_word_comes_back_in_its_run_with_all_of_its_key(
            words in prop::collection::vec(0u64..5000, 0..6000),
            room_bytes in prop_oneof![Just(0), Just(10_000), Just(u64::MAX)],
            words_max in prop_oneof![Just(50usize), Just(usize::MAX)],
        ) {
            let folder = std::env::temp_dir();
            let runs = Partitioned::new(&folder, room_bytes);
            let mut space = Vec::new();
            for some in words.chunks(700) {
                runs.spread(some, placed, &mut space).unwrap();
            }
            let key = |word: u64| word / 10;
            for run in 0..4 {
                let mut plain: Vec<u64> = words.iter().copied().filter(|word| placed(word).0 == run).collect();
                let mut taken = Vec::new();
                let mut keys_before = std::collections::BTreeSet::new();
                runs.take_parts(run, words_max, key, |part| {
                    let keys: std::collections::BTreeSet<u64> = part.iter().map(|word| key(*word)).collect();
                    assert!(keys.is_disjoint(&keys_before), "a key stands in one part");
                    keys_before.extend(keys);
                    taken.extend(part);
                    Ok(())
                }).unwrap();
                plain.sort_unstable();
                taken.sort_unstable();
                prop_assert_eq!(taken, plain);
            }
            prop_assert_eq!(runs.bytes_in_memory.load(Ordering::Relaxed), 0);
        }
    }

    #[test]
    fn no_more_stands_in_memory_than_there_is_room_for() {
        let folder = std::env::temp_dir();
        let runs = Partitioned::new(&folder, 3 * 8 * CHUNK_WORDS as u64);
        let words: Vec<u64> = (0..20_000).collect();
        runs.spread(&words, placed, &mut Vec::new()).unwrap();
        assert_eq!(runs.bytes_in_memory.load(Ordering::Relaxed), 3 * 8 * CHUNK_WORDS as u64);
        // 13 full chunks in each of three runs.
        assert_eq!(runs.bytes_written.load(Ordering::Relaxed), (3 * 13 - 3) * CHUNK_BYTES as u64);
    }

    #[test]
    fn a_flipped_bit_in_the_file_is_noticed() {
        let folder = std::env::temp_dir();
        let runs = Partitioned::new(&folder, 0);
        runs.spread(&[6; CHUNK_WORDS], placed, &mut Vec::new()).unwrap();
        let file = runs.file().unwrap();
        let mut byte = [0];
        file.read_exact_at(&mut byte, 100).unwrap();
        file.write_all_at(&[byte[0] ^ 4], 100).unwrap();
        let taken = runs.take_parts(0, usize::MAX, |word| word, |_| Ok(()));
        assert!(matches!(taken, Err(Error::Temp { .. })));
    }
}
