//! Titles, addresses and credits, kept outside memory until rows are written.

use crate::error::Result;
use crate::numbers::InputRow;
use std::path::Path;
use typed_index_collections::TiVec;
use wirecopy_article::TextMaker;
use wirecopy_news::credit::Credit;
use wirecopy_scratch::blob::{BlobFile, FrameSpan};

/// Fields of an article that have no part in comparing it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, bincode::Encode, bincode::Decode)]
pub struct ArticleMetadata {
    /// Address of the article.
    pub url: Option<String>,
    /// Address of the page on another site that its record names as canonical.
    pub canonical_url: Option<String>,
    /// Title as given by the record.
    pub title: Option<String>,
    /// Author as given by the record.
    pub author: Option<String>,
    /// Paragraphs that a phrase shows to be boilerplate: number and first characters.
    pub page_lines: Vec<(u32, String)>,
    /// Credits that its text, its author and its addresses give.
    pub credits: Vec<Credit>,
    /// The part that its text has twice: first and last byte of both occurrences.
    pub doubled: Option<[(u32, u32); 2]>,
    /// The file of its record, as it was named.
    pub file: String,
    /// Line of the record's first byte, from 1.
    pub line: u64,
    /// The reader that made its text.
    pub made_by: Option<TextMaker>,
    /// The id that its record gives.
    pub own_id: Option<String>,
    /// Hash of the fields that its copies must have in common with it, if there are any.
    pub key: Option<u64>,
}

/// Metadata of articles in reading order, 8 bytes of memory each, the rest on disk.
pub struct MetadataColumn {
    rows: BlobFile,
    /// One past the frame of each article.
    ends: TiVec<InputRow, u64>,
}

impl MetadataColumn {
    /// An empty column in an unnamed file of the folder.
    ///
    /// # Errors
    /// When the folder takes no file.
    pub fn create(folder: &Path) -> Result<Self> {
        Ok(MetadataColumn { rows: BlobFile::create(folder)?, ends: TiVec::new() })
    }

    /// Appends the next article's metadata.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn append(&mut self, metadata: &ArticleMetadata) -> Result<()> {
        self.rows.append(&BlobFile::row_frame(metadata))?;
        self.ends.push(self.rows.bytes());
        Ok(())
    }

    /// Bytes on disk so far.
    pub fn bytes(&self) -> u64 {
        self.rows.bytes()
    }

    /// Returns the metadata of an article.
    ///
    /// # Errors
    /// When the file cannot be read back, or was damaged.
    pub(crate) fn read(&self, row: InputRow) -> Result<ArticleMetadata> {
        let offset = usize::from(row).checked_sub(1).map_or(0, |before| self.ends.raw[before]);
        let len = (self.ends[row] - offset) as u32;
        Ok(self.rows.row(FrameSpan { offset, len })?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_comes_back_in_any_order() {
        let mut column = MetadataColumn::create(&std::env::temp_dir()).unwrap();
        let given: Vec<ArticleMetadata> = (0..5)
            .map(|number| ArticleMetadata {
                url: (number % 2 == 0).then(|| format!("https://tolm.example/{number}")),
                title: (number > 1).then(|| "ü".repeat(number)),
                author: (number == 3).then(|| "Ida Moor".to_owned()),
                page_lines: vec![(3, "Subscribe".into()); number],
                credits: Vec::new(),
                doubled: (number == 2).then_some([(0, 40), (41, 81)]),
                ..ArticleMetadata::default()
            })
            .collect();
        for metadata in &given {
            column.append(metadata).unwrap();
        }
        for number in [4usize, 0, 2, 1, 3] {
            assert_eq!(column.read(InputRow::from(number)).unwrap(), given[number]);
        }
    }
}
