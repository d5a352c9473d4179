//! The second reading of a deduplication, in which every article must be where it was in the first.

use crate::dedup::annotate::Replaced;
use crate::dedup::report::{ListedRecord, ListedRecords, listed_input, write_rows};
use crate::dedup::rewrite::{RecordAction, Rewriter, Rewritten, with_notes};
use crate::dedup::strip::{Stripper, cuts_of, paragraph_row, whole_records};
use crate::dedup::{ArticleRemovals, DedupTargets, SeededAnalysis};
use crate::error::{FileError, Result};
use crate::numbers::{ArticleId, InputRow, TextId};
use crate::output::{DedupAnnotation, MakingOrder, ParagraphLoss, Removed, RowWriter};
use crate::second_reading::FirstReading;
use std::path::{Path, PathBuf};
use typed_index_collections::TiVec;
use wirecopy_article::Document;
use wirecopy_article::event::Observer;
use wirecopy_article::text::Analysis;
use wirecopy_index::RecordChain;
use wirecopy_io::{Block, Input, ReadOptions, RecordWriter};
use wirecopy_news::removal::Policy;
use xxhash_rust::xxh3::xxh3_64;

/// The decisions of the first reading, ready to be applied to the records of the second.
pub(super) struct SecondPass<'a> {
    analysis: &'a SeededAnalysis,
    removals: &'a ArticleRemovals,
    stripper: Option<Stripper<'a>>,
    options: &'a ReadOptions,
    articles: TiVec<InputRow, ArticleId>,
    parts: TiVec<InputRow, ListPart>,
    first_reading: FirstReading<'a>,
}

/// The part of an article in the list of removals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListPart {
    /// No row names it.
    None,
    /// It is kept, and another article was removed in its favour.
    Kept,
    Removed,
}

/// The part of one block in the list of removals.
#[derive(Default)]
struct BlockRemovals {
    /// Articles that a row names, each with its index among the block's documents and its file.
    articles: Vec<(usize, ArticleId, String, ListedRecord)>,
    /// Rows of paragraphs, per document that loses some.
    paragraphs: Vec<(usize, Vec<Removed>)>,
    bytes_cut: u64,
    articles_not_cut: u64,
}

impl<'a> SecondPass<'a> {
    pub(super) fn new(
        analysis: &'a SeededAnalysis,
        removals: &'a ArticleRemovals,
        policy: &'a Policy,
        options: &'a ReadOptions,
    ) -> Result<Self> {
        let corpus = &analysis.corpus.corpus;
        let is_kept = |text_id: TextId| corpus.copies(text_id).any(|article| removals[article].is_none());
        let stripper = match policy.strips() {
            true => {
                let boilerplate = analysis.paragraphs.boilerplate_among(&analysis.corpus, is_kept)?;
                Some(Stripper { corpus, strip: &policy.strip, boilerplate })
            }
            false => None,
        };
        let mut parts: TiVec<InputRow, ListPart> = vec![ListPart::None; removals.len()].into();
        for (article, removed) in removals.iter_enumerated() {
            if let Some(removed) = removed {
                parts[corpus.input_row(article)] = ListPart::Removed;
                if let Some(kept) = removed.kept() {
                    // A survivor, whose part nothing else sets.
                    parts[corpus.input_row(kept)] = ListPart::Kept;
                }
            }
        }
        let first_rows = analysis.corpus.first_rows_of_blocks();
        Ok(SecondPass {
            parts,
            analysis,
            removals,
            stripper,
            options,
            articles: corpus.articles_as_read(),
            first_reading: FirstReading::new(first_rows, &analysis.facts.rejects),
        })
    }

    /// Writes survivors and rows. `check` may still refuse the counts before anything is whole.
    pub(super) fn write(
        &self,
        inputs: &[Input],
        targets: &DedupTargets<'_>,
        observer: &Observer<'_>,
        check: impl FnOnce(Rewritten) -> Result<()>,
    ) -> Result<ParagraphLoss> {
        let replaced = Replaced::of(&self.analysis.corpus.corpus, self.removals);
        let replaced = targets.annotate.then_some(&replaced);
        let added = if targets.annotate { DedupAnnotation::COLUMNS } else { &[] };
        let mut writer = match targets.survivors {
            Some(target) => Some(RecordWriter::create(target.destination, target.staged.path(), added)?),
            None => None,
        };
        let mut rows: Option<RowWriter<Removed>> = match targets.removed {
            Some(list) => Some(RowWriter::new(list.create_file()?)),
            None => None,
        };
        let mut locations = ListedRecords::default();
        let mut lost = ParagraphLoss::default();
        let mut rewriter =
            Rewriter { inputs, options: self.options, writer: writer.as_mut(), added, observer };
        let counts = rewriter.rewrite(
            |block, content, documents| self.actions((block, content), documents, replaced),
            |mut removals: BlockRemovals, chains| {
                for (index, article, file, location) in removals.articles.drain(..) {
                    let before = chains[index].hash();
                    locations.add(article, file, ListedRecord { before, ..location });
                }
                self.write_paragraphs(removals, chains, &mut lost, rows.as_mut())
            },
        )?;
        lost.removed = lost.by_rule.values().sum();
        self.analysis.corpus.corpus.text_source.assert_unchanged()?;
        check(counts)?;
        if let Some(writer) = writer {
            writer.finish()?;
        }
        if let Some(mut rows) = rows {
            let order = MakingOrder::within(self.options.memory_bytes_max);
            write_rows(self.analysis, self.removals, &locations.sorted(), order, &mut rows)?;
            rows.finish()?;
        }
        Ok(lost)
    }

    /// Counts the paragraphs that a block loses and writes their rows.
    fn write_paragraphs(
        &self,
        removals: BlockRemovals,
        chains: &[RecordChain],
        lost: &mut ParagraphLoss,
        mut rows: Option<&mut RowWriter<Removed>>,
    ) -> Result<()> {
        lost.articles_not_cut += removals.articles_not_cut;
        lost.bytes += removals.bytes_cut;
        lost.articles += removals.paragraphs.len() as u64;
        for (index, of_article) in removals.paragraphs {
            let input = listed_input(&self.analysis.facts, Some(chains[index].hash()));
            for row in of_article {
                *lost.by_rule.entry(row.rule.clone()).or_default() += 1;
                if let Some(rows) = rows.as_deref_mut() {
                    rows.write(&Removed { input: Some(input.clone()), ..row })?;
                }
            }
        }
        Ok(())
    }

    fn actions(
        &self,
        (block, content): (usize, &Block),
        documents: &[Document<'_>],
        replaced: Option<&Replaced<'_>>,
    ) -> Result<(Vec<RecordAction>, BlockRemovals)> {
        let rows = self.first_reading.rows_of(block, documents)?;
        let mut actions = Vec::with_capacity(documents.len());
        let mut removals = BlockRemovals::default();
        let mut text_analysis = self.analysis.corpus.corpus.analysis();
        for (index, (document, row)) in documents.iter().zip(rows).enumerate() {
            let Some(row) = row else {
                actions.push(RecordAction::Skip);
                continue;
            };
            if self.analysis.corpus.id_as_read(row) != document.id {
                return Err(FileError::Changed { path: PathBuf::from(&*document.file) }.into());
            }
            let article = self.articles[row];
            let part = self.parts[row];
            if part != ListPart::None {
                let hash = xxh3_64(document.record);
                let location = ListedRecord { file: 0, line: document.line, hash, before: 0 };
                removals.articles.push((index, article, document.file.to_string(), location));
            }
            let is_whole = document.text_made_by.is_some() || !content.is_editable();
            if self.stripper.is_some() && is_whole {
                return Err(whole_records(Path::new(&*document.file)));
            }
            if part == ListPart::Removed {
                actions.push(RecordAction::Remove);
                continue;
            }
            let kept = self.stripped(article, content, (index, document), &mut text_analysis, &mut removals);
            actions.push(match (kept, replaced.map(|replaced| replaced.notes(article))) {
                (RecordAction::Keep, Some(notes)) => RecordAction::Annotate(notes),
                (RecordAction::Rewrite(record), Some(notes)) => RecordAction::Rewrite(with_notes(
                    content,
                    document,
                    &record,
                    (DedupAnnotation::COLUMNS, &notes),
                )?),
                (kept, _) => kept,
            });
        }
        Ok((actions, removals))
    }

    /// Returns the treatment of an article that is kept.
    fn stripped(
        &self,
        article: ArticleId,
        content: &Block,
        (index, document): (usize, &Document<'_>),
        text_analysis: &mut Analysis,
        removals: &mut BlockRemovals,
    ) -> RecordAction {
        let corpus = &self.analysis.corpus.corpus;
        let Some(stripper) = &self.stripper else { return RecordAction::Keep };
        let paragraphs = stripper.removed_from(corpus.text_of(article), &document.text, text_analysis);
        if paragraphs.is_empty() {
            return RecordAction::Keep;
        }
        match content.without(document, &cuts_of(&document.text, &paragraphs)) {
            Some(record) => {
                removals.bytes_cut += (document.record.len() - record.len()) as u64;
                let id = corpus.id(article);
                let hash = format!("{:016x}", xxh3_64(document.record));
                let rows = paragraphs.iter().map(|paragraph| paragraph_row(document, id, &hash, paragraph));
                removals.paragraphs.push((index, rows.collect()));
                RecordAction::Rewrite(record)
            }
            None => {
                removals.articles_not_cut += 1;
                RecordAction::Keep
            }
        }
    }
}
