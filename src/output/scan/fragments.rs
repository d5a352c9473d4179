//! `fragments.jsonl`: one row per fragment, those in the most articles first, then by id.
//! `occurrences.jsonl` is written with it.

use super::findings::Findings;
use super::occurrences::{LocatedParagraph, Occurrence};
use super::summary::Counts;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::{FragmentId, ParagraphId, TextId};
use crate::output::OutputDir;
use crate::output::parts::{FragmentKind, Measure};
use crate::paragraphs::large_texts::{LargeTextParagraphs, ParagraphForm};
use crate::paragraphs::repeated;
use crate::paragraphs::repeated::Paragraphs;
use crate::params::Only;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use typed_index_collections::TiVec;
use wirecopy_article::text::Role;
use wirecopy_reuse::overlap::six_decimals;
use wirecopy_scratch::JaggedVec;
use xxhash_rust::xxh3::Xxh3;

/// Occurrences that a row lists.
const OCCURRENCES_LISTED: usize = 100;

/// Outlets that a row lists.
const OUTLETS_LISTED: usize = 100;

/// A paragraph that occurs more than once, within one article or across several.
///
/// ```
/// use wirecopy::output::{Fragment, FragmentKind, Measure, Occurrence};
///
/// let found = wirecopy::Scan::default().run_files(["data/sample"])?;
/// let fragments: Vec<Fragment> = found.fragments().collect::<wirecopy::Result<_>>()?;
/// let near = fragments.iter().find(|fragment| fragment.kind == FragmentKind::Near).unwrap();
/// assert_ne!(near.measure, Measure::Tokens);
///
/// let occurrences: Vec<Occurrence> = found.occurrences().collect::<wirecopy::Result<_>>()?;
/// let is_of_near = |row: &Occurrence| row.fragment.as_ref() == Some(&near.fragment);
/// assert!(occurrences.iter().any(is_of_near));
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fragment {
    /// Id derived from the tokens of its distinct paragraphs.
    pub fragment: String,
    /// Kind of match between its occurrences: `exact`, `near` or `echo`.
    pub kind: FragmentKind,
    /// Role of the paragraph on the page.
    pub role: Role,
    /// The representative paragraph, in the words of one of its articles.
    pub text: String,
    /// Smallest exact similarity of an occurrence to the representative paragraph, six decimals.
    pub score: f64,
    /// Measure of `score`.
    pub measure: Measure,
    /// Articles that contain it, exact copies included.
    pub articles: u64,
    /// The first 100 known outlets of these articles, ordered bytewise.
    pub outlets: Vec<String>,
    /// The first 100 occurrences by (article, paragraph); all are in `occurrences.jsonl`.
    pub occurrences: Vec<Occurrence>,
    /// Number of occurrences in all.
    pub occurrences_total: u64,
}

/// Ids of all fragments other than echoes, by number.
pub(crate) struct FragmentIds {
    hashes: TiVec<FragmentId, u64>,
}

impl FragmentIds {
    /// Id of a fragment.
    pub(crate) fn id(&self, fragment: FragmentId) -> String {
        fragment_id(self.hashes[fragment])
    }
}

fn fragment_id(hash: u64) -> String {
    format!("f{hash:016x}")
}

/// The occurrences of a fragment: those of a repeated paragraph, or of an echo.
#[derive(Clone, Copy)]
enum OccurrenceList {
    Repeated(FragmentId),
    Echo(usize),
}

/// A fragment before it is written.
#[derive(Clone, Copy)]
struct FragmentRowDraft {
    hash: u64,
    kind: FragmentKind,
    measure: Measure,
    role: Role,
    /// The paragraph whose text is shown.
    shown: ParagraphId,
    list: OccurrenceList,
    /// Length of that list.
    occurrences: u32,
    /// Articles that contain it, copies included.
    articles: u64,
}

/// Writes `fragments.jsonl` and `occurrences.jsonl`, and returns the fragments' ids.
pub(super) fn write_fragments(
    findings: &Findings<'_>,
    output: &OutputDir,
    counts: &mut Counts,
) -> Result<FragmentIds> {
    let Findings { corpus, paragraphs, params, .. } = *findings;
    let mut drafts = repeated(corpus, paragraphs);
    let ids = FragmentIds { hashes: drafts.iter().map(|draft| draft.hash).collect() };
    let mut echoes = JaggedVec::default();
    if params.only == Only::Articles {
        drafts.clear();
    } else {
        echoes = echoed(corpus, paragraphs);
        drafts
            .extend(echoes.iter().enumerate().map(|(echo, occurrences)| of_echo(corpus, echo, occurrences)));
    }
    drafts.sort_by_key(|draft| (Reverse(draft.articles), Reverse(draft.occurrences), draft.hash));
    for draft in &drafts {
        *counts.fragments_by_kind.entry(draft.kind.name().to_owned()).or_default() += 1;
        counts.fragments_of_boilerplate += u64::from(draft.role == Role::Boilerplate);
    }
    let located = located(findings, &drafts, &echoes);
    let (mut fragments, mut occurrences) =
        (output.rows("fragments.jsonl")?, output.rows("occurrences.jsonl")?);
    let shown = drafts.iter().map(|draft| draft.shown).collect();
    let kept = LargeTextParagraphs::of(corpus, shown, ParagraphForm::Written, findings.temp_dir)?;
    fragments.write_all(drafts.len(), |number| {
        let draft = &drafts[number];
        let text = match kept.get(draft.shown)? {
            Some(paragraph) => paragraph,
            None => paragraph_text(corpus, draft.shown)?,
        };
        Ok(Fragment { text, ..fragment_row(corpus, draft, located.of(number)) })
    })?;
    // Boilerplate is on every page of an outlet: work is shared out by occurrences rather than by
    // fragments.
    occurrences.write_all(located.items().len(), |number| {
        let fragment = Some(fragment_id(drafts[located.list_of(number)].hash));
        Ok(Occurrence { fragment, ..located.items()[number].row(corpus) })
    })?;
    counts.fragments = fragments.finish()?;
    counts.occurrences = occurrences.finish()?;
    Ok(ids)
}

/// The occurrences of each draft, by (article, paragraph).
fn located(
    findings: &Findings<'_>,
    drafts: &[FragmentRowDraft],
    echoes: &JaggedVec<(ParagraphId, f64)>,
) -> JaggedVec<LocatedParagraph> {
    let Findings { corpus, paragraphs, .. } = *findings;
    let mut located = JaggedVec::default();
    for (number, draft) in drafts.iter().enumerate() {
        let occurrences = match draft.list {
            OccurrenceList::Repeated(fragment) => paragraphs.occurrences.of(fragment),
            OccurrenceList::Echo(echo) => echoes.of(echo),
        };
        located.push(occurrences.iter().map(|occurrence| LocatedParagraph::of(corpus, *occurrence)));
        located.of_mut(number).sort_unstable_by_key(|paragraph| (paragraph.rank, paragraph.index));
    }
    located
}

fn repeated(corpus: &Corpus, paragraphs: &Paragraphs) -> Vec<FragmentRowDraft> {
    let draft_of = |(number, fragment): (usize, &repeated::Fragment)| {
        let number = FragmentId::from(number);
        let occurrences = paragraphs.occurrences.of(number);
        let members = paragraphs.members.of(number).iter();
        let keys = members.map(|(member, _)| corpus.paragraph(paragraphs.distinct.first[*member]).key);
        FragmentRowDraft {
            hash: hash_of(FragmentKind::Exact, keys),
            kind: fragment.draft.kind,
            measure: fragment.draft.measure,
            role: fragment.role,
            shown: paragraphs.distinct.first[fragment.draft.representative],
            list: OccurrenceList::Repeated(number),
            occurrences: occurrences.len() as u32,
            articles: n_articles(corpus, occurrences),
        }
    };
    paragraphs.fragments.raw.par_iter().enumerate().map(draft_of).collect()
}

/// An echo with the keys of its two paragraphs.
struct EchoPair {
    keys: (u64, u64),
    headline: ParagraphId,
    /// The paragraph that contains it, and the share of it that this one contains.
    within: (ParagraphId, f64),
}

/// Occurrences per echo. Echoes of equal headlines in equal paragraphs are one fragment, in however
/// many articles.
fn echoed(corpus: &Corpus, paragraphs: &Paragraphs) -> JaggedVec<(ParagraphId, f64)> {
    let key = |paragraph: ParagraphId| corpus.paragraph(paragraph).key;
    let mut pairs: Vec<EchoPair> = Vec::new();
    for (text_id, echo) in corpus.echoes() {
        let start = corpus.first_paragraph(text_id);
        let (headline, within) = (start + echo.headline, start + echo.within);
        let fragment = paragraphs.fragment_of(headline);
        if fragment.is_none() || fragment != paragraphs.fragment_of(within) {
            let keys = (key(headline), key(within));
            pairs.push(EchoPair { keys, headline, within: (within, echo.containment) });
        }
    }
    // A headline has at most one echo, so that this is a total order.
    pairs.par_sort_unstable_by_key(|echo| (echo.keys, echo.headline));
    let mut echoes = JaggedVec::default();
    for equal in pairs.chunk_by(|one, other| one.keys == other.keys) {
        echoes.push(equal.iter().flat_map(|echo| [(echo.headline, 1.0), echo.within]));
    }
    echoes
}

fn of_echo(corpus: &Corpus, echo: usize, occurrences: &[(ParagraphId, f64)]) -> FragmentRowDraft {
    let headline = corpus.paragraph(occurrences[0].0);
    let within = corpus.paragraph(occurrences[1].0);
    FragmentRowDraft {
        hash: hash_of(FragmentKind::Echo, [headline.key, within.key].into_iter()),
        kind: FragmentKind::Echo,
        measure: Measure::CharacterContainment,
        role: headline.role,
        shown: occurrences[0].0,
        list: OccurrenceList::Echo(echo),
        occurrences: occurrences.len() as u32,
        articles: n_articles(corpus, occurrences),
    }
}

/// Echoes have a different seed, so that no echo shares its id with a fragment of the same
/// paragraphs.
fn hash_of(kind: FragmentKind, keys: impl Iterator<Item = u64>) -> u64 {
    let mut keys: Vec<u64> = keys.collect();
    keys.sort_unstable();
    let mut hasher = Xxh3::with_seed(u64::from(kind == FragmentKind::Echo));
    for key in keys {
        hasher.update(&key.to_le_bytes());
    }
    hasher.digest()
}

fn n_articles(corpus: &Corpus, occurrences: &[(ParagraphId, f64)]) -> u64 {
    let mut text_ids: Vec<TextId> =
        occurrences.iter().map(|(paragraph, _)| corpus.text_of_paragraph(*paragraph).0).collect();
    text_ids.sort_unstable();
    text_ids.dedup();
    text_ids.iter().map(|text_id| corpus.copies(*text_id).len() as u64).sum()
}

fn paragraph_text(corpus: &Corpus, paragraph: ParagraphId) -> Result<String> {
    let (text_id, _) = corpus.text_of_paragraph(paragraph);
    let text = corpus.text_source.text(&corpus.row(corpus.article_of(text_id)).location)?;
    Ok(corpus.paragraph(paragraph).slice(&text).to_owned())
}

/// The row except for its text.
fn fragment_row(corpus: &Corpus, draft: &FragmentRowDraft, located: &[LocatedParagraph]) -> Fragment {
    let outlets: BTreeSet<&str> = located
        .iter()
        .flat_map(|paragraph| corpus.copies(paragraph.text_id))
        .filter_map(|article| corpus.outlet(article))
        .collect();
    Fragment {
        fragment: fragment_id(draft.hash),
        kind: draft.kind,
        role: draft.role,
        text: String::new(),
        score: six_decimals(located.iter().map(|paragraph| paragraph.score).fold(1.0, f64::min)),
        measure: draft.measure,
        articles: draft.articles,
        outlets: outlets.into_iter().take(OUTLETS_LISTED).map(str::to_owned).collect(),
        occurrences: located.iter().take(OCCURRENCES_LISTED).map(|paragraph| paragraph.row(corpus)).collect(),
        occurrences_total: located.len() as u64,
    }
}
