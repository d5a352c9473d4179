//! A list of removals applied to the input that it was made from, without looking for anything again.

use crate::corpus::estimate;
use crate::corpus::record_chain::RecordChain;
use crate::dedup::rewrite::{RecordAction, Rewritten, rewrite};
use crate::error::{Error, Result};
use crate::output::{ListedInput, Removed, RemovedLevel, Staged, rows};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use wirecopy_article::Document;
use wirecopy_article::event::{Event, Observer, Stage};
use wirecopy_io::{Block, Destination, Input, ReadOptions, RecordWriter};
use wirecopy_news::removal::{cuts, is_whole_paragraph};
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
/// Nothing but the records that the list was made from may stand in the inputs, as far as a row tells what these were: of a record that no row names it is known
/// between which two named ones it differs.
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
    let reading = &estimate::with_survivors(reading, destination, staged)?;
    let list = List::read(list)?;
    list.assert_names_inputs(destination)?;
    observer(Event::Stage(Stage::Write));
    let mut writer = RecordWriter::create(destination, staged.path())?;
    let treat = |_, block: &Block, documents: &[Document<'_>]| {
        let mut fates = Vec::with_capacity(documents.len());
        let mut met = Vec::new();
        for (at, document) in documents.iter().enumerate() {
            let entry = list.entry(document);
            let fate = entry.map_or(Ok(RecordAction::Stays), |entry| entry.fate(document, block, reading));
            if let Some(entry) = entry {
                let misfit = fate.as_ref().err().copied();
                met.push(ListMatch {
                    at,
                    place: place_of(document),
                    row: entry.row,
                    before: entry.before,
                    misfit,
                });
            }
            fates.push(fate.unwrap_or(RecordAction::Stays));
        }
        Ok((fates, met))
    };
    let mut last_met = None;
    let counts =
        rewrite(inputs, reading, Some(&mut writer), observer, treat, |met: Vec<ListMatch>, chains| {
            for met in met {
                met.assert_fits(chains[met.at], last_met.as_deref())?;
                last_met = Some(met.place);
            }
            Ok(())
        })?;
    list.assert_all_met()?;
    list.assert_nothing_else(&counts, last_met.as_deref())?;
    writer.finish()?;
    let Rewritten { kept, removed, .. } = counts;
    Ok(Applied { kept, removed, paragraphs: list.n_paragraphs() })
}

fn place_of(document: &Document<'_>) -> String {
    format!("{}:{}", document.file, document.line)
}

/// A record that the list names, where it was found.
struct ListMatch {
    /// Its number among the documents of its block.
    at: usize,
    place: String,
    row: u64,
    before: Option<u64>,
    misfit: Option<&'static str>,
}

impl ListMatch {
    /// Fails where it is not what the list says, or something before it is not.
    fn assert_fits(&self, chain: RecordChain, last_met: Option<&str>) -> Result<()> {
        let ListMatch { place, row, .. } = self;
        if self.before.is_some_and(|before| before != chain.hash()) {
            let since = last_met.map_or(String::new(), |place| format!(" and behind {place}"));
            return Err(does_not_fit(&format!(
                "before {place}, which row {row} names,{since} is another record, or one more or less"
            )));
        }
        self.misfit
            .map_or(Ok(()), |misfit| Err(does_not_fit(&format!("{place}, which row {row} names, {misfit}"))))
    }
}

/// What a list says of one record.
struct Entry {
    /// Row of the list, from 1.
    row: u64,
    says: ListedAction,
    /// Paragraphs that go out of a record that stays.
    paragraphs: Vec<Range<usize>>,
    hash: Option<u64>,
    /// Hash of all records before it.
    before: Option<u64>,
    is_met: AtomicBool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListedAction {
    Goes,
    Stays,
    IsNoArticle,
}

/// A list by file and line.
struct List {
    files: BTreeMap<String, BTreeMap<u64, Entry>>,
    /// What it was made from, and the first row that tells it.
    input: Option<(u64, ListedInput)>,
}

impl List {
    fn read(path: &Path) -> Result<List> {
        let mut list = List { files: BTreeMap::new(), input: None };
        for (number, row) in (1..).zip(rows::<Removed>(path)?) {
            let row = row?;
            let bad = |reason: String| Error::BadRecord { path: path.to_path_buf(), line: number, reason };
            let says = match row.level {
                RemovedLevel::Article => ListedAction::Goes,
                RemovedLevel::Record => ListedAction::IsNoArticle,
                RemovedLevel::Paragraph => ListedAction::Stays,
            };
            list.made_from(number, row.input.as_ref()).map_err(bad)?;
            let before = row.input.as_ref().and_then(|input| input.before.as_deref());
            let entry = list.add(number, says, &row.place, (row.hash.as_deref(), before)).map_err(bad)?;
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
                list.add(number, ListedAction::Stays, place, (row.kept_hash.as_deref(), None))
                    .map_err(bad)?;
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
        says: ListedAction,
        place: &str,
        (hash, before): (Option<&str>, Option<&str>),
    ) -> std::result::Result<&mut Entry, String> {
        let (hash, before) = (hash.map(hash_of).transpose()?, before.map(hash_of).transpose()?);
        let (file, line) = place.rsplit_once(':').ok_or("a place is file:line")?;
        let line: u64 = line.parse().map_err(|_| "a place is file:line")?;
        let entries = self.files.entry(file.to_owned()).or_default();
        let entry = entries.entry(line).or_insert_with(|| Entry {
            row,
            says,
            paragraphs: Vec::new(),
            hash,
            before,
            is_met: AtomicBool::new(false),
        });
        if entry.says != says {
            return Err(format!("{place} stays by one row and goes by another (row {})", entry.row));
        }
        if entry.hash.is_some() && hash.is_some() && entry.hash != hash {
            return Err(format!("{place} has another hash in row {}", entry.row));
        }
        entry.before = entry.before.or(before);
        Ok(entry)
    }

    /// Notes what a row was made from; all were made from one input.
    fn made_from(&mut self, row: u64, input: Option<&ListedInput>) -> std::result::Result<(), String> {
        let Some(input) = input else { return Ok(()) };
        let (first, known) = self.input.get_or_insert_with(|| (row, input.clone()));
        match (known.records, &known.hash) == (input.records, &input.hash) {
            true => Ok(()),
            false => {
                Err(format!("it was made from another input than row {first}: apply one list at a time"))
            }
        }
    }

    fn entry(&self, document: &Document<'_>) -> Option<&Entry> {
        self.files.get(&*document.file)?.get(&document.line)
    }

    /// Fails at once where a file has another name than in the list.
    fn assert_names_inputs(&self, destination: &Destination) -> Result<()> {
        let Some((file, entries)) = self.files.iter().find(|(file, _)| !destination.has_input(file)) else {
            return Ok(());
        };
        let row = entries.values().map(|entry| entry.row).min().unwrap_or_default();
        Err(does_not_fit(&format!(
            "no input is called {file}, which row {row} names; name the inputs as they were named to dedup"
        )))
    }

    fn assert_all_met(&self) -> Result<()> {
        for (file, entries) in &self.files {
            let missing = |(_, entry): &(&u64, &Entry)| {
                entry.says != ListedAction::IsNoArticle && !entry.is_met.load(Ordering::Relaxed)
            };
            if let Some((line, entry)) = entries.iter().find(missing) {
                let row = entry.row;
                return Err(does_not_fit(&format!("{file}:{line}, which row {row} names, is missing")));
            }
        }
        Ok(())
    }

    /// Fails where there are other records than the list was made from, none of which it names.
    fn assert_nothing_else(&self, read: &Rewritten, last_met: Option<&str>) -> Result<()> {
        let Some((_, ListedInput { records, hash, .. })) = &self.input else { return Ok(()) };
        let behind = last_met.map_or(String::new(), |place| format!(" behind {place}"));
        match () {
            () if *records != read.records => Err(does_not_fit(&format!(
                "it was made from {records} records, and {} are here; the first that differs stands{behind}",
                read.records
            ))),
            () if *hash != format!("{:016x}", read.chain.hash()) => {
                Err(does_not_fit(&format!("a record{behind}, which no row names, is another record")))
            }
            () => Ok(()),
        }
    }
}

impl Entry {
    /// What becomes of the record; what is wrong where it is not the one that the list names.
    fn fate(
        &self,
        document: &Document<'_>,
        block: &Block,
        options: &ReadOptions,
    ) -> std::result::Result<RecordAction, &'static str> {
        if self.hash.is_some_and(|hash| hash != xxh3_64(document.record)) {
            return Err("is another record");
        }
        self.is_met.store(true, Ordering::Relaxed);
        Ok(match self.says {
            ListedAction::Goes => RecordAction::Goes,
            ListedAction::Stays if self.paragraphs.is_empty() => RecordAction::Stays,
            ListedAction::Stays => {
                let record = without(document, block, options, &self.paragraphs);
                RecordAction::Changes(record.ok_or("has no such paragraphs")?)
            }
            ListedAction::IsNoArticle => RecordAction::Rejected,
        })
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

fn hash_of(digits: &str) -> std::result::Result<u64, String> {
    u64::from_str_radix(digits, 16).map_err(|_| "a hash is 16 hex digits".into())
}

fn does_not_fit(why: &str) -> Error {
    Error::Refused { reason: format!("the list does not fit this input: {why}; nothing is written") }
}
