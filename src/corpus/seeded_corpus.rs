//! A numbered corpus that can still propose pairs of its articles.

use crate::corpus::article_row::KeyLevel;
use crate::corpus::ids::Ids;
use crate::corpus::numbered_corpus::Corpus;
use crate::error::Result;
use crate::numbers::{InputRow, ParagraphId, TextId};
use rayon::prelude::*;
use typed_index_collections::{TiSlice, TiVec};
use wirecopy_index::{KeyStore, SeedStore, SeedsOfBlock};

/// A corpus with what proposes pairs of articles, and with ids as they were read. Once all pairs
/// are proposed, nothing but another reading needs more than the corpus alone.
pub(crate) struct SeededCorpus {
    pub(crate) corpus: Corpus,
    pub(in crate::corpus) seeds: SeedStore,
    /// Band keys of articles.
    pub(in crate::corpus) keys: KeyStore,
    pub(in crate::corpus) ids_as_read: Ids<InputRow>,
}

/// Band keys of all paragraphs, which are most of what is kept of an article.
pub(crate) struct ParagraphKeys {
    pub(crate) words: KeyStore,
    pub(crate) characters: KeyStore,
}

/// The location of a paragraph's band keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct KeyPosition<Number> {
    pub(crate) block: u32,
    /// Its index among the block's paragraphs that have such keys.
    pub(crate) index: u32,
    /// The number that the paragraph was given.
    pub(crate) number: Number,
}

impl AsRef<Corpus> for SeededCorpus {
    fn as_ref(&self) -> &Corpus {
        &self.corpus
    }
}

impl SeededCorpus {
    /// Returns the positions of the keys of paragraphs that `number` gives a number by their
    /// corpus-wide one, in the order in which keys are stored, because reading them band by band
    /// costs what memory costs.
    pub(crate) fn key_positions<Number: Ord + Send>(
        &self,
        level: KeyLevel,
        number: impl Fn(ParagraphId) -> Option<Number>,
    ) -> Vec<KeyPosition<Number>> {
        let corpus = &self.corpus;
        let mut positions = Vec::new();
        for text_id in corpus.text_ids() {
            let article = corpus.article_of(text_id);
            let block = self.seeds.block_of(corpus.input_row(article).into());
            let mut index = corpus.row(article).keys_before.of(level);
            for (paragraph, sketch) in corpus.paragraph_ids(text_id).zip(corpus.paragraph_sketches(text_id)) {
                if !level.has_keys(sketch) {
                    continue;
                }
                if let Some(number) = number(paragraph) {
                    positions.push(KeyPosition { block, index, number });
                }
                index += 1;
            }
        }
        positions.par_sort_unstable();
        positions
    }

    /// Calls `entry(key, text_id)` for the key of each text in one band, in the order in which keys
    /// are stored; `text_ids` are [`SeededCorpus::texts_by_row`].
    pub(crate) fn article_entries(
        &self,
        text_ids: &TiSlice<InputRow, Option<TextId>>,
        band: usize,
        mut entry: impl FnMut(u32, TextId) -> Result<()>,
    ) -> Result<()> {
        for block in 0..self.seeds.n_blocks() {
            let keys = self.keys.band(block, band)?;
            let rows = self.seeds.rows_of_block(block);
            for (key, text_id) in keys.iter().zip(&text_ids[rows.start.into()..rows.end.into()]) {
                if let Some(text_id) = text_id {
                    entry(*key, *text_id)?;
                }
            }
        }
        Ok(())
    }

    /// Calls `of_block` for all blocks in parallel, each with a reader of its articles' seeds.
    pub(crate) fn for_each_block_of_seeds<Space: Default>(
        &self,
        of_block: impl Fn(&SeedsOfBlock<'_>, &mut Space) -> Result<()> + Sync,
    ) -> Result<()> {
        (0..self.seeds.n_blocks())
            .into_par_iter()
            .try_for_each_init(Space::default, |space, block| of_block(&self.seeds.block(block)?, space))
    }

    /// Calls `each(unit, seed)` for the seeds of a text, units numbered within it.
    pub(crate) fn for_each_seed(&self, text_id: TextId, each: impl FnMut(usize, u64)) -> Result<()> {
        let row = self.corpus.input_row(self.corpus.article_of(text_id));
        Ok(self.seeds.for_each_seed(row.into(), each)?)
    }

    /// Returns for each article in reading order the text whose first copy it is; `None` for
    /// other copies.
    pub(crate) fn texts_by_row(&self) -> TiVec<InputRow, Option<TextId>> {
        let corpus = &self.corpus;
        let mut text_ids: TiVec<InputRow, _> = vec![None; corpus.n_articles() as usize].into();
        for text_id in corpus.text_ids() {
            text_ids[corpus.input_row(corpus.article_of(text_id))] = Some(text_id);
        }
        text_ids
    }

    /// For each block the row of its first article in reading order; one more at the end.
    pub(crate) fn first_rows_of_blocks(&self) -> &[u32] {
        self.seeds.first_rows()
    }

    /// Id as it was read, before ids were made unique.
    pub(crate) fn id_as_read(&self, row: InputRow) -> &str {
        self.ids_as_read.of(row)
    }
}
