//! Composes the rooms into a deduplication.

use super::accounting::{Found, Places, losses, report, write_rows};
use super::deciding::{GoneArticle, Order, decide};
use super::front::{self, Front};
use super::rewriting::{Fate, Rewritten, rewrite};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::event::{Event, Observer, Stage};
use crate::formats::{Destination, Input, ReadOptions, SurvivorWriter};
use crate::params::ScanParams;
use crate::records::{Deduplication, Staged};
use crate::survival::{Loss, Policy, losses_above};
use std::collections::HashSet;
use std::path::PathBuf;
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
    let front = front::find(inputs, reading, params, observer)?;
    observer(Event::Stage(Stage::Decide));
    let order = Order::of(&front, policy);
    let gone = decide(&front, &order, params, policy)?;
    let report = report(&front, &gone, policy)?;
    let losses = losses_above(losses(&report), policy.loss_max);
    if losses.is_empty() && (output.survivors.is_some() || output.removed.is_some()) {
        observer(Event::Stage(Stage::Write));
        write(inputs, reading, &front, &gone, &report, output, observer)?;
    }
    front.corpus.originals.assert_unchanged()?;
    Ok(Deduplicated { report, losses })
}

fn write(
    inputs: &[Input],
    reading: &ReadOptions,
    front: &Front,
    gone: &[Option<GoneArticle>],
    report: &Deduplication,
    output: &DedupOutput<'_>,
    observer: &Observer<'_>,
) -> Result<()> {
    let mut writer = match output.survivors {
        Some((destination, staged)) => Some(SurvivorWriter::create(destination, staged.path())?),
        None => None,
    };
    let second = SecondReading::new(front, gone);
    let mut places = Places { file_names: Vec::new(), of_article: vec![None; gone.len()] };
    let treat = |block: usize, documents: &[Document<'_>]| second.treat(block, documents);
    let counts = rewrite(inputs, reading, writer.as_mut(), observer, treat, |noted: Vec<Noted>| {
        for Noted { article, file, line, hash } in noted {
            if places.file_names.last() != Some(&file) {
                places.file_names.push(file);
            }
            let file = places.file_names.len() as u32 - 1;
            places.of_article[article as usize] = Some(Found { file, line, hash });
        }
        Ok(())
    })?;
    assert_sums(report, counts, gone)?;
    if let Some(writer) = writer {
        writer.finish()?;
    }
    if let Some(staged) = output.removed {
        let mut rows = staged.rows()?;
        write_rows(front, gone, &places, &mut rows)?;
        rows.finish()?;
    }
    Ok(())
}

/// Every record is kept, removed or rejected, and what stays in another's place stays.
fn assert_sums(report: &Deduplication, counts: Rewritten, gone: &[Option<GoneArticle>]) -> Result<()> {
    let Deduplication { read, kept, removed, rejected, .. } = *report;
    let agree = read == kept + removed + rejected && (counts.kept, counts.removed) == (kept, removed);
    let survives = |gone: &GoneArticle, all: &[Option<GoneArticle>]| all[gone.kept as usize].is_none();
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

/// What must be known of an article that a row names.
struct Noted {
    article: u32,
    file: String,
    line: u64,
    hash: u64,
}

/// The second reading, in which every article must stand where it stood in the first.
struct SecondReading<'a> {
    front: &'a Front,
    gone: &'a [Option<GoneArticle>],
    articles: Vec<u32>,
    first_rows: Vec<u32>,
    /// Articles in whose place others went.
    keepers: HashSet<u32>,
    /// Records that were found to have no words, which reading alone does not tell.
    rejected: HashSet<(&'a str, u64)>,
}

impl<'a> SecondReading<'a> {
    fn new(front: &'a Front, gone: &'a [Option<GoneArticle>]) -> Self {
        SecondReading {
            front,
            gone,
            articles: front.corpus.articles_as_read(),
            first_rows: front.corpus.first_rows_of_blocks(),
            keepers: gone.iter().flatten().map(|article| article.kept).collect(),
            rejected: front.facts.rejects.iter().map(|reject| (reject.file.as_str(), reject.line)).collect(),
        }
    }

    fn treat(&self, block: usize, documents: &[Document<'_>]) -> Result<(Vec<Fate>, Vec<Noted>)> {
        let changed = |file: &str| Error::Changed { path: PathBuf::from(file) };
        let rows = self.first_rows.get(block).zip(self.first_rows.get(block + 1));
        let mut rows = rows.map_or(0..0, |(start, end)| *start..*end);
        let mut fates = Vec::with_capacity(documents.len());
        let mut noted = Vec::new();
        for document in documents {
            if self.rejected.contains(&(&*document.file, document.line)) {
                fates.push(Fate::Rejected);
                continue;
            }
            let row = rows.next().ok_or_else(|| changed(&document.file))?;
            if self.front.corpus.id_as_read(row) != document.id {
                return Err(changed(&document.file));
            }
            let article = self.articles[row as usize];
            let goes = self.gone[article as usize].is_some();
            if goes || self.keepers.contains(&article) {
                let hash = xxh3_64(document.record);
                noted.push(Noted { article, file: document.file.to_string(), line: document.line, hash });
            }
            fates.push(if goes { Fate::Goes } else { Fate::Stays });
        }
        match (rows.next(), documents.last()) {
            (Some(_), Some(last)) => Err(changed(&last.file)),
            _ => Ok((fates, noted)),
        }
    }
}
