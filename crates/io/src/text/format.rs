//! The plain text format: files to articles.

use crate::charset::{Charset, UTF8_MARK};
use crate::error::Result;
use crate::fields::FieldPlan;
use crate::file_plan::FilePlan;
use crate::format::{
    FirstBytes, Format, Records, Spelling, Split, SurvivorForm, TextSpan, WholeFile, WholeFiles,
};
use crate::input::InputFile;
use crate::markup::{Markup, begins_marked_up};
use crate::options::ReadOptions;
use crate::record::{Decoding, RecordLocation};
use crate::stream::Opened;
use std::sync::Arc;
use wirecopy_article::{RejectReason, TextLocation};

/// One article per file.
pub(crate) struct Text;

impl Format for Text {
    fn is_one_record(&self) -> bool {
        true
    }

    /// A text that begins with a tag is a part of a page.
    fn plan(&self, first: &FirstBytes<'_>, options: &ReadOptions) -> Result<FilePlan> {
        let bare = first.bytes.strip_prefix(UTF8_MARK).unwrap_or(first.bytes);
        let seen = || if begins_marked_up(bare) { Markup::Html } else { Markup::None };
        let markup = options.text_format.stated().unwrap_or_else(seen);
        Ok(FilePlan { markup, ..FilePlan::by_names(&options.fields, options.text_format) })
    }

    fn survivors(&self) -> SurvivorForm {
        SurvivorForm::Editable
    }

    fn split(&self, opened: Opened) -> Split {
        Split::WholeFile(Box::new(opened), |files| Box::new(TextFiles::new(files)))
    }

    fn text_at_location(&self, bytes: &[u8], _plan: &FieldPlan) -> Option<String> {
        Charset::Utf8.decode_file(bytes).map(|text| text.into_owned())
    }
}

/// Text files, each with its charset.
struct TextFiles {
    files: WholeFiles,
    charsets: Vec<Charset>,
}

impl TextFiles {
    fn new(files: WholeFiles) -> Self {
        let charset = |part: &WholeFile| Charset::of_file(&files.bytes[part.bytes.clone()]);
        TextFiles { charsets: files.parts.iter().map(charset).collect(), files }
    }
}

impl Records for TextFiles {
    fn files(&self) -> &[Arc<InputFile>] {
        &self.files.files
    }

    fn n_decoded_files(&self) -> u64 {
        self.charsets.iter().filter(|charset| **charset != Charset::Utf8).count() as u64
    }

    /// Decodes every file.
    fn decode<'block>(&'block self, first_file: u32, decoding: &mut Decoding<'block, '_>) {
        let files = self.files.files.iter().zip(&self.files.parts).zip(&self.charsets);
        for (source, ((file, part), charset)) in (first_file..).zip(files) {
            let record = &self.files.bytes[part.bytes.clone()];
            let has_location = part.can_be_read_again && *charset == Charset::Utf8;
            let text_location = has_location.then(|| TextLocation {
                source,
                offset: 0,
                len: u32::try_from(record.len()).expect("longer texts were rejected"),
            });
            let location = RecordLocation { file: &file.name, line: 1, text_location, record };
            if part.is_over_limit {
                decoding.reject(&location, None, RejectReason::FileTooLong);
                continue;
            }
            match charset.decode_file(record) {
                Some(decoded) => decoding.push_text_file(location, decoded),
                None => decoding.reject(&location, None, RejectReason::TextNotUtf8),
            }
        }
    }

    fn locate_text(&self, record: &[u8], _plan: &FieldPlan) -> Option<TextSpan> {
        let charset = Charset::of_file(record);
        let mark = match charset {
            Charset::Wide(encoding) => encoding.unit_bytes(),
            Charset::Utf8 | Charset::Detected(_) if record.starts_with(UTF8_MARK) => UTF8_MARK.len(),
            Charset::Utf8 | Charset::Detected(_) => 0,
        };
        Some(TextSpan { bytes: mark..record.len(), spelling: Spelling::Plain(charset) })
    }

    fn text_of_record(&self, record: &[u8], _plan: &FieldPlan) -> Option<String> {
        Charset::of_file(record).decode_file(record).map(|text| text.into_owned())
    }
}
