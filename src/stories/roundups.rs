//! Which excerpts are parts of a roundup: an article that holds text of several stories side by side.

use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::pairs::align::Alignments;
use crate::pairs::candidates::{ArticleFindings, VerifiedPair};
use crate::pairs::direction::context_of;
use crate::pairs::label::{Part, Parts};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use wirecopy_news::relation::{Of, Relation, RelationEvidence};
use wirecopy_news::story::{HeldPart, sources_of};
use wirecopy_scratch::blob::FrameSpan;

/// A story of which an article holds a part.
#[derive(Debug, Clone, Copy)]
struct StoryPart {
    /// The article.
    holder: u32,
    /// Which of the pair it is.
    side: Of,
    /// The other one, which tells the story.
    source: u32,
    story: u32,
    /// Its first word of the part, and one past the last.
    bounds: (u32, u32),
    /// Where the part lies.
    parts: FrameSpan,
    /// FrameSpan among the reported pairs.
    pair: Option<u32>,
}

impl StoryPart {
    fn part(&self, alignments: &Alignments) -> Result<HeldPart> {
        let Parts { a, b } = alignments.parts(self.parts)?;
        let Part { tokens, .. } = if self.side == Of::A { a } else { b };
        Ok(HeldPart { story: self.story, tokens })
    }
}

/// Gives pairs of a roundup and one of its sources their label.
pub(crate) fn with_roundups(corpus: &Corpus, mut found: ArticleFindings) -> Result<ArticleFindings> {
    let (Some(mut labels), Some(mut alignments)) = (found.labels.take(), found.alignments.take()) else {
        return Ok(found);
    };
    let stories = Stories::of(corpus, &found);
    let mut all_held = Vec::new();
    for (at, place) in std::mem::take(&mut labels.parts) {
        let pair = &found.pairs[at as usize];
        stories.add(corpus, pair, (place, &alignments.parts(place)?), Some(at), &mut all_held);
    }
    let mut is_holder = vec![false; corpus.n_texts() as usize];
    all_held.iter().for_each(|held| is_holder[held.holder as usize] = true);
    for (pair, hint) in found.weak.iter().zip(&found.hints) {
        if let Some(place) = hint.parts
            && (is_holder[pair.a as usize] || is_holder[pair.b as usize])
        {
            stories.add(corpus, pair, (place, &alignments.parts(place)?), None, &mut all_held);
        }
    }
    all_held.par_sort_unstable_by_key(|held| (held.holder, held.source));
    let by_holder = || all_held.chunk_by(|one, other| one.holder == other.holder);
    let suspects: BTreeSet<u32> =
        by_holder().filter(|held| is_of_several(held)).map(|held| held[0].holder).collect();
    for held in by_holder().filter(|held| suspects.contains(&held[0].holder)) {
        // What two roundups have in common is no story.
        let held: Vec<&StoryPart> = held.iter().filter(|held| !suspects.contains(&held.source)).collect();
        let parts: Vec<HeldPart> = held.iter().map(|held| held.part(&alignments)).collect::<Result<_>>()?;
        let sources = sources_of(&parts);
        let id_of = |story: &u32| {
            let source = held.iter().filter(|held| held.story == *story).map(|held| held.source);
            source.min().map(|source| corpus.id(corpus.article_of(source)).to_owned())
        };
        let ids: Vec<String> = sources.iter().filter_map(|source| source.first().and_then(id_of)).collect();
        let told: BTreeSet<u32> = sources.into_iter().flatten().collect();
        for (held, at) in held.iter().filter_map(|held| Some((held, held.pair?))) {
            if told.contains(&held.story) {
                labels.relabel(at as usize, Relation::Roundup);
                let sources = RelationEvidence::Sources { of: held.side, ids: ids.clone() };
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
fn is_of_several(held: &[StoryPart]) -> bool {
    let mut bounds: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for StoryPart { story, bounds: of_part, .. } in held {
        let (start, end) = bounds.entry(*story).or_insert((u32::MAX, 0));
        (*start, *end) = ((*start).min(of_part.0), (*end).max(of_part.1));
    }
    let first_end = bounds.values().map(|(_, end)| *end).min().unwrap_or(0);
    let last_start = bounds.values().map(|(start, _)| *start).max().unwrap_or(0);
    last_start.saturating_add(OVERLAP_WORDS_MAX) >= first_end && bounds.len() > 1
}

/// Stories by number: clusters first, then articles that stand alone.
struct Stories {
    of_text: Vec<u32>,
}

impl Stories {
    fn of(corpus: &Corpus, found: &ArticleFindings) -> Stories {
        let n_texts = corpus.n_texts();
        let stars = found.clusters.iter().flat_map(|clusters| clusters.stars.iter());
        let mut of_text: Vec<u32> = (0..n_texts).collect();
        for (number, star) in (n_texts..).zip(stars) {
            for member in star.members {
                of_text[*member as usize] = number;
            }
        }
        Stories { of_text }
    }

    /// Adds what either of a pair holds of the other's story, which may be a cluster that it belongs to itself by that part.
    fn add(
        &self,
        corpus: &Corpus,
        pair: &VerifiedPair,
        (place, parts): (FrameSpan, &Parts),
        at: Option<u32>,
        all_held: &mut Vec<StoryPart>,
    ) {
        let context = context_of(corpus, corpus.article_of(pair.a), corpus.article_of(pair.b));
        let sides = [
            (Of::A, pair.a, &parts.a, pair.b, &parts.b, Ordering::Greater),
            (Of::B, pair.b, &parts.b, pair.a, &parts.a, Ordering::Less),
        ];
        for (side, holder, held, source, told, later) in sides {
            let start = held.tokens.iter().map(|stretch| stretch.start).min();
            let end = held.tokens.iter().map(|stretch| stretch.end).max();
            if let Some(bounds) = start.zip(end)
                && may_be_source(told, context.order, later)
            {
                let story = self.of_text[source as usize];
                all_held.push(StoryPart { holder, side, source, story, bounds, parts: place, pair: at });
            }
        }
    }
}

/// Whether the other article may be where a part comes from: it did not come later, and the part is its beginning. Roundups take the beginnings of stories; what
/// stands further down in both is a line of their page, or a story that several others quote.
fn may_be_source(told: &Part, order: Option<Ordering>, later: Ordering) -> bool {
    told.is_lead && order.is_none_or(|order| order == later)
}
