//! Which excerpts are parts of a roundup: an article that holds text of several stories side by side.

use super::articles::{ArticleFindings, VerifiedPair};
use super::collapse::Corpus;
use super::directions::context_of;
use super::labelling::{Part, Parts};
use crate::attribution::{HeldPart, sources_of};
use crate::error::Result;
use crate::relation::{Evidence, Of, Relation};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// A story of which an article holds a part.
#[derive(Debug)]
struct Held {
    /// The article that tells the story.
    source: u32,
    part: HeldPart,
    /// Place among the reported pairs.
    pair: Option<u32>,
}

/// By article the parts of other stories in it.
type Holdings = BTreeMap<u32, Vec<Held>>;

/// Gives pairs of a roundup and one of its sources their label.
pub(super) fn with_roundups(corpus: &Corpus, mut found: ArticleFindings) -> Result<ArticleFindings> {
    let (Some(mut labels), Some(mut alignments)) = (found.labels.take(), found.alignments.take()) else {
        return Ok(found);
    };
    let stories = Stories::of(corpus, &found);
    let mut holdings = Holdings::new();
    for (at, parts) in std::mem::take(&mut labels.parts) {
        let pair = &found.pairs[at as usize];
        stories.add(corpus, pair, &parts, Some(at), &mut holdings);
    }
    let holders: BTreeSet<u32> = holdings.keys().copied().collect();
    for (pair, hint) in found.weak.iter().zip(&found.hints) {
        if let Some(parts) = &hint.parts
            && (holders.contains(&pair.a) || holders.contains(&pair.b))
        {
            stories.add(corpus, pair, parts, None, &mut holdings);
        }
    }
    let suspects: BTreeSet<u32> =
        holdings.iter().filter(|(_, held)| is_of_several(held)).map(|(holder, _)| *holder).collect();
    for holder in &suspects {
        // What two roundups have in common is no story.
        let held: Vec<&Held> =
            holdings[holder].iter().filter(|held| !suspects.contains(&held.source)).collect();
        let parts: Vec<HeldPart> = held.iter().map(|held| held.part.clone()).collect();
        let sources = sources_of(&parts);
        let id_of = |story: &u32| {
            let source = held.iter().filter(|held| held.part.story == *story).map(|held| held.source);
            source.min().map(|source| corpus.id(corpus.article_of(source)).to_owned())
        };
        let ids: Vec<String> = sources.iter().filter_map(|source| source.first().and_then(id_of)).collect();
        let told: BTreeSet<u32> = sources.into_iter().flatten().collect();
        for (held, at) in held.iter().filter_map(|held| Some((held, held.pair?))) {
            if told.contains(&held.part.story) {
                let of = if found.pairs[at as usize].a == *holder { Of::A } else { Of::B };
                let sources = Evidence::Sources { of, ids: ids.clone() };
                labels.relabel(at as usize, Relation::Roundup);
                alignments.add_evidence(at as usize, sources)?;
            }
        }
    }
    (found.labels, found.alignments) = (Some(labels), Some(alignments));
    Ok(found)
}

/// Words by which parts of two stories may overlap to be side by side.
const OVERLAP_WORDS_MAX: u32 = 20;

/// Whether parts of two stories stand side by side: one ends where another begins, whatever else is held.
fn is_of_several(held: &[Held]) -> bool {
    let mut bounds: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for HeldPart { story, tokens } in held.iter().map(|held| &held.part) {
        let (start, end) = bounds.entry(*story).or_insert((u32::MAX, 0));
        for stretch in tokens {
            (*start, *end) = ((*start).min(stretch.start), (*end).max(stretch.end));
        }
    }
    let first_end = bounds.values().map(|(_, end)| *end).min().unwrap_or(0);
    let last_start = bounds.values().map(|(start, _)| *start).max().unwrap_or(0);
    last_start.saturating_add(OVERLAP_WORDS_MAX) >= first_end && bounds.len() > 1
}

/// Stories by number: clusters first, then articles that stand alone.
struct Stories {
    of_unit: Vec<u32>,
}

impl Stories {
    fn of(corpus: &Corpus, found: &ArticleFindings) -> Stories {
        let n_units = corpus.n_units();
        let stars = found.clusters.iter().flat_map(|clusters| &clusters.stars);
        let mut of_unit: Vec<u32> = (0..n_units).collect();
        for (number, star) in (n_units..).zip(stars) {
            for member in &star.members {
                of_unit[*member as usize] = number;
            }
        }
        Stories { of_unit }
    }

    /// Adds what either of a pair holds of the other's story, which may be a cluster that it belongs to itself by that part.
    fn add(
        &self,
        corpus: &Corpus,
        pair: &VerifiedPair,
        parts: &Parts,
        at: Option<u32>,
        holdings: &mut Holdings,
    ) {
        let context = context_of(corpus, corpus.article_of(pair.a), corpus.article_of(pair.b));
        let sides = [
            (pair.a, &parts.a, pair.b, &parts.b, Ordering::Greater),
            (pair.b, &parts.b, pair.a, &parts.a, Ordering::Less),
        ];
        for (holder, held, source, told, later) in sides {
            if !held.tokens.is_empty() && may_be_source(told, context.order, later) {
                let part = HeldPart { story: self.of_unit[source as usize], tokens: held.tokens.clone() };
                holdings.entry(holder).or_default().push(Held { source, part, pair: at });
            }
        }
    }
}

/// Whether the other article may be where a part comes from: it did not come later, and the part is its beginning. Roundups take the beginnings of stories; what
/// stands further down in both is a line of their page, or a story that several others quote.
fn may_be_source(told: &Part, order: Option<Ordering>, later: Ordering) -> bool {
    told.is_lead && order.is_none_or(|order| order == later)
}
