//! All input formats, by [`InputFormat`], by file name and by first bytes.

use crate::charset::UTF8_MARK;
use crate::compression::inner_extension;
use crate::csv::{CSV, TSV};
use crate::format::Format;
use crate::input::InputFormat;
use crate::jsonl::JsonLines;
use crate::text::Text;

/// Every format with its implementation.
const FORMATS: [(InputFormat, &dyn Format); 4] = [
    (InputFormat::JsonLines, &JsonLines),
    (InputFormat::Csv, &CSV),
    (InputFormat::Tsv, &TSV),
    (InputFormat::Text, &Text),
];

/// The implementation of a format.
pub(crate) fn format_of(format: InputFormat) -> &'static dyn Format {
    let (_, found) = FORMATS.iter().find(|(listed, _)| *listed == format).expect("every format is listed");
    *found
}

/// The format that a file name announces, with or without an extension of compression.
pub(crate) fn format_of_name(name: &str) -> Option<InputFormat> {
    let extension = inner_extension(name)?;
    let has_extension =
        |(_, format): &&(InputFormat, &dyn Format)| format.extensions().contains(&&*extension);
    FORMATS.iter().find(has_extension).map(|(format, _)| *format)
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
    /// The format's name in messages.
    pub fn name(self) -> &'static str {
        format_of(self).name()
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
