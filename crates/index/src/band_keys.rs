//! Band keys of paragraphs, and of articles, by block and band: in memory, and beyond a budget in
//! an unnamed file.
//!
//! They are most of what a scan keeps of an article, and each band is read once, all blocks in
//! order, so that a file serves as well.

use crate::error::Result;
use std::path::Path;
use wirecopy_scratch::block_store::BlockStore;
use wirecopy_scratch::frame::{CHECKSUM_BYTES, append_frame};

/// Keys of one level in one block: band after band, in each the paragraphs that have such keys, in
/// order.
#[derive(Debug, Default, bincode::Encode, bincode::Decode)]
pub struct LevelKeys {
    keys: Vec<u32>,
    /// Paragraphs that have such keys.
    n_paragraphs: usize,
}

/// Paragraphs that are transposed together: as many as fill a line of the cache in each band.
const PARAGRAPHS_TOGETHER: usize = 16;

impl LevelKeys {
    /// Transposes keys that came paragraph by paragraph.
    pub fn by_band(by_paragraph: &[u32], n_bands: usize) -> Self {
        let n_paragraphs = by_paragraph.len() / n_bands;
        let mut keys = vec![0; n_paragraphs * n_bands];
        for (number, paragraphs) in by_paragraph.chunks(PARAGRAPHS_TOGETHER * n_bands).enumerate() {
            for band in 0..n_bands {
                let to = &mut keys[band * n_paragraphs + number * PARAGRAPHS_TOGETHER..];
                for (key, paragraph) in to.iter_mut().zip(paragraphs.chunks_exact(n_bands)) {
                    *key = paragraph[band];
                }
            }
        }
        LevelKeys { keys, n_paragraphs }
    }
}

/// Keys of one level in all blocks, in reading order.
pub struct KeyStore {
    bytes: BlockStore,
    /// Block → paragraphs that have such keys.
    n_paragraphs: Vec<usize>,
}

impl KeyStore {
    /// An empty store that writes what exceeds `bytes_in_memory_max` to a file in `folder`.
    pub fn new(folder: &Path, bytes_in_memory_max: u64) -> Self {
        KeyStore { bytes: BlockStore::new(folder, bytes_in_memory_max), n_paragraphs: Vec::new() }
    }

    /// Appends the next block's keys.
    ///
    /// # Errors
    /// When the temporary folder is full or takes no file.
    pub fn push(&mut self, level: &LevelKeys) -> Result<()> {
        let LevelKeys { keys, n_paragraphs } = level;
        let mut frames = Vec::new();
        // A block without such keys has no bands either.
        for band in keys.chunks((*n_paragraphs).max(1)) {
            append_frame(&mut frames, |out| {
                band.iter().for_each(|key| out.extend_from_slice(&key.to_le_bytes()))
            });
        }
        self.n_paragraphs.push(*n_paragraphs);
        Ok(self.bytes.push(frames)?)
    }

    /// Bytes of all keys so far.
    pub fn bytes(&self) -> u64 {
        self.bytes.bytes()
    }

    /// Returns the keys of one band in one block.
    ///
    /// # Errors
    /// When the file cannot be read back, or was damaged.
    pub fn band(&self, block: u32, band: usize) -> Result<Vec<u32>> {
        let n_paragraphs = self.n_paragraphs[block as usize];
        if n_paragraphs == 0 {
            return Ok(Vec::new());
        }
        let frame_bytes = CHECKSUM_BYTES + n_paragraphs * size_of::<u32>();
        let frame = self.bytes.frame(block, band * frame_bytes..(band + 1) * frame_bytes)?;
        let (keys, _) = frame.as_chunks();
        Ok(keys.iter().map(|key| u32::from_le_bytes(*key)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_transposed_whatever_the_number_of_paragraphs() {
        for (n_paragraphs, n_bands) in [(0, 3), (1, 3), (15, 2), (16, 5), (17, 5), (70, 21)] {
            let by_paragraph: Vec<u32> = (0..n_paragraphs * n_bands).collect();
            let turned: Vec<u32> = (0..n_bands)
                .flat_map(|band| (0..n_paragraphs).map(move |paragraph| paragraph * n_bands + band))
                .collect();
            assert_eq!(LevelKeys::by_band(&by_paragraph, n_bands as usize).keys, turned);
        }
    }

    #[test]
    fn keys_come_back_by_band_from_memory_and_from_the_file() {
        // Three bands; the paragraph's number times ten and the band's number.
        let of_block = |paragraphs: std::ops::Range<u32>| {
            let by_paragraph: Vec<u32> =
                paragraphs.flat_map(|paragraph| (0..3).map(move |band| 10 * paragraph + band)).collect();
            LevelKeys::by_band(&by_paragraph, 3)
        };
        for bytes_in_memory_max in [0, 130, u64::MAX] {
            let mut store = KeyStore::new(&std::env::temp_dir(), bytes_in_memory_max);
            for block in [0..4, 4..4, 4..9, 9..10] {
                store.push(&of_block(block)).unwrap();
            }
            assert_eq!(*store.band(0, 1).unwrap(), [1, 11, 21, 31]);
            assert!(store.band(1, 2).unwrap().is_empty());
            assert_eq!(*store.band(2, 2).unwrap(), [42, 52, 62, 72, 82]);
            assert_eq!(*store.band(3, 0).unwrap(), [90]);
        }
    }
}
