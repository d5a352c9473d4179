//! Band keys of a level, block by block and band by band.
//!
//! Those of paragraphs are most of what a scan holds of an article, and each band is asked for once, all blocks in order: so a file serves them as well.

use super::block_bytes::{BlockBytes, CHECKSUM_BYTES, framed};
use crate::error::Result;
use std::path::Path;

/// Keys of one level in one block: band after band a frame, in each the units that have such keys, in order.
#[derive(Debug, Default)]
pub(super) struct LevelKeys {
    bytes: Vec<u8>,
    /// Units that have them.
    n_units: usize,
}

impl LevelKeys {
    /// Turns keys that came unit by unit.
    pub(super) fn by_band(by_unit: &[u32], n_bands: usize) -> Self {
        let n_units = by_unit.len() / n_bands;
        let mut bytes = Vec::with_capacity(n_bands * frame_bytes(n_units));
        for band in 0..n_bands {
            framed(&mut bytes, |out| {
                let keys = by_unit.iter().skip(band).step_by(n_bands);
                out.extend(keys.flat_map(|key| key.to_le_bytes()));
            });
        }
        LevelKeys { bytes, n_units }
    }
}

fn frame_bytes(n_units: usize) -> usize {
    CHECKSUM_BYTES + n_units * size_of::<u32>()
}

/// Keys of one level in all blocks, in the order of reading.
pub(super) struct KeyStore {
    blocks: BlockBytes,
    /// For each block the units that have keys.
    n_units: Vec<u32>,
}

impl KeyStore {
    pub(super) fn new(folder: &Path, bytes_in_memory_max: u64) -> Self {
        KeyStore { blocks: BlockBytes::new(folder, bytes_in_memory_max), n_units: Vec::new() }
    }

    /// Takes the next block's keys.
    ///
    /// # Errors
    /// When the temporary folder is full or takes no file.
    pub(super) fn push(&mut self, keys: LevelKeys) -> Result<()> {
        self.n_units.push(keys.n_units as u32);
        self.blocks.push(keys.bytes)
    }

    /// Bytes of all keys so far.
    pub(super) fn bytes(&self) -> u64 {
        self.blocks.bytes()
    }

    /// Keys of one band in one block.
    ///
    /// # Errors
    /// When the file cannot be read back, or was damaged.
    pub(super) fn band(&self, block: u32, band: usize) -> Result<Vec<u32>> {
        let frame_bytes = frame_bytes(self.n_units[block as usize] as usize);
        let frame = self.blocks.frame(block, band * frame_bytes..(band + 1) * frame_bytes)?;
        let (keys, _) = frame.as_chunks();
        Ok(keys.iter().map(|key| u32::from_le_bytes(*key)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_by_band_from_memory_and_from_the_file() {
        // Three bands; the paragraph's number times ten and the band's number.
        let of_block = |paragraphs: std::ops::Range<u32>| {
            let by_paragraph: Vec<u32> =
                paragraphs.flat_map(|paragraph| (0..3).map(move |band| 10 * paragraph + band)).collect();
            LevelKeys::by_band(&by_paragraph, 3)
        };
        for bytes_in_memory_max in [0, 100, u64::MAX] {
            let mut store = KeyStore::new(&std::env::temp_dir(), bytes_in_memory_max);
            for block in [0..4, 4..4, 4..9, 9..10] {
                store.push(of_block(block)).unwrap();
            }
            assert_eq!(store.band(0, 1).unwrap(), [1, 11, 21, 31]);
            assert!(store.band(1, 2).unwrap().is_empty());
            assert_eq!(store.band(2, 2).unwrap(), [42, 52, 62, 72, 82]);
            assert_eq!(store.band(3, 0).unwrap(), [90]);
        }
    }
}
