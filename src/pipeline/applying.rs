//! A list of removals applied to the input that it was made from, without looking for anything again.

use super::preflight;
use super::rewriting::{Fate, Rewritten, rewrite};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::event::{Event, Observer, Stage};
use crate::formats::{Block, Destination, Input, ReadOptions, SurvivorWriter};
use crate::records::{Removed, RemovedLevel, Staged, rows};
use crate::survival::{cuts, is_whole_paragraph};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use xxhash_rust::xxh3::xxh3_64;

/// What an applied list did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// Records that stay.
    pub kept: u64,
    /// Articles that the list removed.
    pub removed: u64,
    /// Paragraphs that it removed from those that stay.
    pub paragraphs: u64,
}

/// Writes, unpublished, the records of the inputs that a list does not remove.
///
/// Every record that the list names must be where it was, byte for byte, and what it keeps may not be what it removes. A paragraph must be a whole one.
///
/// # Errors
/// [`Error::Refused`] with the first place that differs where the list does not fit; [`Error::BadRecord`] where it is no list; otherwise when an input
/// or the output fails.
pub fn apply(
    list: &Path,
    inputs: &[Input],
    reading: &ReadOptions,
    destination: &Destination,
    staged: &Staged,
    observer: &Observer<'_>,
) -> Result<Applied> {
    let reading = &preflight::with_survivors(reading, destination, staged)?;
    let list = List::read(list)?;
    observer(Event::Stage(Stage::Write));
    let mut writer = SurvivorWriter::create(destination, staged.path())?;
    let treat = |_, block: &Block, documents: &[Document<'_>]| {
        let fates: Result<Vec<Fate>> =
            documents.iter().map(|document| list.fate(document, block, reading)).collect();
        Ok((fates?, ()))
    };
    let Rewritten { kept, removed } = rewrite(inputs, reading, Some(&mut writer), observer, treat, Ok)?;
    list.assert_all_met()?;
    writer.finish()?;
    Ok(Applied { kept, removed, paragraphs: list.n_paragraphs() })
}

/// What a list says of one record.
struct Entry {
    /// Row of the list, from 1.
    row: u64,
    says: Says,
    /// Paragraphs that go out of a record that stays.
    paragraphs: Vec<Range<usize>>,
    hash: Option<String>,
    is_met: AtomicBool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Goes,
    Stays,
    IsNoArticle,
}

/// A list by file and line.
struct List {
    files: BTreeMap<String, BTreeMap<u64, Entry>>,
}

impl List {
    fn read(path: &Path) -> Result<List> {
        let mut list = List { files: BTreeMap::new() };
        for (number, row) in (1..).zip(rows::<Removed>(path)?) {
            let row = row?;
            let bad = |reason: String| Error::BadRecord { path: path.to_path_buf(), line: number, reason };
            let says = match row.level {
                RemovedLevel::Article => Says::Goes,
                RemovedLevel::Record => Says::IsNoArticle,
                RemovedLevel::Paragraph => Says::Stays,
            };
            let entry = list.add(number, says, &row.place, row.hash).map_err(bad)?;
            if row.level == RemovedLevel::Paragraph {
                let (start, end) = row
                    .start
                    .zip(row.end)
                    .filter(|(start, end)| start < end)
                    .ok_or_else(|| bad("a paragraph has a start and an end behind it".into()))?;
                entry.paragraphs.push(start as usize..end as usize);
                continue;
            }
            if let Some(place) = &row.kept_place {
                list.add(number, Says::Stays, place, row.kept_hash).map_err(bad)?;
            }
        }
        for entry in list.files.values_mut().flat_map(BTreeMap::values_mut) {
            entry.paragraphs.sort_unstable_by_key(|bytes| (bytes.start, bytes.end));
            entry.paragraphs.dedup();
        }
        Ok(list)
    }

    fn n_paragraphs(&self) -> u64 {
        let entries = self.files.values().flat_map(BTreeMap::values);
        entries.map(|entry| entry.paragraphs.len() as u64).sum()
    }

    fn add(
        &mut self,
        row: u64,
        says: Says,
        place: &str,
        hash: Option<String>,
    ) -> std::result::Result<&mut Entry, String> {
        let (file, line) = place.rsplit_once(':').ok_or("a place is file:line")?;
        let line: u64 = line.parse().map_err(|_| "a place is file:line")?;
        let entries = self.files.entry(file.to_owned()).or_default();
        let entry = entries.entry(line).or_insert_with(|| Entry {
            row,
            says,
            paragraphs: Vec::new(),
            hash: hash.clone(),
            is_met: AtomicBool::new(false),
        });
        if entry.says != says {
            return Err(format!("{place} stays by one row and goes by another (row {})", entry.row));
        }
        if entry.hash.is_some() && hash.is_some() && entry.hash != hash {
            return Err(format!("{place} has another hash in row {}", entry.row));
        }
        Ok(entry)
    }

    fn fate(&self, document: &Document<'_>, block: &Block, options: &ReadOptions) -> Result<Fate> {
        let entry = self.files.get(&*document.file).and_then(|entries| entries.get(&document.line));
        let Some(entry) = entry else { return Ok(Fate::Stays) };
        if let Some(hash) = &entry.hash
            && *hash != format!("{:016x}", xxh3_64(document.record))
        {
            return Err(refused(&document.file, document.line, entry.row, "is another record"));
        }
        entry.is_met.store(true, Ordering::Relaxed);
        Ok(match entry.says {
            Says::Goes => Fate::Goes,
            Says::Stays if entry.paragraphs.is_empty() => Fate::Stays,
            Says::Stays => {
                Fate::Changes(without(document, block, options, &entry.paragraphs).ok_or_else(|| {
                    refused(&document.file, document.line, entry.row, "has no such paragraphs")
                })?)
            }
            Says::IsNoArticle => Fate::Rejected,
        })
    }

    fn assert_all_met(&self) -> Result<()> {
        for (file, entries) in &self.files {
            let missing = |(_, entry): &(&u64, &Entry)| {
                entry.says != Says::IsNoArticle && !entry.is_met.load(Ordering::Relaxed)
            };
            if let Some((line, entry)) = entries.iter().find(missing) {
                return Err(refused(file, *line, entry.row, "is missing"));
            }
        }
        Ok(())
    }
}

/// The record without whole paragraphs of its text; `None` where one is none, or nothing would be left.
fn without(
    document: &Document<'_>,
    block: &Block,
    options: &ReadOptions,
    paragraphs: &[Range<usize>],
) -> Option<Vec<u8>> {
    let text = &*document.text;
    let is_one = |bytes: &Range<usize>| {
        text.get(bytes.clone()).is_some_and(|content| content.trim() == content)
            && is_whole_paragraph(text, bytes)
    };
    let are_apart = paragraphs.windows(2).all(|pair| pair[0].end <= pair[1].start);
    if !are_apart || !paragraphs.iter().all(is_one) {
        return None;
    }
    block.without(document, &cuts(text, paragraphs), options)
}

fn refused(file: &str, line: u64, row: u64, what: &str) -> Error {
    Error::Refused {
        reason: format!(
            "the list does not fit this input: {file}:{line}, which row {row} names, {what}; nothing is written"
        ),
    }
}
