//! The record of one article, in whatever format it was read.

use crate::{Published, Reject, RejectReason};
use std::borrow::Cow;

/// One article as it was read. Borrowed from its block of input, so that no text outlives its
/// batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<'block> {
    /// The id given by the record, or `file:line` if it gives none; for a text file, which has no
    /// record around its text, the path as it was named. Not yet unique.
    pub id: Cow<'block, str>,
    /// Outlet as named by the record, or the host of its URL without `www.`; `None` is unknown,
    /// never an outlet.
    pub outlet: Option<Cow<'block, str>>,
    /// Date of publication, if the record's date could be understood.
    pub published: Option<Published>,
    /// Address of the article.
    pub url: Option<Cow<'block, str>>,
    /// Address of the page that the record names as canonical beside its own address, if that page
    /// is on the site of somebody else.
    pub canonical_url: Option<Cow<'block, str>>,
    /// Title as given by the record.
    pub title: Option<Cow<'block, str>>,
    /// Author as given by the record; several are joined by commas.
    pub author: Option<Cow<'block, str>>,
    /// The text field after JSON or CSV unescaping and charset decoding, with a BOM removed and
    /// nothing else changed.
    pub text: Cow<'block, str>,
    /// The reader that made the text from something else; `None` if the record has it as it is.
    pub text_made_by: Option<TextMaker>,
    /// Location of the text in a file that can be read again; `None` if only the blob file can
    /// serve it.
    pub location: Option<TextLocation>,
    /// The file as it was named, to be stated when the document is rejected later.
    pub file: Cow<'block, str>,
    /// Line of the record's first byte, from 1.
    pub line: u64,
    /// The record as it is in the decompressed input, with its end of line; the whole file for a
    /// text file. A file in UTF-16 or UTF-32 other than a text file is read as UTF-8, and so are
    /// its records.
    pub record: &'block [u8],
}

impl Document<'_> {
    /// Rejects the article.
    pub fn reject(self, reason: RejectReason) -> Reject {
        Reject { file: self.file.into_owned(), line: self.line, id: Some(self.id.into_owned()), reason }
    }
}

/// A reader that makes a text which the record does not have as it is. Offsets then point into the
/// made text, and the record is kept or dropped whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, bincode::Encode, bincode::Decode)]
pub enum TextMaker {
    /// From a page or from markup in a field.
    Html,
    /// From the parts of an array.
    Join,
    /// From the elements of an XML document.
    Xml,
    /// From a mail with a transfer encoding or several parts.
    Mail,
    /// From Markdown in a field.
    Markdown,
    /// From UTF-8 that was decoded as another charset.
    Mojibake,
}

impl TextMaker {
    /// Returns the short lower-case name, as in output files.
    pub fn name(self) -> &'static str {
        match self {
            TextMaker::Html => "html",
            TextMaker::Join => "join",
            TextMaker::Xml => "xml",
            TextMaker::Mail => "mail",
            TextMaker::Markdown => "markdown",
            TextMaker::Mojibake => "mojibake",
        }
    }
}

/// Location from which a text can be read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, bincode::Encode, bincode::Decode)]
pub struct TextLocation {
    /// Number of the source, in the order in which inputs were opened; [`TextLocation::BLOB_FILE`]
    /// is the blob file.
    pub source: u32,
    /// Offset of the record (a JSON line, a whole `.txt`, a compressed frame of the blob file), in
    /// bytes.
    pub offset: u64,
    /// Length of the record, in bytes.
    pub len: u32,
}

impl TextLocation {
    /// The source number of the blob file.
    pub const BLOB_FILE: u32 = u32::MAX;
}
