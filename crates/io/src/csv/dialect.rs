//! The dialect of a table.

/// The way in which a table is written, where that is not seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// The byte between fields.
    pub delimiter: Option<u8>,
    /// True if the first row is a record, and columns are named by their numbers, from 1.
    pub no_header: bool,
    /// The meaning of quotation marks.
    pub quoting: Option<Quoting>,
}

/// The meaning of quotation marks in a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Quoting {
    /// A quoted field doubles those inside it.
    #[default]
    Doubled,
    /// A quoted field has a backslash before those inside it.
    Escaped,
    /// They are characters like any other.
    None,
}

/// The way in which one table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// The byte between fields.
    pub(crate) delimiter: u8,
    /// The meaning of quotation marks.
    pub(crate) quoting: Quoting,
    /// True if a line before the header names the delimiter.
    pub(crate) names_delimiter: bool,
    /// True if there is no header.
    pub(crate) no_header: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Dialect::of_delimiter(b',')
    }
}

impl Dialect {
    /// RFC 4180 with another delimiter.
    pub(crate) fn of_delimiter(delimiter: u8) -> Dialect {
        Dialect { delimiter, quoting: Quoting::Doubled, names_delimiter: false, no_header: false }
    }
}
