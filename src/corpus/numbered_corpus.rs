//! Everything that was read, in canonical order.

use crate::corpus::article_row::{KeyLevel, TableRow};
use crate::corpus::ids::Ids;
use crate::corpus::metadata::{ArticleMetadata, MetadataColumn};
use crate::corpus::sketched_block::ParagraphSketch;
use crate::error::Result;
use crate::paragraphs::Echo;
use rayon::prelude::*;
use std::ops::Range;
use wirecopy_article::Published;
use wirecopy_index::{KeyStore, SeedStore, SeedsOfBlock};
use wirecopy_io::TextSource;
use wirecopy_news::credit::AgencyNumber;
use wirecopy_news::direction::is_same_outlet;
use wirecopy_scratch::JaggedVec;
use wirecopy_scratch::order::inverse;

/// Articles, texts and paragraphs, numbered by content.
///
/// *Articles* are numbered by (xxh3-128 of the tokens, id). Copies of a *text* are therefore
/// neighbours; texts are numbered in the same order by their first copies, and so are the
/// paragraphs of texts. Tables are in that order, because everything reads them in it.
pub(crate) struct Corpus {
    pub(in crate::corpus) table: Vec<TableRow>,
    pub(in crate::corpus) paragraphs: JaggedVec<ParagraphSketch>,
    /// Echoes with their articles' rows in the order of reading, in that order.
    pub(in crate::corpus) echoes: Vec<(u32, Echo)>,
    /// `None` once near paragraphs were proposed.
    pub(in crate::corpus) keys: Option<ParagraphKeys>,
    /// `None` once all pairs of articles were proposed.
    pub(in crate::corpus) proposing: Option<Proposing>,
    pub(in crate::corpus) outlets: SiteNames,
    pub(in crate::corpus) hosts: SiteNames,
    pub(in crate::corpus) sources: Vec<String>,
    pub(in crate::corpus) metadata_column: MetadataColumn,
    pub(crate) text_source: TextSource,
    /// Article → its row in the order of reading.
    pub(in crate::corpus) input_row: Vec<u32>,
    pub(in crate::corpus) ids: Ids,
    /// Articles in the order of their ids.
    pub(crate) by_id: Vec<u32>,
    /// Article → rank of its id.
    pub(crate) id_rank: Vec<u32>,
    /// Text → its first article; one more at the end.
    pub(in crate::corpus) text_start: Vec<u32>,
    /// Text → its first paragraph; one more at the end.
    pub(in crate::corpus) paragraph_start: Vec<u32>,
}

/// Stores that propose pairs of articles.
pub(in crate::corpus) struct Proposing {
    pub(in crate::corpus) seeds: SeedStore,
    pub(in crate::corpus) keys: KeyStore,
    pub(in crate::corpus) ids_as_read: Ids,
}

/// Band keys of all paragraphs.
pub(crate) struct ParagraphKeys {
    pub(crate) words: KeyStore,
    pub(crate) characters: KeyStore,
}

/// The location of a paragraph's band keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct KeyPosition {
    pub(crate) block: u32,
    /// Its index among the block's paragraphs that have such keys.
    pub(crate) index: u32,
    /// The number that the paragraph was given.
    pub(crate) number: u32,
}

/// Names of outlets or hosts, each with the agency whose own site it is.
pub(in crate::corpus) struct SiteNames {
    names: Vec<String>,
    agencies: Vec<Option<AgencyNumber>>,
}

impl SiteNames {
    pub(in crate::corpus) fn of(
        names: impl IntoIterator<Item = String>,
        agency: impl Fn(&str) -> Option<AgencyNumber>,
    ) -> SiteNames {
        let names: Vec<String> = names.into_iter().collect();
        SiteNames { agencies: names.iter().map(|name| agency(name)).collect(), names }
    }

    fn name(&self, number: u32) -> &str {
        &self.names[number as usize]
    }

    fn agency(&self, number: u32) -> Option<AgencyNumber> {
        self.agencies[number as usize]
    }
}

impl Corpus {
    /// Returns the positions of the keys of paragraphs that `number` gives a number by their
    /// corpus-wide one, in the order in which keys are stored, because reading them band by band
    /// costs what memory costs.
    pub(crate) fn key_positions(
        &self,
        level: KeyLevel,
        number: impl Fn(u32) -> Option<u32>,
    ) -> Vec<KeyPosition> {
        let seeds = &self.proposing().seeds;
        let mut positions = Vec::new();
        for text_id in 0..self.n_texts() {
            let article = self.article_of(text_id);
            let block = seeds.block_of(self.input_row(article));
            let mut index = self.row(article).keys_before.of(level);
            for (paragraph, sketch) in self.paragraph_numbers(text_id).zip(self.paragraph_sketches(text_id)) {
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

    /// Takes the band keys of paragraphs: nothing reads them once near ones were proposed, and they
    /// are most of what is kept of an article.
    pub(crate) fn take_paragraph_keys(&mut self) -> Option<ParagraphKeys> {
        self.keys.take()
    }

    /// Drops what proposes pairs of articles, and ids as they were read: nothing but another
    /// reading needs either.
    pub(crate) fn forget_seeds(&mut self) {
        self.proposing = None;
    }

    fn proposing(&self) -> &Proposing {
        self.proposing.as_ref().expect("nothing proposes pairs after the seeds were dropped")
    }

    /// Calls `entry(key, text_id)` for the key of each text in one band, in the order in which keys
    /// are stored; `text_ids` are [`Corpus::texts_by_row`].
    pub(crate) fn article_entries(
        &self,
        text_ids: &[u32],
        band: usize,
        mut entry: impl FnMut(u32, u32) -> Result<()>,
    ) -> Result<()> {
        let Proposing { seeds, keys, .. } = self.proposing();
        for block in 0..seeds.n_blocks() {
            let keys = keys.band(block, band)?;
            let rows = seeds.rows_of_block(block);
            for (key, text_id) in keys.iter().zip(&text_ids[rows.start as usize..rows.end as usize]) {
                if *text_id != u32::MAX {
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
        let seeds = &self.proposing().seeds;
        (0..seeds.n_blocks())
            .into_par_iter()
            .try_for_each_init(Space::default, |space, block| of_block(&seeds.block(block)?, space))
    }

    /// Calls `each(paragraph, seed)` for the seeds of a text, paragraphs numbered within it.
    pub(crate) fn for_each_seed(&self, text_id: u32, each: impl FnMut(usize, u64)) -> Result<()> {
        Ok(self.proposing().seeds.for_each_seed(self.input_row(self.article_of(text_id)), each)?)
    }

    /// Returns for each article in the order of reading the text whose first copy it is, `u32::MAX`
    /// for other copies.
    pub(crate) fn texts_by_row(&self) -> Vec<u32> {
        let mut text_ids = vec![u32::MAX; self.table.len()];
        for text_id in 0..self.n_texts() {
            text_ids[self.input_row[self.article_of(text_id) as usize] as usize] = text_id;
        }
        text_ids
    }

    pub(crate) fn n_articles(&self) -> u32 {
        self.input_row.len() as u32
    }

    pub(crate) fn n_texts(&self) -> u32 {
        self.text_start.len() as u32 - 1
    }

    /// The articles that are copies of a text.
    pub(crate) fn copies(&self, text_id: u32) -> Range<u32> {
        self.text_start[text_id as usize]..self.text_start[text_id as usize + 1]
    }

    /// The first copy of a text.
    pub(crate) fn article_of(&self, text_id: u32) -> u32 {
        self.text_start[text_id as usize]
    }

    /// The text of an article. O(log texts).
    pub(crate) fn text_of(&self, article: u32) -> u32 {
        self.text_start.partition_point(|start| *start <= article) as u32 - 1
    }

    pub(crate) fn id(&self, article: u32) -> &str {
        self.ids.of_article(article)
    }

    pub(crate) fn row(&self, article: u32) -> &TableRow {
        &self.table[article as usize]
    }

    /// The row of an article in the order of reading.
    pub(crate) fn input_row(&self, article: u32) -> u32 {
        self.input_row[article as usize]
    }

    /// Returns the articles by their rows in the order of reading.
    pub(crate) fn articles_as_read(&self) -> Vec<u32> {
        inverse(&self.input_row)
    }

    /// For each block the row of its first article in the order of reading; one more at the end.
    pub(crate) fn first_rows_of_blocks(&self) -> &[u32] {
        self.proposing().seeds.first_rows()
    }

    /// Id as it was read, before ids were made unique, by the row in the order of reading.
    pub(crate) fn id_as_read(&self, row: u32) -> &str {
        self.proposing().ids_as_read.of_article(row)
    }

    pub(crate) fn outlet(&self, article: u32) -> Option<&str> {
        self.row(article).outlet.map(|number| self.outlets.name(number))
    }

    /// Host of its address.
    pub(crate) fn host(&self, article: u32) -> Option<&str> {
        self.row(article).host.map(|number| self.hosts.name(number))
    }

    /// The publication in which its text says that it appeared before.
    pub(crate) fn appeared_before_in(&self, article: u32) -> Option<&str> {
        self.row(article).source.map(|number| self.sources[number as usize].as_str())
    }

    /// The agency that its credits name as the author of the text.
    pub(crate) fn agency(&self, article: u32) -> Option<AgencyNumber> {
        self.row(article).agency
    }

    /// The agency on whose own site it was published.
    pub(crate) fn own_agency(&self, article: u32) -> Option<AgencyNumber> {
        let row = self.row(article);
        row.host.and_then(|host| self.hosts.agency(host)).or_else(|| self.outlets.agency(row.outlet?))
    }

    /// Whether a name is that of the outlet that published an article.
    pub(crate) fn is_called(&self, article: u32, name: &str) -> bool {
        [self.outlet(article), self.host(article)].into_iter().flatten().any(|own| is_same_outlet(own, name))
    }

    pub(crate) fn published(&self, article: u32) -> Option<Published> {
        self.row(article).published
    }

    /// Reads address, title and credits of an article.
    pub(crate) fn metadata(&self, article: u32) -> Result<ArticleMetadata> {
        self.metadata_column.read(self.input_row[article as usize])
    }

    /// The bytes of an article from the first to the last that is no white space; `None` where it
    /// has no paragraph.
    pub(crate) fn content(&self, article: u32) -> Option<Range<u32>> {
        let paragraphs = self.paragraphs.of(article as usize);
        Some(paragraphs.first()?.start..paragraphs.last()?.end)
    }

    pub(crate) fn n_paragraphs_of_article(&self, article: u32) -> usize {
        self.paragraphs.of(article as usize).len()
    }

    /// Corpus-wide numbers of the paragraphs of a text.
    pub(crate) fn paragraph_numbers(&self, text_id: u32) -> Range<u32> {
        self.paragraph_start[text_id as usize]..self.paragraph_start[text_id as usize + 1]
    }

    /// The text of a paragraph, and the paragraph's number in it. O(log texts).
    pub(crate) fn text_of_paragraph(&self, paragraph: u32) -> (u32, u32) {
        let text_id = self.paragraph_start.partition_point(|start| *start <= paragraph) as u32 - 1;
        (text_id, paragraph - self.paragraph_start[text_id as usize])
    }

    pub(crate) fn paragraph_sketches(&self, text_id: u32) -> &[ParagraphSketch] {
        self.paragraphs.of(self.article_of(text_id) as usize)
    }

    /// Returns for each paragraph the hash of its tokens.
    pub(crate) fn paragraph_hashes(&self) -> Vec<u64> {
        let mut hashes = Vec::with_capacity(self.paragraph_start[self.n_texts() as usize] as usize);
        for text_id in 0..self.n_texts() {
            hashes.extend(self.paragraph_sketches(text_id).iter().map(|paragraph| paragraph.key));
        }
        hashes
    }

    pub(crate) fn paragraph(&self, paragraph: u32) -> &ParagraphSketch {
        let (text_id, number) = self.text_of_paragraph(paragraph);
        &self.paragraph_sketches(text_id)[number as usize]
    }

    /// Returns the echoes of all texts: text and echo, in the order of texts.
    pub(crate) fn echoes(&self) -> Vec<(u32, Echo)> {
        let article_of_row = self.articles_as_read();
        let mut echoes = Vec::new();
        for (row, echo) in &self.echoes {
            let article = article_of_row[*row as usize];
            let text_id = self.text_of(article);
            if self.article_of(text_id) == article {
                echoes.push((text_id, *echo));
            }
        }
        echoes.sort_by_key(|(text_id, echo)| (*text_id, echo.headline));
        echoes
    }
}
