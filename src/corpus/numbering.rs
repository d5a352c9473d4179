//! Numbers that depend on the texts alone: unique ids, exact groups, units, paragraphs.

use crate::corpus::band_keys::KeyStore;
use crate::corpus::ids::{Ids, renamed_duplicates};
use crate::corpus::ingest::{KeyCounts, ReadCorpus, ReadingFacts, TableRow};
use crate::corpus::metadata::Catalog;
use crate::corpus::seed_store::{SeedStore, SeedsOfBlock};
use crate::corpus::sketch::ParagraphSketch;
use crate::corpus::text_order::in_text_order;
use crate::error::Result;
use crate::paragraphs::Echo;
use rayon::prelude::*;
use std::ops::Range;
use wirecopy_article::Published;
use wirecopy_io::Originals;
use wirecopy_news::credit::{AgencyNumber, agency_of_site};
use wirecopy_news::story::is_same_outlet;
use wirecopy_scratch::memory::{Lists, Reordering, inverse, reordered};

/// Everything read, in canonical order.
///
/// *Articles* are numbered by (xxh3-128 of the tokens, id). Copies stand side by side, and the first of them is the *unit* that stands
/// for all; units are numbered in the same order, and so are the paragraphs of units. Tables stand in that order, because everything is gone through in it.
pub(crate) struct Corpus {
    table: Vec<TableRow>,
    paragraphs: Lists<ParagraphSketch>,
    /// Each with its article's place in the order of reading, in that order.
    echoes: Vec<(u32, Echo)>,
    keys: Option<ParagraphKeys>,
    /// What proposes pairs of articles, until nothing asks for it.
    proposing: Option<Proposing>,
    outlets: Vec<String>,
    hosts: Vec<String>,
    sources: Vec<String>,
    /// Outlet, and host, → the agency whose own site it is.
    agency_of_outlet: Vec<Option<AgencyNumber>>,
    agency_of_host: Vec<Option<AgencyNumber>>,
    catalog: Catalog,
    pub(crate) originals: Originals,
    /// Article → place in the order of reading.
    read_as: Vec<u32>,
    ids: Ids,
    /// Articles in the order of their ids.
    pub(crate) by_id: Vec<u32>,
    /// Article → rank of its id.
    pub(crate) id_rank: Vec<u32>,
    /// Unit → its first article; one more at the end.
    unit_start: Vec<u32>,
    /// Unit → its first paragraph; one more at the end.
    paragraph_start: Vec<u32>,
}

/// What proposes pairs of articles.
struct Proposing {
    seeds: SeedStore,
    keys: KeyStore,
    ids_as_read: Ids,
}

/// Makes ids unique and numbers everything.
pub(crate) fn collapse(read: ReadCorpus) -> Result<(Corpus, ReadingFacts)> {
    let Numbering { read_as, ids, id_rank } = Numbering::of(&read)?;
    let article_of_row = inverse(&read_as);
    let by_id = inverse(&id_rank);
    let ReadCorpus {
        table,
        paragraphs,
        ids: ids_as_read,
        echoes,
        seeds,
        article_keys,
        word_keys,
        character_keys,
        outlets,
        hosts,
        sources,
        catalog,
        originals,
        facts,
    } = read;
    let table = reordered(table, &article_of_row);
    let paragraphs = paragraphs.reordered(&article_of_row);
    let (unit_start, paragraph_start) = starts_of_units(&table, &paragraphs);
    let corpus = Corpus {
        table,
        paragraphs,
        echoes,
        keys: Some(ParagraphKeys { words: word_keys, characters: character_keys }),
        proposing: Some(Proposing { seeds, keys: article_keys, ids_as_read }),
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

/// The numbers of all articles.
struct Numbering {
    /// Article → place in the order of reading.
    read_as: Vec<u32>,
    ids: Ids,
    id_rank: Vec<u32>,
}

impl Numbering {
    fn of(read: &ReadCorpus) -> Result<Numbering> {
        let ReadCorpus { table, ids: as_read, catalog, .. } = read;
        let n = table.len() as u32;
        let by_id_as_read = in_text_order(n, |row| as_read.of_article(row));
        let renamed = renamed_duplicates(as_read, &by_id_as_read, table, catalog)?;
        let id = |row: u32| renamed.get(&row).map_or_else(|| as_read.of_article(row), String::as_str);
        let rows_by_id = if renamed.is_empty() { by_id_as_read } else { in_text_order(n, id) };
        let (read_as, id_rank) = by_hash_and_rank(table, &inverse(&rows_by_id));
        let bytes = as_read.bytes() as usize;
        let mut ids = Reordering::new(table.len(), bytes);
        (0..).zip(inverse(&read_as)).for_each(|(row, article)| ids.push(article, id(row).as_bytes()));
        Ok(Numbering { read_as, ids: Ids::in_order(ids, bytes, table.len()), id_rank })
    }
}

/// The first article and the first paragraph of each unit; one more of either at the end.
fn starts_of_units(table: &[TableRow], paragraphs: &Lists<ParagraphSketch>) -> (Vec<u32>, Vec<u32>) {
    let mut unit_start = Vec::new();
    let mut paragraph_start = Vec::new();
    let mut n_paragraphs = 0;
    let mut before = None;
    for ((article, row), of_article) in (0..).zip(table).zip(paragraphs.iter()) {
        if before != Some(row.text_hash) {
            unit_start.push(article);
            paragraph_start.push(n_paragraphs);
            n_paragraphs += of_article.len() as u32;
        }
        before = Some(row.text_hash);
    }
    unit_start.push(table.len() as u32);
    paragraph_start.push(n_paragraphs);
    unit_start.shrink_to_fit();
    paragraph_start.shrink_to_fit();
    (unit_start, paragraph_start)
}

/// For each article, in the order of their texts' hashes and then of their ids' ranks, its place in the order of reading and its rank.
fn by_hash_and_rank(table: &[TableRow], rank_of_row: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let halves = |hash: u128| ((hash >> 64) as u64, hash as u64);
    let mut keyed: Vec<((u64, u64), u32, u32)> = (table.iter().zip(rank_of_row).zip(0..))
        .map(|((row, rank), at)| (halves(row.text_hash), *rank, at))
        .collect();
    keyed.par_sort_unstable();
    keyed.into_iter().map(|(_, rank, row)| (row, rank)).unzip()
}

/// Band keys of all paragraphs.
pub(crate) struct ParagraphKeys {
    pub(crate) words: KeyStore,
    pub(crate) characters: KeyStore,
}

/// Where the band keys of a paragraph stand: its block, and its place among the block's paragraphs that have such keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PlaceOfKeys {
    pub(crate) block: u32,
    pub(crate) at: u32,
    /// The paragraph's place in what was asked for.
    pub(crate) number: u32,
}

impl Corpus {
    /// Places of the keys of paragraphs that `number` gives a number by their corpus-wide one; `has_keys` tells which have such, and `keys_before` how many
    /// stand before those of an article. In the order in which keys stand, because going over them band by band costs what memory costs.
    pub(crate) fn places_of_keys(
        &self,
        keys_before: impl Fn(&KeyCounts) -> u32,
        has_keys: impl Fn(&ParagraphSketch) -> bool,
        number: impl Fn(u32) -> Option<u32>,
    ) -> Vec<PlaceOfKeys> {
        let seeds = &self.proposing().seeds;
        let mut places = Vec::new();
        for unit in 0..self.n_units() {
            let article = self.article_of(unit);
            let block = seeds.block_of(self.read_as(article));
            let mut at = keys_before(&self.row(article).keys_before);
            for (paragraph, sketch) in self.paragraph_numbers(unit).zip(self.paragraph_sketches(unit)) {
                if !has_keys(sketch) {
                    continue;
                }
                if let Some(number) = number(paragraph) {
                    places.push(PlaceOfKeys { block, at, number });
                }
                at += 1;
            }
        }
        places.par_sort_unstable();
        places
    }

    /// Gives the band keys of paragraphs away: nothing asks for them once near ones were proposed, and they are most of what is held of an
    /// article.
    pub(crate) fn take_paragraph_keys(&mut self) -> Option<ParagraphKeys> {
        self.keys.take()
    }

    /// Forgets what proposes pairs of articles, and ids as they were read: nothing but another reading asks for either.
    pub(crate) fn forget_seeds(&mut self) {
        self.proposing = None;
    }

    fn proposing(&self) -> &Proposing {
        self.proposing.as_ref().expect("nothing proposes pairs after it was forgotten")
    }

    /// Calls `entry(key, unit)` for the key of each unit in one band, in the order in which keys stand; `units` are [`Corpus::units_by_row`].
    pub(crate) fn article_entries(
        &self,
        units: &[u32],
        band: usize,
        mut entry: impl FnMut(u32, u32) -> Result<()>,
    ) -> Result<()> {
        let Proposing { seeds, keys, .. } = self.proposing();
        for block in 0..seeds.n_blocks() {
            let keys = keys.band(block, band)?;
            let rows = seeds.rows_of_block(block);
            for (key, unit) in keys.iter().zip(&units[rows.start as usize..rows.end as usize]) {
                if *unit != u32::MAX {
                    entry(*key, *unit)?;
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

    /// Calls `each(paragraph, seed)` for the seeds of a unit, paragraphs numbered within it.
    pub(crate) fn for_each_seed(&self, unit: u32, each: impl FnMut(usize, u64)) -> Result<()> {
        self.proposing().seeds.for_each_seed(self.read_as(self.article_of(unit)), each)
    }

    /// For each article in the order of reading the unit that it stands for, `u32::MAX` for copies.
    pub(crate) fn units_by_row(&self) -> Vec<u32> {
        let mut units = vec![u32::MAX; self.table.len()];
        for unit in 0..self.n_units() {
            units[self.read_as[self.article_of(unit) as usize] as usize] = unit;
        }
        units
    }

    pub(crate) fn n_articles(&self) -> u32 {
        self.read_as.len() as u32
    }

    pub(crate) fn n_units(&self) -> u32 {
        self.unit_start.len() as u32 - 1
    }

    /// Articles of a unit's exact group.
    pub(crate) fn copies(&self, unit: u32) -> Range<u32> {
        self.unit_start[unit as usize]..self.unit_start[unit as usize + 1]
    }

    /// The article that stands for the unit.
    pub(crate) fn article_of(&self, unit: u32) -> u32 {
        self.unit_start[unit as usize]
    }

    pub(crate) fn unit_of(&self, article: u32) -> u32 {
        self.unit_start.partition_point(|start| *start <= article) as u32 - 1
    }

    pub(crate) fn id(&self, article: u32) -> &str {
        self.ids.of_article(article)
    }

    pub(crate) fn row(&self, article: u32) -> &TableRow {
        &self.table[article as usize]
    }

    /// The place of an article in the order of reading.
    pub(crate) fn read_as(&self, article: u32) -> u32 {
        self.read_as[article as usize]
    }

    /// Article by its place in the order of reading.
    pub(crate) fn articles_as_read(&self) -> Vec<u32> {
        inverse(&self.read_as)
    }

    /// For each block the place of its first article in the order of reading; one more at the end.
    pub(crate) fn first_rows_of_blocks(&self) -> &[u32] {
        self.proposing().seeds.first_rows()
    }

    /// Id as it was read, before ids were made unique, by the place in the order of reading.
    pub(crate) fn id_as_read(&self, row: u32) -> &str {
        self.proposing().ids_as_read.of_article(row)
    }

    pub(crate) fn outlet(&self, article: u32) -> Option<&str> {
        self.row(article).outlet.map(|number| self.outlets[number as usize].as_str())
    }

    /// Host of its address.
    pub(crate) fn host(&self, article: u32) -> Option<&str> {
        self.row(article).host.map(|number| self.hosts[number as usize].as_str())
    }

    /// Where its text says that it appeared before.
    pub(crate) fn appeared_before_in(&self, article: u32) -> Option<&str> {
        self.row(article).source.map(|number| self.sources[number as usize].as_str())
    }

    /// The agency whose words its credits say these are.
    pub(crate) fn agency(&self, article: u32) -> Option<AgencyNumber> {
        self.row(article).agency
    }

    /// The agency whose own site it stands on.
    pub(crate) fn own_agency(&self, article: u32) -> Option<AgencyNumber> {
        let row = self.row(article);
        row.host
            .and_then(|host| self.agency_of_host[host as usize])
            .or_else(|| self.agency_of_outlet[row.outlet? as usize])
    }

    /// Whether a name is that of the outlet it stands in.
    pub(crate) fn is_called(&self, article: u32, name: &str) -> bool {
        [self.outlet(article), self.host(article)].into_iter().flatten().any(|own| is_same_outlet(own, name))
    }

    pub(crate) fn published(&self, article: u32) -> Option<Published> {
        self.row(article).published
    }

    /// Address and title of an article.
    pub(crate) fn described(&self, article: u32) -> Result<crate::corpus::metadata::Described> {
        self.catalog.read(self.read_as[article as usize])
    }

    /// From the first byte to after the last of an article that is no white space; `None` where it has no paragraph.
    pub(crate) fn content(&self, article: u32) -> Option<Range<u32>> {
        let paragraphs = self.paragraphs.of(article as usize);
        Some(paragraphs.first()?.start..paragraphs.last()?.end)
    }

    pub(crate) fn n_paragraphs_of_article(&self, article: u32) -> usize {
        self.paragraphs.of(article as usize).len()
    }

    /// Paragraphs of a unit, by corpus-wide number.
    pub(crate) fn paragraph_numbers(&self, unit: u32) -> Range<u32> {
        self.paragraph_start[unit as usize]..self.paragraph_start[unit as usize + 1]
    }

    /// The unit of a paragraph, and the paragraph's number in it. O(log units).
    pub(crate) fn unit_of_paragraph(&self, paragraph: u32) -> (u32, u32) {
        let unit = self.paragraph_start.partition_point(|start| *start <= paragraph) as u32 - 1;
        (unit, paragraph - self.paragraph_start[unit as usize])
    }

    pub(crate) fn paragraph_sketches(&self, unit: u32) -> &[ParagraphSketch] {
        self.paragraphs.of(self.article_of(unit) as usize)
    }

    /// For each paragraph the hash of its tokens.
    pub(crate) fn paragraph_hashes(&self) -> Vec<u64> {
        let mut hashes = Vec::with_capacity(self.paragraph_start[self.n_units() as usize] as usize);
        for unit in 0..self.n_units() {
            hashes.extend(self.paragraph_sketches(unit).iter().map(|paragraph| paragraph.key));
        }
        hashes
    }

    pub(crate) fn paragraph(&self, paragraph: u32) -> &ParagraphSketch {
        let (unit, number) = self.unit_of_paragraph(paragraph);
        &self.paragraph_sketches(unit)[number as usize]
    }

    /// Echoes of all units: unit and echo, in the order of units.
    pub(crate) fn echoes(&self) -> Vec<(u32, Echo)> {
        let article_of_row = self.articles_as_read();
        let mut echoes = Vec::new();
        for (row, echo) in &self.echoes {
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
