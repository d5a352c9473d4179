//! Text files, several of them in a block.

use super::encoding::Charset;
use super::input::{InputFile, ReadOptions};
use super::stream::Opened;
use crate::error::Result;
use std::ops::Range;
use std::sync::Arc;

/// Whole text files, one after another.
#[derive(Default)]
pub(super) struct TextBlock {
    pub(super) bytes: Vec<u8>,
    pub(super) texts: Vec<TextFile>,
}

/// One of them.
pub(super) struct TextFile {
    pub(super) file: Arc<InputFile>,
    /// Number of the file.
    pub(super) number: u32,
    pub(super) bytes: Range<usize>,
    pub(super) charset: Charset,
    /// Whether a place in the file serves to read again.
    pub(super) has_place: bool,
    /// More than the limit: nothing of it was kept.
    pub(super) is_over_limit: bool,
}

impl TextBlock {
    /// Reads a file to its end and tells its charset.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn push(
        &mut self,
        opened: &mut Opened,
        number: u32,
        options: &ReadOptions,
    ) -> Result<Charset> {
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
        self.texts.push(TextFile {
            file: Arc::clone(&opened.file),
            number,
            bytes: start..self.bytes.len(),
            charset,
            has_place: opened.can_be_read_again() && charset == Charset::Utf8,
            is_over_limit,
        });
        Ok(charset)
    }
}
