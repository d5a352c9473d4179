//! What was taken away, counted and told row by row.

use crate::corpus::ingest::ReadingFacts;
use crate::corpus::numbering::Corpus;
use crate::dedup::decide::RemovedArticle;
use crate::error::{Error, Result};
use crate::output::{
    ClusterLoss, DayLoss, Deduplication, ListedInput, MakingOrder, OutletLoss, Removed, RemovedLevel,
    RowWriter, six_decimals,
};
use crate::scan::corpus_analysis::Front;
use std::collections::BTreeMap;
use wirecopy_article::Reject;
use wirecopy_news::removal::{Loss, Policy};
use wirecopy_scratch::order::ranks;

/// Clusters that the report tells.
const CLUSTERS_TOLD: usize = 10;

/// Where a record stands, the hash of its bytes, and that of all records before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) file: u32,
    pub(crate) line: u64,
    pub(crate) hash: u64,
    pub(crate) before: u64,
}

/// Articles that a row names, with where they stand: 40 bytes each.
#[derive(Default)]
pub(crate) struct Places {
    file_names: Vec<String>,
    /// By article, once sorted.
    found: Vec<(u32, Found)>,
}

impl Places {
    /// Notes where an article stands; articles come in the order of their files.
    pub(crate) fn note(&mut self, article: u32, file: String, found: Found) {
        if self.file_names.last() != Some(&file) {
            self.file_names.push(file);
        }
        let file = self.file_names.len() as u32 - 1;
        self.found.push((article, Found { file, ..found }));
    }

    /// The same, ready to be asked.
    pub(crate) fn sorted(mut self) -> Places {
        self.found.sort_unstable_by_key(|(article, _)| *article);
        self
    }

    fn of(&self, article: u32) -> Result<(String, Found)> {
        let at = self.found.binary_search_by_key(&article, |(article, _)| *article);
        let (_, found) = self.found[at.map_err(|_| Error::Refused {
            reason: "an article that a removal names was not read again: nothing is written".into(),
        })?];
        Ok((format!("{}:{}", self.file_names[found.file as usize], found.line), found))
    }
}

/// The counts before anything is written.
pub(crate) fn report(
    front: &Front,
    gone: &[Option<RemovedArticle>],
    policy: &Policy,
) -> Result<Deduplication> {
    let corpus = &front.corpus;
    let mut by_relation: BTreeMap<String, u64> = BTreeMap::new();
    let mut outlets: BTreeMap<Option<&str>, OutletLoss> = BTreeMap::new();
    let mut days: BTreeMap<Option<String>, DayLoss> = BTreeMap::new();
    for (article, gone) in (0..corpus.n_articles()).zip(gone) {
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
        if let Some(gone) = gone {
            let relation = gone.verdict.relation.name();
            outlet.removed += 1;
            day.removed += 1;
            for counts in [&mut outlet.by_relation, &mut by_relation] {
                *counts.entry(relation.to_owned()).or_default() += 1;
            }
        }
    }
    let mut outlets: Vec<OutletLoss> = outlets.into_values().collect();
    outlets.sort_by(|a, b| (b.removed, &a.outlet).cmp(&(a.removed, &b.outlet)));
    let removed = by_relation.values().sum();
    Ok(Deduplication {
        parameters: policy.by_name(),
        read: front.facts.records,
        kept: u64::from(corpus.n_articles()) - removed,
        removed,
        rejected: front.facts.rejects.len() as u64,
        removed_by_relation: by_relation,
        paragraphs: None,
        outlets,
        days: days.into_values().collect(),
        clusters: largest(corpus, gone)?,
    })
}

fn day_of(corpus: &Corpus, article: u32) -> Option<String> {
    let published = corpus.published(article)?;
    Some(wirecopy_io::to_iso8601(&published).chars().take_while(|character| *character != 'T').collect())
}

/// The survivors that the most went against. Relations are counted for these alone: most survivors stand for one or two.
fn largest(corpus: &Corpus, gone: &[Option<RemovedArticle>]) -> Result<Vec<ClusterLoss>> {
    let mut removed: BTreeMap<u32, u64> = BTreeMap::new();
    for gone in gone.iter().flatten() {
        *removed.entry(gone.kept).or_default() += 1;
    }
    let mut largest: Vec<(u32, u64)> = removed.into_iter().collect();
    largest.sort_by_key(|(kept, removed)| (std::cmp::Reverse(*removed), corpus.id_rank[*kept as usize]));
    largest.truncate(CLUSTERS_TOLD);
    let mut by_relation: BTreeMap<u32, BTreeMap<String, u64>> =
        largest.iter().map(|(kept, _)| (*kept, BTreeMap::new())).collect();
    for gone in gone.iter().flatten() {
        if let Some(counts) = by_relation.get_mut(&gone.kept) {
            *counts.entry(gone.verdict.relation.name().to_owned()).or_default() += 1;
        }
    }
    let told = |(kept, removed)| {
        let title = corpus.metadata(kept)?.title;
        let by_relation = by_relation.remove(&kept).unwrap_or_default();
        Ok(ClusterLoss { kept: corpus.id(kept).to_owned(), title, removed, by_relation })
    };
    largest.into_iter().map(told).collect()
}

/// What each known outlet loses.
pub(crate) fn losses(report: &Deduplication) -> impl Iterator<Item = Loss> + '_ {
    report.outlets.iter().filter_map(|loss| {
        let OutletLoss { outlet, articles, removed, .. } = loss;
        Some(Loss { outlet: outlet.clone()?, articles: *articles, removed: *removed })
    })
}

/// Writes a row for each article that goes, in the order of reading, then one for each rejected record.
pub(crate) fn write_rows(
    front: &Front,
    gone: &[Option<RemovedArticle>],
    places: &Places,
    order: MakingOrder,
    rows: &mut RowWriter<Removed>,
) -> Result<()> {
    let of_articles: Vec<(u32, &RemovedArticle)> =
        (0..).zip(gone).filter_map(|(article, gone)| Some((article, gone.as_ref()?))).collect();
    let as_read = ranks(of_articles.iter().map(|(article, _)| front.corpus.input_row(*article)));
    rows.write_by_rank(&as_read, order, |at| {
        let (article, gone) = of_articles[at];
        article_row(front, article, gone, places)
    })?;
    let mut rejects: Vec<&Reject> = front.facts.rejects.iter().collect();
    rejects.sort();
    for reject in rejects {
        rows.write(&rejected_row(reject, &front.facts))?;
    }
    Ok(())
}

fn article_row(front: &Front, article: u32, gone: &RemovedArticle, places: &Places) -> Result<Removed> {
    let corpus = &front.corpus;
    let (place, Found { hash, before, .. }) = places.of(article)?;
    let (kept_place, Found { hash: kept_hash, .. }) = places.of(gone.kept)?;
    let overlap = gone.verdict.overlap;
    Ok(Removed {
        level: RemovedLevel::Article,
        id: Some(corpus.id(article).to_owned()),
        place,
        kept: Some(corpus.id(gone.kept).to_owned()),
        kept_place: Some(kept_place),
        jaccard: Some(six_decimals(overlap.jaccard())),
        containment: Some(six_decimals(overlap.a_in_b())),
        relation: Some(gone.verdict.relation.name().to_owned()),
        rule: gone.rule.to_owned(),
        reason: None,
        start: None,
        end: None,
        opening: None,
        hash: Some(format!("{hash:016x}")),
        kept_hash: Some(format!("{kept_hash:016x}")),
        input: Some(listed_input(&front.facts, Some(before))),
    })
}

/// What a list is made from; `before` is the hash of the records before the one that a row is about.
pub(crate) fn listed_input(facts: &ReadingFacts, before: Option<u64>) -> ListedInput {
    let hash = |hash: u64| format!("{hash:016x}");
    ListedInput { records: facts.records, hash: hash(facts.chain.hash()), before: before.map(hash) }
}

fn rejected_row(reject: &Reject, facts: &ReadingFacts) -> Removed {
    Removed {
        level: RemovedLevel::Record,
        id: reject.id.clone(),
        place: format!("{}:{}", reject.file, reject.line),
        kept: None,
        kept_place: None,
        jaccard: None,
        containment: None,
        relation: None,
        rule: "rejected".to_owned(),
        reason: Some(reject.reason.to_string()),
        start: None,
        end: None,
        opening: None,
        hash: None,
        kept_hash: None,
        input: Some(listed_input(facts, None)),
    }
}
