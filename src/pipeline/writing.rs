//! Findings become rows of the output contract, in fixed orders.

use super::articles::{ArticleFindings, VerifiedPair};
use super::collapse::Corpus;
use super::directions::direction_of;
use super::paragraphs::{FurnitureRule, Paragraphs};
use super::reading::ReadingFacts;
use super::writing_clusters::{Grouped, write_clusters};
use super::writing_fragments::{FragmentIds, write_fragments};
use crate::error::Result;
use crate::formats::to_iso8601;
use crate::params::{PairFilter, ScanParams};
use crate::records::{Article, Counts, FurnitureSpan, OutputDir, Pair, Repeat, six_decimals};
use crate::relation::{Relation, of_pair};
use crate::verify::Overlap;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

/// Writes every file of rows and counts them.
pub(super) fn write(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    found: &ArticleFindings,
    facts: &ReadingFacts,
    params: &ScanParams,
    output: &OutputDir,
) -> Result<Counts> {
    let mut counts = Counts {
        read: facts.records,
        articles: corpus.n_articles().into(),
        rejected: facts.rejects.len() as u64,
        distinct: corpus.n_units().into(),
        exact_copies: u64::from(corpus.n_articles() - corpus.n_units()),
        dates_not_understood: facts.dates_not_understood,
        words: facts.tokens,
        paragraphs: facts.paragraphs,
        candidates: found.candidates,
        article_groups_over_limit: found.groups_over_limit,
        paragraph_groups_over_limit: paragraphs.groups_over_limit,
        ..Counts::default()
    };
    write_rejects(facts, output)?;
    write_pairs(corpus, found, params, output, &mut counts)?;
    let clusters = write_clusters(corpus, found, output, &mut counts)?;
    let fragments = write_fragments(corpus, paragraphs, params, output, &mut counts)?;
    write_articles(corpus, paragraphs, &clusters, &fragments, output, &mut counts)?;
    Ok(counts)
}

fn write_rejects(facts: &ReadingFacts, output: &OutputDir) -> Result<()> {
    let mut rejects: Vec<_> = facts.rejects.iter().collect();
    rejects.sort();
    let mut rows = output.rejects()?;
    for reject in rejects {
        rows.write(reject)?;
    }
    rows.finish().map(drop)
}

/// A row of `pairs.jsonl` before its ids are looked up.
struct PairRow {
    a: u32,
    b: u32,
    whole: Overlap,
    relation: Relation,
}

fn write_pairs(
    corpus: &Corpus,
    found: &ArticleFindings,
    params: &ScanParams,
    output: &OutputDir,
    counts: &mut Counts,
) -> Result<()> {
    let mut rows: Vec<PairRow> = found.pairs.iter().map(|pair| verified_row(corpus, pair)).collect();
    rows.extend(found.copied.iter().flat_map(|(unit, len)| exact_rows(corpus, *unit, *len)));
    rows.retain(|row| passes(corpus, row, &params.filter));
    rows.par_sort_unstable_by_key(|row| (corpus.id_rank[row.a as usize], corpus.id_rank[row.b as usize]));
    for row in &rows {
        *counts.pairs_by_relation.entry(row.relation.name().to_owned()).or_default() += 1;
    }
    let mut written = output.pairs()?;
    written.write_all(rows.len(), |number| {
        let row = &rows[number];
        Ok(Pair {
            a: corpus.id(row.a).to_owned(),
            b: corpus.id(row.b).to_owned(),
            jaccard: six_decimals(row.whole.jaccard()),
            a_in_b: six_decimals(row.whole.a_in_b()),
            b_in_a: six_decimals(row.whole.b_in_a()),
            shared_shingles: row.whole.shared.into(),
            relation: row.relation,
            direction: Some(direction_of(corpus, row.a, row.b)),
        })
    })?;
    counts.pairs = written.finish()?;
    Ok(())
}

fn verified_row(corpus: &Corpus, pair: &VerifiedPair) -> PairRow {
    let relation = of_pair(pair.whole, pair.outside);
    in_id_order(
        corpus,
        PairRow { a: corpus.article_of(pair.a), b: corpus.article_of(pair.b), whole: pair.whole, relation },
    )
}

fn exact_rows(corpus: &Corpus, unit: u32, len: u32) -> impl Iterator<Item = PairRow> {
    let first = corpus.article_of(unit);
    let whole = Overlap { shared: len, a_len: len, b_len: len };
    corpus
        .copies(unit)
        .skip(1)
        .map(move |copy| in_id_order(corpus, PairRow { a: first, b: copy, whole, relation: Relation::Exact }))
}

fn in_id_order(corpus: &Corpus, row: PairRow) -> PairRow {
    if corpus.id_rank[row.a as usize] < corpus.id_rank[row.b as usize] {
        return row;
    }
    let Overlap { shared, a_len, b_len } = row.whole;
    PairRow {
        a: row.b,
        b: row.a,
        whole: Overlap { shared, a_len: b_len, b_len: a_len },
        relation: row.relation,
    }
}

fn passes(corpus: &Corpus, row: &PairRow, filter: &PairFilter) -> bool {
    let within = |seconds: i64| {
        let dates = corpus.published(row.a).zip(corpus.published(row.b));
        dates.is_some_and(|(a, b)| (a.unix_seconds - b.unix_seconds).abs() <= seconds)
    };
    let across = || {
        let outlets = corpus.outlet(row.a).zip(corpus.outlet(row.b));
        outlets.is_some_and(|(a, b)| a != b)
    };
    filter.jaccard_min.is_none_or(|least| row.whole.jaccard() >= least)
        && filter.containment_min.is_none_or(|least| row.whole.containment() >= least)
        && filter.shared_min.is_none_or(|least| u64::from(row.whole.shared) >= least)
        && (!filter.across_outlets || across())
        && filter.within_seconds.is_none_or(within)
}

fn write_articles(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    clusters: &Grouped,
    fragments: &FragmentIds,
    output: &OutputDir,
    counts: &mut Counts,
) -> Result<()> {
    let furniture_spans = AtomicU64::new(0);
    let mut rows = output.articles()?;
    rows.write_all(corpus.by_id.len(), |number| {
        let row = article_row(corpus, paragraphs, clusters, fragments, corpus.by_id[number])?;
        let spans = row.furniture.as_ref().map_or(0, Vec::len);
        furniture_spans.fetch_add(spans as u64, Ordering::Relaxed);
        Ok(row)
    })?;
    counts.furniture += furniture_spans.into_inner();
    for article in &corpus.by_id {
        counts.with_outlet += u64::from(corpus.outlet(*article).is_some());
        counts.with_date += u64::from(corpus.published(*article).is_some());
    }
    rows.finish().map(drop)
}

fn article_row(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    clusters: &Grouped,
    fragments: &FragmentIds,
    article: u32,
) -> Result<Article> {
    let unit = corpus.unit_of(article);
    let first = corpus.article_of(unit);
    let stands = first == article;
    let described = corpus.described(article)?;
    Ok(Article {
        id: corpus.id(article).to_owned(),
        outlet: corpus.outlet(article).map(str::to_owned),
        published: corpus.published(article).map(|published| to_iso8601(&published)),
        url: described.url,
        title: described.title,
        words: corpus.sketch(article).tokens.into(),
        paragraphs: corpus.n_paragraphs_of_article(article) as u64,
        cluster: clusters.of_unit(unit).map(str::to_owned),
        exact_copy_of: (!stands).then(|| corpus.id(first).to_owned()),
        originality: None,
        dateline: None,
        credits: None,
        verdict: None,
        truncated: None,
        repeats_within: stands.then(|| repeats_within(corpus, paragraphs, fragments, unit)),
        furniture: stands.then(|| furniture_of(corpus, paragraphs, fragments, unit, described.page_lines)),
    })
}

fn furniture_of(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    fragments: &FragmentIds,
    unit: u32,
    page_lines: Vec<(u32, String)>,
) -> Vec<FurnitureSpan> {
    let mut page_lines: BTreeMap<u32, String> = page_lines.into_iter().collect();
    (0..)
        .zip(corpus.paragraph_numbers(unit))
        .zip(corpus.paragraph_sketches(unit))
        .filter_map(|((number, paragraph), sketch)| {
            let rule = paragraphs.furniture(paragraph)?;
            let by_carriers = rule == FurnitureRule::Carriers;
            let fragment = paragraphs.fragment_of(paragraph).filter(|_| by_carriers);
            Some(FurnitureSpan {
                start: sketch.start.into(),
                end: sketch.end.into(),
                paragraph: number.into(),
                rule: rule.name().to_owned(),
                fragment: fragment.map(|fragment| fragments.id(fragment).to_owned()),
                opening: page_lines.remove(&number).filter(|_| !by_carriers),
            })
        })
        .collect()
}

fn repeats_within(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    fragments: &FragmentIds,
    unit: u32,
) -> Vec<Repeat> {
    let mut standing: BTreeMap<u32, Vec<u64>> = BTreeMap::new();
    for (number, paragraph) in (0..).zip(corpus.paragraph_numbers(unit)) {
        if let Some(fragment) = paragraphs.fragment_of(paragraph) {
            standing.entry(fragment).or_default().push(number);
        }
    }
    let mut repeats: Vec<Repeat> = standing
        .into_iter()
        .filter(|(_, numbers)| numbers.len() > 1)
        .map(|(fragment, numbers)| Repeat {
            fragment: fragments.id(fragment).to_owned(),
            paragraphs: numbers,
        })
        .collect();
    repeats.sort_by(|a, b| (&a.paragraphs, &a.fragment).cmp(&(&b.paragraphs, &b.fragment)));
    repeats
}
