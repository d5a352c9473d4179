//! Numbers that depend on the texts alone: unique ids, exact groups, units, paragraphs.

use super::band_keys::KeyStore;
use super::block_bytes::{BlockBytes, BytesOfBlock};
use super::ids::{Ids, renamed_duplicates};
use super::reading::{ReadCorpus, ReadingFacts, TableRow};
use super::seeding;
use super::sketching::{ArticleSketch, BlockSketch, ParagraphSketch};
use crate::attribution::is_same_outlet;
use crate::credit::{AgencyNumber, agency_of_site};
use crate::document::Published;
use crate::error::Result;
use crate::formats::{Catalog, Originals};
use rayon::prelude::*;
use std::ops::Range;

/// Everything read, in canonical order.
///
/// *Articles* are numbered by (xxh3-128 of the tokens, id). Copies stand side by side, and the first of them is the *unit* that stands
/// for all; units are numbered in the same order, and so are the paragraphs of units.
pub(super) struct Corpus {
    blocks: Vec<BlockSketch>,
    keys: Option<ParagraphKeys>,
    /// What proposes pairs of articles, until nothing asks for it.
    proposing: Option<Proposing>,
    table: Vec<TableRow>,
    outlets: Vec<String>,
    hosts: Vec<String>,
    sources: Vec<String>,
    /// Outlet, and host, → the agency whose own site it is.
    agency_of_outlet: Vec<Option<AgencyNumber>>,
    agency_of_host: Vec<Option<AgencyNumber>>,
    catalog: Catalog,
    pub(super) originals: Originals,
    /// Article → place in the order of reading.
    read_as: Vec<u32>,
    ids: Ids,
    /// Articles in the order of their ids.
    pub(super) by_id: Vec<u32>,
    /// Article → rank of its id.
    pub(super) id_rank: Vec<u32>,
    /// Unit → its first article; one more at the end.
    unit_start: Vec<u32>,
    /// Unit → its first paragraph; one more at the end.
    paragraph_start: Vec<u32>,
}

/// What proposes pairs of articles.
struct Proposing {
    /// For each article a frame of its seeds.
    seeds: BlockBytes,
    keys: KeyStore,
}

/// Makes ids unique and numbers everything.
pub(super) fn collapse(read: ReadCorpus) -> Result<(Corpus, ReadingFacts)> {
    let ReadCorpus {
        blocks,
        seeds,
        article_keys,
        word_keys,
        character_keys,
        table,
        outlets,
        hosts,
        sources,
        catalog,
        originals,
        facts,
    } = read;
    let article = |row: u32| {
        let TableRow { block, in_block, .. } = table[row as usize];
        (&blocks[block as usize], in_block as usize)
    };
    let hash = |row: u32| {
        let (block, at) = article(row);
        block.articles[at].text_hash
    };
    let given = |row: u32| {
        let (block, at) = article(row);
        block.id(at)
    };
    let renamed = renamed_duplicates(&table, &catalog, given, hash)?;
    let id = |row: u32| renamed.get(&row).map_or_else(|| given(row), String::as_str);
    let mut read_as: Vec<u32> = (0..table.len() as u32).collect();
    read_as.par_sort_unstable_by(|a, b| (hash(*a), id(*a)).cmp(&(hash(*b), id(*b))));
    let ids = Ids::of(read_as.iter().map(|row| id(*row)));
    let (by_id, id_rank) = ids.ranked();
    let mut unit_start: Vec<u32> = (0..ids.len() as u32)
        .filter(|at| *at == 0 || hash(read_as[*at as usize - 1]) != hash(read_as[*at as usize]))
        .collect();
    let mut paragraph_start = Vec::with_capacity(unit_start.len() + 1);
    paragraph_start.push(0);
    let mut n_paragraphs = 0;
    for start in &unit_start {
        let (block, at) = article(read_as[*start as usize]);
        n_paragraphs += block.paragraphs_of(at).len() as u32;
        paragraph_start.push(n_paragraphs);
    }
    unit_start.shrink_to_fit();
    unit_start.push(ids.len() as u32);
    let corpus = Corpus {
        blocks,
        keys: Some(ParagraphKeys { words: word_keys, characters: character_keys }),
        proposing: Some(Proposing { seeds, keys: article_keys }),
        table,
        agency_of_outlet: outlets.iter().map(|outlet| agency_of_site(Some(outlet), None)).collect(),
        agency_of_host: hosts.iter().map(|host| agency_of_site(None, Some(host))).collect(),
        outlets,
        hosts,
        sources,
        catalog,
        originals,
        read_as,
        ids,
        by_id,
        id_rank,
        unit_start,
        paragraph_start,
    };
    Ok((corpus, facts))
}

impl BlockSketch {
    pub(super) fn id(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.articles[at - 1].id_end as usize };
        &self.ids[start..self.articles[at].id_end as usize]
    }

    pub(super) fn paragraphs_of(&self, at: usize) -> Range<usize> {
        let start = if at == 0 { 0 } else { self.articles[at - 1].paragraphs_end as usize };
        start..self.articles[at].paragraphs_end as usize
    }

    /// The frame of its seeds.
    fn seeds_of(&self, at: usize) -> Range<usize> {
        let start = if at == 0 { 0 } else { self.articles[at - 1].seeds_end as usize };
        start..self.articles[at].seeds_end as usize
    }
}

/// Seeds of the articles of one block.
pub(super) struct SeedsOfBlock<'corpus> {
    sketch: &'corpus BlockSketch,
    bytes: BytesOfBlock<'corpus>,
    /// The first article's place in the order of reading.
    first_row: u32,
}

impl SeedsOfBlock<'_> {
    /// Places of the articles in the order of reading.
    pub(super) fn rows(&self) -> Range<u32> {
        self.first_row..self.first_row + self.sketch.articles.len() as u32
    }

    /// Calls `each(paragraph, seed)` for the seeds of one article, paragraphs numbered within it.
    pub(super) fn for_each_seed(&self, row: u32, each: impl FnMut(usize, u64)) -> Result<()> {
        let at = (row - self.first_row) as usize;
        let frame = self.bytes.frame(self.sketch.seeds_of(at))?;
        seeding::for_each(frame, self.sketch.paragraphs_of(at).len(), each);
        Ok(())
    }
}

/// Band keys of all paragraphs.
pub(super) struct ParagraphKeys {
    pub(super) words: KeyStore,
    pub(super) characters: KeyStore,
}

/// Where the band keys of a paragraph stand: its block, and its place among the block's paragraphs that have such keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PlaceOfKeys {
    pub(super) block: u32,
    pub(super) at: u32,
    /// The paragraph's place in what was asked for.
    pub(super) number: u32,
}

impl Corpus {
    /// Places of the keys of paragraphs that `number` gives a number by their corpus-wide one; `has_keys` tells which have such. In the order in which keys
    /// stand, because going over them band by band costs what memory costs.
    pub(super) fn places_of_keys(
        &self,
        has_keys: impl Fn(&ParagraphSketch) -> bool,
        number: impl Fn(u32) -> Option<u32>,
    ) -> Vec<PlaceOfKeys> {
        let mut places = Vec::new();
        let units = self.units_by_row();
        let mut units = units.iter();
        for (block, sketch) in (0..).zip(&self.blocks) {
            let mut at = 0;
            for (in_block, unit) in (0..sketch.articles.len()).zip(units.by_ref()) {
                let paragraphs = &sketch.paragraphs[sketch.paragraphs_of(in_block)];
                for (in_unit, paragraph) in (0..).zip(paragraphs) {
                    if !has_keys(paragraph) {
                        continue;
                    }
                    if *unit != u32::MAX
                        && let Some(number) = number(self.paragraph_start[*unit as usize] + in_unit)
                    {
                        places.push(PlaceOfKeys { block, at, number });
                    }
                    at += 1;
                }
            }
        }
        places
    }

    /// Gives the band keys of paragraphs away: nothing asks for them once near ones were proposed, and they are most of what is held of an
    /// article.
    pub(super) fn take_paragraph_keys(&mut self) -> Option<ParagraphKeys> {
        self.keys.take()
    }

    /// Forgets what proposes pairs of articles, and ids as they were read: nothing but another reading asks for either.
    pub(super) fn forget_seeds(&mut self) {
        self.proposing = None;
        for block in &mut self.blocks {
            block.ids = String::new();
        }
    }

    fn proposing(&self) -> &Proposing {
        self.proposing.as_ref().expect("nothing proposes pairs after it was forgotten")
    }

    /// Calls `entry(key, unit)` for the key of each unit in one band, in the order in which keys stand; `units` are [`Corpus::units_by_row`].
    pub(super) fn article_entries(
        &self,
        units: &[u32],
        band: usize,
        mut entry: impl FnMut(u32, u32) -> Result<()>,
    ) -> Result<()> {
        let mut units = units.iter();
        for (block, sketch) in (0..).zip(&self.blocks) {
            let keys = self.proposing().keys.band(block, band)?;
            for (key, unit) in keys.iter().zip(units.by_ref().take(sketch.articles.len())) {
                if *unit != u32::MAX {
                    entry(*key, *unit)?;
                }
            }
        }
        Ok(())
    }

    /// Calls `of_block` for all blocks in parallel, each with a reader of its articles' seeds.
    pub(super) fn for_each_block_of_seeds<Space: Default>(
        &self,
        of_block: impl Fn(&SeedsOfBlock<'_>, &mut Space) -> Result<()> + Sync,
    ) -> Result<()> {
        let first_rows = self.first_rows_of_blocks();
        (0..self.blocks.len()).into_par_iter().try_for_each_init(Space::default, |space, block| {
            let bytes = self.proposing().seeds.block(block as u32)?;
            of_block(
                &SeedsOfBlock { sketch: &self.blocks[block], bytes, first_row: first_rows[block] },
                space,
            )
        })
    }

    /// Calls `each(paragraph, seed)` for the seeds of a unit, paragraphs numbered within it.
    pub(super) fn for_each_seed(&self, unit: u32, each: impl FnMut(usize, u64)) -> Result<()> {
        let TableRow { block, in_block, .. } = *self.row(self.article_of(unit));
        let sketch = &self.blocks[block as usize];
        let frame = self.proposing().seeds.frame(block, sketch.seeds_of(in_block as usize))?;
        seeding::for_each(&frame, sketch.paragraphs_of(in_block as usize).len(), each);
        Ok(())
    }

    /// For each article in the order of reading the unit that it stands for, `u32::MAX` for copies.
    pub(super) fn units_by_row(&self) -> Vec<u32> {
        let mut units = vec![u32::MAX; self.table.len()];
        for unit in 0..self.n_units() {
            units[self.read_as[self.article_of(unit) as usize] as usize] = unit;
        }
        units
    }

    pub(super) fn n_articles(&self) -> u32 {
        self.read_as.len() as u32
    }

    pub(super) fn n_units(&self) -> u32 {
        self.unit_start.len() as u32 - 1
    }

    /// Articles of a unit's exact group.
    pub(super) fn copies(&self, unit: u32) -> Range<u32> {
        self.unit_start[unit as usize]..self.unit_start[unit as usize + 1]
    }

    /// The article that stands for the unit.
    pub(super) fn article_of(&self, unit: u32) -> u32 {
        self.unit_start[unit as usize]
    }

    pub(super) fn unit_of(&self, article: u32) -> u32 {
        self.unit_start.partition_point(|start| *start <= article) as u32 - 1
    }

    pub(super) fn id(&self, article: u32) -> &str {
        self.ids.of_article(article)
    }

    pub(super) fn row(&self, article: u32) -> &TableRow {
        &self.table[self.read_as[article as usize] as usize]
    }

    /// The place of an article in the order of reading.
    pub(super) fn read_as(&self, article: u32) -> u32 {
        self.read_as[article as usize]
    }

    /// Article by its place in the order of reading.
    pub(super) fn articles_as_read(&self) -> Vec<u32> {
        let mut articles = vec![0; self.read_as.len()];
        for (article, row) in (0..).zip(&self.read_as) {
            articles[*row as usize] = article;
        }
        articles
    }

    /// For each block the place of its first article in the order of reading; one more at the end.
    pub(super) fn first_rows_of_blocks(&self) -> Vec<u32> {
        let mut rows = 0;
        let mut firsts = vec![0];
        firsts.extend(self.blocks.iter().map(|block| {
            rows += block.articles.len() as u32;
            rows
        }));
        firsts
    }

    /// Id as it was read, before ids were made unique, by the place in the order of reading.
    pub(super) fn id_as_read(&self, row: u32) -> &str {
        let TableRow { block, in_block, .. } = self.table[row as usize];
        self.blocks[block as usize].id(in_block as usize)
    }

    pub(super) fn outlet(&self, article: u32) -> Option<&str> {
        self.row(article).outlet.map(|number| self.outlets[number as usize].as_str())
    }

    /// Host of its address.
    pub(super) fn host(&self, article: u32) -> Option<&str> {
        self.row(article).host.map(|number| self.hosts[number as usize].as_str())
    }

    /// Where its text says that it appeared before.
    pub(super) fn appeared_before_in(&self, article: u32) -> Option<&str> {
        self.row(article).source.map(|number| self.sources[number as usize].as_str())
    }

    /// The agency whose words its credits say these are.
    pub(super) fn agency(&self, article: u32) -> Option<AgencyNumber> {
        self.row(article).agency
    }

    /// The agency whose own site it stands on.
    pub(super) fn own_agency(&self, article: u32) -> Option<AgencyNumber> {
        let row = self.row(article);
        row.host
            .and_then(|host| self.agency_of_host[host as usize])
            .or_else(|| self.agency_of_outlet[row.outlet? as usize])
    }

    /// Whether a name is that of the outlet it stands in.
    pub(super) fn is_called(&self, article: u32, name: &str) -> bool {
        [self.outlet(article), self.host(article)].into_iter().flatten().any(|own| is_same_outlet(own, name))
    }

    pub(super) fn published(&self, article: u32) -> Option<Published> {
        self.row(article).published
    }

    /// Address and title of an article.
    pub(super) fn described(&self, article: u32) -> Result<crate::formats::Described> {
        self.catalog.read(self.read_as[article as usize])
    }

    /// From the first byte to after the last of an article that is no white space; `None` where it has no paragraph.
    pub(super) fn content(&self, article: u32) -> Option<Range<u32>> {
        let (block, at) = self.block_of(article);
        let paragraphs = &block.paragraphs[block.paragraphs_of(at)];
        Some(paragraphs.first()?.start..paragraphs.last()?.end)
    }

    fn block_of(&self, article: u32) -> (&BlockSketch, usize) {
        let row = self.row(article);
        (&self.blocks[row.block as usize], row.in_block as usize)
    }

    pub(super) fn sketch(&self, article: u32) -> &ArticleSketch {
        let (block, at) = self.block_of(article);
        &block.articles[at]
    }

    pub(super) fn n_paragraphs_of_article(&self, article: u32) -> usize {
        let (block, at) = self.block_of(article);
        block.paragraphs_of(at).len()
    }

    /// Paragraphs of a unit, by corpus-wide number.
    pub(super) fn paragraph_numbers(&self, unit: u32) -> Range<u32> {
        self.paragraph_start[unit as usize]..self.paragraph_start[unit as usize + 1]
    }

    /// The unit of a paragraph, and the paragraph's number in it. O(log units).
    pub(super) fn unit_of_paragraph(&self, paragraph: u32) -> (u32, u32) {
        let unit = self.paragraph_start.partition_point(|start| *start <= paragraph) as u32 - 1;
        (unit, paragraph - self.paragraph_start[unit as usize])
    }

    pub(super) fn paragraph_sketches(&self, unit: u32) -> &[ParagraphSketch] {
        let (block, at) = self.block_of(self.article_of(unit));
        &block.paragraphs[block.paragraphs_of(at)]
    }

    /// For each paragraph the hash of its tokens.
    pub(super) fn paragraph_hashes(&self) -> Vec<u64> {
        let mut hashes = Vec::with_capacity(self.paragraph_start[self.n_units() as usize] as usize);
        for unit in 0..self.n_units() {
            hashes.extend(self.paragraph_sketches(unit).iter().map(|paragraph| paragraph.key));
        }
        hashes
    }

    pub(super) fn paragraph(&self, paragraph: u32) -> &ParagraphSketch {
        let (unit, number) = self.unit_of_paragraph(paragraph);
        let (block, at) = self.block_of(self.article_of(unit));
        &block.paragraphs[block.paragraphs_of(at).start + number as usize]
    }

    /// Echoes of all units: unit and echo, in the order of units.
    pub(super) fn echoes(&self) -> Vec<(u32, crate::fragment::Echo)> {
        let article_of_row = self.articles_as_read();
        let mut echoes = Vec::new();
        let mut row = 0;
        for block in &self.blocks {
            for (in_block, echo) in &block.echoes {
                let article = article_of_row[row + *in_block as usize];
                let unit = self.unit_of(article);
                if self.article_of(unit) == article {
                    echoes.push((unit, *echo));
                }
            }
            row += block.articles.len();
        }
        echoes.sort_by_key(|(unit, echo)| (*unit, echo.headline));
        echoes
    }
}
