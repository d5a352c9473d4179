//! Bytes of numbered blocks: in memory, and beyond a budget in an unnamed file.
//!
//! The bytes of a block are frames (see [`crate::frame`]), so that any one of them can be read
//! alone.

use crate::error::Result;
use crate::frame::{CHECKSUM_BYTES, unframed};
use crate::temp_file::TempFile;
use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

/// The location of one block's bytes.
enum Stored {
    Memory(Box<[u8]>),
    File { offset: u64, len: u32 },
}

/// The bytes of all blocks, numbered from 0 in the order in which they are pushed.
pub struct BlockStore {
    blocks: Vec<Stored>,
    bytes_in_memory: u64,
    bytes_in_memory_max: u64,
    file: TempFile,
}

/// The bytes of one block, read at once.
pub struct StoredBlock<'store> {
    file: &'store TempFile,
    bytes: Cow<'store, [u8]>,
}

impl StoredBlock<'_> {
    /// Returns the contents of the frame at a byte range of the block.
    ///
    /// # Errors
    /// When it was damaged on disk.
    pub fn frame(&self, range: Range<usize>) -> Result<&[u8]> {
        let frame = &self.bytes[range];
        match &self.bytes {
            Cow::Borrowed(_) => Ok(&frame[CHECKSUM_BYTES..]),
            Cow::Owned(_) => unframed(frame).map_err(|source| self.file.failed(source)),
        }
    }
}

impl BlockStore {
    /// An empty store that puts what exceeds so many bytes into a file in `folder`.
    pub fn new(folder: &Path, bytes_in_memory_max: u64) -> Self {
        BlockStore {
            blocks: Vec::new(),
            bytes_in_memory: 0,
            bytes_in_memory_max,
            file: TempFile::new(folder),
        }
    }

    /// Appends the next block.
    ///
    /// # Errors
    /// When the folder takes no file or the disk is full.
    pub fn push(&mut self, bytes: Vec<u8>) -> Result<()> {
        let len = bytes.len() as u64;
        if self.bytes_in_memory + len <= self.bytes_in_memory_max {
            self.bytes_in_memory += len;
            self.blocks.push(Stored::Memory(bytes.into_boxed_slice()));
        } else {
            let offset = self.file.append(&bytes)?;
            self.blocks.push(Stored::File { offset, len: bytes.len() as u32 });
        }
        Ok(())
    }

    /// Bytes of all blocks so far.
    pub fn bytes(&self) -> u64 {
        self.bytes_in_memory + self.file.len()
    }

    /// Returns all bytes of a block.
    ///
    /// # Errors
    /// When the file cannot be read back.
    pub fn block(&self, block: u32) -> Result<StoredBlock<'_>> {
        let bytes = match &self.blocks[block as usize] {
            Stored::Memory(bytes) => Cow::Borrowed(&bytes[..]),
            Stored::File { offset, len } => Cow::Owned(self.read(*offset, *len as usize)?),
        };
        Ok(StoredBlock { file: &self.file, bytes })
    }

    /// Returns the contents of one frame of a block.
    ///
    /// # Errors
    /// When the file cannot be read back, or was damaged.
    pub fn frame(&self, block: u32, range: Range<usize>) -> Result<Cow<'_, [u8]>> {
        match &self.blocks[block as usize] {
            Stored::Memory(bytes) => Ok(Cow::Borrowed(&bytes[range][CHECKSUM_BYTES..])),
            Stored::File { offset, .. } => {
                let mut frame = self.read(offset + range.start as u64, range.len())?;
                unframed(&frame).map_err(|source| self.file.failed(source))?;
                frame.drain(..CHECKSUM_BYTES);
                Ok(Cow::Owned(frame))
            }
        }
    }

    fn read(&self, offset: u64, len: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; len];
        self.file.read_exact_at(&mut bytes, offset)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use crate::frame::append_frame;
    use crate::positioned::write_all_at;

    #[test]
    fn frames_come_back_from_memory_and_from_the_file_and_a_flipped_bit_is_an_error() {
        let block = |number: u8| {
            let mut bytes = Vec::new();
            append_frame(&mut bytes, |out| out.extend([number; 3]));
            append_frame(&mut bytes, |out| out.extend([number + 100; 5]));
            bytes
        };
        let (first, second) = (0..CHECKSUM_BYTES + 3, CHECKSUM_BYTES + 3..2 * CHECKSUM_BYTES + 8);
        for bytes_in_memory_max in [0, 30, u64::MAX] {
            let mut store = BlockStore::new(&std::env::temp_dir(), bytes_in_memory_max);
            (0..3).for_each(|number| store.push(block(number)).unwrap());
            for number in 0..3u8 {
                assert_eq!(*store.frame(number.into(), first.clone()).unwrap(), [number; 3]);
                let whole = store.block(number.into()).unwrap();
                assert_eq!(whole.frame(second.clone()).unwrap(), [number + 100; 5]);
            }
            if !store.file.is_empty() {
                write_all_at(store.file.open().unwrap(), &[77], store.file.len() - 1).unwrap();
                assert!(matches!(store.frame(2, second.clone()), Err(Error::Temp { .. })));
                assert!(store.block(2).unwrap().frame(second.clone()).is_err());
                assert!(store.frame(2, first.clone()).is_ok());
            }
        }
    }
}
