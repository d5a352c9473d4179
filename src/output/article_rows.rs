//! Rows of articles.

use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::output::cluster_rows::Grouped;
use crate::output::findings::Findings;
use crate::output::fragment_rows::FragmentIds;
use crate::output::{Article, BoilerplateSpan, Counts, MakingOrder, OutputDir, Repeat, six_decimals};
use crate::paragraphs::repeated::{BoilerplateRule, Paragraphs};
use crate::stories::wire_text::credit_row;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use wirecopy_io::to_iso8601;
use wirecopy_news::credit::{Class, Verdict, agency_name};

/// Writes `articles.jsonl`.
pub(crate) fn write_articles(
    corpus: &Corpus,
    findings: &Findings<'_>,
    clusters: &Grouped,
    fragments: &FragmentIds,
    order: MakingOrder,
    output: &OutputDir,
    counts: &mut Counts,
) -> Result<()> {
    let boilerplate_spans = AtomicU64::new(0);
    let verdicts: [AtomicU64; Verdict::ALL.len()] = Default::default();
    let mut rows = output.articles()?;
    rows.write_by_rank(&corpus.id_rank, order, |article| {
        let (row, verdict) = article_row(corpus, findings, clusters, fragments, article as u32)?;
        let spans = row.boilerplate.as_ref().map_or(0, Vec::len);
        boilerplate_spans.fetch_add(spans as u64, Ordering::Relaxed);
        if let Some(verdict) = verdict {
            verdicts[verdict as usize].fetch_add(1, Ordering::Relaxed);
        }
        Ok(row)
    })?;
    counts.boilerplate += boilerplate_spans.into_inner();
    let told = Verdict::ALL.iter().zip(verdicts.map(AtomicU64::into_inner));
    counts.verdicts =
        told.filter(|(_, n)| *n > 0).map(|(verdict, n)| (verdict.name().to_owned(), n)).collect();
    for article in 0..corpus.n_articles() {
        if let Some(agency) = corpus.agency(article) {
            *counts.agencies.entry(agency_name(agency).to_owned()).or_default() += 1;
        }
        counts.truncated += u64::from(findings.judged.is_truncated(corpus.text_of(article)));
        counts.with_outlet += u64::from(corpus.outlet(article).is_some());
        counts.with_date += u64::from(corpus.published(article).is_some());
    }
    rows.finish().map(drop)
}

fn article_row(
    corpus: &Corpus,
    findings: &Findings<'_>,
    clusters: &Grouped,
    fragments: &FragmentIds,
    article: u32,
) -> Result<(Article, Option<Verdict>)> {
    let Findings { paragraphs, judged, .. } = *findings;
    let text_id = corpus.text_of(article);
    let first = corpus.article_of(text_id);
    let stands = first == article;
    let metadata = corpus.metadata(article)?;
    let carries_storys_text = clusters.carries_wire_text(article);
    let verdict = judged.verdict(corpus, article, &metadata.credits, carries_storys_text);
    let dateline = metadata.credits.iter().find(|credit| credit.class == Class::Dateline);
    let row = Article {
        id: corpus.id(article).to_owned(),
        outlet: corpus.outlet(article).map(str::to_owned),
        published: corpus.published(article).map(|published| to_iso8601(&published)),
        url: metadata.url,
        title: metadata.title,
        words: corpus.row(article).tokens.into(),
        paragraphs: corpus.n_paragraphs_of_article(article) as u64,
        cluster: clusters.of_text(text_id),
        exact_copy_of: (!stands).then(|| corpus.id(first).to_owned()),
        originality: judged.originality(article).map(|share| share.map(six_decimals)),
        dateline: Some(dateline.map(|credit| credit.text.clone())),
        credits: Some(metadata.credits.iter().map(credit_row).collect()),
        verdict: verdict.map(|verdict| verdict.name().to_owned()),
        truncated: Some(judged.is_truncated(text_id)),
        broken_off: judged.broken_off(corpus, text_id).filter(|_| stands),
        repeats_within: stands.then(|| repeats_within(corpus, paragraphs, fragments, text_id)),
        boilerplate: stands
            .then(|| boilerplate_of(corpus, paragraphs, fragments, text_id, metadata.page_lines)),
    };
    Ok((row, verdict))
}

fn boilerplate_of(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    fragments: &FragmentIds,
    text_id: u32,
    page_lines: Vec<(u32, String)>,
) -> Vec<BoilerplateSpan> {
    let mut page_lines: BTreeMap<u32, String> = page_lines.into_iter().collect();
    (0..)
        .zip(corpus.paragraph_numbers(text_id))
        .zip(corpus.paragraph_sketches(text_id))
        .filter_map(|((number, paragraph), sketch)| {
            let rule = paragraphs.boilerplate(paragraph)?;
            let by_carriers = rule == BoilerplateRule::Carriers;
            let fragment = paragraphs.fragment_of(paragraph).filter(|_| by_carriers);
            Some(BoilerplateSpan {
                start: sketch.start.into(),
                end: sketch.end.into(),
                paragraph: number.into(),
                rule: rule.name().to_owned(),
                fragment: fragment.map(|fragment| fragments.id(fragment)),
                opening: page_lines.remove(&number).filter(|_| !by_carriers),
            })
        })
        .collect()
}

fn repeats_within(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    fragments: &FragmentIds,
    text_id: u32,
) -> Vec<Repeat> {
    let mut standing: BTreeMap<u32, Vec<u64>> = BTreeMap::new();
    for (number, paragraph) in (0..).zip(corpus.paragraph_numbers(text_id)) {
        if let Some(fragment) = paragraphs.fragment_of(paragraph) {
            standing.entry(fragment).or_default().push(number);
        }
    }
    let mut repeats: Vec<Repeat> = standing
        .into_iter()
        .filter(|(_, numbers)| numbers.len() > 1)
        .map(|(fragment, numbers)| Repeat { fragment: fragments.id(fragment), paragraphs: numbers })
        .collect();
    repeats.sort_by(|a, b| (&a.paragraphs, &a.fragment).cmp(&(&b.paragraphs, &b.fragment)));
    repeats
}
