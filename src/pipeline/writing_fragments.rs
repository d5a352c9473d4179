//! `fragments.jsonl` and `occurrences.jsonl`.

use super::collapse::Corpus;
use super::paragraphs::Paragraphs;
use crate::error::Result;
use crate::params::{Only, ScanParams};
use crate::records::{Counts, Fragment, FragmentKind, Measure, Occurrence, OutputDir, six_decimals};
use crate::text::Role;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use xxhash_rust::xxh3::Xxh3;

/// Occurrences that a row of `fragments.jsonl` lists.
const OCCURRENCES_LISTED: usize = 100;

/// Outlets that a row of `fragments.jsonl` lists.
const OUTLETS_LISTED: usize = 100;

/// Ids of all fragments but echoes, by number.
pub(super) struct FragmentIds {
    ids: Vec<String>,
}

impl FragmentIds {
    /// Id of a fragment.
    pub(super) fn id(&self, fragment: u32) -> &str {
        &self.ids[fragment as usize]
    }
}

/// A fragment before it is written.
struct Draft {
    id: String,
    kind: FragmentKind,
    measure: Measure,
    role: Role,
    /// The paragraph whose text is shown.
    shown: u32,
    /// Paragraphs with their scores.
    occurrences: Vec<(u32, f64)>,
    /// Articles that carry it, copies included.
    articles: u64,
}

/// Writes both files and gives the fragments' ids.
pub(super) fn write_fragments(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    params: &ScanParams,
    output: &OutputDir,
    counts: &mut Counts,
) -> Result<FragmentIds> {
    let mut drafts = repeated(corpus, paragraphs);
    let ids = FragmentIds { ids: drafts.iter().map(|draft| draft.id.clone()).collect() };
    if params.only == Only::Articles {
        drafts.clear();
    } else {
        drafts.extend(echoed(corpus, paragraphs));
    }
    drafts.sort_by(|a, b| {
        (b.articles, b.occurrences.len(), &a.id).cmp(&(a.articles, a.occurrences.len(), &b.id))
    });
    let (mut fragments, mut occurrences) = (output.fragments()?, output.occurrences()?);
    for draft in &drafts {
        *counts.fragments_by_kind.entry(draft.kind.name().to_owned()).or_default() += 1;
        counts.fragments_of_furniture += u64::from(draft.role == Role::Furniture);
    }
    let placed: Vec<Vec<Placed>> = drafts.par_iter().map(|draft| in_order(corpus, draft)).collect();
    fragments.write_all(drafts.len(), |number| fragment_row(corpus, &drafts[number], &placed[number]))?;
    // A fragment of furniture stands in every page of an outlet: rows are shared out and not fragments.
    let listed: Vec<(u32, u32)> = (0..)
        .zip(&placed)
        .flat_map(|(draft, placed)| (0..placed.len() as u32).map(move |at| (draft, at)))
        .collect();
    occurrences.write_all(listed.len(), |number| {
        let (draft, at) = listed[number];
        let row = occurrence_row(corpus, &placed[draft as usize][at as usize]);
        Ok(Occurrence { fragment: Some(drafts[draft as usize].id.clone()), ..row })
    })?;
    counts.fragments = fragments.finish()?;
    counts.occurrences = occurrences.finish()?;
    Ok(ids)
}

fn repeated(corpus: &Corpus, paragraphs: &Paragraphs) -> Vec<Draft> {
    paragraphs
        .fragments
        .par_iter()
        .map(|fragment| {
            let keys = fragment
                .draft
                .members
                .iter()
                .map(|(member, _)| corpus.paragraph(paragraphs.distinct.first[*member as usize]).key);
            Draft {
                id: fragment_id(FragmentKind::Exact, keys),
                kind: fragment.draft.kind,
                measure: fragment.draft.measure,
                role: fragment.role,
                shown: paragraphs.distinct.first[fragment.draft.representative as usize],
                articles: n_articles(corpus, &fragment.occurrences),
                occurrences: fragment.occurrences.clone(),
            }
        })
        .collect()
}

/// Echoes of the same headline in the same paragraph are one fragment, in however many articles they stand.
fn echoed(corpus: &Corpus, paragraphs: &Paragraphs) -> Vec<Draft> {
    let mut found: BTreeMap<(u64, u64), Vec<(u32, f64)>> = BTreeMap::new();
    for (unit, echo) in corpus.echoes() {
        let start = corpus.paragraph_numbers(unit).start;
        let (headline, within) = (start + echo.headline, start + echo.within);
        let fragment = paragraphs.fragment_of(headline);
        if fragment.is_some() && fragment == paragraphs.fragment_of(within) {
            continue;
        }
        let key = |paragraph: u32| corpus.paragraph(paragraph).key;
        let occurrences = found.entry((key(headline), key(within))).or_default();
        occurrences.extend([(headline, 1.0), (within, echo.containment)]);
    }
    found
        .into_iter()
        .map(|((headline, within), occurrences)| Draft {
            id: fragment_id(FragmentKind::Echo, [headline, within].into_iter()),
            kind: FragmentKind::Echo,
            measure: Measure::CharacterContainment,
            role: corpus.paragraph(occurrences[0].0).role,
            shown: occurrences[0].0,
            articles: n_articles(corpus, &occurrences),
            occurrences,
        })
        .collect()
}

fn fragment_id(kind: FragmentKind, keys: impl Iterator<Item = u64>) -> String {
    let mut keys: Vec<u64> = keys.collect();
    keys.sort_unstable();
    let mut hasher = Xxh3::with_seed(u64::from(kind == FragmentKind::Echo));
    for key in keys {
        hasher.update(&key.to_le_bytes());
    }
    format!("f{:016x}", hasher.digest())
}

fn n_articles(corpus: &Corpus, occurrences: &[(u32, f64)]) -> u64 {
    let mut units: Vec<u32> =
        occurrences.iter().map(|(paragraph, _)| corpus.unit_of_paragraph(*paragraph).0).collect();
    units.sort_unstable();
    units.dedup();
    units.iter().map(|unit| corpus.copies(*unit).len() as u64).sum()
}

/// An occurrence of a fragment.
struct Placed {
    rank: u32,
    unit: u32,
    /// Number of the paragraph in its unit.
    number: u32,
    score: f64,
}

/// A draft's occurrences by id and paragraph.
fn in_order(corpus: &Corpus, draft: &Draft) -> Vec<Placed> {
    let mut placed: Vec<Placed> = draft
        .occurrences
        .iter()
        .map(|(paragraph, score)| {
            let (unit, number) = corpus.unit_of_paragraph(*paragraph);
            let rank = corpus.id_rank[corpus.article_of(unit) as usize];
            Placed { rank, unit, number, score: *score }
        })
        .collect();
    placed.sort_unstable_by_key(|placed| (placed.rank, placed.number));
    placed
}

fn occurrence_row(corpus: &Corpus, placed: &Placed) -> Occurrence {
    let sketch = &corpus.paragraph_sketches(placed.unit)[placed.number as usize];
    Occurrence {
        fragment: None,
        article: corpus.id(corpus.article_of(placed.unit)).to_owned(),
        paragraph: placed.number.into(),
        start: sketch.start.into(),
        end: sketch.end.into(),
        score: six_decimals(placed.score),
    }
}

fn fragment_row(corpus: &Corpus, draft: &Draft, placed: &[Placed]) -> Result<Fragment> {
    let (unit, _) = corpus.unit_of_paragraph(draft.shown);
    let text = corpus.originals.text(&corpus.row(corpus.article_of(unit)).place)?;
    let sketch = corpus.paragraph(draft.shown);
    let outlets: BTreeSet<&str> = placed
        .iter()
        .flat_map(|placed| corpus.copies(placed.unit))
        .filter_map(|article| corpus.outlet(article))
        .collect();
    Ok(Fragment {
        fragment: draft.id.clone(),
        kind: draft.kind,
        role: draft.role,
        text: text[sketch.start as usize..sketch.end as usize].to_owned(),
        score: six_decimals(placed.iter().map(|placed| placed.score).fold(1.0, f64::min)),
        measure: draft.measure,
        articles: draft.articles,
        outlets: outlets.into_iter().take(OUTLETS_LISTED).map(str::to_owned).collect(),
        occurrences: placed
            .iter()
            .take(OCCURRENCES_LISTED)
            .map(|placed| occurrence_row(corpus, placed))
            .collect(),
        occurrences_total: placed.len() as u64,
    })
}
