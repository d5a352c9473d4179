//! A block of input: decodes on its own, on any thread.

use super::encoding::Charset;
use super::fields::{FieldCounts, FieldPlan};
use super::input::{InputFile, ReadOptions};
use super::lines::LineBlock;
use super::record::Decoding;
use super::rows::RowBlock;
use super::texts::TextBlock;
use super::{csv_rows, json_lines, plain_text};
use std::ops::Range;
use std::sync::Arc;
use wirecopy_article::{Document, Reject};

/// Whole records, not looked at yet.
pub struct Block {
    /// Bytes of the disk that were read since the last block; all blocks together have all bytes of all inputs.
    pub bytes_on_disk: u64,
    pub(super) file: usize,
    pub(super) content: Content,
}

pub(super) enum Content {
    Lines(LineBlock),
    Rows(RowBlock),
    Texts(TextBlock),
}

/// What stood in a block.
#[derive(Debug, Default)]
pub struct Decoded<'block> {
    /// Records with a text, in order.
    pub documents: Vec<Document<'block>>,
    /// Records without one, by file and line.
    pub rejects: Vec<Reject>,
    /// Which fields were used.
    pub field_counts: FieldCounts,
    /// Dates that were given and not understood.
    pub dates_not_understood: u64,
}

impl Block {
    /// Number of the (first) file that the block is of, as [`crate::InputReader::files`] counts.
    pub fn file(&self) -> usize {
        self.file
    }

    /// Numbers of all files of the block: one of JSON Lines, CSV or TSV, or several text files, each of which gives one document or one
    /// reject, in order.
    pub fn files(&self) -> Range<usize> {
        let n_files = match &self.content {
            Content::Lines(_) | Content::Rows(_) => 1,
            Content::Texts(texts) => texts.texts.len(),
        };
        self.file..self.file + n_files
    }

    /// How many files it is the first to show to be no UTF-8.
    pub fn n_decoded_files(&self) -> u64 {
        match &self.content {
            Content::Lines(_) => 0,
            Content::Rows(rows) => rows.shows_charset.into(),
            Content::Texts(texts) => {
                texts.texts.iter().filter(|text| text.charset != Charset::Utf8).count() as u64
            }
        }
    }

    /// The (first) file that the block is of; `None` for a block that holds nothing.
    pub fn input_file(&self) -> Option<&InputFile> {
        match &self.content {
            Content::Lines(lines) => Some(&lines.file),
            Content::Rows(rows) => Some(&rows.file),
            Content::Texts(texts) => texts.texts.first().map(|text| &*text.file),
        }
    }

    /// All files of the block, as [`Block::files`] numbers them.
    pub fn input_files(&self) -> Vec<Arc<InputFile>> {
        match &self.content {
            Content::Lines(lines) => vec![Arc::clone(&lines.file)],
            Content::Rows(rows) => vec![Arc::clone(&rows.file)],
            Content::Texts(texts) => texts.texts.iter().map(|text| Arc::clone(&text.file)).collect(),
        }
    }

    /// The header of a CSV or TSV file as it stands there, byte order mark and end of line included.
    pub fn header(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Rows(rows) => Some(&rows.header.raw),
            Content::Lines(_) | Content::Texts(_) => None,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(&self.content, Content::Texts(texts) if texts.texts.is_empty())
    }

    /// Finds the documents. Pure; linear in the block.
    pub fn decode(&self, options: &ReadOptions) -> Decoded<'_> {
        let plan = FieldPlan::new(&options.fields);
        let mut decoding = Decoding::new(&plan, options.text_limit_bytes());
        match &self.content {
            Content::Lines(lines) => json_lines::decode(lines, self.file as u32, &mut decoding),
            Content::Rows(rows) => csv_rows::decode(rows, &mut decoding),
            Content::Texts(texts) => plain_text::decode(texts, &mut decoding),
        }
        decoding.finish()
    }
}
