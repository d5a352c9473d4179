//! `summary.json`: parameters, scheme, expected recall, and counts that reconcile.

use super::findings::Findings;
use crate::corpus::read_corpus::ReadingFacts;
use crate::corpus::sketch::scheme;
use crate::output::parts::Parameters;
use crate::params::{CandidateEngine, Only, ScanParams};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use wirecopy_article::event::{Event, Observer, Warning};
use wirecopy_io::FieldChoice;
use wirecopy_reuse::candidates::Banding;
use wirecopy_reuse::overlap::six_decimals;
use wirecopy_reuse::winnow::RUN_WORDS_GUARANTEED;

/// Similarities at which the curve of a banding is given.
const CURVE: [f64; 6] = [0.5, 0.6, 0.7, 0.8, 0.9, 1.0];

/// The whole of `summary.json`. Equal input and parameters give equal bytes.
///
/// ```
/// use wirecopy::output::{Counts, Expected, FieldReason, Parameters, Summary};
///
/// let found = wirecopy::Scan::default().run_files(["data/sample/wire.jsonl"])?;
/// let summary: &Summary = found.summary();
/// let (counts, expected): (&Counts, &Expected) = (&summary.counts, &summary.expected);
/// assert_eq!(counts.read, counts.articles + counts.rejected);
/// assert_eq!(expected.articles.as_deref(), Some("seeds"));
/// let parameters: &Parameters = &summary.parameters;
/// assert!(parameters.contains_key("candidates"));
/// let choices: &[FieldReason] = &summary.choices;
/// assert!(choices.is_empty(), "every field is known by its name");
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Summary {
    /// Everything that the output depends on besides the input, under the names of the command
    /// line.
    pub parameters: Parameters,
    /// Fingerprint of the sketch scheme, 16 hex digits: sketches of different schemes cannot be
    /// compared.
    pub scheme: String,
    /// For each role (`text`, `id`, `outlet`, `published`, `url`, `title`) the fields that were
    /// used, each with the number of records.
    pub fields: BTreeMap<String, BTreeMap<String, u64>>,
    /// Fields that were chosen for another reason than their name, by role.
    #[serde(default)]
    pub choices: Vec<FieldReason>,
    /// Recall that the engines in use guarantee or are expected to reach.
    pub expected: Expected,
    /// Counts.
    pub counts: Counts,
}

/// The choice of a field by what the first records of a file have in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldReason {
    /// The role: `text`, `published` …
    pub role: String,
    /// The field.
    pub field: String,
    /// The reason, as a clause.
    pub reason: String,
}

impl FieldReason {
    fn of(choice: &FieldChoice) -> FieldReason {
        let FieldChoice { role, field, reason } = choice;
        FieldReason { role: (*role).to_owned(), field: field.clone(), reason: reason.clone() }
    }
}

/// Recall of the candidate engines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Expected {
    /// Engine for articles: `seeds`, `bands` or `both`; `null` if articles are not compared.
    pub articles: Option<String>,
    /// A shared run of this many words is always found; `null` if seeds are not in use.
    pub run_words_guaranteed: Option<u64>,
    /// Probability that a pair of articles becomes a candidate, by Jaccard; `null` if bands are
    /// not in use.
    pub article_bands: Option<BTreeMap<String, f64>>,
    /// Probability that a pair of paragraphs becomes a candidate, by word-5 Jaccard; `null` if
    /// paragraphs are not compared.
    pub paragraph_word_bands: Option<BTreeMap<String, f64>>,
    /// The probability by character-5 Jaccard; `null` if paragraphs are not
    /// compared.
    pub paragraph_character_bands: Option<BTreeMap<String, f64>>,
}

/// Counts: `read = articles + rejected`, `articles = distinct + exact_copies`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// Records read.
    pub read: u64,
    /// Records accepted as articles.
    pub articles: u64,
    /// Records rejected.
    pub rejected: u64,
    /// Articles with different token sequences.
    pub distinct: u64,
    /// Articles that repeat the tokens of an earlier one.
    pub exact_copies: u64,
    /// Articles with a known outlet.
    pub with_outlet: u64,
    /// Articles with a known date.
    pub with_date: u64,
    /// Records with a date that was not understood.
    pub dates_not_understood: u64,
    /// Tokens in all articles.
    pub words: u64,
    /// Paragraphs in all articles.
    pub paragraphs: u64,
    /// Candidate pairs of articles that were verified.
    pub candidates: u64,
    /// Verified candidates that share nothing but boilerplate, and are therefore not reported.
    #[serde(default)]
    pub boilerplate_only: u64,
    /// Rows of `pairs.jsonl`.
    pub pairs: u64,
    /// Pairs that were found and left out because there are more than `pairs_max` per article.
    #[serde(default)]
    pub pairs_left_out: u64,
    /// Pairs that share too little for a row, and that were not used to find the sources of texts
    /// because there are more than `pairs_max` per article.
    #[serde(default)]
    pub weak_pairs_left_out: u64,
    /// Pairs by relation.
    pub pairs_by_relation: BTreeMap<String, u64>,
    /// Rows of `clusters.jsonl`.
    pub clusters: u64,
    /// Articles in clusters.
    pub clustered: u64,
    /// Rows of `fragments.jsonl`.
    pub fragments: u64,
    /// Fragments that are boilerplate.
    #[serde(alias = "fragments_of_furniture")]
    pub fragments_of_boilerplate: u64,
    /// Fragments by kind.
    pub fragments_by_kind: BTreeMap<String, u64>,
    /// Rows of `occurrences.jsonl`.
    pub occurrences: u64,
    /// Paragraphs of articles that are boilerplate.
    #[serde(alias = "furniture")]
    pub boilerplate: u64,
    /// Articles by the agency that their text, author or address credits as its origin.
    #[serde(default)]
    pub agencies: BTreeMap<String, u64>,
    /// Articles by verdict.
    #[serde(default)]
    pub verdicts: BTreeMap<String, u64>,
    /// Articles in whose text a part occurs twice.
    #[serde(default)]
    pub doubled: u64,
    /// Articles by kind of page.
    #[serde(default)]
    pub kinds: BTreeMap<String, u64>,
    /// Articles whose text breaks off.
    #[serde(default)]
    pub truncated: u64,
    /// Groups of articles above the limit `group_len_max`.
    pub article_groups_over_limit: u64,
    /// Groups of paragraphs above a quarter of that limit.
    pub paragraph_groups_over_limit: u64,
}

impl Counts {
    /// The counts that are known before any row is written.
    pub(super) fn of(findings: &Findings<'_>, facts: &ReadingFacts) -> Counts {
        let Findings { corpus, paragraphs, articles: found, .. } = *findings;
        Counts {
            read: facts.records,
            articles: corpus.n_articles().into(),
            rejected: facts.rejects.len() as u64,
            distinct: corpus.n_texts().into(),
            exact_copies: u64::from(corpus.n_articles() - corpus.n_texts()),
            dates_not_understood: facts.dates_not_understood,
            words: facts.tokens,
            paragraphs: facts.paragraphs,
            candidates: found.candidates,
            boilerplate_only: found.boilerplate_only,
            pairs_left_out: found.pairs_left_out,
            weak_pairs_left_out: found.weak_left_out,
            article_groups_over_limit: found.groups_over_limit,
            paragraph_groups_over_limit: paragraphs.groups_over_limit,
            ..Counts::default()
        }
    }
}

/// Composes the summary, and reports the warnings that follow from it to `observer`.
pub(crate) fn summary(
    params: &ScanParams,
    facts: ReadingFacts,
    counts: Counts,
    observer: &Observer<'_>,
) -> Summary {
    for warning in facts.warnings().into_iter().chain(warnings(params, &counts, &facts)) {
        observer(Event::Warning(warning));
    }
    Summary {
        parameters: params.by_name(),
        scheme: scheme().fingerprint(),
        fields: facts.field_counts.by_name(),
        choices: facts.notes.choices.iter().map(FieldReason::of).collect(),
        expected: expected(params),
        counts,
    }
}

fn warnings(params: &ScanParams, counts: &Counts, facts: &ReadingFacts) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if counts.rejected > 0 {
        warnings.push(Warning::Rejected { records: counts.rejected });
    }
    warnings.extend(facts.dates_warning());
    let missing: Vec<&'static str> = [(counts.with_date, "dates"), (counts.with_outlet, "outlets")]
        .into_iter()
        .filter(|(articles, _)| *articles == 0 && counts.articles > 1 && !facts.notes.fields.is_empty())
        .map(|(_, what)| what)
        .collect();
    if !missing.is_empty() && counts.dates_not_understood == 0 {
        warnings.push(Warning::NotFound { missing, fields: facts.notes.fields.clone() });
    }
    if params.filter.across_outlets && counts.with_outlet == 0 {
        let consequence = "the filter by outlets lets no pair pass";
        warnings.push(Warning::FieldMissing { field: "outlet", consequence });
    }
    if params.filter.within_seconds.is_some() && counts.with_date == 0 {
        let consequence = "the filter by time lets no pair pass";
        warnings.push(Warning::FieldMissing { field: "published", consequence });
    }
    if counts.pairs_left_out > 0 {
        let (left_out, limit) = (counts.pairs_left_out, params.pairs_max);
        warnings.push(Warning::PairsOverLimit { left_out, limit });
    }
    if counts.weak_pairs_left_out > 0 {
        let (left_out, limit) = (counts.weak_pairs_left_out, params.pairs_max);
        warnings.push(Warning::WeakPairsOverLimit { left_out, limit });
    }
    for (level, groups, limit) in [
        ("articles", counts.article_groups_over_limit, params.group_len_max),
        ("paragraphs", counts.paragraph_groups_over_limit, params.paragraph_group_len_max()),
    ] {
        if groups > 0 {
            warnings.push(Warning::GroupsOverLimit { level, groups, limit });
        }
    }
    warnings
}

fn expected(params: &ScanParams) -> Expected {
    let articles = params.only != Only::Paragraphs;
    let with_paragraphs = params.only != Only::Articles;
    let seeds = articles && params.candidates != CandidateEngine::Bands;
    let bands = articles && params.candidates != CandidateEngine::Seeds;
    Expected {
        articles: articles.then(|| params.candidates.name().to_owned()),
        run_words_guaranteed: seeds.then_some(RUN_WORDS_GUARANTEED as u64),
        article_bands: bands.then(|| curve(Banding::ARTICLES)),
        paragraph_word_bands: with_paragraphs.then(|| curve(Banding::PARAGRAPH_WORDS)),
        paragraph_character_bands: with_paragraphs.then(|| curve(Banding::PARAGRAPH_CHARACTERS)),
    }
}

fn curve(banding: Banding) -> BTreeMap<String, f64> {
    let point = |similarity: f64| (format!("{similarity:.1}"), six_decimals(banding.probability(similarity)));
    CURVE.into_iter().map(point).collect()
}
