//! Roundups: articles that contain text of several stories side by side, and the excerpts that are
//! parts of them.

use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers;
use crate::numbers::TextId;
use crate::pairs::alignments::Alignments;
use crate::pairs::direction::context_of;
use crate::pairs::findings::{ArticleFindings, VerifiedPair};
use crate::pairs::labels::{Labels, StoryPart, StoryParts};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use typed_index_collections::TiVec;
use wirecopy_news::relation::{Of, Relation, RelationEvidence};
use wirecopy_news::story::{RoundupPart, sources_of};
use wirecopy_scratch::blob::FrameSpan;
use wirecopy_scratch::numbers;

/// Words by which parts of two stories may overlap and still be side by side.
const OVERLAP_WORDS_MAX: u32 = 20;

/// A part of a story in another article.
#[derive(Debug, Clone, Copy)]
struct Excerpt {
    /// The text that contains the part.
    container: TextId,
    /// The side of the pair that the container is.
    side: Of,
    /// The other text, which the part may come from.
    source: TextId,
    /// The source's story.
    story: StoryId,
    /// The first token of the part in the container, and the one after its last.
    bounds: (u32, u32),
    /// The frame of the pair's story parts.
    parts: FrameSpan,
    /// The index of the pair among the reported ones.
    pair: Option<u32>,
}

impl Excerpt {
    fn part(&self, alignments: &Alignments) -> Result<RoundupPart> {
        let StoryParts { a, b } = alignments.parts(self.parts)?;
        let StoryPart { tokens, .. } = if self.side == Of::A { a } else { b };
        Ok(RoundupPart { story: self.story.into(), tokens })
    }
}

/// Labels the pairs of a roundup and one of its sources.
pub(crate) fn with_roundups(corpus: &Corpus, mut found: ArticleFindings) -> Result<ArticleFindings> {
    let (Some(mut labels), Some(mut alignments)) = (found.labels.take(), found.alignments.take()) else {
        return Ok(found);
    };
    let excerpts = excerpts(corpus, &found, std::mem::take(&mut labels.parts), &alignments)?;
    let by_container = || excerpts.chunk_by(|one, other| one.container == other.container);
    let roundups: BTreeSet<TextId> =
        by_container().filter(|parts| are_side_by_side(parts)).map(|parts| parts[0].container).collect();
    for parts in by_container().filter(|parts| roundups.contains(&parts[0].container)) {
        // What two roundups have in common is not a story.
        let parts: Vec<&Excerpt> = parts.iter().filter(|part| !roundups.contains(&part.source)).collect();
        label_sources(corpus, &parts, &mut labels, &mut alignments)?;
    }
    (found.labels, found.alignments) = (Some(labels), Some(alignments));
    Ok(found)
}

/// Returns the excerpts of the reported pairs, and those that weak pairs add to the same
/// containers, by container and source.
fn excerpts(
    corpus: &Corpus,
    found: &ArticleFindings,
    reported: Vec<(u32, FrameSpan)>,
    alignments: &Alignments,
) -> Result<Vec<Excerpt>> {
    let stories = Stories::of(corpus, found);
    let mut excerpts = Vec::new();
    for (index, frame) in reported {
        let parts = (frame, &alignments.parts(frame)?);
        excerpts.extend(stories.excerpts_of(corpus, &found.pairs[index as usize], parts, Some(index)));
    }
    let mut is_container: TiVec<TextId, bool> = vec![false; corpus.n_texts() as usize].into();
    excerpts.iter().for_each(|excerpt| is_container[excerpt.container] = true);
    for (pair, weak) in found.weak.iter().zip(&found.weak_labels) {
        if let Some(frame) = weak.parts
            && (is_container[pair.a] || is_container[pair.b])
        {
            excerpts.extend(stories.excerpts_of(corpus, pair, (frame, &alignments.parts(frame)?), None));
        }
    }
    excerpts.par_sort_unstable_by_key(|excerpt| (excerpt.container, excerpt.source));
    Ok(excerpts)
}

/// Labels the reported pairs of one roundup, given all of its excerpts.
fn label_sources(
    corpus: &Corpus,
    excerpts: &[&Excerpt],
    labels: &mut Labels,
    alignments: &mut Alignments,
) -> Result<()> {
    let parts: Vec<RoundupPart> =
        excerpts.iter().map(|excerpt| excerpt.part(alignments)).collect::<Result<_>>()?;
    let sources = sources_of(&parts);
    let id_of = |story: &u32| {
        let of_story = excerpts.iter().filter(|excerpt| excerpt.story == StoryId::from(*story));
        let source = of_story.map(|excerpt| excerpt.source).min();
        source.map(|source| corpus.id(corpus.article_of(source)).to_owned())
    };
    let ids: Vec<String> = sources.iter().filter_map(|source| source.first().and_then(id_of)).collect();
    let stories: BTreeSet<StoryId> = sources.into_iter().flatten().map(StoryId::from).collect();
    for excerpt in excerpts.iter().filter(|excerpt| stories.contains(&excerpt.story)) {
        if let Some(pair) = excerpt.pair {
            labels.relabel(pair as usize, Relation::Roundup);
            let sources = RelationEvidence::Sources { of: excerpt.side, ids: ids.clone() };
            alignments.add_evidence(pair as usize, sources)?;
        }
    }
    Ok(())
}

/// Returns whether parts of two stories are side by side: one ends where another begins, whatever
/// else the article contains.
fn are_side_by_side(excerpts: &[Excerpt]) -> bool {
    let mut bounds: BTreeMap<StoryId, (u32, u32)> = BTreeMap::new();
    for Excerpt { story, bounds: of_part, .. } in excerpts {
        let (start, end) = bounds.entry(*story).or_insert(*of_part);
        (*start, *end) = ((*start).min(of_part.0), (*end).max(of_part.1));
    }
    let first_end = bounds.values().map(|(_, end)| *end).min().unwrap_or(0);
    let last_start = bounds.values().map(|(start, _)| *start).max().unwrap_or(0);
    last_start.saturating_add(OVERLAP_WORDS_MAX) >= first_end && bounds.len() > 1
}

numbers! {
    /// A story: texts outside clusters by their own numbers, then clusters.
    StoryId;
}

/// Stories by text.
struct Stories {
    of_text: TiVec<TextId, StoryId>,
}

impl Stories {
    fn of(corpus: &Corpus, found: &ArticleFindings) -> Stories {
        let stars = found.clusters.iter().flat_map(|clusters| clusters.stars.iter());
        let mut of_text: TiVec<TextId, StoryId> = numbers::all(0..corpus.n_texts()).collect();
        for (story, star) in (corpus.n_texts()..).map(StoryId::from).zip(stars) {
            for member in star.members {
                of_text[*member] = story;
            }
        }
        Stories { of_text }
    }

    /// Returns what either text of a pair contains of the other's story, which may be the cluster
    /// that it belongs to for that part.
    fn excerpts_of(
        &self,
        corpus: &Corpus,
        pair: &VerifiedPair,
        (frame, parts): (FrameSpan, &StoryParts),
        index: Option<u32>,
    ) -> impl Iterator<Item = Excerpt> {
        let context = context_of(corpus, corpus.article_of(pair.a), corpus.article_of(pair.b));
        let sides = [
            (Of::A, pair.a, &parts.a, pair.b, &parts.b, Ordering::Greater),
            (Of::B, pair.b, &parts.b, pair.a, &parts.a, Ordering::Less),
        ];
        sides.into_iter().filter_map(move |(side, container, part, source, of_source, later)| {
            let start = part.tokens.iter().map(|stretch| stretch.start).min()?;
            let end = part.tokens.iter().map(|stretch| stretch.end).max()?;
            let story = self.of_text[source];
            let excerpt =
                Excerpt { container, side, source, story, bounds: (start, end), parts: frame, pair: index };
            may_be_source(of_source, context.order, later).then_some(excerpt)
        })
    }
}

/// Returns whether a part may come from the other article: that did not come later, and the part is
/// its beginning. Roundups take the beginnings of stories; what is further down in both is a line
/// of their page, or a story that several others quote.
fn may_be_source(of_source: &StoryPart, order: Option<Ordering>, later: Ordering) -> bool {
    of_source.is_lead && order.is_none_or(|order| order == later)
}
