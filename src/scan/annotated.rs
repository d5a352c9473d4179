//! The input's own rows, each with its cluster and whether it stands for it.

use crate::corpus::numbering::Corpus;
use crate::corpus::read_corpus::ReadingFacts;
use crate::dedup::SurvivorTarget;
use crate::dedup::rewrite::{RecordAction, Rewriter};
use crate::error::{FileError, Result};
use crate::numbers::{ArticleId, InputRow};
use crate::output::scan::ClusterIds;
use std::collections::HashSet;
use std::path::PathBuf;
use typed_index_collections::TiVec;
use wirecopy_article::event::Observer;
use wirecopy_article::{Document, RejectReason};
use wirecopy_io::{ColumnKind, Input, Notes, ReadOptions, RecordWriter, RowColumn};

/// The columns that are added.
const COLUMNS: &[RowColumn] = &[("cluster", ColumnKind::Text), ("kept", ColumnKind::Flag)];

/// Findings of the first reading that a second one needs.
pub(super) struct AnnotatedRows<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) facts: &'a ReadingFacts,
    pub(super) clusters: &'a ClusterIds,
    /// For each block the row of its first article; one more at the end.
    pub(super) first_rows: &'a [u32],
}

impl AnnotatedRows<'_> {
    /// Reads the inputs again and writes the records of all articles, unpublished. What was
    /// rejected is left out.
    pub(super) fn write(
        &self,
        inputs: &[Input],
        reading: &ReadOptions,
        target: &SurvivorTarget<'_>,
        observer: &Observer<'_>,
    ) -> Result<()> {
        let mut writer = RecordWriter::create(target.destination, target.staged.path(), COLUMNS)?;
        let without_words =
            self.facts.rejects.iter().filter(|reject| reject.reason == RejectReason::TextWithoutWords);
        let rejected: HashSet<(&str, u64)> =
            without_words.map(|reject| (reject.file.as_str(), reject.line)).collect();
        let articles = self.corpus.articles_as_read();
        let mut rewriter =
            Rewriter { inputs, options: reading, writer: Some(&mut writer), added: COLUMNS, observer };
        let counts = rewriter.rewrite(
            |block, _, documents| Ok((self.actions(block, documents, (&articles, &rejected))?, ())),
            |(), _| Ok(()),
        )?;
        if (counts.records, counts.chain) != (self.facts.records, self.facts.chain) {
            let reason = "an input gave other records when it was read again: nothing is written".into();
            return Err(FileError::Refused { reason }.into());
        }
        Ok(writer.finish()?)
    }

    fn actions(
        &self,
        block: usize,
        documents: &[Document<'_>],
        (articles, rejected): (&TiVec<InputRow, ArticleId>, &HashSet<(&str, u64)>),
    ) -> Result<Vec<RecordAction>> {
        let rows = self.first_rows.get(block).zip(self.first_rows.get(block + 1));
        let mut rows = rows.map_or(0..0, |(start, end)| *start..*end);
        let mut action = |document: &Document<'_>| {
            if rejected.contains(&(&*document.file, document.line)) {
                return Ok(RecordAction::Skip);
            }
            let changed = || FileError::Changed { path: PathBuf::from(&*document.file) };
            let row = rows.next().ok_or_else(changed)?;
            Ok(RecordAction::Annotate(self.notes(articles[InputRow::from(row)])))
        };
        documents.iter().map(&mut action).collect()
    }

    fn notes(&self, article: ArticleId) -> Notes {
        let cluster = self.clusters.of_text(self.corpus.text_of(article));
        vec![cluster.into(), self.clusters.is_kept(self.corpus, article).into()]
    }
}
