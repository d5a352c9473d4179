//! Several text files in one block, so that small files share a block's fixed costs.

use crate::charset::Charset;
use crate::error::Result;
use crate::input::{InputFile, ReadOptions};
use crate::stream::Opened;
use std::ops::Range;
use std::sync::Arc;

/// Whole text files, one after another.
#[derive(Default)]
pub(crate) struct TextFiles {
    pub(super) bytes: Vec<u8>,
    pub(super) files: Vec<Arc<InputFile>>,
    pub(super) texts: Vec<TextFile>,
}

/// The text of one file.
pub(super) struct TextFile {
    pub(super) bytes: Range<usize>,
    pub(super) charset: Charset,
    /// Whether the text can be read again from the file.
    pub(super) has_location: bool,
    /// Whether it is longer than the limit; then none of it is kept.
    pub(super) is_over_limit: bool,
}

impl TextFiles {
    /// Reads a file to its end. Returns whether it is not UTF-8.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn push(&mut self, opened: &mut Opened, options: &ReadOptions) -> Result<bool> {
        let limit = options.record_limit_bytes();
        let start = self.bytes.len();
        self.bytes.append(&mut opened.first);
        opened.stream.fill(&mut self.bytes, start + limit + 1)?;
        let is_over_limit = self.bytes.len() - start > limit;
        if is_over_limit {
            self.bytes.truncate(start);
            self.bytes.shrink_to_fit();
        }
        let charset = Charset::of_file(&self.bytes[start..]);
        self.files.push(Arc::clone(&opened.file));
        self.texts.push(TextFile {
            bytes: start..self.bytes.len(),
            charset,
            has_location: opened.can_be_read_again() && charset == Charset::Utf8,
            is_over_limit,
        });
        Ok(charset != Charset::Utf8)
    }

    /// Bytes of all texts.
    pub(crate) fn len_bytes(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there is no file.
    pub(crate) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
