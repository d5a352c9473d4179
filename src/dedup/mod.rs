//! Deduplication: the articles that stay, and a row for everything that was removed.
//!
//! *Takes* inputs, search parameters and a policy. *Gives* the surviving records byte for byte, the
//! list of removals and a report of losses, unpublished. *Costs* what a scan up to its verified
//! pairs costs, a second reading of all inputs, and per article 48 bytes for its rank of precedence
//! (freed when everything is decided), 24 for the decision about its text, 40 for its own removal,
//! 4 for its row in the second reading, and 40 more if a row of the list names it; a judged pair
//! takes about 60 bytes, and there is about one per text that is in a pair. *Never* removes an
//! article that was not compared with the one kept in its place, and never publishes unless every
//! record is accounted for. *Source*: rounds of star clusters after Aslam, Pelekhov, Rus 2004
//! ([`wirecopy_news::removal`]).

mod annotate;
mod apply;
mod articles;
mod builder;
mod decide;
mod failed_captures;
mod keep_order;
mod list;
mod removed_article;
mod report;
pub(crate) mod rewrite;
mod second_pass;
mod strip;

pub use apply::{Applied, apply};
pub use builder::{Dedup, RemovalList, Survivors};

use crate::corpus::estimate;
use crate::corpus::numbering::Corpus;
use crate::corpus::seeded_corpus::SeededCorpus;
use crate::dedup::decide::{Decisions, decide};
use crate::dedup::removed_article::RemovedArticle;
use crate::dedup::report::{losses, report};
use crate::dedup::rewrite::Rewritten;
use crate::dedup::second_pass::SecondPass;
use crate::dedup::strip::whole_records;
use crate::error::{FileError, Result};
use crate::numbers::ArticleId;
use crate::output::Deduplication;
use crate::params::{Only, ScanParams};
use crate::scan::corpus_analysis;
use crate::scan::corpus_analysis::CorpusAnalysis;
use std::collections::BTreeSet;
use typed_index_collections::TiVec;
use wirecopy_article::event::{Event, Observer, Stage, Warning};
use wirecopy_io::{Atomic, Destination, Input, KeyField, ReadOptions};
use wirecopy_news::removal::{Keep, Loss, Policy, losses_above};

/// An analysis with the seeds, for the second reading and for candidates among fewer texts.
type SeededAnalysis = CorpusAnalysis<SeededCorpus>;

/// Article → its removal.
type ArticleRemovals = TiVec<ArticleId, Option<RemovedArticle>>;

/// Everything that the answer of a deduplication depends on.
///
/// ```
/// use wirecopy::{DedupParams, Keep, Policy};
///
/// let policy = Policy { keep: Keep::Longest, ..Policy::default() };
/// let params = DedupParams { policy, ..DedupParams::default() };
/// assert!(params.policy.check().is_ok());
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DedupParams {
    /// The search for candidates; its filter of reported pairs does not matter.
    pub search: ScanParams,
    /// The articles and paragraphs that are removed.
    pub policy: Policy,
}

/// The output of surviving records.
///
/// ```
/// use wirecopy::{Atomic, Destination, Input, ReadOptions, SurvivorTarget};
///
/// let folder = tempfile::tempdir().unwrap();
/// let inputs = [Input::Path("data/sample".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let destination = &Destination::new(&folder.path().join("clean/"), &inputs, &reading)?;
/// let staged = &Atomic::new(destination.path())?;
/// let target = SurvivorTarget { destination, staged };
/// assert!(!target.destination.path().exists());
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct SurvivorTarget<'a> {
    /// The file, or the folder with the inputs' names.
    pub destination: &'a Destination,
    /// Its path until it is published.
    pub staged: &'a Atomic,
}

/// The outputs of a deduplication; nothing has its final name before [`Atomic::publish`].
///
/// ```
/// let decide_only = wirecopy::DedupTargets::default();
/// assert!(decide_only.survivors.is_none() && decide_only.removed.is_none());
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct DedupTargets<'a> {
    /// The survivors; `None` decides and reports only.
    pub survivors: Option<SurvivorTarget<'a>>,
    /// The list of removals, `removed.jsonl`.
    pub removed: Option<&'a Atomic>,
    /// True if survivors are written with how many copies they had, of which outlets, and their
    /// cluster.
    pub annotate: bool,
}

/// The result of a deduplication.
///
/// ```
/// use wirecopy::{DedupParams, DedupTargets, Deduplicated, Input, ReadOptions, dedup};
///
/// let inputs = [Input::Path("data/sample/wire.jsonl".into())];
/// let (reading, params) = (ReadOptions::new(std::env::temp_dir()), DedupParams::default());
/// let Deduplicated { report, losses } =
///     dedup(&inputs, &reading, &params, &DedupTargets::default(), &|_| {})?;
/// assert_eq!(report.read, report.kept + report.removed + report.rejected);
/// assert!(losses.is_empty());
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Deduplicated {
    /// All counts.
    pub report: Deduplication,
    /// Outlets that would lose more than the policy allows. If there is one, nothing was written.
    pub losses: Vec<Loss>,
}

/// Reads the inputs, decides what is removed, and writes the rest and the list of removals,
/// unpublished.
///
/// The inputs are read twice; if one is standard input or a pipe, `reading.streams` must have a
/// copy of it ([`wirecopy_io::copy_streams`]).
/// Work runs on the current rayon pool.
///
/// # Errors
/// When an input or an output fails, an input changes between both readings, or the sums do not
/// agree.
///
/// ```
/// use wirecopy::{Atomic, DedupParams, DedupTargets, Input, ReadOptions, dedup};
///
/// let folder = tempfile::tempdir().unwrap();
/// let list = Atomic::new(&folder.path().join("removed.jsonl"))?;
/// let targets = DedupTargets { removed: Some(&list), ..DedupTargets::default() };
/// let inputs = [Input::Path("data/sample".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let found = dedup(&inputs, &reading, &DedupParams::default(), &targets, &|_| {})?;
/// if found.losses.is_empty() {
///     list.publish()?;
/// }
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn dedup(
    inputs: &[Input],
    reading: &ReadOptions,
    params: &DedupParams,
    targets: &DedupTargets<'_>,
    observer: &Observer<'_>,
) -> Result<Deduplicated> {
    let policy = &params.policy;
    policy.check()?;
    if let Some(target) = targets.survivors.filter(|_| policy.strips())
        && target.destination.form().is_some()
    {
        return Err(whole_records(target.destination.path()));
    }
    let reading = &match &targets.survivors {
        Some(target) => estimate::with_survivors(reading, target.destination, target.staged)?,
        None => reading.clone(),
    };
    let only = if policy.removes_articles() { params.search.only } else { Only::Paragraphs };
    let search = ScanParams { only, ..params.search.clone() };
    let proposed = corpus_analysis::propose(inputs, reading, &search, observer)?;
    proposed.facts.notes.assert_no_stubs()?;
    let mut analysis = proposed.verified(search.passages, observer)?;
    // Pairs that are not reported only reveal roundups; no removal rests on them.
    analysis.found.weak = Vec::new();
    let proposed = std::mem::take(&mut analysis.found.proposed);
    assert_key_fields(&analysis, &reading.key)?;
    for warning in warnings(&analysis, policy) {
        observer(Event::Warning(warning));
    }
    corpus_analysis::begin(Stage::Decide, observer);
    let Decisions { removals, pairs_too_short } =
        decide(&analysis, params, !reading.key.is_empty(), proposed)?;
    let mut report = report(&analysis, &removals, (policy, reading))?;
    report.pairs_too_short = pairs_too_short;
    let mut losses = losses_above(losses(&report), policy.loss_max);
    losses.extend(loss_of_rejects(&report, analysis.facts.n_not_articles(), policy.loss_max));
    let needs_second_pass = targets.survivors.is_some() || targets.removed.is_some() || policy.strips();
    if losses.is_empty() && needs_second_pass {
        corpus_analysis::begin(Stage::Write, observer);
        let second_pass = SecondPass::new(&analysis, &removals, policy, reading)?;
        let check = |counts| assert_sums(&report, counts, &analysis, &removals);
        let lost = second_pass.write(inputs, targets, observer, check)?;
        report.paragraphs = policy.strips().then_some(lost);
    }
    analysis.corpus.corpus.text_source.assert_unchanged()?;
    Ok(Deduplicated { report, losses })
}

/// Refuses a key with a field that no record has: all articles would have the same key.
fn assert_key_fields(analysis: &SeededAnalysis, key: &[KeyField]) -> Result<()> {
    let counts = analysis.facts.field_counts.by_name();
    // Articles of pages and plain texts have no fields to count.
    let counted: u64 = counts.get("text").map_or(0, |fields| fields.values().sum());
    let all_are_counted = counted >= analysis.corpus.corpus.n_articles() as u64;
    match key.iter().map(|field| field.name()).find(|name| !counts.contains_key(*name)) {
        Some(role) if all_are_counted => {
            let (name, fields) = (role.to_owned(), analysis.facts.notes.fields.clone());
            Err(FileError::NoSuchField { role, name, fields }.into())
        }
        _ => Ok(()),
    }
}

/// Returns warnings about what was read: about dates and outlets, too, if they decide which copy is
/// kept.
fn warnings(analysis: &SeededAnalysis, policy: &Policy) -> Vec<Warning> {
    let (facts, corpus) = (&analysis.facts, &analysis.corpus.corpus);
    let mut warnings = facts.warnings();
    warnings.extend(facts.dates_warning());
    let is_by_date = policy.removes_articles() && matches!(policy.keep, Keep::Earliest | Keep::Latest);
    let has_fields = corpus.n_articles() > 1 && !facts.notes.fields.is_empty();
    let is_dated = || corpus.articles().any(|article| corpus.published(article).is_some());
    if is_by_date && has_fields && facts.dates_not_understood == 0 && !is_dated() {
        warnings.push(Warning::NotFound { missing: vec!["dates"], fields: facts.notes.fields.clone() });
    }
    let has_outlets = || corpus.articles().any(|article| corpus.outlet(article).is_some());
    if policy.keep_per_outlet && corpus.n_articles() > 1 && !has_outlets() {
        let consequence = "each article counts as the only one of its outlet, and no copy is removed";
        warnings.push(Warning::FieldMissing { field: "outlet", consequence });
    }
    warnings.extend(preferred_unknown(corpus, policy));
    warnings
}

/// Outlets that the warning about unknown ones shows.
const OUTLETS_SHOWN_MAX: usize = 5;

/// Returns the warning about preferred outlets of which no article is.
fn preferred_unknown(corpus: &Corpus, policy: &Policy) -> Option<Warning> {
    let mut unknown: BTreeSet<&str> = policy.preferred.iter().map(String::as_str).collect();
    if unknown.is_empty() {
        return None;
    }
    let known: BTreeSet<&str> = corpus.articles().filter_map(|article| corpus.outlet(article)).collect();
    unknown.retain(|outlet| !known.contains(outlet));
    let owned =
        |names: BTreeSet<&str>, most: usize| names.into_iter().take(most).map(str::to_owned).collect();
    (!unknown.is_empty()).then(|| Warning::PreferredUnknown {
        outlets: owned(unknown, OUTLETS_SHOWN_MAX),
        present: owned(known, OUTLETS_SHOWN_MAX),
    })
}

/// Records from which the share of rejected ones is a loss.
const READ_MIN: u64 = 20;

/// Returns the loss of the whole input, where more records than may be lost were rejected.
fn loss_of_rejects(report: &Deduplication, n_not_articles: u64, loss_max: f64) -> Option<Loss> {
    let (read, rejected) = (report.read - n_not_articles, report.rejected - n_not_articles);
    let is_too_large = read >= READ_MIN && rejected as f64 > loss_max * read as f64;
    let outlet = "the input, by records without a text,".to_owned();
    is_too_large.then_some(Loss { outlet, articles: read, removed: rejected })
}

/// Checks that every record is kept, removed or rejected, and that each article kept in place of
/// another one is kept.
fn assert_sums(
    report: &Deduplication,
    counts: Rewritten,
    analysis: &SeededAnalysis,
    removals: &ArticleRemovals,
) -> Result<()> {
    if (counts.records, counts.chain) != (analysis.facts.records, analysis.facts.chain) {
        let reason = "an input had other records when it was read again: nothing is written".into();
        return Err(FileError::Refused { reason }.into());
    }
    let Deduplication { read, kept, removed, rejected, .. } = *report;
    let agree = read == kept + removed + rejected && (counts.kept, counts.removed) == (kept, removed);
    let mut replacements = removals.iter().flatten().filter_map(RemovedArticle::kept);
    if agree && replacements.all(|kept| removals[kept].is_none()) {
        return Ok(());
    }
    let reason = format!(
        "of {read} records {kept} should be kept, {removed} removed and {rejected} were rejected, but {} were kept and {} removed: nothing is written",
        counts.kept, counts.removed
    );
    Err(FileError::Refused { reason }.into())
}
