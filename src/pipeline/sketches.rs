//! Sketches of all articles, in the order of reading.

use super::block_bytes::{BlockBytes, BytesOfBlock};
use super::ids::Ids;
use super::seeding;
use super::sketching::{ArticleSketch, BlockSketch, ParagraphSketch};
use crate::error::Result;
use crate::fragment::Echo;
use std::ops::Range;

/// What sketching left of every article: one table for each kind of thing, whatever the blocks.
#[derive(Default)]
pub(super) struct Sketches {
    articles: Vec<ArticleSketch>,
    paragraphs: Vec<ParagraphSketch>,
    /// Ids as they were read.
    ids: Ids,
    /// Each with its article.
    echoes: Vec<(u32, Echo)>,
    /// Block → its first article; one more at the end.
    first_rows: Vec<u32>,
}

impl Sketches {
    pub(super) fn new() -> Self {
        Sketches { first_rows: vec![0], ..Sketches::default() }
    }

    /// Takes the next block's.
    pub(super) fn push(&mut self, block: &BlockSketch) {
        let (first_row, first_paragraph) = (self.articles.len() as u32, self.paragraphs.len() as u32);
        (0..block.articles.len()).for_each(|at| self.ids.push(block.id(at)));
        self.articles.extend(block.articles.iter().map(|article| ArticleSketch {
            paragraphs_end: first_paragraph + article.paragraphs_end,
            ..*article
        }));
        self.paragraphs.extend_from_slice(&block.paragraphs);
        self.echoes.extend(block.echoes.iter().map(|(in_block, echo)| (first_row + in_block, *echo)));
        self.first_rows.push(self.articles.len() as u32);
    }

    /// Bytes of all so far.
    pub(super) fn bytes(&self) -> u64 {
        let Sketches { articles, paragraphs, ids, echoes, first_rows } = self;
        let bytes = size_of_val(articles.as_slice())
            + size_of_val(paragraphs.as_slice())
            + size_of_val(echoes.as_slice())
            + size_of_val(first_rows.as_slice());
        bytes as u64 + ids.bytes()
    }

    /// Bytes of ids alone.
    pub(super) fn bytes_of_ids(&self) -> u64 {
        self.ids.bytes()
    }

    pub(super) fn n_blocks(&self) -> u32 {
        self.first_rows.len() as u32 - 1
    }

    /// Articles of a block.
    pub(super) fn rows_of_block(&self, block: u32) -> Range<u32> {
        self.first_rows[block as usize]..self.first_rows[block as usize + 1]
    }

    /// Block → its first article; one more at the end.
    pub(super) fn first_rows(&self) -> &[u32] {
        &self.first_rows
    }

    pub(super) fn article(&self, row: u32) -> &ArticleSketch {
        &self.articles[row as usize]
    }

    /// Its id as it was read.
    pub(super) fn id(&self, row: u32) -> &str {
        self.ids.of_article(row)
    }

    /// Forgets ids.
    pub(super) fn forget_ids(&mut self) {
        self.ids = Ids::default();
    }

    /// Its paragraphs.
    pub(super) fn paragraphs_of(&self, row: u32) -> &[ParagraphSketch] {
        let start = row.checked_sub(1).map_or(0, |before| self.article(before).paragraphs_end);
        &self.paragraphs[start as usize..self.article(row).paragraphs_end as usize]
    }

    /// Echoes, each with its article, in their order.
    pub(super) fn echoes(&self) -> &[(u32, Echo)] {
        &self.echoes
    }

    /// Where the frame of its seeds stands among the bytes of its block.
    fn seeds_of(&self, row: u32) -> Range<usize> {
        let is_first = self.first_rows[self.block_of(row) as usize] == row;
        let start = if is_first { 0 } else { self.article(row - 1).seeds_end };
        start as usize..self.article(row).seeds_end as usize
    }

    fn block_of(&self, row: u32) -> u32 {
        self.first_rows.partition_point(|first| *first <= row) as u32 - 1
    }

    /// Calls `each(paragraph, seed)` for the seeds of one article, paragraphs numbered within it.
    ///
    /// # Errors
    /// When they cannot be read back.
    pub(super) fn for_each_seed(
        &self,
        seeds: &BlockBytes,
        row: u32,
        each: impl FnMut(usize, u64),
    ) -> Result<()> {
        let frame = seeds.frame(self.block_of(row), self.seeds_of(row))?;
        seeding::for_each(&frame, self.paragraphs_of(row).len(), each);
        Ok(())
    }
}

/// Seeds of the articles of one block.
pub(super) struct SeedsOfBlock<'corpus> {
    sketches: &'corpus Sketches,
    bytes: BytesOfBlock<'corpus>,
    block: u32,
}

impl<'corpus> SeedsOfBlock<'corpus> {
    pub(super) fn read(sketches: &'corpus Sketches, seeds: &'corpus BlockBytes, block: u32) -> Result<Self> {
        Ok(SeedsOfBlock { sketches, bytes: seeds.block(block)?, block })
    }

    /// Its articles.
    pub(super) fn rows(&self) -> Range<u32> {
        self.sketches.rows_of_block(self.block)
    }

    /// Calls `each(paragraph, seed)` for the seeds of one article, paragraphs numbered within it.
    pub(super) fn for_each_seed(&self, row: u32, each: impl FnMut(usize, u64)) -> Result<()> {
        let frame = self.bytes.frame(self.sketches.seeds_of(row))?;
        seeding::for_each(frame, self.sketches.paragraphs_of(row).len(), each);
        Ok(())
    }
}
