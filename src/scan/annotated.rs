//! The input's own rows, each with its cluster and whether it represents it.

use crate::corpus::numbering::Corpus;
use crate::corpus::read_corpus::ReadingFacts;
use crate::dedup::SurvivorTarget;
use crate::dedup::rewrite::{RecordAction, Rewriter};
use crate::error::{FileError, Result};
use crate::numbers::{ArticleId, InputRow};
use crate::output::ScanAnnotation;
use crate::output::scan::ClusterIds;
use crate::second_reading::FirstReading;
use typed_index_collections::TiVec;
use wirecopy_article::event::Observer;
use wirecopy_io::{Input, Notes, ReadOptions, RecordWriter};

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
        let mut writer =
            RecordWriter::create(target.destination, target.staged.path(), ScanAnnotation::COLUMNS)?;
        let first_reading = FirstReading::new(self.first_rows, &self.facts.rejects);
        let articles = self.corpus.articles_as_read();
        let mut rewriter = Rewriter {
            inputs,
            options: reading,
            writer: Some(&mut writer),
            added: ScanAnnotation::COLUMNS,
            observer,
        };
        let counts = rewriter.rewrite(
            |block, _, documents| {
                Ok((self.actions(&first_reading.rows_of(block, documents)?, &articles), ()))
            },
            |(), _| Ok(()),
        )?;
        if (counts.records, counts.chain) != (self.facts.records, self.facts.chain) {
            let reason = "an input had other records when it was read again: nothing is written".into();
            return Err(FileError::Refused { reason }.into());
        }
        Ok(writer.finish()?)
    }

    fn actions(&self, rows: &[Option<InputRow>], articles: &TiVec<InputRow, ArticleId>) -> Vec<RecordAction> {
        let action = |row: &Option<InputRow>| match row {
            Some(row) => RecordAction::Annotate(self.notes(articles[*row])),
            None => RecordAction::Skip,
        };
        rows.iter().map(action).collect()
    }

    fn notes(&self, article: ArticleId) -> Notes {
        let cluster = self.clusters.of_text(self.corpus.text_of(article));
        ScanAnnotation { cluster, kept: self.clusters.is_kept(self.corpus, article) }.notes()
    }
}
