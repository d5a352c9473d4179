//! The articles of a second reading, which must be where they were in the first.

use crate::error::{FileError, Result};
use crate::numbers::InputRow;
use std::collections::HashSet;
use std::path::PathBuf;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_article::{Document, Reject, RejectReason};

/// The rows of the first reading, by block.
pub(crate) struct FirstReading<'a> {
    /// For each block the row of its first article; one more at the end.
    first_rows: &'a [u32],
    /// Files and lines of records whose texts have no words, which reading alone does not show.
    wordless: HashSet<(&'a str, u64)>,
}

impl<'a> FirstReading<'a> {
    /// Takes the first row of each block, one more at the end, and what was rejected.
    pub(crate) fn new(first_rows: &'a [u32], rejects: &'a [Reject]) -> FirstReading<'a> {
        let wordless = rejects.iter().filter(|reject| reject.reason == RejectReason::TextWithoutWords);
        let wordless = wordless.map(|reject| (reject.file.as_str(), reject.line)).collect();
        FirstReading { first_rows, wordless }
    }

    /// Returns the row of each document of a block; `None` for one whose text has no words.
    ///
    /// # Errors
    /// [`FileError::Changed`] when the block has more or fewer articles than in the first reading.
    pub(crate) fn rows_of(&self, block: usize, documents: &[Document<'_>]) -> Result<Vec<Option<InputRow>>> {
        let range = self.first_rows.get(block).zip(self.first_rows.get(block + 1));
        let mut rows = range.map_or(0..0, |(start, end)| *start..*end);
        let mut found = Vec::with_capacity(documents.len());
        let mut analysis = Analysis::default();
        for document in documents {
            if self.is_wordless(document, &mut analysis) {
                found.push(None);
                continue;
            }
            let row =
                rows.next().ok_or_else(|| FileError::Changed { path: PathBuf::from(&*document.file) })?;
            found.push(Some(InputRow::from(row)));
        }
        match (rows.next(), documents.last()) {
            (Some(_), Some(last)) => Err(FileError::Changed { path: PathBuf::from(&*last.file) }.into()),
            _ => Ok(found),
        }
    }

    /// Several records may be on one line, so that the line alone does not identify one.
    fn is_wordless(&self, document: &Document<'_>, analysis: &mut Analysis) -> bool {
        self.wordless.contains(&(&*document.file, document.line)) && {
            analyse(&document.text, analysis);
            analysis.tokens.is_empty()
        }
    }
}
