//! Credits in the fields of a record besides its text: the author, the address, and that of the
//! page that it names as canonical.
//!
//! *Takes* these fields and the text. *Gives* their credits, with offsets in the field. *Costs* one
//! look at each word of the fields. *Never* takes a photographer for a writer, the headline in an
//! address for a credit, or the name of a person for an agency. *Source*: the forms are those
//! of content management systems and of scrapers.

mod address;
mod author;

use super::found::Credit;

/// The fields of a record that may credit somebody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RecordFields<'a> {
    /// The author as given by the record.
    pub author: Option<&'a str>,
    /// The address of the article.
    pub url: Option<&'a str>,
    /// The address of the page on another site that it names as canonical.
    pub canonical_url: Option<&'a str>,
}

/// Appends the credits of a record's fields to those of its text. Linear in the fields, and in the
/// text up to its first capital.
pub fn find_in_fields(fields: &RecordFields<'_>, text: &str, found: &mut Vec<Credit>) {
    if let Some(author) = fields.author {
        found.extend(author::credits(author, text.contains(char::is_uppercase)));
    }
    found.extend(fields.url.and_then(address::credit));
    found.extend(fields.canonical_url.and_then(address::credit_of_canonical));
}
