//! `articles.jsonl`: one row per article, ordered by id.

use super::clusters::ClusterIds;
use super::findings::Findings;
use super::fragments::FragmentIds;
use super::summary::Counts;
use crate::error::Result;
use crate::numbers::{ArticleId, FragmentId, TextId};
use crate::output::OutputDir;
use crate::output::parts::{BrokenOff, CreditRow, Uncredited};
use crate::paragraphs::rules::BoilerplateRule;
use crate::paragraphs::rules::BoilerplateStretch;
use crate::stories::wire_text::credit_row;
use serde::{Deserialize, Serialize};
use serde_with::rust::double_option;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use wirecopy_io::to_iso8601;
use wirecopy_news::credit::{Class, Verdict, agency_name};
use wirecopy_news::kind::PageKind;
use wirecopy_reuse::overlap::six_decimals;

/// One article that was read and not rejected.
///
/// ```
/// use wirecopy::output::{Article, BoilerplateSpan, BrokenOff, CreditRow, Repeat, Uncredited};
///
/// let found = wirecopy::Scan::default().run_files(["data/sample"])?;
/// for article in found.articles() {
///     let article: Article = article?;
///     let credits: &[CreditRow] = article.credits.as_deref().unwrap_or_default();
///     let page: &[BoilerplateSpan] = article.boilerplate.as_deref().unwrap_or_default();
///     let repeats: &[Repeat] = article.repeats_within.as_deref().unwrap_or_default();
///     assert!(credits.iter().all(|credit| credit.start <= credit.end));
///     assert!(page.iter().all(|span| span.start < span.end));
///     assert!(repeats.iter().all(|repeat| repeat.paragraphs.len() > 1));
///     if let Some(BrokenOff { cue, .. }) = &article.broken_off {
///         println!("{} breaks off: {cue:?}", article.id);
///     }
///     if let Some(Uncredited { source, words, .. }) = &article.uncredited {
///         println!("{} has {words} words of {source}", article.id);
///     }
/// }
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Article {
    /// Unique id.
    pub id: String,
    /// Outlet, `null` if unknown.
    pub outlet: Option<String>,
    /// Date in ISO 8601, as precise as the record gives it; `null` if it is missing or was not
    /// understood.
    pub published: Option<String>,
    /// The file of its record, as it was named; absent in output of earlier versions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line of the record's first byte in it, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The record's own id, where `id` is another one because several records have it; absent
    /// otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_id: Option<String>,
    /// Maker of the text that offsets point into, if the record does not contain it as it is:
    /// `html`, `join`, `xml`, `mail` or `mojibake`; absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_made_by: Option<String>,
    /// Address, `null` if unknown.
    pub url: Option<String>,
    /// Address of the page on another site that the record names as canonical; absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical_url: Option<String>,
    /// Title, `null` if the record has none.
    pub title: Option<String>,
    /// Author, absent if the record has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Tokens in the text.
    pub words: u64,
    /// Paragraphs in the text.
    pub paragraphs: u64,
    /// Id of its cluster, `null` if it is in none.
    pub cluster: Option<String>,
    /// Id of the first copy among the articles with exactly these tokens; absent in that copy and
    /// in articles without copies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact_copy_of: Option<String>,
    /// Share of its words outside boilerplate that no other outlet had earlier, six decimals;
    /// `null` if dates leave that open; absent if pairs were not aligned.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "double_option::deserialize"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub originality: Option<Option<f64>>,
    /// Its dateline, in the words of the text; `null` if it has none.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "double_option::deserialize"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub dateline: Option<Option<String>>,
    /// Credits in the order of the text, then those of the author and of the addresses; empty
    /// if there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credits: Option<Vec<CreditRow>>,
    /// Origin of its text, by its credits and by its neighbours: `original`, `wire_credited`,
    /// `rehosted`, `mention`, `uncredited_match` or `unknown`; absent if pairs were not aligned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<String>,
    /// The story that it contains without naming the source; absent with any other verdict than
    /// `uncredited_match`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncredited: Option<Uncredited>,
    /// Its kind of page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<PageKind>,
    /// The byte after its last running text, before captions, signatures, contacts, links and
    /// boilerplate; 0 if it has none; absent in copies of an earlier article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story_end: Option<u64>,
    /// True if its text breaks off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub truncated: Option<bool>,
    /// The sign that its text breaks off; absent if there is none, and in copies of an earlier
    /// article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broken_off: Option<BrokenOff>,
    /// The longest part that occurs twice in its text, of at least 30 words and a quarter of the
    /// text; absent if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubled: Option<DoubledPart>,
    /// Paragraphs that this article repeats within itself; absent in copies of an earlier article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeats_within: Option<Vec<Repeat>>,
    /// Its boilerplate, in the order of the text; absent in copies of an earlier article.
    #[serde(skip_serializing_if = "Option::is_none", alias = "furniture")]
    pub boilerplate: Option<Vec<BoilerplateSpan>>,
}

/// A part of a text that occurs in it a second time.
///
/// ```
/// use wirecopy::output::DoubledPart;
///
/// let row = r#"{"first_start": 0, "first_end": 900, "start": 902, "end": 1802}"#;
/// let part: DoubledPart = serde_json::from_str(row).unwrap();
/// assert_eq!(part.end - part.start, part.first_end - part.first_start);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DoubledPart {
    /// First byte of the first occurrence.
    pub first_start: u64,
    /// Byte after its last.
    pub first_end: u64,
    /// First byte of the second occurrence.
    pub start: u64,
    /// Byte after its last.
    pub end: u64,
}

/// A fragment that occurs more than once in one article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Repeat {
    /// Id of the fragment.
    pub fragment: String,
    /// Indices of the paragraphs, from 0.
    pub paragraphs: Vec<u64>,
}

/// A unit that belongs to the page rather than to the story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BoilerplateSpan {
    /// First byte in the text.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
    /// Index of the paragraph, from 0.
    pub paragraph: u64,
    /// `carriers` (the articles that contain it share hardly anything else), `known` (it is listed
    /// by the user) or `phrase` (its words, form and place).
    pub rule: String,
    /// Id of its fragment, if its carriers show it to be boilerplate; absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fragment: Option<String>,
    /// Its first 80 characters, if its words, form and place show it to be boilerplate; absent
    /// otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening: Option<String>,
}

/// Writes `articles.jsonl` and counts what only its rows show.
pub(crate) fn write_articles(
    findings: &Findings<'_>,
    clusters: &ClusterIds,
    fragments: &FragmentIds,
    output: &OutputDir,
    counts: &mut Counts,
) -> Result<()> {
    let corpus = findings.corpus;
    let (spans, doubled) = (AtomicU64::new(0), AtomicU64::new(0));
    let verdicts: [AtomicU64; Verdict::ALL.len()] = Default::default();
    let mut rows = output.rows("articles.jsonl")?;
    rows.write_by_rank(&corpus.id_rank.raw, findings.order, |article| {
        let (row, verdict) = article_row(findings, clusters, fragments, article.into())?;
        doubled.fetch_add(u64::from(row.doubled.is_some()), Ordering::Relaxed);
        spans.fetch_add(row.boilerplate.as_ref().map_or(0, Vec::len) as u64, Ordering::Relaxed);
        if let Some(verdict) = verdict {
            verdicts[verdict as usize].fetch_add(1, Ordering::Relaxed);
        }
        Ok(row)
    })?;
    rows.finish()?;
    counts.boilerplate += spans.into_inner();
    counts.doubled += doubled.into_inner();
    counts.verdicts = Verdict::ALL
        .iter()
        .zip(verdicts.map(AtomicU64::into_inner))
        .filter(|(_, articles)| *articles > 0)
        .map(|(verdict, articles)| (verdict.name().to_owned(), articles))
        .collect();
    for article in corpus.articles() {
        if let Some(agency) = corpus.agency(article) {
            *counts.agencies.entry(agency_name(agency).to_owned()).or_default() += 1;
        }
        *counts.kinds.entry(corpus.kind(article).name().to_owned()).or_default() += 1;
        counts.truncated += u64::from(findings.judged.is_truncated(corpus.text_of(article)));
        counts.with_outlet += u64::from(corpus.outlet(article).is_some());
        counts.with_date += u64::from(corpus.published(article).is_some());
    }
    Ok(())
}

fn article_row(
    findings: &Findings<'_>,
    clusters: &ClusterIds,
    fragments: &FragmentIds,
    article: ArticleId,
) -> Result<(Article, Option<Verdict>)> {
    let Findings { corpus, judged, .. } = *findings;
    let text_id = corpus.text_of(article);
    let first_copy = corpus.article_of(text_id);
    let is_first = first_copy == article;
    let metadata = corpus.metadata(article)?;
    let verdict = judged.verdict(corpus, article, &metadata.credits);
    let uncredited = verdict.filter(|verdict| *verdict == Verdict::UncreditedMatch);
    let dateline = metadata.credits.iter().find(|credit| credit.class == Class::Dateline);
    let row = Article {
        id: corpus.id(article).to_owned(),
        outlet: corpus.outlet(article).map(str::to_owned),
        published: corpus.published(article).map(|published| to_iso8601(&published)),
        file: Some(metadata.file),
        line: Some(metadata.line),
        given_id: metadata.own_id.filter(|own| own != corpus.id(article)),
        text_made_by: metadata.made_by.map(|maker| maker.name().to_owned()),
        url: metadata.url,
        canonical_url: metadata.canonical_url,
        title: metadata.title,
        author: metadata.author,
        words: corpus.row(article).tokens.into(),
        paragraphs: corpus.n_paragraphs_of_article(article) as u64,
        cluster: clusters.of_text(text_id),
        exact_copy_of: (!is_first).then(|| corpus.id(first_copy).to_owned()),
        originality: judged.originality(article).map(|share| share.map(six_decimals)),
        dateline: Some(dateline.map(|credit| credit.text.clone())),
        credits: Some(metadata.credits.iter().map(credit_row).collect()),
        verdict: verdict.map(|verdict| verdict.name().to_owned()),
        uncredited: uncredited.and_then(|_| judged.uncredited(corpus, article)),
        kind: Some(corpus.kind(article)),
        story_end: is_first.then(|| judged.story_end(text_id).into()),
        truncated: Some(judged.is_truncated(text_id)),
        broken_off: judged.broken_off(corpus, text_id).filter(|_| is_first),
        doubled: metadata.doubled.map(|[first, second]| DoubledPart {
            first_start: first.0.into(),
            first_end: first.1.into(),
            start: second.0.into(),
            end: second.1.into(),
        }),
        repeats_within: is_first.then(|| repeats_within(findings, fragments, text_id)),
        boilerplate: is_first.then(|| boilerplate_of(findings, fragments, text_id, metadata.page_lines)),
    };
    Ok((row, verdict))
}

/// `page_lines` has the openings of the paragraphs that a phrase marks, by index of the paragraph.
fn boilerplate_of(
    findings: &Findings<'_>,
    fragments: &FragmentIds,
    text_id: TextId,
    page_lines: Vec<(u32, String)>,
) -> Vec<BoilerplateSpan> {
    let Findings { corpus, paragraphs, .. } = *findings;
    let mut page_lines: BTreeMap<u32, String> = page_lines.into_iter().collect();
    let first = corpus.first_paragraph(text_id);
    let sketches = corpus.paragraph_sketches(text_id);
    let stretches = paragraphs.boilerplate.stretches(corpus, text_id).into_iter();
    stretches
        .map(|BoilerplateStretch { paragraph, bytes, rule, .. }| {
            let by_carriers = rule == BoilerplateRule::Carriers;
            let is_whole = sketches[paragraph as usize].pieces == 0;
            let fragment = paragraphs.fragment_of(first + paragraph).filter(|_| by_carriers && is_whole);
            BoilerplateSpan {
                start: bytes.start.into(),
                end: bytes.end.into(),
                paragraph: paragraph.into(),
                rule: rule.name().to_owned(),
                fragment: fragment.map(|fragment| fragments.id(fragment)),
                opening: page_lines.remove(&paragraph).filter(|_| !by_carriers),
            }
        })
        .collect()
}

fn repeats_within(findings: &Findings<'_>, fragments: &FragmentIds, text_id: TextId) -> Vec<Repeat> {
    let Findings { corpus, paragraphs, .. } = *findings;
    let mut by_fragment: BTreeMap<FragmentId, Vec<u64>> = BTreeMap::new();
    for (index, paragraph) in (0..).zip(corpus.paragraph_ids(text_id)) {
        if let Some(fragment) = paragraphs.fragment_of(paragraph) {
            by_fragment.entry(fragment).or_default().push(index);
        }
    }
    let mut repeats: Vec<Repeat> = by_fragment
        .into_iter()
        .filter(|(_, indices)| indices.len() > 1)
        .map(|(fragment, paragraphs)| Repeat { fragment: fragments.id(fragment), paragraphs })
        .collect();
    repeats.sort_by(|a, b| (&a.paragraphs, &a.fragment).cmp(&(&b.paragraphs, &b.fragment)));
    repeats
}
