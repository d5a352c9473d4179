//! Records that could not be used, with the reasons.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A record that was read, counted and left out: one row of `rejects.jsonl`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, bincode::Encode, bincode::Decode,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reject {
    /// The file as it was named, `-` for standard input.
    pub file: String,
    /// Line of the record's first byte, from 1.
    pub line: u64,
    /// The record's id, `null` if none could be read.
    pub id: Option<String>,
    /// The reason.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub reason: RejectReason,
}

/// The reason why a record was left out. Output files have it as the sentence of `Display`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, bincode::Encode, bincode::Decode)]
pub enum RejectReason {
    /// A line of JSON Lines is not UTF-8.
    LineNotUtf8,
    /// A row is not UTF-8, in a file that began as UTF-8.
    RowNotUtf8,
    /// A record is not UTF-8.
    RecordNotUtf8,
    /// A text file is not in its charset.
    TextNotUtf8,
    /// A line is longer than any accepted record.
    LineTooLong {
        /// Its bytes.
        bytes: u64,
        /// The limit.
        bytes_max: u64,
    },
    /// A row is longer than any accepted record.
    RowTooLong {
        /// The limit.
        bytes_max: u64,
    },
    /// A record is longer than any accepted one.
    RecordTooLong {
        /// The limit.
        bytes_max: u64,
    },
    /// A text file is longer than any accepted text.
    FileTooLong,
    /// A line is valid JSON, but not an object.
    NotAnObject(JsonKind),
    /// A line is not valid JSON.
    BrokenJson {
        /// The column of the fault in bytes, from 1.
        column: u64,
        /// The fault, in words.
        fault: String,
    },
    /// The text contains half of a surrogate pair, which is not a character.
    UnpairedSurrogate,
    /// A row has another number of fields than the header.
    FieldCount {
        /// Fields of the row.
        fields: u64,
        /// Fields of the header.
        columns: u64,
    },
    /// A quoted field contains a quote that is not doubled.
    QuoteNotDoubled,
    /// A quoted field does not end.
    QuoteNotClosed,
    /// A quoted field does not end within the longest accepted record.
    QuoteNotClosedWithin {
        /// The limit.
        bytes: u64,
    },
    /// No field is the text.
    NoText {
        /// The field that the user named, if any.
        wanted: Option<String>,
        /// The first fields that the record has.
        fields: Vec<String>,
        /// True if it has more fields than are listed.
        has_more: bool,
    },
    /// The text is not a JSON string.
    TextNotAString(JsonKind),
    /// The text has no bytes.
    TextEmpty,
    /// The text is a word written in place of a missing one.
    TextPlaceholder(String),
    /// The text has more bytes than are accepted.
    TextTooLong {
        /// Its bytes.
        bytes: u64,
        /// The limit.
        bytes_max: u64,
    },
    /// The text has no token.
    TextWithoutWords,
    /// A record is not an article, and is not expected to be one: an image in a web archive, a
    /// draft.
    NotAnArticle {
        /// The words for it, with their article.
        what: String,
    },
    /// The bytes of a record, or those before it, are damaged.
    Unreadable {
        /// The fault, in words.
        fault: String,
    },
    /// A reason as an output file states it, for rows that are read back.
    Stated(String),
}

/// The kind of a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, bincode::Encode, bincode::Decode)]
pub enum JsonKind {
    /// A string.
    String,
    /// A number.
    Number,
    /// An array.
    Array,
    /// An object.
    Object,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
}

impl RejectReason {
    /// Returns whether the record could not be read, rather than being read and without a text.
    pub fn is_unreadable(&self) -> bool {
        match self {
            RejectReason::TextNotAString(kind) => *kind != JsonKind::Null,
            RejectReason::TextEmpty
            | RejectReason::TextPlaceholder(_)
            | RejectReason::NoText { .. }
            | RejectReason::TextWithoutWords
            | RejectReason::TextTooLong { .. }
            | RejectReason::NotAnArticle { .. }
            | RejectReason::FileTooLong => false,
            _ => true,
        }
    }
}

impl fmt::Display for RejectReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RejectReason::LineNotUtf8 => f.write_str("the line is not UTF-8"),
            RejectReason::RowNotUtf8 => f.write_str("the row is not UTF-8, although the file before it is"),
            RejectReason::RecordNotUtf8 => f.write_str("the record is not UTF-8"),
            RejectReason::TextNotUtf8 => f.write_str("the text is not UTF-8"),
            RejectReason::LineTooLong { bytes, bytes_max } => {
                write!(f, "the line has {bytes} bytes, more than {bytes_max}")
            }
            RejectReason::RowTooLong { bytes_max } => write!(f, "the row has more than {bytes_max} bytes"),
            RejectReason::RecordTooLong { bytes_max } => {
                write!(f, "the record has more than {bytes_max} bytes")
            }
            RejectReason::FileTooLong => {
                f.write_str("the file is longer than the longest text that is accepted")
            }
            RejectReason::NotAnObject(kind) => write!(f, "the line is {kind}, not a JSON object"),
            RejectReason::BrokenJson { column, fault } => {
                write!(f, "broken JSON at column {column}: {fault}")
            }
            RejectReason::UnpairedSurrogate => {
                f.write_str("broken JSON: half of a surrogate pair in the text")
            }
            RejectReason::FieldCount { fields, columns } => {
                write!(f, "the row has {fields} fields, the header {columns}")
            }
            RejectReason::QuoteNotDoubled => f.write_str("a quote inside a quoted field is not doubled"),
            RejectReason::QuoteNotClosed => f.write_str("a quoted field is not closed"),
            RejectReason::QuoteNotClosedWithin { bytes } => {
                write!(f, "a quoted field is not closed for {bytes} bytes")
            }
            RejectReason::NoText { wanted, fields, has_more } => {
                write_missing_text(f, wanted.as_deref(), fields, *has_more)
            }
            RejectReason::TextNotAString(kind) => write!(f, "the text is {kind}, not a string"),
            RejectReason::TextEmpty => f.write_str("the text is empty"),
            RejectReason::TextPlaceholder(text) => write!(f, "the text is a placeholder: {text}"),
            RejectReason::TextTooLong { bytes, bytes_max } => {
                write!(f, "the text has {bytes} bytes, more than {bytes_max}")
            }
            RejectReason::TextWithoutWords => f.write_str("the text has no words"),
            RejectReason::NotAnArticle { what } => write!(f, "it is {what}"),
            RejectReason::Unreadable { fault } => write!(f, "it cannot be read: {fault}"),
            RejectReason::Stated(reason) => f.write_str(reason),
        }
    }
}

fn write_missing_text(
    f: &mut fmt::Formatter<'_>,
    wanted: Option<&str>,
    fields: &[String],
    has_more: bool,
) -> fmt::Result {
    match wanted {
        Some(name) => write!(f, "no field \"{name}\"")?,
        None => f.write_str("no field whose name is known for texts")?,
    }
    if fields.is_empty() {
        return f.write_str(", nor any other");
    }
    let more = if has_more { " …" } else { "" };
    write!(f, "; there are: {}{more}", fields.join(", "))
}

impl fmt::Display for JsonKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            JsonKind::String => "a string",
            JsonKind::Number => "a number",
            JsonKind::Array => "an array",
            JsonKind::Object => "an object",
            JsonKind::Boolean => "true or false",
            JsonKind::Null => "null",
        })
    }
}

impl Serialize for RejectReason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RejectReason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(RejectReason::Stated)
    }
}
