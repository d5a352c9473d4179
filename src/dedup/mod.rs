//! Composes the rooms into a deduplication.
//!
//! Beside what a scan holds of an article up to its verified pairs (see [`super`]) this takes, per article and whatever the length of its text: 48 bytes
//! for its place in the order of precedence, given back when all is decided; 24 for its text's fate while that is open; 40 for its own;
//! 4 for its number in the second reading; and 40 more for one that a row names. A pair that was judged takes about 60 until all are, and there is about
//! one for each text that stands in a pair. The second reading holds a dozen blocks of about 1 MiB, what stays of them and their rows; rows of
//! removals are written as they are made. All that grows with articles and pairs is a
//! table.

pub mod apply;
pub(crate) mod decide;
pub(crate) mod removal_report;
pub(crate) mod rewrite;
pub(crate) mod strip;

use crate::corpus::estimate;
use crate::dedup::decide::{Order, RemovedArticle, decide};
use crate::dedup::removal_report::{Found, Places, listed_input, losses, report, write_rows};
use crate::dedup::rewrite::{RecordAction, Rewritten, rewrite};
use crate::dedup::strip::{Stripper, cuts_of, paragraph_row};
use crate::error::{Error, Result};
use crate::output::{Deduplication, MakingOrder, ParagraphLoss, Removed, RowWriter, Staged};
use crate::params::{Only, ScanParams};
use crate::scan::corpus_analysis;
use crate::scan::corpus_analysis::{Front, Seeds};
use std::collections::HashSet;
use std::path::PathBuf;
use wirecopy_article::event::{Event, Observer, Stage};
use wirecopy_article::text::Analysis;
use wirecopy_article::{Document, RejectReason};
use wirecopy_io::{Block, Destination, Input, ReadOptions, RecordWriter};
use wirecopy_news::removal::{Loss, Policy, losses_above};
use xxhash_rust::xxh3::xxh3_64;

/// Where a deduplication writes; nothing bears its final name before [`Staged::publish`].
pub struct DedupOutput<'a> {
    /// The survivors; `None` decides and reports only.
    pub survivors: Option<(&'a Destination, &'a Staged)>,
    /// `removed.jsonl`.
    pub removed: Option<&'a Staged>,
}

/// What a deduplication found.
#[derive(Debug, Clone, PartialEq)]
pub struct Deduplicated {
    /// All counts.
    pub report: Deduplication,
    /// Outlets that would lose more than they may. Where there is one, nothing was written.
    pub losses: Vec<Loss>,
}

/// Reads the inputs, decides what goes, and writes the rest and the list of what went, unpublished.
///
/// The inputs are read twice; `reading.stdin` must hold standard input where that is one. Work runs on the current rayon pool.
///
/// # Errors
/// When an input or an output fails, an input changes between both readings, or the sums do not agree.
pub fn dedup(
    inputs: &[Input],
    reading: &ReadOptions,
    params: &ScanParams,
    policy: &Policy,
    output: &DedupOutput<'_>,
    observer: &Observer<'_>,
) -> Result<Deduplicated> {
    policy.check()?;
    let reading = &match output.survivors {
        Some((destination, staged)) => estimate::with_survivors(reading, destination, staged)?,
        None => reading.clone(),
    };
    let only = if policy.removes_articles() { params.only } else { Only::Paragraphs };
    let mut front = corpus_analysis::find(
        inputs,
        reading,
        &ScanParams { only, ..params.clone() },
        Seeds::Stay,
        observer,
    )?;
    // Pairs that are not reported show roundups, and nothing goes by them.
    front.found.weak = Vec::new();
    let looked_at = std::mem::take(&mut front.found.proposed);
    if let Some(warning) = front.facts.nothing_read() {
        observer(Event::Warning(warning));
    }
    corpus_analysis::begin(Stage::Decide, observer);
    let gone = decide(&front, &Order::of(&front, policy), params, policy, looked_at)?;
    let mut report = report(&front, &gone, policy)?;
    let losses = losses_above(losses(&report), policy.loss_max);
    let is_read_again = output.survivors.is_some() || output.removed.is_some() || policy.strips();
    if losses.is_empty() && is_read_again {
        corpus_analysis::begin(Stage::Write, observer);
        let second = SecondReading::new(&front, &gone, policy, reading)?;
        let lost = write(inputs, reading, &second, &report, output, observer)?;
        report.paragraphs = policy.strips().then_some(lost);
    }
    front.corpus.text_source.assert_unchanged()?;
    Ok(Deduplicated { report, losses })
}

fn write(
    inputs: &[Input],
    reading: &ReadOptions,
    second: &SecondReading<'_>,
    report: &Deduplication,
    output: &DedupOutput<'_>,
    observer: &Observer<'_>,
) -> Result<ParagraphLoss> {
    let mut writer = match output.survivors {
        Some((destination, staged)) => Some(RecordWriter::create(destination, staged.path())?),
        None => None,
    };
    let mut rows: Option<RowWriter<Removed>> = output.removed.map(Staged::rows).transpose()?;
    let mut places = Places::default();
    let mut lost = ParagraphLoss::default();
    let treat =
        |block: usize, content: &Block, documents: &[Document<'_>]| second.treat(block, content, documents);
    let counts =
        rewrite(inputs, reading, writer.as_mut(), observer, treat, |noted: BlockRemovals, chains| {
            for (at, article, file, found) in noted.articles {
                places.note(article, file, Found { before: chains[at].hash(), ..found });
            }
            lost.articles_not_cut += noted.articles_not_cut;
            lost.bytes += noted.bytes_cut;
            lost.articles += noted.paragraphs.len() as u64;
            for (at, of_article) in noted.paragraphs {
                let input = listed_input(&second.front.facts, Some(chains[at].hash()));
                for row in of_article {
                    *lost.by_rule.entry(row.rule.clone()).or_default() += 1;
                    if let Some(rows) = &mut rows {
                        rows.write(&Removed { input: Some(input.clone()), ..row })?;
                    }
                }
            }
            Ok(())
        })?;
    lost.removed = lost.by_rule.values().sum();
    second.front.corpus.text_source.assert_unchanged()?;
    assert_sums(report, counts, second.front, second.gone)?;
    if let Some(writer) = writer {
        writer.finish()?;
    }
    if let Some(mut rows) = rows {
        let order = MakingOrder::within(reading.memory_bytes_max);
        write_rows(second.front, second.gone, &places.sorted(), order, &mut rows)?;
        rows.finish()?;
    }
    Ok(lost)
}

/// Every record is kept, removed or rejected, and what stays in another's place stays.
fn assert_sums(
    report: &Deduplication,
    counts: Rewritten,
    front: &Front,
    gone: &[Option<RemovedArticle>],
) -> Result<()> {
    if (counts.records, counts.chain) != (front.facts.records, front.facts.chain) {
        let reason = "an input gave other records when it was read again: nothing is written".into();
        return Err(Error::Refused { reason });
    }

    let Deduplication { read, kept, removed, rejected, .. } = *report;
    let agree = read == kept + removed + rejected && (counts.kept, counts.removed) == (kept, removed);
    let survives = |gone: &RemovedArticle, all: &[Option<RemovedArticle>]| all[gone.kept as usize].is_none();
    if agree && gone.iter().flatten().all(|article| survives(article, gone)) {
        return Ok(());
    }
    Err(Error::Refused {
        reason: format!(
            "of {read} records {kept} should stay, {removed} go and {rejected} were rejected, but {} stayed and {} went: nothing is written",
            counts.kept, counts.removed
        ),
    })
}

/// What one block adds to the list of removals.
#[derive(Default)]
struct BlockRemovals {
    /// Articles that a row names, each with its place among the block's documents and its file.
    articles: Vec<(usize, u32, String, Found)>,
    /// For each article that loses paragraphs their rows.
    paragraphs: Vec<(usize, Vec<Removed>)>,
    bytes_cut: u64,
    articles_not_cut: u64,
}

/// What becomes of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Stays,
    /// It stays, and another one went in its place.
    Keeps,
    Goes,
}

/// The second reading, in which every article must stand where it stood in the first.
struct SecondReading<'a> {
    front: &'a Front,
    gone: &'a [Option<RemovedArticle>],
    stripper: Option<Stripper<'a>>,
    options: &'a ReadOptions,
    /// Articles in the order of reading, and what becomes of each.
    articles: Vec<u32>,
    turns: Vec<Turn>,
    first_rows: &'a [u32],
    /// Records that were found to have no words, which reading alone does not tell.
    rejected: HashSet<(&'a str, u64)>,
}

impl<'a> SecondReading<'a> {
    fn new(
        front: &'a Front,
        gone: &'a [Option<RemovedArticle>],
        policy: &'a Policy,
        options: &'a ReadOptions,
    ) -> Result<Self> {
        let corpus = &front.corpus;
        let stays = |text_id: u32| corpus.copies(text_id).any(|article| gone[article as usize].is_none());
        let stripper = match policy.strips() {
            true => {
                let boilerplate = front.paragraphs.boilerplate_among(corpus, stays)?;
                Some(Stripper { corpus, strip: &policy.strip, boilerplate })
            }
            false => None,
        };
        let mut turns = vec![Turn::Stays; gone.len()];
        for (article, gone) in (0..).zip(gone) {
            if let Some(gone) = gone {
                turns[corpus.input_row(article) as usize] = Turn::Goes;
                // A survivor, which nothing else sets.
                turns[corpus.input_row(gone.kept) as usize] = Turn::Keeps;
            }
        }
        Ok(SecondReading {
            turns,
            front,
            gone,
            stripper,
            options,
            articles: corpus.articles_as_read(),
            first_rows: corpus.first_rows_of_blocks(),
            rejected: (front.facts.rejects.iter())
                .filter(|reject| reject.reason == RejectReason::TextWithoutWords)
                .map(|reject| (reject.file.as_str(), reject.line))
                .collect(),
        })
    }

    fn treat(
        &self,
        block: usize,
        content: &Block,
        documents: &[Document<'_>],
    ) -> Result<(Vec<RecordAction>, BlockRemovals)> {
        let changed = |file: &str| Error::Changed { path: PathBuf::from(file) };
        let rows = self.first_rows.get(block).zip(self.first_rows.get(block + 1));
        let mut rows = rows.map_or(0..0, |(start, end)| *start..*end);
        let mut fates = Vec::with_capacity(documents.len());
        let mut noted = BlockRemovals::default();
        let mut analysis = Analysis::default();
        for (at, document) in documents.iter().enumerate() {
            if self.rejected.contains(&(&*document.file, document.line)) {
                fates.push(RecordAction::Rejected);
                continue;
            }
            let row = rows.next().ok_or_else(|| changed(&document.file))?;
            if self.front.corpus.id_as_read(row) != document.id {
                return Err(changed(&document.file));
            }
            let article = self.articles[row as usize];
            let turn = self.turns[row as usize];
            if turn != Turn::Stays {
                let hash = xxh3_64(document.record);
                let found = Found { file: 0, line: document.line, hash, before: 0 };
                noted.articles.push((at, article, document.file.to_string(), found));
            }
            fates.push(match turn {
                Turn::Goes => RecordAction::Goes,
                Turn::Stays | Turn::Keeps => {
                    self.stripped(article, content, (at, document), &mut analysis, &mut noted)
                }
            });
        }
        match (rows.next(), documents.last()) {
            (Some(_), Some(last)) => Err(changed(&last.file)),
            _ => Ok((fates, noted)),
        }
    }

    /// What is left of an article that stays.
    fn stripped(
        &self,
        article: u32,
        content: &Block,
        (at, document): (usize, &Document<'_>),
        analysis: &mut Analysis,
        noted: &mut BlockRemovals,
    ) -> RecordAction {
        let corpus = &self.front.corpus;
        let Some(stripper) = &self.stripper else { return RecordAction::Stays };
        let gone = stripper.gone_from(corpus.text_of(article), &document.text, analysis);
        if gone.is_empty() {
            return RecordAction::Stays;
        }
        match content.without(document, &cuts_of(&document.text, &gone), self.options) {
            Some(record) => {
                noted.bytes_cut += (document.record.len() - record.len()) as u64;
                let id = corpus.id(article);
                let rows = gone.iter().map(|paragraph| paragraph_row(document, id, paragraph));
                noted.paragraphs.push((at, rows.collect()));
                RecordAction::Changes(record)
            }
            None => {
                noted.articles_not_cut += 1;
                RecordAction::Stays
            }
        }
    }
}
