//! Numbers that depend on the texts alone: unique ids, exact groups, units, paragraphs.

use super::paragraph_keys::KeyStore;
use super::reading::{ReadCorpus, ReadingFacts, TableRow};
use super::sketching::{ArticleSketch, BlockSketch, NO_KEYS, ParagraphSketch};
use crate::attribution::is_same_outlet;
use crate::credit::{AgencyNumber, agency_of_site};
use crate::document::Published;
use crate::error::Result;
use crate::formats::{Catalog, Originals};
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::Range;

/// Everything read, in canonical order.
///
/// *Articles* are numbered by (xxh3-128 of the tokens, id). Copies stand side by side, and the first of them is the *unit* that stands
/// for all; units are numbered in the same order, and so are the paragraphs of units.
pub(super) struct Corpus {
    blocks: Vec<BlockSketch>,
    keys: Option<ParagraphKeys>,
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
    ids: Vec<Box<str>>,
    /// Articles in the order of their ids.
    pub(super) by_id: Vec<u32>,
    /// Article → rank of its id.
    pub(super) id_rank: Vec<u32>,
    /// Unit → its first article; one more at the end.
    unit_start: Vec<u32>,
    /// Unit → its first paragraph; one more at the end.
    paragraph_start: Vec<u32>,
    /// Paragraph → its unit.
    unit_of_paragraph: Vec<u32>,
}

/// Makes ids unique and numbers everything.
pub(super) fn collapse(read: ReadCorpus) -> Result<(Corpus, ReadingFacts)> {
    let ReadCorpus {
        blocks,
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
    let ids: Vec<Box<str>> = read_as.par_iter().map(|row| id(*row).into()).collect();
    let mut by_id: Vec<u32> = (0..ids.len() as u32).collect();
    by_id.par_sort_unstable_by(|a, b| ids[*a as usize].cmp(&ids[*b as usize]));
    let mut id_rank = vec![0; ids.len()];
    for (rank, article) in (0..).zip(&by_id) {
        id_rank[*article as usize] = rank;
    }
    let mut unit_start: Vec<u32> = (0..ids.len() as u32)
        .filter(|at| *at == 0 || hash(read_as[*at as usize - 1]) != hash(read_as[*at as usize]))
        .collect();
    let mut paragraph_start = Vec::with_capacity(unit_start.len() + 1);
    let mut unit_of_paragraph = Vec::new();
    for (unit, start) in (0..).zip(&unit_start) {
        paragraph_start.push(unit_of_paragraph.len() as u32);
        let (block, at) = article(read_as[*start as usize]);
        unit_of_paragraph.extend(block.paragraphs_of(at).map(|_| unit));
    }
    paragraph_start.push(unit_of_paragraph.len() as u32);
    unit_of_paragraph.shrink_to_fit();
    unit_start.push(ids.len() as u32);
    let corpus = Corpus {
        blocks,
        keys: Some(ParagraphKeys { words: word_keys, characters: character_keys }),
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
        unit_of_paragraph,
    };
    Ok((corpus, facts))
}

/// New ids for all bearers of an id that is not unique: `id#<8 hex of the text's hash>`, then `~2`, `~3` for equal texts.
///
/// Equal texts under one id are told apart by what else was read of them, so that the order of reading does not matter.
fn renamed_duplicates<'a>(
    table: &[TableRow],
    catalog: &Catalog,
    given: impl Fn(u32) -> &'a str + Sync,
    hash: impl Fn(u32) -> u128 + Sync,
) -> Result<HashMap<u32, String>> {
    let mut rows: Vec<u32> = (0..table.len() as u32).collect();
    rows.par_sort_unstable_by(|a, b| (given(*a), hash(*a)).cmp(&(given(*b), hash(*b))));
    let is_given = |id: &str| rows.binary_search_by(|row| given(*row).cmp(id)).is_ok();
    let mut renamed = HashMap::new();
    for bearers in rows.chunk_by(|a, b| given(*a) == given(*b)).filter(|bearers| bearers.len() > 1) {
        for equal in bearers.chunk_by(|a, b| hash(*a) == hash(*b)) {
            let mut described = Vec::with_capacity(equal.len());
            for row in equal {
                let described_as = catalog.read(*row)?;
                described.push((described_as, table[*row as usize].published, *row));
            }
            described.sort();
            let id = format!("{}#{:08x}", given(equal[0]), (hash(equal[0]) >> 96) as u32);
            let mut numbers = (1u32..).map(|n| if n == 1 { id.clone() } else { format!("{id}~{n}") });
            for (_, _, row) in described {
                let free =
                    numbers.find(|id| !is_given(id)).expect("one of more numbers than articles is free");
                renamed.insert(row, free);
            }
        }
    }
    Ok(renamed)
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

    fn seeds_of(&self, at: usize) -> Range<usize> {
        let start = if at == 0 { 0 } else { self.articles[at - 1].seeds_end as usize };
        start..self.articles[at].seeds_end as usize
    }
}

/// One paragraph of a unit with its seeds.
pub(super) struct ParagraphView<'corpus> {
    pub(super) sketch: &'corpus ParagraphSketch,
    pub(super) seeds: &'corpus [u64],
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
    /// Places of the keys of paragraphs; `at` gives a paragraph's place in its block. In the order in which keys stand in memory, because going
    /// over them band by band costs what memory costs.
    pub(super) fn places_of_keys(
        &self,
        paragraphs: &[u32],
        at: impl Fn(&ParagraphSketch) -> u32 + Sync,
    ) -> Vec<PlaceOfKeys> {
        let mut places: Vec<PlaceOfKeys> = paragraphs
            .par_iter()
            .enumerate()
            .filter_map(|(number, paragraph)| {
                let block = self.row(self.article_of(self.unit_of_paragraph(*paragraph).0)).block;
                let at = at(self.paragraph(*paragraph));
                (at != NO_KEYS).then_some(PlaceOfKeys { block, at, number: number as u32 })
            })
            .collect();
        places.par_sort_unstable();
        places
    }

    /// Gives the band keys of paragraphs away: nothing asks for them once near ones were proposed, and they are most of what is held of an
    /// article.
    pub(super) fn take_paragraph_keys(&mut self) -> Option<ParagraphKeys> {
        self.keys.take()
    }

    /// Forgets what proposes pairs of articles, and ids as they were read: nothing but another reading asks for either.
    pub(super) fn forget_seeds(&mut self) {
        for block in &mut self.blocks {
            block.ids = String::new();
            block.article_keys = Vec::new();
            block.seeds = Vec::new();
            block.paragraphs.iter_mut().for_each(|paragraph| paragraph.seeds_end = 0);
            block.articles.iter_mut().for_each(|article| article.seeds_end = 0);
        }
    }

    /// Calls `entry(key, unit)` for the key of each unit in one band, in the order in which keys stand in memory; `units` are
    /// [`Corpus::units_by_row`].
    pub(super) fn article_entries(
        &self,
        units: &[u32],
        band: usize,
        n_bands: usize,
        mut entry: impl FnMut(u32, u32),
    ) {
        for (TableRow { block, in_block, .. }, unit) in self.table.iter().zip(units) {
            if *unit != u32::MAX {
                entry(self.blocks[*block as usize].article_keys[*in_block as usize * n_bands + band], *unit);
            }
        }
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
        self.ids.len() as u32
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
        &self.ids[article as usize]
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

    /// The unit of a paragraph, and the paragraph's number in it.
    pub(super) fn unit_of_paragraph(&self, paragraph: u32) -> (u32, u32) {
        let unit = self.unit_of_paragraph[paragraph as usize];
        (unit, paragraph - self.paragraph_start[unit as usize])
    }

    pub(super) fn paragraph_sketches(&self, unit: u32) -> &[ParagraphSketch] {
        let (block, at) = self.block_of(self.article_of(unit));
        &block.paragraphs[block.paragraphs_of(at)]
    }

    /// Paragraphs of a unit with their seeds.
    pub(super) fn paragraphs(&self, unit: u32) -> impl Iterator<Item = ParagraphView<'_>> {
        let (block, at) = self.block_of(self.article_of(unit));
        let mut start = block.seeds_of(at).start;
        block.paragraphs[block.paragraphs_of(at)].iter().map(move |sketch| {
            let seeds = &block.seeds[start..sketch.seeds_end as usize];
            start = sketch.seeds_end as usize;
            ParagraphView { sketch, seeds }
        })
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
