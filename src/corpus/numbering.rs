//! Numbers that depend on the texts alone: unique ids, exact groups, texts, paragraphs.

use crate::corpus::band_keys::KeyStore;
use crate::corpus::ids::{Ids, renamed_duplicates};
use crate::corpus::ingest::{KeyCounts, ReadCorpus, ReadingFacts, TableRow};
use crate::corpus::metadata::MetadataColumn;
use crate::corpus::seed_store::{SeedStore, SeedsOfBlock};
use crate::corpus::sketch::ParagraphSketch;
use crate::corpus::text_order::in_text_order;
use crate::error::Result;
use crate::paragraphs::Echo;
use rayon::prelude::*;
use std::ops::Range;
use wirecopy_article::Published;
use wirecopy_io::TextSource;
use wirecopy_news::credit::{AgencyNumber, agency_of_site};
use wirecopy_news::story::is_same_outlet;
use wirecopy_scratch::JaggedVec;
use wirecopy_scratch::order::{Reordering, inverse, reordered};

/// Everything read, in canonical order.
///
/// *Articles* are numbered by (xxh3-128 of the tokens, id). Copies stand side by side, and the first of them is the *text* that stands
/// for all; texts are numbered in the same order, and so are the paragraphs of texts. Tables stand in that order, because everything is gone through in it.
pub(crate) struct Corpus {
    table: Vec<TableRow>,
    paragraphs: JaggedVec<ParagraphSketch>,
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
    metadata_column: MetadataColumn,
    pub(crate) text_source: TextSource,
    /// Article → place in the order of reading.
    input_row: Vec<u32>,
    ids: Ids,
    /// Articles in the order of their ids.
    pub(crate) by_id: Vec<u32>,
    /// Article → rank of its id.
    pub(crate) id_rank: Vec<u32>,
    /// Unit → its first article; one more at the end.
    text_start: Vec<u32>,
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
    let Numbering { input_row, ids, id_rank } = Numbering::of(&read)?;
    let article_of_row = inverse(&input_row);
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
        metadata_column,
        text_source,
        facts,
    } = read;
    let table = reordered(table, &article_of_row);
    let paragraphs = paragraphs.reordered(&article_of_row);
    let (text_start, paragraph_start) = starts_of_texts(&table, &paragraphs);
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
        metadata_column,
        text_source,
        input_row,
        ids,
        by_id,
        id_rank,
        text_start,
        paragraph_start,
    };
    Ok((corpus, facts))
}

/// The numbers of all articles.
struct Numbering {
    /// Article → place in the order of reading.
    input_row: Vec<u32>,
    ids: Ids,
    id_rank: Vec<u32>,
}

impl Numbering {
    fn of(read: &ReadCorpus) -> Result<Numbering> {
        let ReadCorpus { table, ids: as_read, metadata_column, .. } = read;
        let n = table.len() as u32;
        let by_id_as_read = in_text_order(n, |row| as_read.of_article(row));
        let renamed = renamed_duplicates(as_read, &by_id_as_read, table, metadata_column)?;
        let id = |row: u32| renamed.get(&row).map_or_else(|| as_read.of_article(row), String::as_str);
        let rows_by_id = if renamed.is_empty() { by_id_as_read } else { in_text_order(n, id) };
        let (input_row, id_rank) = by_hash_and_rank(table, &inverse(&rows_by_id));
        let bytes = as_read.bytes() as usize;
        let mut ids = Reordering::new(table.len(), bytes);
        (0..).zip(inverse(&input_row)).for_each(|(row, article)| ids.push(article, id(row).as_bytes()));
        Ok(Numbering { input_row, ids: Ids::in_order(ids, bytes, table.len()), id_rank })
    }
}

/// The first article and the first paragraph of each text; one more of either at the end.
fn starts_of_texts(table: &[TableRow], paragraphs: &JaggedVec<ParagraphSketch>) -> (Vec<u32>, Vec<u32>) {
    let mut text_start = Vec::new();
    let mut paragraph_start = Vec::new();
    let mut n_paragraphs = 0;
    let mut before = None;
    for ((article, row), of_article) in (0..).zip(table).zip(paragraphs.iter()) {
        if before != Some(row.text_hash) {
            text_start.push(article);
            paragraph_start.push(n_paragraphs);
            n_paragraphs += of_article.len() as u32;
        }
        before = Some(row.text_hash);
    }
    text_start.push(table.len() as u32);
    paragraph_start.push(n_paragraphs);
    text_start.shrink_to_fit();
    paragraph_start.shrink_to_fit();
    (text_start, paragraph_start)
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
        for text_id in 0..self.n_texts() {
            let article = self.article_of(text_id);
            let block = seeds.block_of(self.input_row(article));
            let mut at = keys_before(&self.row(article).keys_before);
            for (paragraph, sketch) in self.paragraph_numbers(text_id).zip(self.paragraph_sketches(text_id)) {
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

    /// Calls `entry(key, text_id)` for the key of each text in one band, in the order in which keys stand; `text_ids` are [`Corpus::texts_by_row`].
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
        self.proposing().seeds.for_each_seed(self.input_row(self.article_of(text_id)), each)
    }

    /// For each article in the order of reading the text that it stands for, `u32::MAX` for copies.
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

    /// Articles of a text's exact group.
    pub(crate) fn copies(&self, text_id: u32) -> Range<u32> {
        self.text_start[text_id as usize]..self.text_start[text_id as usize + 1]
    }

    /// The article that stands for the text.
    pub(crate) fn article_of(&self, text_id: u32) -> u32 {
        self.text_start[text_id as usize]
    }

    pub(crate) fn text_of(&self, article: u32) -> u32 {
        self.text_start.partition_point(|start| *start <= article) as u32 - 1
    }

    pub(crate) fn id(&self, article: u32) -> &str {
        self.ids.of_article(article)
    }

    pub(crate) fn row(&self, article: u32) -> &TableRow {
        &self.table[article as usize]
    }

    /// The place of an article in the order of reading.
    pub(crate) fn input_row(&self, article: u32) -> u32 {
        self.input_row[article as usize]
    }

    /// Article by its place in the order of reading.
    pub(crate) fn articles_as_read(&self) -> Vec<u32> {
        inverse(&self.input_row)
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
    pub(crate) fn metadata(&self, article: u32) -> Result<crate::corpus::metadata::ArticleMetadata> {
        self.metadata_column.read(self.input_row[article as usize])
    }

    /// From the first byte to after the last of an article that is no white space; `None` where it has no paragraph.
    pub(crate) fn content(&self, article: u32) -> Option<Range<u32>> {
        let paragraphs = self.paragraphs.of(article as usize);
        Some(paragraphs.first()?.start..paragraphs.last()?.end)
    }

    pub(crate) fn n_paragraphs_of_article(&self, article: u32) -> usize {
        self.paragraphs.of(article as usize).len()
    }

    /// Paragraphs of a text, by corpus-wide number.
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

    /// For each paragraph the hash of its tokens.
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

    /// Echoes of all texts: text and echo, in the order of texts.
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
