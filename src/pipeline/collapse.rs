//! Numbers that depend on the texts alone: unique ids, exact groups, units, paragraphs.

use super::band_keys::KeyStore;
use super::block_bytes::BlockBytes;
use super::ids::{Ids, renamed_duplicates};
use super::reading::{ReadCorpus, ReadingFacts, TableRow};
use super::sketches::{SeedsOfBlock, Sketches};
use super::sketching::{ArticleSketch, ParagraphSketch};
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
    sketches: Sketches,
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
        sketches,
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
    let hash = |row: u32| sketches.article(row).text_hash;
    let given = |row: u32| sketches.id(row);
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
        n_paragraphs += sketches.paragraphs_of(read_as[*start as usize]).len() as u32;
        paragraph_start.push(n_paragraphs);
    }
    unit_start.shrink_to_fit();
    unit_start.push(ids.len() as u32);
    let corpus = Corpus {
        sketches,
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
        for block in 0..self.sketches.n_blocks() {
            let mut at = 0;
            for row in self.sketches.rows_of_block(block) {
                let unit = units[row as usize];
                for (in_unit, paragraph) in (0..).zip(self.sketches.paragraphs_of(row)) {
                    if !has_keys(paragraph) {
                        continue;
                    }
                    if unit != u32::MAX
                        && let Some(number) = number(self.paragraph_start[unit as usize] + in_unit)
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
        self.sketches.forget_ids();
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
        for block in 0..self.sketches.n_blocks() {
            let keys = self.proposing().keys.band(block, band)?;
            let rows = self.sketches.rows_of_block(block);
            for (key, unit) in keys.iter().zip(&units[rows.start as usize..rows.end as usize]) {
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
        let seeds = &self.proposing().seeds;
        (0..self.sketches.n_blocks()).into_par_iter().try_for_each_init(Space::default, |space, block| {
            of_block(&SeedsOfBlock::read(&self.sketches, seeds, block)?, space)
        })
    }

    /// Calls `each(paragraph, seed)` for the seeds of a unit, paragraphs numbered within it.
    pub(super) fn for_each_seed(&self, unit: u32, each: impl FnMut(usize, u64)) -> Result<()> {
        self.sketches.for_each_seed(&self.proposing().seeds, self.row_of_unit(unit), each)
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
    pub(super) fn first_rows_of_blocks(&self) -> &[u32] {
        self.sketches.first_rows()
    }

    /// Id as it was read, before ids were made unique, by the place in the order of reading.
    pub(super) fn id_as_read(&self, row: u32) -> &str {
        self.sketches.id(row)
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
        let paragraphs = self.sketches.paragraphs_of(self.read_as(article));
        Some(paragraphs.first()?.start..paragraphs.last()?.end)
    }

    pub(super) fn sketch(&self, article: u32) -> &ArticleSketch {
        self.sketches.article(self.read_as(article))
    }

    pub(super) fn n_paragraphs_of_article(&self, article: u32) -> usize {
        self.sketches.paragraphs_of(self.read_as(article)).len()
    }

    fn row_of_unit(&self, unit: u32) -> u32 {
        self.read_as(self.article_of(unit))
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
        self.sketches.paragraphs_of(self.row_of_unit(unit))
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
        &self.paragraph_sketches(unit)[number as usize]
    }

    /// Echoes of all units: unit and echo, in the order of units.
    pub(super) fn echoes(&self) -> Vec<(u32, crate::fragment::Echo)> {
        let article_of_row = self.articles_as_read();
        let mut echoes = Vec::new();
        for (row, echo) in self.sketches.echoes() {
            let article = article_of_row[*row as usize];
            let unit = self.unit_of(article);
            if self.article_of(unit) == article {
                echoes.push((unit, *echo));
            }
        }
        echoes.sort_by_key(|(unit, echo)| (*unit, echo.headline));
        echoes
    }
}
