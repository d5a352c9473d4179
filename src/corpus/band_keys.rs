//! Band keys of paragraphs, and of articles, block by block and band by band: in memory, and beyond a budget in a file without a name.
//!
//! They are most of what a scan holds of an article, and each band is asked for once, all blocks in order: so a file serves them as well.

use crate::corpus::block_bytes::{CHECKSUM_BYTES, framed, unframed};
use crate::error::{Error, Result};
use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

/// Keys of one level in one block: band after band, in each the paragraphs that have such keys, in order.
#[derive(Debug, Default, bincode::Encode, bincode::Decode)]
pub(crate) struct LevelKeys {
    keys: Vec<u32>,
    /// Paragraphs that have them.
    n_paragraphs: usize,
}

/// Paragraphs that are turned together: as many as fill a line of the cache in each band.
const PARAGRAPHS_TURNED: usize = 16;

impl LevelKeys {
    /// Turns keys that came paragraph by paragraph.
    pub(crate) fn by_band(by_paragraph: &[u32], n_bands: usize) -> Self {
        let n_paragraphs = by_paragraph.len() / n_bands;
        let mut keys = vec![0; n_paragraphs * n_bands];
        for (number, paragraphs) in by_paragraph.chunks(PARAGRAPHS_TURNED * n_bands).enumerate() {
            for band in 0..n_bands {
                let to = &mut keys[band * n_paragraphs + number * PARAGRAPHS_TURNED..];
                for (key, paragraph) in to.iter_mut().zip(paragraphs.chunks_exact(n_bands)) {
                    *key = paragraph[band];
                }
            }
        }
        LevelKeys { keys, n_paragraphs }
    }
}

/// Where the keys of one level in one block are.
enum Stored {
    Memory(LevelKeys),
    File { offset: u64, n_paragraphs: usize },
}

/// Keys of one level in all blocks, in the order of reading.
pub(crate) struct KeyStore {
    folder: PathBuf,
    blocks: Vec<Stored>,
    bytes_in_memory: u64,
    bytes_in_memory_max: u64,
    /// Made when it is first needed.
    file: Option<File>,
    written: u64,
}

impl KeyStore {
    pub(crate) fn new(folder: &Path, bytes_in_memory_max: u64) -> Self {
        KeyStore {
            folder: folder.to_path_buf(),
            blocks: Vec::new(),
            bytes_in_memory: 0,
            bytes_in_memory_max,
            file: None,
            written: 0,
        }
    }

    /// Takes the next block's keys.
    ///
    /// # Errors
    /// When the temporary folder is full or takes no file.
    pub(crate) fn push(&mut self, keys: LevelKeys) -> Result<()> {
        let bytes = size_of_val(keys.keys.as_slice()) as u64;
        if self.bytes_in_memory + bytes <= self.bytes_in_memory_max {
            self.bytes_in_memory += bytes;
            self.blocks.push(Stored::Memory(keys));
            return Ok(());
        }
        let failed = |source| Error::Temp { path: self.folder.clone(), source };
        let file = match &self.file {
            Some(file) => file,
            None => self.file.insert(tempfile::tempfile_in(&self.folder).map_err(failed)?),
        };
        let mut frames = Vec::new();
        // A block without such keys has no bands to be read either.
        for of_band in keys.keys.chunks(keys.n_paragraphs.max(1)) {
            framed(&mut frames, |out| out.extend(of_band.iter().flat_map(|key| key.to_le_bytes())));
        }
        file.write_all_at(&frames, self.written).map_err(failed)?;
        self.blocks.push(Stored::File { offset: self.written, n_paragraphs: keys.n_paragraphs });
        self.written += frames.len() as u64;
        Ok(())
    }

    /// Bytes of all keys so far.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes_in_memory + self.written
    }

    /// Keys of one band in one block.
    ///
    /// # Errors
    /// When the file cannot be read back, or was damaged.
    pub(crate) fn band(&self, block: u32, band: usize) -> Result<Cow<'_, [u32]>> {
        match &self.blocks[block as usize] {
            Stored::Memory(level) => {
                Ok(Cow::Borrowed(&level.keys[band * level.n_paragraphs..][..level.n_paragraphs]))
            }
            Stored::File { n_paragraphs: 0, .. } => Ok(Cow::Borrowed(&[])),
            Stored::File { offset, n_paragraphs } => {
                let failed = |source| Error::Temp { path: self.folder.clone(), source };
                let mut frame = vec![0; CHECKSUM_BYTES + n_paragraphs * size_of::<u32>()];
                let file = self.file.as_ref().ok_or_else(|| failed(io::ErrorKind::NotFound.into()))?;
                let start = offset + (band * frame.len()) as u64;
                file.read_exact_at(&mut frame, start).map_err(failed)?;
                let (keys, _) = unframed(&frame).map_err(failed)?.as_chunks();
                Ok(Cow::Owned(keys.iter().map(|key| u32::from_le_bytes(*key)).collect()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_turned_whatever_the_number_of_paragraphs() {
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
        for bytes_in_memory_max in [0, 60, u64::MAX] {
            let mut store = KeyStore::new(&std::env::temp_dir(), bytes_in_memory_max);
            for block in [0..4, 4..4, 4..9, 9..10] {
                store.push(of_block(block)).unwrap();
            }
            assert_eq!(*store.band(0, 1).unwrap(), [1, 11, 21, 31]);
            assert!(store.band(1, 2).unwrap().is_empty());
            assert_eq!(*store.band(2, 2).unwrap(), [42, 52, 62, 72, 82]);
            assert_eq!(*store.band(3, 0).unwrap(), [90]);
        }
    }
}
