//! Numbers that depend on the texts alone: unique ids, copies of a text, distinct texts,
//! paragraphs.

use crate::corpus::article_row::TableRow;
use crate::corpus::ids::{Ids, renamed_duplicates};
use crate::corpus::numbered_corpus::SiteNames;
use crate::corpus::read_corpus::{ReadCorpus, ReadingFacts};
use crate::corpus::seeded_corpus::{ParagraphKeys, SeededCorpus};
use crate::corpus::sketched_block::{ParagraphSketch, PieceSketch};
use crate::error::Result;
use crate::numbers::{ArticleId, IdRank, InputRow, ParagraphId, PieceId, TextId, inverse};
use rayon::prelude::*;
use typed_index_collections::{TiSlice, TiVec};
use wirecopy_io::TextSource;
use wirecopy_news::credit::agency_of_site;
use wirecopy_news::kind::PageKind;
use wirecopy_scratch::order::{Reordering, reordered};
use wirecopy_scratch::{JaggedVec, in_text_order};

pub(crate) use crate::corpus::numbered_corpus::Corpus;

/// Everything that was read, numbered.
pub(crate) struct NumberedReading {
    pub(crate) seeded: SeededCorpus,
    pub(crate) paragraph_keys: ParagraphKeys,
    pub(crate) facts: ReadingFacts,
}

/// Makes ids unique and numbers everything.
///
/// # Errors
/// When the temporary folder fails.
pub(crate) fn collapse(mut read: ReadCorpus, text_source: TextSource) -> Result<NumberedReading> {
    let Numbering { input_row, ids, id_rank, n_read_again } = Numbering::of(&read)?;
    let own_rows = read.own_rows.unwrap_or(read.table.next_key());
    // An article of another input, compared with this one, is not a record that was read twice.
    read.facts.read_again = if own_rows == read.table.next_key() { n_read_again } else { 0 };
    read.facts.only_outlet = read.names.outlets.first().filter(|_| read.names.outlets.len() == 1).cloned();
    let article_of_row = inverse(&input_row);
    let by_id = inverse(&id_rank);
    let mut table: TiVec<ArticleId, TableRow> = reordered(read.table.into(), &article_of_row.raw).into();
    pardon_short_texts(&mut table);
    let paragraphs = read.paragraphs.reordered(&article_of_row.raw);
    let pieces = read.pieces.reordered(&article_of_row.raw);
    let (text_start, paragraph_start) = starts_of_texts(&table, &paragraphs);
    let piece_start = starts_of_pieces(&text_start, &pieces);
    let names = read.names;
    let corpus = Corpus {
        han: read.han,
        table,
        paragraphs,
        pieces,
        echoes: read.echoes,
        outlets: SiteNames::of(names.outlets, |outlet| agency_of_site(Some(outlet), None)),
        hosts: SiteNames::of(names.hosts, |host| agency_of_site(None, Some(host))),
        sources: names.sources.into_iter().collect(),
        metadata_column: read.metadata_column,
        text_source: text_source.with_blob_file(read.blob_file),
        input_row,
        own_rows,
        ids,
        by_id,
        id_rank,
        text_start,
        paragraph_start,
        piece_start,
    };
    Ok(NumberedReading {
        seeded: SeededCorpus { corpus, seeds: read.seeds, keys: read.article_keys, ids_as_read: read.ids },
        paragraph_keys: ParagraphKeys { words: read.word_keys, characters: read.character_keys },
        facts: read.facts,
    })
}

/// The numbers of all articles.
struct Numbering {
    input_row: TiVec<ArticleId, InputRow>,
    ids: Ids<ArticleId>,
    id_rank: TiVec<ArticleId, IdRank>,
    /// Records of which an earlier one has the id and the text.
    n_read_again: u64,
}

impl Numbering {
    fn of(read: &ReadCorpus) -> Result<Numbering> {
        let ReadCorpus { table, ids: as_read, metadata_column, .. } = read;
        let n = table.len() as u32;
        let by_id_as_read = in_text_order(n, |row| as_read.of(row));
        let (renamed, n_read_again) = renamed_duplicates(as_read, &by_id_as_read, table, metadata_column)?;
        let id = |row: InputRow| renamed.get(&row).map_or_else(|| as_read.of(row), String::as_str);
        let rows_by_id = if renamed.is_empty() { by_id_as_read } else { in_text_order(n, id) };
        let (input_row, id_rank) = by_hash_and_rank(table, &inverse(&TiVec::from(rows_by_id)));
        let bytes = as_read.bytes() as usize;
        let mut ids = Reordering::new(table.len(), bytes);
        for (row, article) in inverse(&input_row).iter_enumerated() {
            ids.push((*article).into(), id(row).as_bytes());
        }
        Ok(Numbering { input_row, ids: Ids::in_order(ids, bytes, table.len()), id_rank, n_read_again })
    }
}

/// A corpus of which half the articles have fewer tokens is one of headlines, posts or alerts: its
/// short texts are all there was.
const SHORT_TOKENS_MAX: u32 = 60;

/// Takes texts of a corpus of short texts for what they are, not for what extraction left of them.
fn pardon_short_texts(table: &mut TiSlice<ArticleId, TableRow>) {
    let short = table.iter().filter(|row| row.tokens < SHORT_TOKENS_MAX).count();
    if 2 * short > table.len() {
        table
            .iter_mut()
            .filter(|row| row.kind == PageKind::FailedExtraction)
            .for_each(|row| row.kind = PageKind::Article);
    }
}

/// Returns the first article and the first paragraph of each text; one more of either at the end.
fn starts_of_texts(
    table: &TiSlice<ArticleId, TableRow>,
    paragraphs: &JaggedVec<ParagraphSketch, ArticleId>,
) -> (TiVec<TextId, ArticleId>, TiVec<TextId, ParagraphId>) {
    let mut text_start = TiVec::new();
    let mut paragraph_start = TiVec::new();
    let mut n_paragraphs = ParagraphId::from(0u32);
    let mut before = None;
    for ((article, row), of_article) in table.iter_enumerated().zip(paragraphs.iter()) {
        if before != Some(row.text_hash) {
            text_start.push(article);
            paragraph_start.push(n_paragraphs);
            n_paragraphs = n_paragraphs + of_article.len() as u32;
        }
        before = Some(row.text_hash);
    }
    text_start.push(table.next_key());
    paragraph_start.push(n_paragraphs);
    text_start.shrink_to_fit();
    paragraph_start.shrink_to_fit();
    (text_start, paragraph_start)
}

/// Returns the first piece of each text; one more at the end.
fn starts_of_pieces(
    text_start: &TiSlice<TextId, ArticleId>,
    pieces: &JaggedVec<PieceSketch, ArticleId>,
) -> TiVec<TextId, PieceId> {
    let mut next = PieceId::from(0u32);
    let mut starts = TiVec::with_capacity(text_start.len());
    for first in &text_start.raw[..text_start.len() - 1] {
        starts.push(next);
        next = next + pieces.of(*first).len() as u32;
    }
    starts.push(next);
    starts
}

/// Returns for each article, in the order of their texts' hashes and then of their ids' ranks, its
/// row in reading order and its rank.
fn by_hash_and_rank(
    table: &TiSlice<InputRow, TableRow>,
    rank_of_row: &TiSlice<InputRow, IdRank>,
) -> (TiVec<ArticleId, InputRow>, TiVec<ArticleId, IdRank>) {
    let halves = |hash: u128| ((hash >> 64) as u64, hash as u64);
    let mut keyed: Vec<((u64, u64), IdRank, InputRow)> = (table.iter_enumerated().zip(rank_of_row))
        .map(|((input_row, row), rank)| (halves(row.text_hash), *rank, input_row))
        .collect();
    keyed.par_sort_unstable();
    keyed.into_iter().map(|(_, rank, row)| (row, rank)).unzip()
}
