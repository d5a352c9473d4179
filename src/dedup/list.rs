//! A list of removals read back: what it says about each record, and whether an input is the one
//! that it was made from.

use crate::dedup::rewrite::{RecordAction, Rewritten};
use crate::error::{Error, FileError, Result};
use crate::output::lines::rows_within;
use crate::output::{ListedInput, Removed, RemovedLevel};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use wirecopy_article::Document;
use wirecopy_index::RecordChain;
use wirecopy_io::{Block, Destination};
use wirecopy_news::removal::{cuts, is_whole_paragraph};
use xxhash_rust::xxh3::xxh3_64;

/// Bytes of the longest row of a list: it has two ids and a few numbers.
const ROW_BYTES_MAX: u64 = 64 << 20;

/// A list by file and line.
pub(super) struct List {
    files: BTreeMap<String, BTreeMap<u64, Entry>>,
    /// The input that it was made from, and the first row that describes it.
    input: Option<(u64, ListedInput)>,
}

/// The rows of a list about one record.
pub(super) struct Entry {
    /// Row of the list, from 1.
    row: u64,
    action: ListedAction,
    /// Paragraphs that are cut out of a record that is kept.
    paragraphs: Vec<Range<usize>>,
    hash: Option<u64>,
    /// Hash of all records before it.
    before: Option<u64>,
    is_matched: AtomicBool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListedAction {
    Remove,
    Keep,
    Skip,
}

/// A record of the input that the list names.
pub(super) struct ListMatch {
    /// Its index among the documents of its block.
    pub(super) index: usize,
    /// `file:line`.
    pub(super) location: String,
    row: u64,
    before: Option<u64>,
    misfit: Option<&'static str>,
}

impl List {
    /// Reads a list.
    ///
    /// # Errors
    /// [`Error::BadRecord`] with the first row that is not of a list or contradicts an earlier one.
    pub(super) fn read(path: &Path) -> Result<List> {
        let mut list = List { files: BTreeMap::new(), input: None };
        for (number, row) in (1..).zip(rows_within::<Removed>(path, ROW_BYTES_MAX)?) {
            let bad = |reason: String| Error::BadRecord { path: path.to_path_buf(), line: number, reason };
            list.add_row(number, &row?).map_err(bad)?;
        }
        for entry in list.files.values_mut().flat_map(BTreeMap::values_mut) {
            entry.paragraphs.sort_unstable_by_key(|bytes| (bytes.start, bytes.end));
            entry.paragraphs.dedup();
        }
        Ok(list)
    }

    /// Returns how many paragraphs it removes from records that are kept.
    pub(super) fn n_paragraphs(&self) -> u64 {
        let entries = self.files.values().flat_map(BTreeMap::values);
        entries.map(|entry| entry.paragraphs.len() as u64).sum()
    }

    /// Returns what it says of a document, if anything.
    pub(super) fn entry(&self, document: &Document<'_>) -> Option<&Entry> {
        self.files.get(&*document.file)?.get(&document.line)
    }

    fn add_row(&mut self, number: u64, row: &Removed) -> std::result::Result<(), String> {
        let action = match row.level {
            RemovedLevel::Article => ListedAction::Remove,
            RemovedLevel::Record => ListedAction::Skip,
            RemovedLevel::Paragraph => ListedAction::Keep,
        };
        self.check_input(number, row.input.as_ref())?;
        let before = row.input.as_ref().and_then(|input| input.before.as_deref());
        let entry = self.add(number, action, &row.location, (row.hash.as_deref(), before))?;
        if row.level == RemovedLevel::Paragraph {
            let bytes = row.start.zip(row.end).filter(|(start, end)| start < end);
            let (start, end) = bytes.ok_or("a paragraph has a start and an end after it")?;
            entry.paragraphs.push(start as usize..end as usize);
        } else if let Some(location) = &row.kept_location {
            self.add(number, ListedAction::Keep, location, (row.kept_hash.as_deref(), None))?;
        }
        Ok(())
    }

    fn add(
        &mut self,
        row: u64,
        action: ListedAction,
        location: &str,
        (hash, before): (Option<&str>, Option<&str>),
    ) -> std::result::Result<&mut Entry, String> {
        let (hash, before) = (hash.map(hash_of).transpose()?, before.map(hash_of).transpose()?);
        let (file, line) = location.rsplit_once(':').ok_or("a location is file:line")?;
        let line: u64 = line.parse().map_err(|_| "a location is file:line")?;
        let entries = self.files.entry(file.to_owned()).or_default();
        let entry = entries.entry(line).or_insert_with(|| Entry {
            row,
            action,
            paragraphs: Vec::new(),
            hash,
            before,
            is_matched: AtomicBool::new(false),
        });
        if entry.action != action {
            return Err(format!("{location} is kept by one row and removed by another (row {})", entry.row));
        }
        if entry.hash.is_some() && hash.is_some() && entry.hash != hash {
            return Err(format!("{location} has another hash in row {}", entry.row));
        }
        entry.before = entry.before.or(before);
        Ok(entry)
    }

    /// Checks that all rows were made from one input.
    fn check_input(&mut self, row: u64, input: Option<&ListedInput>) -> std::result::Result<(), String> {
        let Some(input) = input else { return Ok(()) };
        let (first, known) = self.input.get_or_insert_with(|| (row, input.clone()));
        match (known.records, &known.hash) == (input.records, &input.hash) {
            true => Ok(()),
            false => {
                Err(format!("it was made from another input than row {first}: apply one list at a time"))
            }
        }
    }

    /// Fails at once if a file has another name than in the list.
    pub(super) fn assert_names_inputs(&self, destination: &Destination) -> Result<()> {
        let Some((file, entries)) = self.files.iter().find(|(file, _)| !destination.has_input(file)) else {
            return Ok(());
        };
        let row = entries.values().map(|entry| entry.row).min().unwrap_or_default();
        Err(does_not_fit(&format!(
            "no input is called {file}, which row {row} names; name the inputs as they were named to dedup"
        )))
    }

    /// Fails if a record that the list names was not in the input.
    pub(super) fn assert_all_matched(&self) -> Result<()> {
        for (file, entries) in &self.files {
            let is_missing = |(_, entry): &(&u64, &Entry)| {
                entry.action != ListedAction::Skip && !entry.is_matched.load(Ordering::Relaxed)
            };
            if let Some((line, entry)) = entries.iter().find(is_missing) {
                let row = entry.row;
                return Err(does_not_fit(&format!("{file}:{line}, which row {row} names, is missing")));
            }
        }
        Ok(())
    }

    /// Fails if the input has other records than the list was made from, although the list names
    /// none of them.
    pub(super) fn assert_nothing_else(&self, read: &Rewritten, last_match: Option<&str>) -> Result<()> {
        let Some((_, ListedInput { records, hash, .. })) = &self.input else { return Ok(()) };
        let after = last_match.map_or(String::new(), |location| format!(" after {location}"));
        let n_read = read.records;
        match () {
            () if *records != n_read => Err(does_not_fit(&format!(
                "it was made from {records} records, and {n_read} are here; a record{after} is the first that differs"
            ))),
            () if *hash != format!("{:016x}", read.chain.hash()) => {
                Err(does_not_fit(&format!("a record{after}, which no row names, is another record")))
            }
            () => Ok(()),
        }
    }
}

impl Entry {
    /// Returns what happens to the record, and the match to check once the records before it are
    /// known.
    pub(super) fn apply(
        &self,
        (index, document): (usize, &Document<'_>),
        block: &Block,
    ) -> (RecordAction, ListMatch) {
        let action = self.action(document, block);
        let found = ListMatch {
            index,
            location: format!("{}:{}", document.file, document.line),
            row: self.row,
            before: self.before,
            misfit: action.as_ref().err().copied(),
        };
        (action.unwrap_or(RecordAction::Keep), found)
    }

    /// Returns what happens to the record, or what is wrong if it is not the one that the list
    /// names.
    fn action(
        &self,
        document: &Document<'_>,
        block: &Block,
    ) -> std::result::Result<RecordAction, &'static str> {
        if self.hash.is_some_and(|hash| hash != xxh3_64(document.record)) {
            return Err("is another record");
        }
        self.is_matched.store(true, Ordering::Relaxed);
        Ok(match self.action {
            ListedAction::Remove => RecordAction::Remove,
            ListedAction::Keep if self.paragraphs.is_empty() => RecordAction::Keep,
            ListedAction::Keep => {
                let record = without(document, block, &self.paragraphs);
                RecordAction::Rewrite(record.ok_or("has no such paragraphs")?)
            }
            ListedAction::Skip => RecordAction::Skip,
        })
    }
}

impl ListMatch {
    /// Fails if the record, or anything before it, is not what the list says.
    pub(super) fn assert_fits(&self, chain: RecordChain, last_match: Option<&str>) -> Result<()> {
        let ListMatch { location, row, .. } = self;
        if self.before.is_some_and(|before| before != chain.hash()) {
            let since = last_match.map_or(String::new(), |location| format!(" and after {location}"));
            return Err(does_not_fit(&format!(
                "before {location}, which row {row} names,{since} is another record, or one more or less"
            )));
        }
        self.misfit.map_or(Ok(()), |misfit| {
            Err(does_not_fit(&format!("{location}, which row {row} names, {misfit}")))
        })
    }
}

/// Returns the record without whole paragraphs of its text; `None` if one is not a paragraph, or
/// nothing would be left.
fn without(document: &Document<'_>, block: &Block, paragraphs: &[Range<usize>]) -> Option<Vec<u8>> {
    let text = &*document.text;
    let is_paragraph = |bytes: &Range<usize>| {
        text.get(bytes.clone()).is_some_and(|content| content.trim() == content)
            && is_whole_paragraph(text, bytes)
    };
    let are_apart = paragraphs.windows(2).all(|pair| pair[0].end <= pair[1].start);
    if !are_apart || !paragraphs.iter().all(is_paragraph) {
        return None;
    }
    block.without(document, &cuts(text, paragraphs))
}

fn hash_of(digits: &str) -> std::result::Result<u64, String> {
    u64::from_str_radix(digits, 16).map_err(|_| "a hash is 16 hex digits".into())
}

fn does_not_fit(why: &str) -> Error {
    let reason = format!("the list does not fit this input: {why}; nothing is written");
    FileError::Refused { reason }.into()
}
