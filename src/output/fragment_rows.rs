//! `fragments.jsonl` and `occurrences.jsonl`.

use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::output::{Counts, Fragment, FragmentKind, Measure, Occurrence, OutputDir, six_decimals};
use crate::paragraphs::repeated;
use crate::paragraphs::repeated::Paragraphs;
use crate::params::{Only, ScanParams};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use wirecopy_article::text::Role;
use wirecopy_scratch::JaggedVec;
use xxhash_rust::xxh3::Xxh3;

/// Occurrences that a row of `fragments.jsonl` lists.
const OCCURRENCES_LISTED: usize = 100;

/// Outlets that a row of `fragments.jsonl` lists.
const OUTLETS_LISTED: usize = 100;

/// Ids of all fragments but echoes, by number.
pub(crate) struct FragmentIds {
    hashes: Vec<u64>,
}

impl FragmentIds {
    /// Id of a fragment.
    pub(crate) fn id(&self, fragment: u32) -> String {
        shown(self.hashes[fragment as usize])
    }
}

/// An id as files carry it.
fn shown(hash: u64) -> String {
    format!("f{hash:016x}")
}

/// A fragment before it is written.
#[derive(Clone, Copy)]
struct Draft {
    hash: u64,
    kind: FragmentKind,
    measure: Measure,
    role: Role,
    /// The paragraph whose text is shown.
    shown: u32,
    /// Its number among the lists of occurrences: repeated paragraphs, then echoes.
    list: u32,
    /// Paragraphs in its list.
    occurrences: u32,
    /// Articles that carry it, copies included.
    articles: u64,
}

/// Writes both files and gives the fragments' ids.
pub(crate) fn write_fragments(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    params: &ScanParams,
    output: &OutputDir,
    counts: &mut Counts,
) -> Result<FragmentIds> {
    let mut drafts = repeated(corpus, paragraphs);
    let ids = FragmentIds { hashes: drafts.iter().map(|draft| draft.hash).collect() };
    let mut echoes = JaggedVec::default();
    if params.only == Only::Articles {
        drafts.clear();
    } else {
        echoes = echoed(corpus, paragraphs);
        let first = drafts.len() as u32;
        drafts.extend(
            (first..).zip(echoes.iter()).map(|(list, occurrences)| of_echo(corpus, list, occurrences)),
        );
    }
    drafts.sort_by_key(|draft| (Reverse(draft.articles), Reverse(draft.occurrences), draft.hash));
    for draft in &drafts {
        *counts.fragments_by_kind.entry(draft.kind.name().to_owned()).or_default() += 1;
        counts.fragments_of_boilerplate += u64::from(draft.role == Role::Boilerplate);
    }
    let mut placed = JaggedVec::default();
    for (number, draft) in drafts.iter().enumerate() {
        let list = draft.list as usize;
        let echo = list.checked_sub(paragraphs.fragments.len());
        let occurrences = echo.map_or_else(|| paragraphs.occurrences.of(list), |echo| echoes.of(echo));
        placed.push(occurrences.iter().map(|occurrence| Placed::of(corpus, *occurrence)));
        placed.of_mut(number).sort_unstable_by_key(|placed| (placed.rank, placed.number));
    }
    let (mut fragments, mut occurrences) = (output.fragments()?, output.occurrences()?);
    fragments.write_all(drafts.len(), |number| fragment_row(corpus, &drafts[number], placed.of(number)))?;
    // A fragment of boilerplate stands in every page of an outlet: rows are shared out and not fragments.
    occurrences.write_all(placed.items().len(), |number| {
        let row = occurrence_row(corpus, &placed.items()[number]);
        Ok(Occurrence { fragment: Some(shown(drafts[placed.list_of(number)].hash)), ..row })
    })?;
    counts.fragments = fragments.finish()?;
    counts.occurrences = occurrences.finish()?;
    Ok(ids)
}

fn repeated(corpus: &Corpus, paragraphs: &Paragraphs) -> Vec<Draft> {
    let draft_of = |(number, fragment): (usize, &repeated::Fragment)| {
        let occurrences = paragraphs.occurrences.of(number);
        let members = paragraphs.members.of(number).iter();
        let keys =
            members.map(|(member, _)| corpus.paragraph(paragraphs.distinct.first[*member as usize]).key);
        Draft {
            hash: hash_of(FragmentKind::Exact, keys),
            kind: fragment.draft.kind,
            measure: fragment.draft.measure,
            role: fragment.role,
            shown: paragraphs.distinct.first[fragment.draft.representative as usize],
            list: number as u32,
            occurrences: occurrences.len() as u32,
            articles: n_articles(corpus, occurrences),
        }
    };
    paragraphs.fragments.par_iter().enumerate().map(draft_of).collect()
}

/// An echo with the keys of its two paragraphs.
struct FoundEcho {
    keys: (u64, u64),
    headline: u32,
    /// The paragraph that holds it, and how much.
    within: (u32, f64),
}

/// Echoes of the same headline in the same paragraph are one fragment, in however many articles they stand.
fn echoed(corpus: &Corpus, paragraphs: &Paragraphs) -> JaggedVec<(u32, f64)> {
    let key = |paragraph: u32| corpus.paragraph(paragraph).key;
    let mut found: Vec<FoundEcho> = Vec::new();
    for (text_id, echo) in corpus.echoes() {
        let start = corpus.paragraph_numbers(text_id).start;
        let (headline, within) = (start + echo.headline, start + echo.within);
        let fragment = paragraphs.fragment_of(headline);
        if fragment.is_none() || fragment != paragraphs.fragment_of(within) {
            let keys = (key(headline), key(within));
            found.push(FoundEcho { keys, headline, within: (within, echo.containment) });
        }
    }
    // Headlines are different: each has one echo.
    found.par_sort_unstable_by_key(|echo| (echo.keys, echo.headline));
    let mut echoes = JaggedVec::default();
    for same in found.chunk_by(|one, other| one.keys == other.keys) {
        echoes.push(same.iter().flat_map(|echo| [(echo.headline, 1.0), echo.within]));
    }
    echoes
}

fn of_echo(corpus: &Corpus, list: u32, occurrences: &[(u32, f64)]) -> Draft {
    let headline = corpus.paragraph(occurrences[0].0);
    let within = corpus.paragraph(occurrences[1].0);
    Draft {
        hash: hash_of(FragmentKind::Echo, [headline.key, within.key].into_iter()),
        kind: FragmentKind::Echo,
        measure: Measure::CharacterContainment,
        role: headline.role,
        shown: occurrences[0].0,
        list,
        occurrences: occurrences.len() as u32,
        articles: n_articles(corpus, occurrences),
    }
}

fn hash_of(kind: FragmentKind, keys: impl Iterator<Item = u64>) -> u64 {
    let mut keys: Vec<u64> = keys.collect();
    keys.sort_unstable();
    let mut hasher = Xxh3::with_seed(u64::from(kind == FragmentKind::Echo));
    for key in keys {
        hasher.update(&key.to_le_bytes());
    }
    hasher.digest()
}

fn n_articles(corpus: &Corpus, occurrences: &[(u32, f64)]) -> u64 {
    let mut text_ids: Vec<u32> =
        occurrences.iter().map(|(paragraph, _)| corpus.text_of_paragraph(*paragraph).0).collect();
    text_ids.sort_unstable();
    text_ids.dedup();
    text_ids.iter().map(|text_id| corpus.copies(*text_id).len() as u64).sum()
}

/// An occurrence of a fragment.
#[derive(Clone, Copy)]
struct Placed {
    rank: u32,
    text_id: u32,
    /// Number of the paragraph in its text.
    number: u32,
    score: f64,
}

impl Placed {
    fn of(corpus: &Corpus, (paragraph, score): (u32, f64)) -> Placed {
        let (text_id, number) = corpus.text_of_paragraph(paragraph);
        let rank = corpus.id_rank[corpus.article_of(text_id) as usize];
        Placed { rank, text_id, number, score }
    }
}

fn occurrence_row(corpus: &Corpus, placed: &Placed) -> Occurrence {
    let sketch = &corpus.paragraph_sketches(placed.text_id)[placed.number as usize];
    Occurrence {
        fragment: None,
        article: corpus.id(corpus.article_of(placed.text_id)).to_owned(),
        paragraph: placed.number.into(),
        start: sketch.start.into(),
        end: sketch.end.into(),
        score: six_decimals(placed.score),
    }
}

fn fragment_row(corpus: &Corpus, draft: &Draft, placed: &[Placed]) -> Result<Fragment> {
    let (text_id, _) = corpus.text_of_paragraph(draft.shown);
    let text = corpus.text_source.text(&corpus.row(corpus.article_of(text_id)).location)?;
    let sketch = corpus.paragraph(draft.shown);
    let outlets: BTreeSet<&str> = placed
        .iter()
        .flat_map(|placed| corpus.copies(placed.text_id))
        .filter_map(|article| corpus.outlet(article))
        .collect();
    Ok(Fragment {
        fragment: shown(draft.hash),
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
