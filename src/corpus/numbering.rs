//! Numbers that depend on the texts alone: unique ids, copies of a text, distinct texts,
//! paragraphs.

use crate::corpus::article_row::TableRow;
use crate::corpus::ids::{Ids, renamed_duplicates};
use crate::corpus::read_corpus::{ReadCorpus, ReadingFacts};
use crate::corpus::sketched_block::ParagraphSketch;
use crate::error::Result;
use rayon::prelude::*;
use wirecopy_io::TextSource;
use wirecopy_news::credit::agency_of_site;
use wirecopy_scratch::order::{Reordering, inverse, reordered};
use wirecopy_scratch::{JaggedVec, in_text_order};

pub(crate) use crate::corpus::numbered_corpus::{Corpus, KeyPosition, ParagraphKeys};
use crate::corpus::numbered_corpus::{Proposing, SiteNames};

/// Makes ids unique and numbers everything.
///
/// # Errors
/// When the temporary folder fails.
pub(crate) fn collapse(read: ReadCorpus, text_source: TextSource) -> Result<(Corpus, ReadingFacts)> {
    let Numbering { input_row, ids, id_rank } = Numbering::of(&read)?;
    let article_of_row = inverse(&input_row);
    let by_id = inverse(&id_rank);
    let table = reordered(read.table, &article_of_row);
    let paragraphs = read.paragraphs.reordered(&article_of_row);
    let (text_start, paragraph_start) = starts_of_texts(&table, &paragraphs);
    let names = read.names;
    let corpus = Corpus {
        table,
        paragraphs,
        echoes: read.echoes,
        keys: Some(ParagraphKeys { words: read.word_keys, characters: read.character_keys }),
        proposing: Some(Proposing { seeds: read.seeds, keys: read.article_keys, ids_as_read: read.ids }),
        outlets: SiteNames::of(names.outlets, |outlet| agency_of_site(Some(outlet), None)),
        hosts: SiteNames::of(names.hosts, |host| agency_of_site(None, Some(host))),
        sources: names.sources.into_iter().collect(),
        metadata_column: read.metadata_column,
        text_source: text_source.with_blob_file(read.blob_file),
        input_row,
        ids,
        by_id,
        id_rank,
        text_start,
        paragraph_start,
    };
    Ok((corpus, read.facts))
}

/// The numbers of all articles.
struct Numbering {
    /// Article → its row in the order of reading.
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

/// Returns the first article and the first paragraph of each text; one more of either at the end.
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

/// Returns for each article, in the order of their texts' hashes and then of their ids' ranks, its
/// row in the order of reading and its rank.
fn by_hash_and_rank(table: &[TableRow], rank_of_row: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let halves = |hash: u128| ((hash >> 64) as u64, hash as u64);
    let mut keyed: Vec<((u64, u64), u32, u32)> = (table.iter().zip(rank_of_row).zip(0..))
        .map(|((row, rank), input_row)| (halves(row.text_hash), *rank, input_row))
        .collect();
    keyed.par_sort_unstable();
    keyed.into_iter().map(|(_, rank, row)| (row, rank)).unzip()
}
