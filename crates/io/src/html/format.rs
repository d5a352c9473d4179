//! The HTML format: one page per file.

use super::charset::decode_page;
use super::page::article_of_page;
use crate::format::{Format, Records, Split, SurvivorForm, WholeFiles};
use crate::input::InputFile;
use crate::record::{Decoding, RecordLocation};
use crate::stream::Opened;
use std::sync::Arc;
use wirecopy_article::RejectReason;

/// One page per file.
pub(crate) struct Html;

impl Format for Html {
    fn is_one_record(&self) -> bool {
        true
    }

    fn survivors(&self) -> SurvivorForm {
        SurvivorForm::Whole
    }

    fn split(&self, opened: Opened) -> Split {
        Split::WholeFile(Box::new(opened), |files| Box::new(Pages(files)))
    }
}

/// Files of one page each.
struct Pages(WholeFiles);

impl Records for Pages {
    fn files(&self) -> &[Arc<InputFile>] {
        &self.0.files
    }

    /// Decodes every page.
    fn decode<'block>(&'block self, _first_file: u32, decoding: &mut Decoding<'block, '_>) {
        for (file, part) in self.0.files.iter().zip(&self.0.parts) {
            let record = &self.0.bytes[part.bytes.clone()];
            let location = RecordLocation { file: &file.name, line: 1, text_location: None, record };
            if part.is_over_limit {
                decoding.reject(&location, None, RejectReason::FileTooLong);
                continue;
            }
            match article_of_page(&decode_page(record, None)) {
                Ok(article) => decoding.push_whole_file(location, article.into_fields(None)),
                Err(reason) => decoding.reject(&location, None, reason),
            }
        }
    }
}
