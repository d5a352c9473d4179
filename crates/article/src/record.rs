//! What an input gives, whatever its format: one article and where its text can be read again.

use crate::{Reject, RejectReason};
use std::borrow::Cow;

/// One article as it was read. Borrowed from the block it stands in, so that nothing of a text outlives its batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<'block> {
    /// The id given by the record, or `file:line` where it gives none; of a text file, which has no record around its text, the path as it
    /// was named. Not yet unique.
    pub id: Cow<'block, str>,
    /// Outlet as named by the record, or the host of its URL without `www.`; `None` is unknown, never an outlet.
    pub outlet: Option<Cow<'block, str>>,
    /// When it was published, as far as the record's date could be understood.
    pub published: Option<Published>,
    /// Address of the article.
    pub url: Option<Cow<'block, str>>,
    /// Title as given by the record.
    pub title: Option<Cow<'block, str>>,
    /// The field after JSON or CSV unescaping and charset decoding, a BOM removed, nothing else.
    pub text: Cow<'block, str>,
    /// Where the text stands in a file that can be read again; `None` where only a blob_file can serve it.
    pub location: Option<TextLocation>,
    /// The file as it was named, for whoever rejects the document later.
    pub file: Cow<'block, str>,
    /// Line of the record's first byte, from 1.
    pub line: u64,
    /// The record as it stands in the decompressed input, its end of line included; the whole file for a text file. A file in UTF-16 or
    /// UTF-32 that is no text file is read as UTF-8, and so are its records.
    pub record: &'block [u8],
}

impl Document<'_> {
    /// Rejects the article.
    pub fn reject(self, reason: RejectReason) -> Reject {
        Reject { file: self.file.into_owned(), line: self.line, id: Some(self.id.into_owned()), reason }
    }
}

/// Where a text can be read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, bincode::Encode, bincode::Decode)]
pub struct TextLocation {
    /// Number of the source, in the order in which inputs were opened; [`TextLocation::BLOB_FILE`] is the blob_file.
    pub source: u32,
    /// First byte of the record (a JSON line, a whole `.txt`, a compressed frame of the blob_file).
    pub offset: u64,
    /// Bytes of the record.
    pub len: u32,
}

impl TextLocation {
    /// The source number of the blob_file.
    pub const BLOB_FILE: u32 = u32::MAX;
}

/// A date as precise as it was given. Order is by time, a bare day before any time within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, bincode::Encode, bincode::Decode)]
pub struct Published {
    /// Seconds since 1970-01-01T00:00:00Z; midnight UTC of the day where only a day was given.
    pub unix_seconds: i64,
    /// How much of it the record said.
    pub precision: DatePrecision,
}

impl Published {
    /// Whether two dates, whatever their precision, lie at most so many seconds apart.
    pub fn is_within(self, seconds: i64, other: Published) -> bool {
        self.unix_seconds.abs_diff(other.unix_seconds) <= seconds.unsigned_abs()
    }
}

/// How much of a time a record told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, bincode::Encode, bincode::Decode)]
pub enum DatePrecision {
    /// A calendar day and no more.
    Day,
    /// A time of day without a zone, taken as UTC.
    LocalTime,
    /// A time with its zone.
    Instant,
}
