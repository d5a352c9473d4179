//! What the fields of one record make: a document, or a reason why not.

use super::dates::understand;
use super::fields::{N_ROLES, NO_RANK, Role, Tally};
use super::input::{InputFile, ReadOptions};
use super::outlets;
use crate::document::{Document, Place};
use crate::records::Reject;
use std::borrow::Cow;

/// The best value of each role so far.
#[derive(Debug, Default)]
pub(super) struct Found<'block> {
    values: [Option<(u8, Cow<'block, str>)>; N_ROLES],
}

/// Where a record stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing<'block> {
    pub(super) file: &'block InputFile,
    /// Number of the file.
    pub(super) source: u32,
    pub(super) line: u64,
    pub(super) place: Option<Place>,
    pub(super) record: &'block [u8],
}

/// What one block gives, while it grows.
#[derive(Debug, Default)]
pub(super) struct Growing<'block> {
    pub(super) documents: Vec<Document<'block>>,
    pub(super) rejects: Vec<Reject>,
    pub(super) tally: Tally,
    pub(super) dates_not_understood: u64,
}

impl<'block> Found<'block> {
    /// Takes a value where no better one was seen; among equals the last one, as readers of JSON do with a key that stands twice.
    pub(super) fn offer(&mut self, role: usize, rank: u8, value: Cow<'block, str>) {
        if self.values[role].as_ref().is_none_or(|(best, _)| rank <= *best) {
            self.values[role] = Some((rank, value));
        }
    }

    /// Rank of the best value so far, [`NO_RANK`] without one.
    pub(super) fn rank(&self, role: Role) -> u8 {
        self.values[role as usize].as_ref().map_or(NO_RANK, |(rank, _)| *rank)
    }

    pub(super) fn take(&mut self, role: Role) -> Option<(u8, Cow<'block, str>)> {
        self.values[role as usize].take()
    }
}

impl<'block> Growing<'block> {
    /// Makes a document of a record's fields, or rejects the record. `missing_text` says what to tell of a record without a text.
    pub(super) fn push(
        &mut self,
        mut found: Found<'block>,
        standing: Standing<'block>,
        options: &ReadOptions,
        missing_text: impl FnOnce() -> String,
    ) {
        let id = found.take(Role::Id).filter(|(_, id)| !id.is_empty());
        let reason = match found.values[Role::Text as usize].as_ref() {
            None => Some(missing_text()),
            Some((_, text)) => fault_of_text(text, options),
        };
        if let Some(reason) = reason {
            self.reject(standing.file, standing.line, id.map(|(_, id)| id.into_owned()), reason);
            return;
        }
        let (rank, text) = found.take(Role::Text).expect("a record without a text was rejected");
        self.tally.count(Role::Text, rank);
        let id = match id {
            Some((rank, id)) => {
                self.tally.count(Role::Id, rank);
                id
            }
            None => Cow::Owned(format!("{}:{}", standing.file.name, standing.line)),
        };
        let url = found.take(Role::Url).filter(|(_, url)| !url.is_empty());
        let outlet = self.outlet(found.take(Role::Outlet), url.as_ref());
        let published =
            found.take(Role::Published).filter(|(_, date)| !date.is_empty()).and_then(|(rank, date)| {
                let published = understand(&date);
                match published {
                    Some(_) => self.tally.count(Role::Published, rank),
                    None => self.dates_not_understood += 1,
                }
                published
            });
        let title = found.take(Role::Title).filter(|(_, title)| !title.trim().is_empty());
        let (url, title) = (self.counted(Role::Url, url), self.counted(Role::Title, title));
        self.documents.push(Document {
            id,
            outlet,
            published,
            url,
            title,
            text,
            place: standing.place,
            file: Cow::Borrowed(&standing.file.name),
            source: standing.source,
            line: standing.line,
            record: standing.record,
        });
    }

    pub(super) fn reject(&mut self, file: &InputFile, line: u64, id: Option<String>, reason: String) {
        self.rejects.push(Reject { file: file.name.clone(), line, id, reason });
    }

    fn counted(&mut self, role: Role, value: Option<(u8, Cow<'block, str>)>) -> Option<Cow<'block, str>> {
        value.map(|(rank, value)| {
            self.tally.count(role, rank);
            value
        })
    }

    /// The outlet as named, or the host of the address.
    fn outlet(
        &mut self,
        named: Option<(u8, Cow<'block, str>)>,
        url: Option<&(u8, Cow<'block, str>)>,
    ) -> Option<Cow<'block, str>> {
        if let Some((rank, outlet)) = named.and_then(|(rank, name)| Some((rank, outlets::understand(name)?)))
        {
            self.tally.count(Role::Outlet, rank);
            return Some(outlet);
        }
        let (rank, url) = url?;
        let host = outlets::host(url)?;
        self.tally.count_outlet_by_url(*rank);
        Some(Cow::Owned(host))
    }
}

/// Why a text is not taken.
pub(super) fn fault_of_text(text: &str, options: &ReadOptions) -> Option<String> {
    let limit = options.text_limit_bytes();
    if text.trim().is_empty() {
        Some("the text is empty".into())
    } else if text.len() as u64 > limit {
        Some(format!("the text has {} bytes, more than {limit} (--text-bytes-max)", text.len()))
    } else {
        None
    }
}
