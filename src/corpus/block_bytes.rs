//! Bytes that sketching leaves of each block: in memory, and beyond their share of it in a file without a name.
//!
//! They are made of frames, each with its checksum, so that any one of them is read alone.

use crate::error::{Error, Result};
use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;

/// A checksum, little-endian, before what it is of.
pub(crate) const CHECKSUM_BYTES: usize = 8;

/// Appends a frame around the bytes that `fill` appends.
pub(crate) fn framed(out: &mut Vec<u8>, fill: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    out.extend_from_slice(&[0; CHECKSUM_BYTES]);
    fill(out);
    let checksum = xxh3_64(&out[start + CHECKSUM_BYTES..]);
    out[start..start + CHECKSUM_BYTES].copy_from_slice(&checksum.to_le_bytes());
}

/// Where the bytes of one block are.
enum Stored {
    Memory(Box<[u8]>),
    File { offset: u64, len: u32 },
}

/// The bytes of all blocks, in the order of reading.
pub(crate) struct BlockBytes {
    folder: PathBuf,
    blocks: Vec<Stored>,
    bytes_in_memory: u64,
    bytes_in_memory_max: u64,
    /// Made when it is first needed.
    file: Option<File>,
    written: u64,
}

/// Bytes of one block, at hand.
pub(crate) struct BytesOfBlock<'store> {
    folder: &'store Path,
    bytes: Cow<'store, [u8]>,
}

impl BytesOfBlock<'_> {
    /// What stands in a frame.
    ///
    /// # Errors
    /// When it was damaged on disk.
    pub(crate) fn frame(&self, range: Range<usize>) -> Result<&[u8]> {
        let frame = &self.bytes[range];
        match &self.bytes {
            Cow::Borrowed(_) => Ok(&frame[CHECKSUM_BYTES..]),
            Cow::Owned(_) => unframed(frame).map_err(|source| failed(self.folder, source)),
        }
    }
}

impl BlockBytes {
    pub(crate) fn new(folder: &Path, bytes_in_memory_max: u64) -> Self {
        BlockBytes {
            folder: folder.to_path_buf(),
            blocks: Vec::new(),
            bytes_in_memory: 0,
            bytes_in_memory_max,
            file: None,
            written: 0,
        }
    }

    /// Takes the next block's bytes.
    ///
    /// # Errors
    /// When the temporary folder is full or takes no file.
    pub(crate) fn push(&mut self, bytes: Vec<u8>) -> Result<()> {
        let len = bytes.len() as u64;
        if self.bytes_in_memory + len <= self.bytes_in_memory_max {
            self.bytes_in_memory += len;
            self.blocks.push(Stored::Memory(bytes.into_boxed_slice()));
            return Ok(());
        }
        let failed = |source| failed(&self.folder, source);
        let file = match &self.file {
            Some(file) => file,
            None => self.file.insert(tempfile::tempfile_in(&self.folder).map_err(failed)?),
        };
        file.write_all_at(&bytes, self.written).map_err(failed)?;
        self.blocks.push(Stored::File { offset: self.written, len: bytes.len() as u32 });
        self.written += len;
        Ok(())
    }

    /// Bytes of all blocks so far.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes_in_memory + self.written
    }

    /// All bytes of a block.
    ///
    /// # Errors
    /// When the file cannot be read back.
    pub(crate) fn block(&self, block: u32) -> Result<BytesOfBlock<'_>> {
        let bytes = match &self.blocks[block as usize] {
            Stored::Memory(bytes) => Cow::Borrowed(&bytes[..]),
            Stored::File { offset, len } => Cow::Owned(self.read(*offset, *len as usize)?),
        };
        Ok(BytesOfBlock { folder: &self.folder, bytes })
    }

    /// What stands in one frame of a block.
    ///
    /// # Errors
    /// When the file cannot be read back, or was damaged.
    pub(crate) fn frame(&self, block: u32, range: Range<usize>) -> Result<Cow<'_, [u8]>> {
        match &self.blocks[block as usize] {
            Stored::Memory(bytes) => Ok(Cow::Borrowed(&bytes[range][CHECKSUM_BYTES..])),
            Stored::File { offset, .. } => {
                let mut frame = self.read(offset + range.start as u64, range.len())?;
                unframed(&frame).map_err(|source| failed(&self.folder, source))?;
                frame.drain(..CHECKSUM_BYTES);
                Ok(Cow::Owned(frame))
            }
        }
    }

    fn read(&self, offset: u64, len: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; len];
        let file = self.file.as_ref().expect("what is not in memory was written");
        file.read_exact_at(&mut bytes, offset).map_err(|source| failed(&self.folder, source))?;
        Ok(bytes)
    }
}

fn failed(folder: &Path, source: io::Error) -> Error {
    Error::Temp { path: folder.to_path_buf(), source }
}

/// What stands in a frame; an error where it was damaged.
pub(crate) fn unframed(frame: &[u8]) -> io::Result<&[u8]> {
    let damaged = || io::Error::new(io::ErrorKind::InvalidData, "what was spilled is damaged");
    let (checksum, body) = frame.split_first_chunk().ok_or_else(damaged)?;
    if xxh3_64(body) == u64::from_le_bytes(*checksum) { Ok(body) } else { Err(damaged()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_back_from_memory_and_from_the_file_and_a_flipped_bit_is_noticed() {
        let block = |number: u8| {
            let mut bytes = Vec::new();
            framed(&mut bytes, |out| out.extend([number; 3]));
            framed(&mut bytes, |out| out.extend([number + 100; 5]));
            bytes
        };
        let (first, second) = (0..CHECKSUM_BYTES + 3, CHECKSUM_BYTES + 3..2 * CHECKSUM_BYTES + 8);
        for bytes_in_memory_max in [0, 30, u64::MAX] {
            let mut store = BlockBytes::new(&std::env::temp_dir(), bytes_in_memory_max);
            (0..3).for_each(|number| store.push(block(number)).unwrap());
            for number in 0..3u8 {
                assert_eq!(*store.frame(number.into(), first.clone()).unwrap(), [number; 3]);
                let whole = store.block(number.into()).unwrap();
                assert_eq!(whole.frame(second.clone()).unwrap(), [number + 100; 5]);
            }
            if let Some(file) = &store.file {
                file.write_all_at(&[77], store.written - 1).unwrap();
                assert!(matches!(store.frame(2, second.clone()), Err(Error::Temp { .. })));
                assert!(store.block(2).unwrap().frame(second.clone()).is_err());
                assert!(store.frame(2, first.clone()).is_ok());
            }
        }
    }
}
