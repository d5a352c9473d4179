//! All input formats, by [`InputFormat`], by file name and by first bytes.

use crate::charset::narrowed;
use crate::compression::inner_extension;
use crate::csv::{CSV, TSV};
#[cfg(not(all(feature = "formats", feature = "sqlite")))]
use crate::format::Split;
use crate::format::{FirstBytes, Format, SurvivorForm};
use crate::input::InputFormat;
use crate::json;
use crate::json::{Json, JsonLines, RecordLayout, is_json, is_plainly_json};
use crate::options::ReadOptions;
use crate::sniff::{is_arrow_stream, is_mail, is_page, is_table, is_xml};
#[cfg(not(all(feature = "formats", feature = "sqlite")))]
use crate::stream::Opened;
use crate::text::{Lines, Separated, Text};

/// A format in the list of all.
struct ListedFormat {
    format: InputFormat,
    /// Its name in messages.
    name: &'static str,
    /// The word by which a user names it.
    keyword: &'static str,
    /// Extensions of its files, in lower case and without those of compression.
    extensions: &'static [&'static str],
    /// Test of first bytes: true if a file with them is of this format, whatever its name.
    is_start: fn(&[u8]) -> bool,
    implementation: &'static dyn Format,
}

/// All formats.
const FORMATS: [ListedFormat; 16] = [
    ListedFormat {
        format: InputFormat::JsonLines,
        name: "JSON Lines",
        keyword: "jsonl",
        extensions: &json::EXTENSIONS,
        is_start: |_| false,
        implementation: &JsonLines,
    },
    // Its files have the names of JSON Lines: only their first bytes show which they are.
    ListedFormat {
        format: InputFormat::Json,
        name: "JSON",
        keyword: "json",
        extensions: &[],
        is_start: |_| false,
        implementation: &Json,
    },
    ListedFormat {
        format: InputFormat::Csv,
        name: "CSV",
        keyword: "csv",
        extensions: &["csv"],
        is_start: |_| false,
        implementation: &CSV,
    },
    ListedFormat {
        format: InputFormat::Tsv,
        name: "TSV",
        keyword: "tsv",
        extensions: &["tsv"],
        is_start: |_| false,
        implementation: &TSV,
    },
    ListedFormat {
        format: InputFormat::Parquet,
        name: "Parquet",
        keyword: "parquet",
        extensions: &["parquet", "pq"],
        is_start: |first| first.starts_with(b"PAR1"),
        implementation: PARQUET,
    },
    ListedFormat {
        format: InputFormat::ArrowIpc,
        name: "Arrow IPC",
        keyword: "arrow",
        extensions: &["arrow", "arrows", "feather", "ipc"],
        is_start: |first| first.starts_with(b"ARROW1\0\0") || is_arrow_stream(first),
        implementation: ARROW_IPC,
    },
    ListedFormat {
        format: InputFormat::Warc,
        name: "WARC",
        keyword: "warc",
        extensions: &["warc", "wet", "arc"],
        is_start: |first| {
            [&b"WARC/1."[..], b"WARC/0.", b"filedesc://"].iter().any(|mark| first.starts_with(mark))
        },
        implementation: WARC,
    },
    ListedFormat {
        format: InputFormat::Zip,
        name: "zip",
        keyword: "zip",
        extensions: &["zip"],
        is_start: |first| first.starts_with(b"PK\x03\x04") || first.starts_with(b"PK\x05\x06"),
        implementation: ZIP,
    },
    ListedFormat {
        format: InputFormat::Tar,
        name: "tar",
        keyword: "tar",
        extensions: &["tar", "tgz"],
        is_start: |first| first.get(257..262) == Some(b"ustar"),
        implementation: TAR,
    },
    ListedFormat {
        format: InputFormat::Sqlite,
        name: "SQLite",
        keyword: "sqlite",
        extensions: &["sqlite", "sqlite3", "db", "db3"],
        is_start: |first| first.starts_with(b"SQLite format 3\0"),
        implementation: SQLITE,
    },
    ListedFormat {
        format: InputFormat::Mail,
        name: "mail",
        keyword: "mbox",
        extensions: &["mbox", "eml", "mht", "mhtml"],
        is_start: is_mail,
        implementation: MAIL,
    },
    ListedFormat {
        format: InputFormat::Html,
        name: "HTML",
        keyword: "html",
        extensions: &["html", "htm", "xhtml"],
        is_start: is_page,
        implementation: HTML,
    },
    ListedFormat {
        format: InputFormat::Xml,
        name: "XML",
        keyword: "xml",
        extensions: &["xml", "rss", "atom", "rdf", "nitf", "sgm", "sgml"],
        is_start: is_xml,
        implementation: XML,
    },
    ListedFormat {
        format: InputFormat::Text,
        name: "text",
        keyword: "text",
        extensions: &["txt", "text", "md"],
        is_start: |_| false,
        implementation: &Text,
    },
    ListedFormat {
        format: InputFormat::Lines,
        name: "text with one article per line",
        keyword: "lines",
        extensions: &[],
        is_start: |_| false,
        implementation: &Lines,
    },
    ListedFormat {
        format: InputFormat::Separated,
        name: "text with separators",
        keyword: "separated",
        extensions: &[],
        is_start: |_| false,
        implementation: &Separated,
    },
];

#[cfg(feature = "parquet")]
const PARQUET: &dyn Format = &crate::columns::Parquet;
#[cfg(not(feature = "parquet"))]
const PARQUET: &dyn Format = &LeftOut { feature: "parquet" };
#[cfg(feature = "parquet")]
const ARROW_IPC: &dyn Format = &crate::columns::ArrowIpc;
#[cfg(not(feature = "parquet"))]
const ARROW_IPC: &dyn Format = &LeftOut { feature: "parquet" };
#[cfg(feature = "html")]
const HTML: &dyn Format = &crate::html::Html;
#[cfg(not(feature = "html"))]
const HTML: &dyn Format = &LeftOut { feature: "html" };
#[cfg(feature = "warc")]
const WARC: &dyn Format = &crate::warc::Warc;
#[cfg(not(feature = "warc"))]
const WARC: &dyn Format = &LeftOut { feature: "warc" };
#[cfg(feature = "archives")]
const ZIP: &dyn Format = &crate::archives::Zip;
#[cfg(not(feature = "archives"))]
const ZIP: &dyn Format = &LeftOut { feature: "archives" };
#[cfg(feature = "archives")]
const TAR: &dyn Format = &crate::archives::Tar;
#[cfg(not(feature = "archives"))]
const TAR: &dyn Format = &LeftOut { feature: "archives" };
#[cfg(feature = "xml")]
const XML: &dyn Format = &crate::xml::Xml;
#[cfg(not(feature = "xml"))]
const XML: &dyn Format = &LeftOut { feature: "xml" };
#[cfg(feature = "mail")]
const MAIL: &dyn Format = &crate::mail::Mailbox;
#[cfg(not(feature = "mail"))]
const MAIL: &dyn Format = &LeftOut { feature: "mail" };
#[cfg(feature = "sqlite")]
const SQLITE: &dyn Format = &crate::sqlite::Sqlite;
#[cfg(not(feature = "sqlite"))]
const SQLITE: &dyn Format = &LeftOut { feature: "sqlite" };

/// A format that this build does not read.
#[cfg(not(all(feature = "formats", feature = "sqlite")))]
struct LeftOut {
    feature: &'static str,
}

#[cfg(not(all(feature = "formats", feature = "sqlite")))]
impl Format for LeftOut {
    fn is_included(&self) -> bool {
        false
    }

    fn check(&self, _first: &[u8], _path: &str) -> Result<(), String> {
        let feature = self.feature;
        Err(format!("it is of a format that this build leaves out; the feature {feature} reads it"))
    }

    fn split(&self, opened: Opened) -> Split {
        Split::WholeFile(Box::new(opened), |_| unreachable!("the check refuses the file"))
    }
}

fn listed(format: InputFormat) -> &'static ListedFormat {
    FORMATS.iter().find(|listed| listed.format == format).expect("every format is listed")
}

/// The implementation of a format.
pub(crate) fn format_of(format: InputFormat) -> &'static dyn Format {
    listed(format).implementation
}

/// The format that a file name announces, with or without an extension of compression.
pub(crate) fn format_of_name(name: &str) -> Option<InputFormat> {
    let extension = inner_extension(name)?;
    let has_extension = |listed: &&ListedFormat| listed.extensions.contains(&&*extension);
    FORMATS.iter().find(has_extension).map(|listed| listed.format)
}

/// The format that first bytes show, whatever the name.
pub(crate) fn format_of_content(first: &[u8]) -> Option<InputFormat> {
    let first = narrowed(first);
    FORMATS.iter().find(|listed| (listed.is_start)(&first)).map(|listed| listed.format)
}

/// The format of a text by its first bytes, and by what its name announces: JSON and tables are
/// read as what they are, whatever the name, and text as text.
pub(crate) fn format_of_text(
    first: &FirstBytes<'_>,
    announced: Option<InputFormat>,
    options: &ReadOptions,
) -> InputFormat {
    if options.separator.is_some() && matches!(announced, None | Some(InputFormat::Text)) {
        return InputFormat::Separated;
    }
    let bytes = narrowed(first.bytes);
    let begins_as_json = match announced {
        Some(InputFormat::JsonLines) => true,
        Some(InputFormat::Text | InputFormat::Csv | InputFormat::Tsv) => is_plainly_json(&bytes, first.ended),
        Some(_) => false,
        None => is_json(&bytes),
    };
    match announced {
        _ if begins_as_json => match RecordLayout::of(&bytes, options.records_path.as_deref()) {
            RecordLayout::Lines => InputFormat::JsonLines,
            RecordLayout::Values | RecordLayout::Array(_) => InputFormat::Json,
        },
        Some(InputFormat::Text) | None if is_table(first) || has_stated_delimiter(first, options) => {
            InputFormat::Csv
        }
        Some(announced) => announced,
        None => InputFormat::Text,
    }
}

/// Returns whether the first line has the delimiter that the user states.
fn has_stated_delimiter(first: &FirstBytes<'_>, options: &ReadOptions) -> bool {
    let line = first.bytes.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    options.tables.delimiter.zip(line).is_some_and(|(delimiter, line)| line.contains(&delimiter))
}

impl InputFormat {
    /// All formats.
    pub const ALL: [InputFormat; FORMATS.len()] = {
        let mut all = [InputFormat::Text; FORMATS.len()];
        let mut at = 0;
        while at < all.len() {
            all[at] = FORMATS[at].format;
            at += 1;
        }
        all
    };

    /// The format's name in messages.
    pub fn name(self) -> &'static str {
        listed(self).name
    }

    /// The word by which a user names the format.
    pub fn keyword(self) -> &'static str {
        listed(self).keyword
    }

    /// Returns whether a survivor can be written without some parts of its text.
    pub(crate) fn is_editable(self) -> bool {
        self.survivors() == SurvivorForm::Editable
    }

    /// Returns whether this build reads it.
    pub(crate) fn is_included(self) -> bool {
        format_of(self).is_included()
    }

    pub(crate) fn survivors(self) -> SurvivorForm {
        format_of(self).survivors()
    }

    /// Returns whether a file is one record. A survivor is then written as a file.
    pub fn is_one_record(self) -> bool {
        format_of(self).is_one_record()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_announce_formats() {
        for (name, format) in [
            ("a.ndjson", Some(InputFormat::JsonLines)),
            ("a.JSON.zst", Some(InputFormat::JsonLines)),
            ("a.csv.gzip", Some(InputFormat::Csv)),
            ("a.tsv", Some(InputFormat::Tsv)),
            ("a.md", Some(InputFormat::Text)),
            ("a.html", Some(InputFormat::Html)),
            ("a.tar.gz", Some(InputFormat::Tar)),
            ("a.warc.wet.gz", Some(InputFormat::Warc)),
            ("a.pdf", None),
            ("csv", None),
        ] {
            assert_eq!(format_of_name(name), format, "{name}");
        }
    }
}
