//! Seeds of all articles, in reading order.

use crate::error::Result;
use crate::seed_frame;
use std::ops::Range;
use std::path::Path;
use wirecopy_scratch::block_store::{BlockStore, StoredBlock};

/// Seeds as they were read: a frame per article, block by block.
pub struct SeedStore {
    bytes: BlockStore,
    articles: Vec<SeededArticle>,
    /// Block → its first article; one more at the end.
    first_rows: Vec<u32>,
}

/// The location of an article's seeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeededArticle {
    /// One past its frame, among the bytes of its block.
    pub frame_end: u32,
    /// Number of its parts, each with its own seeds.
    pub parts: u32,
}

impl SeedStore {
    /// An empty store that writes what exceeds `bytes_in_memory_max` to a file in `folder`.
    pub fn new(folder: &Path, bytes_in_memory_max: u64) -> Self {
        SeedStore {
            bytes: BlockStore::new(folder, bytes_in_memory_max),
            articles: Vec::new(),
            first_rows: vec![0],
        }
    }

    /// Appends the frames of the next block, and where those of its articles end.
    ///
    /// # Errors
    /// When the temporary folder is full or takes no file.
    pub fn push(&mut self, frames: Vec<u8>, articles: impl Iterator<Item = SeededArticle>) -> Result<()> {
        self.articles.extend(articles);
        self.first_rows.push(self.articles.len() as u32);
        Ok(self.bytes.push(frames)?)
    }

    /// Bytes of seeds so far.
    pub fn bytes(&self) -> u64 {
        self.bytes.bytes()
    }

    /// Bytes of the tables that say where they are.
    pub fn bytes_of_tables(&self) -> u64 {
        (size_of_val(self.articles.as_slice()) + size_of_val(self.first_rows.as_slice())) as u64
    }

    /// Number of blocks.
    pub fn n_blocks(&self) -> u32 {
        self.first_rows.len() as u32 - 1
    }

    /// Block → its first article in reading order; one more at the end.
    pub fn first_rows(&self) -> &[u32] {
        &self.first_rows
    }

    /// Articles of a block, in reading order.
    pub fn rows_of_block(&self, block: u32) -> Range<u32> {
        self.first_rows[block as usize]..self.first_rows[block as usize + 1]
    }

    /// The block of an article. O(log blocks).
    pub fn block_of(&self, row: u32) -> u32 {
        self.first_rows.partition_point(|first| *first <= row) as u32 - 1
    }

    /// Calls `each(part, seed)` for the seeds of one article, parts numbered within it.
    ///
    /// # Errors
    /// When they cannot be read back.
    pub fn for_each_seed(&self, row: u32, each: impl FnMut(usize, u64)) -> Result<()> {
        let block = self.block_of(row);
        let frame = self.bytes.frame(block, self.frame_of(row, block))?;
        seed_frame::for_each(&frame, self.articles[row as usize].parts as usize, each);
        Ok(())
    }

    /// Reads all seeds of a block at once.
    ///
    /// # Errors
    /// When they cannot be read back.
    pub fn block(&self, block: u32) -> Result<SeedsOfBlock<'_>> {
        Ok(SeedsOfBlock { store: self, bytes: self.bytes.block(block)?, block })
    }

    /// The byte range of an article's frame in its block.
    fn frame_of(&self, row: u32, block: u32) -> Range<usize> {
        let is_first = self.first_rows[block as usize] == row;
        let start = if is_first { 0 } else { self.articles[row as usize - 1].frame_end };
        start as usize..self.articles[row as usize].frame_end as usize
    }
}

/// Seeds of the articles of one block.
pub struct SeedsOfBlock<'store> {
    store: &'store SeedStore,
    bytes: StoredBlock<'store>,
    block: u32,
}

impl SeedsOfBlock<'_> {
    /// Its articles, in reading order.
    pub fn rows(&self) -> Range<u32> {
        self.store.rows_of_block(self.block)
    }

    /// Calls `each(part, seed)` for the seeds of one article, parts numbered within it.
    ///
    /// # Errors
    /// When they were damaged on disk.
    pub fn for_each_seed(&self, row: u32, each: impl FnMut(usize, u64)) -> Result<()> {
        let frame = self.bytes.frame(self.store.frame_of(row, self.block))?;
        seed_frame::for_each(frame, self.store.articles[row as usize].parts as usize, each);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_come_back_by_article_and_paragraph_from_memory_and_from_the_file() {
        for bytes_in_memory_max in [0, u64::MAX] {
            let mut store = SeedStore::new(&std::env::temp_dir(), bytes_in_memory_max);
            for block in 0..3u64 {
                let (mut frames, mut articles) = (Vec::new(), Vec::new());
                for article in 0..block {
                    seed_frame::append(&[10 * block, article], &[1, 0, 1], &mut frames);
                    articles.push(SeededArticle { frame_end: frames.len() as u32, parts: 3 });
                }
                store.push(frames, articles.into_iter()).unwrap();
            }
            assert_eq!((store.n_blocks(), store.first_rows()), (3, &[0, 0, 1, 3][..]));
            let mut seeds = Vec::new();
            store.for_each_seed(2, |paragraph, seed| seeds.push((paragraph, seed))).unwrap();
            store.block(1).unwrap().for_each_seed(0, |_, seed| seeds.push((9, seed))).unwrap();
            assert_eq!(seeds, [(0, 20), (2, 1), (9, 10), (9, 0)]);
        }
    }
}
