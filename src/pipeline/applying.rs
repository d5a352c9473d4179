//! A list of removals applied to the input that it was made from, without looking for anything again.

use super::rewriting::{Fate, Rewritten, rewrite};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::event::{Event, Observer, Stage};
use crate::formats::{Destination, Input, ReadOptions, SurvivorWriter};
use crate::records::{Removed, RemovedLevel, Staged, rows};
use std::collections::BTreeMap;
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
}

/// Writes, unpublished, the records of the inputs that a list does not remove.
///
/// Every record that the list names must be where it was, byte for byte, and what it keeps may not be what it removes.
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
    let list = List::read(list)?;
    observer(Event::Stage(Stage::Write));
    let mut writer = SurvivorWriter::create(destination, staged.path())?;
    let treat = |_, documents: &[Document<'_>]| {
        let fates: Result<Vec<Fate>> = documents.iter().map(|document| list.fate(document)).collect();
        Ok((fates?, ()))
    };
    let Rewritten { kept, removed } = rewrite(inputs, reading, Some(&mut writer), observer, treat, Ok)?;
    list.assert_all_met()?;
    writer.finish()?;
    Ok(Applied { kept, removed })
}

/// What a list says of one record.
struct Entry {
    /// Row of the list, from 1.
    row: u64,
    says: Says,
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
            };
            list.add(number, says, &row.place, row.hash).map_err(bad)?;
            if let Some(place) = &row.kept_place {
                list.add(number, Says::Stays, place, row.kept_hash).map_err(bad)?;
            }
        }
        Ok(list)
    }

    fn add(
        &mut self,
        row: u64,
        says: Says,
        place: &str,
        hash: Option<String>,
    ) -> std::result::Result<(), String> {
        let (file, line) = place.rsplit_once(':').ok_or("a place is file:line")?;
        let line: u64 = line.parse().map_err(|_| "a place is file:line")?;
        let entries = self.files.entry(file.to_owned()).or_default();
        match entries.get(&line) {
            Some(entry) if entry.says != says => {
                return Err(format!("{place} stays by one row and goes by another (row {})", entry.row));
            }
            Some(entry) if entry.hash.is_some() && hash.is_some() && entry.hash != hash => {
                return Err(format!("{place} has another hash in row {}", entry.row));
            }
            Some(_) => {}
            None => {
                entries.insert(line, Entry { row, says, hash, is_met: AtomicBool::new(false) });
            }
        }
        Ok(())
    }

    fn fate(&self, document: &Document<'_>) -> Result<Fate> {
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
            Says::Stays => Fate::Stays,
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

fn refused(file: &str, line: u64, row: u64, what: &str) -> Error {
    Error::Refused {
        reason: format!(
            "the list does not fit this input: {file}:{line}, which row {row} names, {what}; nothing is written"
        ),
    }
}
