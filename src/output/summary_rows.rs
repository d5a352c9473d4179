//! What is said about a whole run: parameters, expectations, counts, warnings.

use crate::corpus::read_corpus::ReadingFacts;
use crate::corpus::sketch::scheme;
use crate::output::{Counts, Expected, Summary};
use crate::params::{CandidateEngine, Only, ScanParams};
use std::collections::BTreeMap;
use wirecopy_article::event::{Event, Observer, Warning};
use wirecopy_reuse::candidates::Banding;
use wirecopy_reuse::winnow::RUN_WORDS_GUARANTEED;

/// Similarities at which the curve of a banding is told.
const CURVE: [f64; 6] = [0.5, 0.6, 0.7, 0.8, 0.9, 1.0];

/// Composes the summary and gives the warnings that follow from it.
pub(crate) fn summary(
    params: &ScanParams,
    facts: ReadingFacts,
    counts: Counts,
    observer: &Observer<'_>,
) -> Summary {
    for warning in facts.nothing_read().into_iter().chain(warnings(params, &counts)) {
        observer(Event::Warning(warning));
    }
    Summary {
        parameters: params.by_name(),
        scheme: scheme().fingerprint(),
        fields: facts.field_counts.by_name(),
        expected: expected(params),
        counts,
    }
}

fn warnings(params: &ScanParams, counts: &Counts) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if counts.rejected > 0 {
        warnings.push(Warning::Rejected { records: counts.rejected });
    }
    if counts.dates_not_understood > 0 {
        warnings.push(Warning::DatesNotUnderstood { records: counts.dates_not_understood });
    }
    if params.filter.across_outlets && counts.with_outlet == 0 {
        warnings.push(Warning::FieldMissing {
            field: "outlet",
            consequence: "--across outlets lets no pair pass",
        });
    }
    if params.filter.within_seconds.is_some() && counts.with_date == 0 {
        warnings
            .push(Warning::FieldMissing { field: "published", consequence: "--within lets no pair pass" });
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
    CURVE
        .into_iter()
        .map(|similarity| {
            (format!("{similarity:.1}"), crate::output::six_decimals(banding.probability(similarity)))
        })
        .collect()
}
