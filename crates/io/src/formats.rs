//! All input formats, by [`InputFormat`], by file name and by first bytes.

use crate::charset::UTF8_MARK;
use crate::compression::inner_extension;
use crate::csv::{CSV, TSV};
use crate::format::Format;
use crate::input::InputFormat;
use crate::jsonl;
use crate::jsonl::JsonLines;
use crate::text::Text;

/// A format in the list of all.
struct ListedFormat {
    format: InputFormat,
    /// Its name in messages.
    name: &'static str,
    /// The word by which a user names it.
    keyword: &'static str,
    /// Extensions of its files, in lower case and without those of compression.
    extensions: &'static [&'static str],
    implementation: &'static dyn Format,
}

/// All formats.
const FORMATS: [ListedFormat; 4] = [
    ListedFormat {
        format: InputFormat::JsonLines,
        name: "JSON Lines",
        keyword: "jsonl",
        extensions: &jsonl::EXTENSIONS,
        implementation: &JsonLines,
    },
    ListedFormat {
        format: InputFormat::Csv,
        name: "CSV",
        keyword: "csv",
        extensions: &["csv"],
        implementation: &CSV,
    },
    ListedFormat {
        format: InputFormat::Tsv,
        name: "TSV",
        keyword: "tsv",
        extensions: &["tsv"],
        implementation: &TSV,
    },
    ListedFormat {
        format: InputFormat::Text,
        name: "text",
        keyword: "text",
        extensions: &["txt", "text", "md"],
        implementation: &Text,
    },
];

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

/// The format of an input whose name announces none: JSON Lines where the first character other
/// than white space is `{`, and one text otherwise.
pub(crate) fn format_of_first_bytes(first: &[u8]) -> InputFormat {
    let bare = first.strip_prefix(UTF8_MARK).unwrap_or(first);
    match bare.trim_ascii_start().first() {
        Some(b'{') => InputFormat::JsonLines,
        _ => InputFormat::Text,
    }
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

    /// Whether a file is one record. A survivor is then a file of its own.
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
            ("a.html", None),
            ("csv", None),
        ] {
            assert_eq!(format_of_name(name), format, "{name}");
        }
    }
}
