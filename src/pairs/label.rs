//! Relations of the verified pairs, each from the pair alone.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::TextId;
use crate::pairs::align::{AlignedTexts, PairAligner, PreparedArticle, SharedTexts};
use crate::pairs::alignments::{AlignedPair, Alignments, SharedBlobFile};
use crate::pairs::direction::OutletsOfCopies;
use crate::pairs::findings::{ArticleFindings, VerifiedPair};
use crate::pairs::labels::{Labels, StoryPart, StoryParts, WeakLabel};
use crate::pairs::shared_words::SharedWords;
use crate::paragraphs::repeated::Paragraphs;
use std::ops::Range;
use typed_index_collections::TiVec;
use wirecopy_news::relation::{
    FormCue, PairFacts, Relation, RelationEvidence, SideFacts, TokenFlags, evidence, is_reported_with, label,
};
use wirecopy_reuse::align::Passage;
use wirecopy_scratch::blob::FrameSpan;

/// A shorter passage is a form of words and no part of a story.
const PART_WORDS_MIN: u32 = 12;

/// Words of running text before its first passage up to which a part of a story is its beginning.
const LEAD_WORDS_MAX: u32 = 25;

/// The decision about one pair once it is aligned.
enum PairJudgement {
    Reported {
        aligned: AlignedPair,
        relation: Relation,
        /// The text that the other one shows to be truncated.
        truncated: Option<TextId>,
        parts: Option<FrameSpan>,
        form_cue: Option<FormCue>,
        /// Answers for both texts: does it contain a part of the other's story?
        are_containers: [bool; 2],
    },
    Weak,
}

/// Aligns and labels the verified pairs. Those that neither scores nor passages report become weak.
/// Weak pairs are only aligned where one of the two contains a part of another story, too: they
/// show the other sources of a roundup and nothing else.
pub(crate) fn with_labels(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    mut found: ArticleFindings,
    budget: &Budget,
) -> Result<ArticleFindings> {
    let rows = SharedBlobFile::create(&budget.spill.folder)?;
    let outlets = OutletsOfCopies::of(corpus);
    let (pairs, weak): (Vec<_>, Vec<_>) =
        std::mem::take(&mut found.pairs).into_iter().partition(VerifiedPair::is_undecided);
    found.weak.extend(weak);
    let shared = SharedWords::of(corpus, pairs.iter().flat_map(|pair| [pair.a, pair.b]));
    let aligner = PairAligner { corpus, paragraphs, outlets: &outlets, budget };
    let judgements = aligner.map_shared(&pairs, |texts| {
        let pair = &pairs[texts.index];
        judged(texts, pair, &rows, |aligned| {
            shared.add(corpus, (pair.a, pair.b), &aligned.shared, aligned.ngrams());
        })
        .map(Some)
    })?;
    let mut labels = Labels::default();
    let mut all_aligned = Vec::new();
    let mut is_container: TiVec<TextId, bool> = vec![false; corpus.n_texts() as usize].into();
    for (pair, judgement) in pairs.into_iter().zip(judgements) {
        match judgement {
            PairJudgement::Reported { aligned, relation, truncated, parts, are_containers, form_cue } => {
                is_container[pair.a] |= are_containers[0];
                is_container[pair.b] |= are_containers[1];
                let index = found.pairs.len() as u32;
                labels.parts.extend(parts.map(|parts| (index, parts)));
                labels.forms.extend(form_cue.map(|cue| (index, cue)));
                labels.truncated.extend(truncated.map(|text_id| (index, text_id)));
                labels.relations.push(relation);
                all_aligned.push(aligned);
                found.pairs.push(pair);
            }
            PairJudgement::Weak => found.weak.push(pair),
        }
    }
    found.weak.sort_unstable_by_key(|pair| (pair.a, pair.b));
    found.weak_labels = weak_labels(&aligner, &found.weak, &is_container, &rows)?;
    found.alignments = Some(Alignments::of(all_aligned, rows));
    found.labels = Some(labels);
    found.shared = Some(shared);
    Ok(found)
}

/// Returns the labels of the weak pairs, in their order.
fn weak_labels(
    aligner: &PairAligner<'_>,
    weak: &[VerifiedPair],
    is_container: &TiVec<TextId, bool>,
    rows: &SharedBlobFile,
) -> Result<Vec<WeakLabel>> {
    let is_beside_container = |index: &usize| is_container[weak[*index].a] || is_container[weak[*index].b];
    let indexes: Vec<usize> = (0..weak.len()).filter(is_beside_container).collect();
    let pairs: Vec<VerifiedPair> = indexes.iter().map(|index| weak[*index]).collect();
    let parts = aligner.map(&pairs, |aligned| {
        let parts = story_parts(aligned, &aligned.facts());
        Ok(Some(if parts.are_empty() { None } else { Some(rows.append_row(&parts)?) }))
    })?;
    let mut labels = vec![WeakLabel { parts: None }; weak.len()];
    for (index, parts) in indexes.into_iter().zip(parts) {
        labels[index].parts = parts;
    }
    Ok(labels)
}

/// Judges a pair by itself; `reported` is called with it if it is reported.
fn judged(
    texts: SharedTexts<'_>,
    pair: &VerifiedPair,
    rows: &SharedBlobFile,
    reported: impl Fn(&AlignedTexts<'_>),
) -> Result<PairJudgement> {
    // The exact runs decide before anything is aligned.
    if !is_reported_with(pair.whole, pair.outside, texts.longest.outside) {
        return Ok(PairJudgement::Weak);
    }
    let aligned = &texts.aligned();
    let facts = aligned.facts();
    let relation = label(&facts);
    if relation == Relation::BoilerplateOnly {
        return Ok(PairJudgement::Weak);
    }
    reported(aligned);
    let evidence = evidence(&facts);
    let parts = may_contain_part(relation).then(|| story_parts(aligned, &facts));
    let is_container = |part: fn(&StoryParts) -> &StoryPart| {
        parts.as_ref().is_some_and(|parts| !part(parts).tokens.is_empty())
    };
    Ok(PairJudgement::Reported {
        relation,
        form_cue: relation.may_be_copy().then(|| facts.form_cue()),
        are_containers: [is_container(|parts| &parts.a), is_container(|parts| &parts.b)],
        truncated: more_contained(&evidence, pair).filter(|_| relation == Relation::CopyTruncated),
        aligned: aligned.store(evidence, rows)?,
        parts: parts.map(|parts| rows.append_row(&parts)).transpose()?,
    })
}

/// Returns the text of which the other contains more; none if both shares are equal.
fn more_contained(evidence: &[RelationEvidence], pair: &VerifiedPair) -> Option<TextId> {
    let shares = evidence.iter().find_map(|piece| match piece {
        RelationEvidence::Copied { a, b, .. } => Some((a, b)),
        _ => None,
    });
    shares.filter(|(a, b)| a != b).map(|(a, b)| if a > b { pair.a } else { pair.b })
}

/// Returns whether one of the two may consist of the other and of more.
fn may_contain_part(relation: Relation) -> bool {
    matches!(relation, Relation::Excerpt | Relation::Contained | Relation::CopyTruncated | Relation::Teaser)
}

fn story_parts(aligned: &AlignedTexts<'_>, facts: &PairFacts) -> StoryParts {
    StoryParts {
        a: story_part(aligned.left, &facts.a, &aligned.passages, |passage| &passage.a),
        b: story_part(aligned.right, &facts.b, &aligned.passages, |passage| &passage.b),
    }
}

fn story_part(
    article: &PreparedArticle,
    facts: &SideFacts,
    passages: &[Passage],
    side: impl Fn(&Passage) -> &Range<u32>,
) -> StoryPart {
    let is_of_story = |tokens: &&Range<u32>| {
        let flags = &article.annotated.flags[tokens.start as usize..tokens.end as usize];
        let boilerplate = flags.iter().filter(|flags| flags.contains(TokenFlags::BOILERPLATE)).count();
        2 * boilerplate < flags.len()
    };
    let long = passages.iter().filter(|passage| passage.words >= PART_WORDS_MIN);
    StoryPart {
        tokens: long.map(side).filter(is_of_story).cloned().collect(),
        is_lead: facts.before <= LEAD_WORDS_MAX,
    }
}
