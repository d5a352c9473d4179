//! From the fields of one record to a document or a reject, whatever the format.

use super::blocks::Decoded;
use super::dates::{understand, understand_number};
use super::fields::{FieldPlan, Role, Tally};
use super::outlets::{host_of, outlet_of};
use std::borrow::Cow;
use wirecopy_article::{Document, Published, Reject, TextLocation};

/// Fields of a record by role, each with the rank of its name.
#[derive(Debug, Default)]
pub(super) struct Fields<'block> {
    pub(super) text: Option<(u8, Cow<'block, str>)>,
    pub(super) id: Option<(u8, Cow<'block, str>)>,
    pub(super) outlet: Option<(u8, Cow<'block, str>)>,
    pub(super) published: Option<(u8, Date<'block>)>,
    pub(super) url: Option<(u8, Cow<'block, str>)>,
    pub(super) title: Option<(u8, Cow<'block, str>)>,
}

/// A date as it was given.
#[derive(Debug)]
pub(super) enum Date<'block> {
    Words(Cow<'block, str>),
    /// A number by its literal.
    Number(&'block str),
    /// Neither.
    Other,
}

/// Where a record stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing<'block> {
    pub(super) file: &'block str,
    pub(super) line: u64,
    pub(super) place: Option<TextLocation>,
    /// Its bytes as they were read, end of line included.
    pub(super) record: &'block [u8],
}

/// What a block is decoded into.
pub(super) struct Decoding<'block, 'plan> {
    pub(super) plan: &'plan FieldPlan,
    text_limit_bytes: u64,
    decoded: Decoded<'block>,
    tally: Tally,
}

impl<'block, 'plan> Decoding<'block, 'plan> {
    pub(super) fn new(plan: &'plan FieldPlan, text_limit_bytes: u64) -> Self {
        Decoding { plan, text_limit_bytes, decoded: Decoded::default(), tally: Tally::default() }
    }

    pub(super) fn reject(&mut self, standing: &Standing<'_>, id: Option<&str>, reason: impl Into<String>) {
        self.decoded.rejects.push(Reject {
            file: standing.file.to_owned(),
            line: standing.line,
            id: id.map(str::to_owned),
            reason: reason.into(),
        });
    }

    /// Takes over what was rejected before it was decoded.
    pub(super) fn rejected_before(&mut self, rejects: &[Reject]) {
        self.decoded.rejects.extend_from_slice(rejects);
    }

    /// A text that has no record around it: its id is the file's name.
    pub(super) fn bare_text(&mut self, standing: Standing<'block>, text: Cow<'block, str>) {
        let fields = Fields { text: Some((NOT_COUNTED, text)), ..Fields::default() };
        self.document(standing, fields, |standing| Cow::Borrowed(standing.file));
    }

    /// A record with all that it names; `text` must be there.
    pub(super) fn record(&mut self, standing: Standing<'block>, fields: Fields<'block>) {
        self.document(standing, fields, |standing| {
            Cow::Owned(format!("{}:{}", standing.file, standing.line))
        });
    }

    fn document(
        &mut self,
        standing: Standing<'block>,
        fields: Fields<'block>,
        id_of_last_resort: impl Fn(&Standing<'block>) -> Cow<'block, str>,
    ) {
        let Fields { text, id, outlet, published, url, title } = fields;
        let (text_rank, text) = text.expect("a record without a text was rejected");
        let given_id = id.as_ref().map(|(_, id)| &**id);
        if text.is_empty() {
            return self.reject(&standing, given_id, "the text is empty");
        }
        if text.len() as u64 > self.text_limit_bytes {
            let reason = format!("the text has {} bytes, more than {}", text.len(), self.text_limit_bytes);
            return self.reject(&standing, given_id, reason);
        }
        for (role, rank) in [
            (Role::Text, Some(text_rank)),
            (Role::Id, id.as_ref().map(|(rank, _)| *rank)),
            (Role::Url, url.as_ref().map(|(rank, _)| *rank)),
            (Role::Title, title.as_ref().map(|(rank, _)| *rank)),
        ] {
            if let Some(rank) = rank.filter(|rank| *rank != NOT_COUNTED) {
                self.tally.count(role, rank);
            }
        }
        let document = Document {
            id: id.map(|(_, id)| id).unwrap_or_else(|| id_of_last_resort(&standing)),
            outlet: self.outlet(outlet, url.as_ref()),
            published: published.and_then(|(rank, date)| self.published(rank, date)),
            url: url.map(|(_, url)| url),
            title: title.map(|(_, title)| title),
            text,
            location: standing.place,
            file: Cow::Borrowed(standing.file),
            line: standing.line,
            record: standing.record,
        };
        self.decoded.documents.push(document);
    }

    fn outlet(
        &mut self,
        named: Option<(u8, Cow<'block, str>)>,
        url: Option<&(u8, Cow<'block, str>)>,
    ) -> Option<Cow<'block, str>> {
        if let Some((rank, outlet)) = named
            && let Some(outlet) = outlet_of(outlet)
        {
            self.tally.count(Role::Outlet, rank);
            return Some(outlet);
        }
        let (rank, url) = url?;
        let host = host_of(url)?;
        self.tally.count_outlet_by_url(*rank);
        Some(Cow::Owned(host))
    }

    fn published(&mut self, rank: u8, date: Date<'_>) -> Option<Published> {
        let understood = match date {
            Date::Words(words) => understand(&words),
            Date::Number(literal) => understand_number(literal),
            Date::Other => None,
        };
        match understood {
            Some(_) => self.tally.count(Role::Published, rank),
            None => self.decoded.dates_not_understood += 1,
        }
        understood
    }

    pub(super) fn finish(self) -> Decoded<'block> {
        let mut decoded = self.decoded;
        decoded.rejects.sort();
        Decoded { field_counts: self.tally.into_counts(self.plan), ..decoded }
    }
}

/// In place of the rank of a field's name, where the text has none.
const NOT_COUNTED: u8 = u8::MAX;
