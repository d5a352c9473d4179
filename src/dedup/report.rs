//! The report of losses, and the rows of the list of removals.

use crate::corpus::numbering::Corpus;
use crate::corpus::read_corpus::ReadingFacts;
use crate::dedup::articles::is_same_page;
use crate::dedup::removed_article::{RemovedArticle, RemovedCopy};
use crate::dedup::{ArticleRemovals, SeededAnalysis};
use crate::error::{FileError, Result};
use crate::numbers::ArticleId;
use crate::output::{
    ClusterLoss, DayLoss, Deduplication, ListedInput, MakingOrder, OutletLoss, Parameters, Removed,
    RemovedLevel, RowWriter, six_decimals,
};
use std::collections::BTreeMap;
use wirecopy_article::Reject;
use wirecopy_io::ReadOptions;
use wirecopy_news::kind::PageKind;
use wirecopy_news::removal::{Loss, Policy};
use wirecopy_scratch::order::ranks;

/// Clusters in the report.
const CLUSTERS_REPORTED: usize = 10;

/// The location of a record, the hash of its bytes, and that of all records before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ListedRecord {
    /// Number of the file among those of [`ListedRecords`].
    pub(super) file: u32,
    pub(super) line: u64,
    pub(super) hash: u64,
    pub(super) before: u64,
}

/// The locations of articles that a row names: 40 bytes each.
#[derive(Default)]
pub(super) struct ListedRecords {
    file_names: Vec<String>,
    /// By article, once sorted.
    locations: Vec<(ArticleId, ListedRecord)>,
}

impl ListedRecords {
    /// Adds the location of an article; articles come in the order of their files.
    pub(super) fn add(&mut self, article: ArticleId, file: String, location: ListedRecord) {
        if self.file_names.last() != Some(&file) {
            self.file_names.push(file);
        }
        let file = self.file_names.len() as u32 - 1;
        self.locations.push((article, ListedRecord { file, ..location }));
    }

    /// Sorts them by article, as look-ups need.
    pub(super) fn sorted(mut self) -> ListedRecords {
        self.locations.sort_unstable_by_key(|(article, _)| *article);
        self
    }

    /// Returns `file:line` of an article, and its location.
    fn of(&self, article: ArticleId) -> Result<(String, ListedRecord)> {
        let index = self.locations.binary_search_by_key(&article, |(article, _)| *article);
        let (_, location) = self.locations[index.map_err(|_| FileError::Refused {
            reason: "an article that a removal names was not read again: nothing is written".into(),
        })?];
        Ok((format!("{}:{}", self.file_names[location.file as usize], location.line), location))
    }
}

/// Removed articles by relation, outlet and day.
struct Losses {
    by_relation: BTreeMap<String, u64>,
    outlets: Vec<OutletLoss>,
    days: Vec<DayLoss>,
}

impl Losses {
    fn of(corpus: &Corpus, removals: &ArticleRemovals, articles: impl Iterator<Item = ArticleId>) -> Losses {
        let mut by_relation: BTreeMap<String, u64> = BTreeMap::new();
        let mut outlets: BTreeMap<Option<&str>, OutletLoss> = BTreeMap::new();
        let mut days: BTreeMap<Option<String>, DayLoss> = BTreeMap::new();
        for article in articles {
            let removed = &removals[article];
            let name = corpus.outlet(article);
            let outlet = outlets.entry(name).or_insert_with(|| OutletLoss {
                outlet: name.map(str::to_owned),
                articles: 0,
                removed: 0,
                by_relation: BTreeMap::new(),
            });
            let day = day_of(corpus, article);
            let day = days.entry(day.clone()).or_insert(DayLoss { day, articles: 0, removed: 0 });
            outlet.articles += 1;
            day.articles += 1;
            let Some(removed) = removed else { continue };
            outlet.removed += 1;
            day.removed += 1;
            let Some(copy) = removed.copy() else { continue };
            for counts in [&mut outlet.by_relation, &mut by_relation] {
                *counts.entry(copy.reason.relation.name().to_owned()).or_default() += 1;
            }
        }
        let mut outlets: Vec<OutletLoss> = outlets.into_values().collect();
        outlets.sort_by(|a, b| (b.removed, &a.outlet).cmp(&(a.removed, &b.outlet)));
        Losses { by_relation, outlets, days: days.into_values().collect() }
    }
}

/// Returns the counts, known before anything is written.
pub(super) fn report(
    analysis: &SeededAnalysis,
    removals: &ArticleRemovals,
    (policy, reading): (&Policy, &ReadOptions),
) -> Result<Deduplication> {
    let corpus = &analysis.corpus.corpus;
    let own = || corpus.articles().filter(|article| !corpus.is_reference(*article));
    let Losses { by_relation, outlets, days } = Losses::of(corpus, removals, own());
    let by_kind = counts_by_kind(removals.iter().flatten().filter_map(RemovedArticle::kind));
    let kinds = own().map(|article| corpus.kind(article));
    let is_by_address = |removed: &&RemovedArticle| matches!(removed, RemovedArticle::Address(_));
    let by_address = removals.iter().flatten().filter(is_by_address).count() as u64;
    let removed = by_relation.values().chain(by_kind.values()).sum::<u64>() + by_address;
    Ok(Deduplication {
        parameters: parameters_of(policy, reading),
        read: analysis.facts.records,
        kept: u64::from(corpus.n_own_articles()) - removed,
        removed,
        rejected: analysis.facts.rejects.len() as u64,
        removed_by_relation: by_relation,
        removed_by_kind: by_kind,
        removed_by_address: by_address,
        pairs_too_short: 0,
        against: (!reading.against.is_empty())
            .then(|| u64::from(corpus.n_articles() - corpus.n_own_articles())),
        without_story: counts_by_kind(kinds.filter(|kind| !kind.has_story())),
        titles_over_one_text: titles_over_one_text(corpus, removals)?,
        paragraphs: None,
        outlets,
        days,
        clusters: largest_clusters(corpus, removals)?,
    })
}

fn counts_by_kind(kinds: impl Iterator<Item = PageKind>) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    kinds.for_each(|kind| *counts.entry(kind.name().to_owned()).or_default() += 1);
    counts
}

/// Returns the articles of pages without a story that are kept although another article has their
/// words, because their titles differ.
fn titles_over_one_text(corpus: &Corpus, removals: &ArticleRemovals) -> Result<u64> {
    let mut others = 0;
    for text_id in corpus.text_ids().filter(|text_id| !corpus.has_story(*text_id)) {
        let is_kept = |article: &ArticleId| removals[*article].is_none() && !corpus.is_reference(*article);
        let kept = || corpus.copies(text_id).filter(is_kept);
        let Some(first) = kept().next() else { continue };
        for article in kept().skip(1) {
            others += u64::from(!is_same_page(corpus, first, article)?);
        }
    }
    Ok(others)
}

/// The policy by the names that files have for it.
fn parameters_of(policy: &Policy, reading: &ReadOptions) -> Parameters {
    let mut parameters: Parameters = serde_json::to_value(policy)
        .and_then(serde_json::from_value)
        .expect("a policy serialises as an object of plain values");
    if !reading.key.is_empty() {
        let names: Vec<&str> = reading.key.iter().map(|field| field.name()).collect();
        parameters.insert("key".to_owned(), names.into());
    }
    parameters
}

fn day_of(corpus: &Corpus, article: ArticleId) -> Option<String> {
    let published = corpus.published(article)?;
    Some(wirecopy_io::to_iso8601(&published).chars().take_while(|character| *character != 'T').collect())
}

/// Returns the survivors in favour of which the most articles were removed. Relations are counted
/// for these alone: most survivors replace one or two articles.
fn largest_clusters(corpus: &Corpus, removals: &ArticleRemovals) -> Result<Vec<ClusterLoss>> {
    let mut sizes: BTreeMap<ArticleId, u64> = BTreeMap::new();
    // Pages without a story lead no list.
    let copies = || {
        let of_stories = |copy: &&RemovedCopy| corpus.kind(copy.kept).has_story();
        removals.iter().flatten().filter_map(RemovedArticle::copy).filter(of_stories)
    };
    for removed in copies() {
        *sizes.entry(removed.kept).or_default() += 1;
    }
    let mut largest: Vec<(ArticleId, u64)> = sizes.into_iter().collect();
    largest.sort_by_key(|(kept, removed)| (std::cmp::Reverse(*removed), corpus.id_rank[*kept]));
    largest.truncate(CLUSTERS_REPORTED);
    let mut by_relation: BTreeMap<ArticleId, BTreeMap<String, u64>> =
        largest.iter().map(|(kept, _)| (*kept, BTreeMap::new())).collect();
    for removed in copies() {
        if let Some(counts) = by_relation.get_mut(&removed.kept) {
            *counts.entry(removed.reason.relation.name().to_owned()).or_default() += 1;
        }
    }
    let cluster = |(kept, removed)| {
        let title = corpus.metadata(kept)?.title;
        let by_relation = by_relation.remove(&kept).unwrap_or_default();
        Ok(ClusterLoss { kept: corpus.id(kept).to_owned(), title, removed, by_relation })
    };
    largest.into_iter().map(cluster).collect()
}

/// Returns the loss of each known outlet.
pub(super) fn losses(report: &Deduplication) -> impl Iterator<Item = Loss> + '_ {
    report.outlets.iter().filter_map(|loss| {
        let OutletLoss { outlet, articles, removed, .. } = loss;
        Some(Loss { outlet: outlet.clone()?, articles: *articles, removed: *removed })
    })
}

/// Writes one row per removed article, in reading order, then one per rejected record.
pub(super) fn write_rows(
    analysis: &SeededAnalysis,
    removals: &ArticleRemovals,
    locations: &ListedRecords,
    order: MakingOrder,
    rows: &mut RowWriter<Removed>,
) -> Result<()> {
    let removed = removals.iter_enumerated();
    let of_articles: Vec<(ArticleId, &RemovedArticle)> =
        removed.filter_map(|(article, removed)| Some((article, removed.as_ref()?))).collect();
    let as_read = ranks(of_articles.iter().map(|(article, _)| analysis.corpus.corpus.input_row(*article)));
    rows.write_by_rank(&as_read, order, |index| {
        let (article, removed) = of_articles[index];
        article_row(analysis, article, removed, locations)
    })?;
    let mut rejects: Vec<&Reject> = analysis.facts.rejects.iter().collect();
    rejects.sort();
    for reject in rejects {
        rows.write(&rejected_row(reject, &analysis.facts))?;
    }
    Ok(())
}

fn article_row(
    analysis: &SeededAnalysis,
    article: ArticleId,
    removed: &RemovedArticle,
    locations: &ListedRecords,
) -> Result<Removed> {
    let corpus = &analysis.corpus.corpus;
    let (location, ListedRecord { hash, before, .. }) = locations.of(article)?;
    let row = Removed {
        id: Some(corpus.id(article).to_owned()),
        location,
        kind: Some(corpus.kind(article)).filter(|kind| !kind.has_story()),
        hash: Some(format!("{hash:016x}")),
        input: Some(listed_input(&analysis.facts, Some(before))),
        ..Removed::new(RemovedLevel::Article)
    };
    let removed = match removed {
        RemovedArticle::Copy(removed) => removed,
        RemovedArticle::Kind(kind) => {
            return Ok(Removed { kind: Some(*kind), rule: "kind".to_owned(), ..row });
        }
        RemovedArticle::Address(story) => {
            let row = Removed { rule: "address".to_owned(), ..row };
            return with_kept(row, corpus, *story, locations);
        }
    };
    let overlap = removed.reason.overlap;
    let row = Removed {
        jaccard: Some(six_decimals(overlap.jaccard())),
        containment: Some(six_decimals(overlap.a_in_b())),
        relation: Some(removed.reason.relation.name().to_owned()),
        rule: removed.rule.to_owned(),
        ..row
    };
    with_kept(row, corpus, removed.kept, locations)
}

/// A row with the article that is kept: its record if it is written, or its location in another
/// input.
fn with_kept(row: Removed, corpus: &Corpus, kept: ArticleId, locations: &ListedRecords) -> Result<Removed> {
    let id = Some(corpus.id(kept).to_owned());
    if corpus.is_reference(kept) {
        let metadata = corpus.metadata(kept)?;
        let against = Some(format!("{}:{}", metadata.file, metadata.line));
        return Ok(Removed { kept: id, against, ..row });
    }
    let (kept_location, ListedRecord { hash, .. }) = locations.of(kept)?;
    let (kept_location, kept_hash) = (Some(kept_location), Some(format!("{hash:016x}")));
    Ok(Removed { kept: id, kept_location, kept_hash, ..row })
}

/// Describes the input of a list; `before` is the hash of the records before the one of the row.
pub(super) fn listed_input(facts: &ReadingFacts, before: Option<u64>) -> ListedInput {
    let hash = |hash: u64| format!("{hash:016x}");
    ListedInput { records: facts.records, hash: hash(facts.chain.hash()), before: before.map(hash) }
}

fn rejected_row(reject: &Reject, facts: &ReadingFacts) -> Removed {
    Removed {
        id: reject.id.clone(),
        location: format!("{}:{}", reject.file, reject.line),
        rule: "rejected".to_owned(),
        reason: Some(reject.reason.to_string()),
        input: Some(listed_input(facts, None)),
        ..Removed::new(RemovedLevel::Record)
    }
}
