//! Seeds of all articles, in the order of reading.

use crate::corpus::seeding;
use crate::corpus::sketch::BlockSketch;
use crate::error::Result;
use std::ops::Range;
use std::path::Path;
use wirecopy_scratch::block_store::{BlockStore, StoredBlock};

/// Seeds as they were read: a frame for each article, block by block.
pub(crate) struct SeedStore {
    bytes: BlockStore,
    articles: Vec<Seeded>,
    /// Block → its first article; one more at the end.
    first_rows: Vec<u32>,
}

/// Where the seeds of an article stand.
struct Seeded {
    /// One past its frame, among the bytes of its block.
    end: u32,
    paragraphs: u32,
}

impl SeedStore {
    pub(crate) fn new(folder: &Path, bytes_in_memory_max: u64) -> Self {
        SeedStore {
            bytes: BlockStore::new(folder, bytes_in_memory_max),
            articles: Vec::new(),
            first_rows: vec![0],
        }
    }

    /// Takes the seeds of the next block.
    ///
    /// # Errors
    /// When the temporary folder is full or takes no file.
    pub(crate) fn push(&mut self, seeds: Vec<u8>, block: &BlockSketch) -> Result<()> {
        let mut paragraphs_before = 0;
        for article in &block.articles {
            let paragraphs = article.paragraphs_end - paragraphs_before;
            paragraphs_before = article.paragraphs_end;
            self.articles.push(Seeded { end: article.seeds_end, paragraphs });
        }
        self.first_rows.push(self.articles.len() as u32);
        Ok(self.bytes.push(seeds)?)
    }

    /// Bytes of seeds so far.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.bytes()
    }

    /// Bytes of the tables that tell where they stand.
    pub(crate) fn bytes_of_tables(&self) -> u64 {
        (size_of_val(self.articles.as_slice()) + size_of_val(self.first_rows.as_slice())) as u64
    }

    pub(crate) fn n_blocks(&self) -> u32 {
        self.first_rows.len() as u32 - 1
    }

    /// Block → its first article; one more at the end.
    pub(crate) fn first_rows(&self) -> &[u32] {
        &self.first_rows
    }

    /// Articles of a block.
    pub(crate) fn rows_of_block(&self, block: u32) -> Range<u32> {
        self.first_rows[block as usize]..self.first_rows[block as usize + 1]
    }

    pub(crate) fn block_of(&self, row: u32) -> u32 {
        self.first_rows.partition_point(|first| *first <= row) as u32 - 1
    }

    /// Calls `each(paragraph, seed)` for the seeds of one article, paragraphs numbered within it.
    ///
    /// # Errors
    /// When they cannot be read back.
    pub(crate) fn for_each_seed(&self, row: u32, each: impl FnMut(usize, u64)) -> Result<()> {
        let block = self.block_of(row);
        let frame = self.bytes.frame(block, self.frame_of(row, block))?;
        seeding::for_each(&frame, self.articles[row as usize].paragraphs as usize, each);
        Ok(())
    }

    /// All seeds of a block at hand.
    ///
    /// # Errors
    /// When they cannot be read back.
    pub(crate) fn block(&self, block: u32) -> Result<SeedsOfBlock<'_>> {
        Ok(SeedsOfBlock { store: self, bytes: self.bytes.block(block)?, block })
    }

    /// Where the frame of an article stands among the bytes of its block.
    fn frame_of(&self, row: u32, block: u32) -> Range<usize> {
        let is_first = self.first_rows[block as usize] == row;
        let start = if is_first { 0 } else { self.articles[row as usize - 1].end };
        start as usize..self.articles[row as usize].end as usize
    }
}

/// Seeds of the articles of one block.
pub(crate) struct SeedsOfBlock<'store> {
    store: &'store SeedStore,
    bytes: StoredBlock<'store>,
    block: u32,
}

impl SeedsOfBlock<'_> {
    /// Its articles.
    pub(crate) fn rows(&self) -> Range<u32> {
        self.store.rows_of_block(self.block)
    }

    /// Calls `each(paragraph, seed)` for the seeds of one article, paragraphs numbered within it.
    ///
    /// # Errors
    /// When they were damaged on disk.
    pub(crate) fn for_each_seed(&self, row: u32, each: impl FnMut(usize, u64)) -> Result<()> {
        let frame = self.bytes.frame(self.store.frame_of(row, self.block))?;
        seeding::for_each(frame, self.store.articles[row as usize].paragraphs as usize, each);
        Ok(())
    }
}
