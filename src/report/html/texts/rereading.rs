//! The texts of articles, read again from the inputs of the scan.

use super::record_index::{RecordIndex, WantedRecord};
use crate::error::Result;
use crate::ordered::in_order;
use crate::report::html::scan_rows::{NONE, ScanRows, StoryEntry, shortened};
use std::collections::{HashMap, HashSet};
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_io::{Block, Input, ReadOptions, open};

/// Bytes of the longest text in a page; a longer one is counted and left out.
pub(crate) const TEXT_BYTES_MAX: usize = 1 << 18;

/// Characters of the longest line of boilerplate that is shown.
const LINE_CHARACTERS_MAX: usize = 300;

/// Bytes per word, about.
const WORD_BYTES: u64 = 7;

/// The inputs that a scan read, and how it read them.
#[derive(Debug, Clone)]
pub struct TextInputs {
    /// The inputs.
    pub inputs: Vec<Input>,
    /// The way they are read.
    pub reading: ReadOptions,
}

/// The texts that were found again.
#[derive(Debug, Default)]
pub(crate) struct FoundTexts {
    /// Article → its text.
    pub(crate) texts: HashMap<u32, String>,
    /// Article and number of its span → the words of that boilerplate, if no row has them.
    pub(crate) lines: HashMap<(u32, u32), String>,
    /// Articles whose record is in none of the inputs.
    pub(crate) absent: u64,
    /// Articles whose text is too long for a page.
    pub(crate) too_long: u64,
    /// Articles whose record is no longer as the scan read it.
    pub(crate) changed: u64,
}

/// A text as it was found, or why it is not used.
enum Reread {
    Text(String),
    TooLong,
    Changed,
}

/// The texts and lines of one block of the inputs.
#[derive(Default)]
struct RereadBlock {
    texts: Vec<(u32, Reread)>,
    lines: Vec<((u32, u32), String)>,
}

/// Articles in the order in which their texts matter: of every story the
/// representative and one more member, then further members story by story, then the articles of
/// other pairs, then `examples`. As many as `bytes_max` may hold.
pub(crate) fn wanted(rows: &ScanRows, examples: &[u32], bytes_max: u64) -> Vec<u32> {
    let representative = |story: &StoryEntry| rows.numbers.get(&story.row.representative).copied();
    let first = rows.stories.iter().filter_map(representative);
    // In rounds: one member of each story, then a second one of each, and so on.
    let members = rows.stories.iter().zip(0..).flat_map(|(story, of): (&StoryEntry, usize)| {
        story.members.iter().enumerate().map(move |(round, (article, _))| (round, of, *article))
    });
    let mut rounds: Vec<(usize, usize, u32)> = members.collect();
    rounds.sort_unstable();
    let rounds = rounds.into_iter().map(|(_, _, article)| article);
    let paired = rows.pairs.iter().flat_map(|pair| [pair.a, pair.b]);
    let mut seen = HashSet::new();
    let mut bytes = 0;
    let mut wanted = Vec::new();
    for article in first.chain(rounds).chain(paired).chain(examples.iter().copied()) {
        if !seen.insert(article) {
            continue;
        }
        bytes += rows.articles[article as usize].words.saturating_mul(WORD_BYTES).min(TEXT_BYTES_MAX as u64);
        if bytes > bytes_max {
            break;
        }
        wanted.push(article);
    }
    wanted
}

/// The records of `wanted` articles, and those with boilerplate whose words no row has.
pub(crate) fn records_of<'rows>(rows: &'rows ScanRows, wanted: &[u32]) -> Vec<WantedRecord<'rows>> {
    let wanted: HashSet<u32> = wanted.iter().copied().collect();
    let mut records = Vec::new();
    for (article, number) in rows.articles.iter().zip(0..).filter(|(article, _)| article.file != NONE) {
        let spans = article.boilerplate.iter().zip(0..).filter(|(span, _)| span.words == NONE);
        let lines: Vec<_> =
            spans.map(|(span, index)| (index, span.start as usize..span.end as usize)).collect();
        let wants_text = wanted.contains(&number);
        if wants_text || !lines.is_empty() {
            records.push(WantedRecord {
                file: rows.files.label(article.file),
                line: article.line,
                ids: [&article.id, article.given_id.as_deref().unwrap_or(&article.id)],
                words: Some(article.words),
                number,
                lines,
                wants_text,
            });
        }
    }
    records
}

/// Reads the texts of records, and lines of boilerplate.
///
/// # Errors
/// When an input cannot be read.
pub(crate) fn read_texts(from: &TextInputs, records: &[WantedRecord<'_>]) -> Result<FoundTexts> {
    let index = RecordIndex::of(records);
    let mut found = FoundTexts::default();
    let mut seen = HashSet::new();
    let make = |_, block: &Block, analysis: &mut Analysis| reread(block, &from.reading, &index, analysis);
    in_order(open(&from.inputs, &from.reading)?, make, |block: RereadBlock| {
        for (article, text) in block.texts {
            match text {
                _ if !seen.insert(article) => {}
                Reread::Text(text) => drop(found.texts.insert(article, text)),
                Reread::TooLong => found.too_long += 1,
                Reread::Changed => found.changed += 1,
            }
        }
        found.lines.extend(block.lines);
        Ok(())
    })?;
    let wanted = records.iter().filter(|record| record.wants_text).count();
    found.absent = (wanted - seen.len()) as u64;
    Ok(found)
}

fn reread(
    block: &Block,
    reading: &ReadOptions,
    index: &RecordIndex<'_>,
    analysis: &mut Analysis,
) -> RereadBlock {
    let mut found = RereadBlock::default();
    for document in block.decode(reading).documents {
        for record in index.find(&document.file, document.line, &document.id) {
            for (index, range) in &record.lines {
                let line = document.text.get(range.clone()).map(|line| shortened(line, LINE_CHARACTERS_MAX));
                found.lines.extend(line.map(|line| ((record.number, *index), line)));
            }
            if record.wants_text {
                found.texts.push((record.number, checked(&document.text, record.words, analysis)));
            }
        }
    }
    found
}

fn checked(text: &str, words: Option<u64>, analysis: &mut Analysis) -> Reread {
    if text.len() > TEXT_BYTES_MAX {
        return Reread::TooLong;
    }
    analyse(text, analysis);
    match words.is_none_or(|words| words == analysis.tokens.len() as u64) {
        true => Reread::Text(text.to_owned()),
        false => Reread::Changed,
    }
}
