//! Relations of the verified pairs, each from the pair alone.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::TextId;
use crate::pairs::align::{AlignedTexts, PairAligner, PreparedArticle};
use crate::pairs::alignments::{AlignedPair, Alignments, SharedBlobFile};
use crate::pairs::direction::OutletsOfCopies;
use crate::pairs::findings::{ArticleFindings, VerifiedPair};
use crate::pairs::labels::{Labels, StoryPart, StoryParts, WeakLabel};
use crate::pairs::shared_words::SharedWords;
use crate::paragraphs::repeated::Paragraphs;
use std::ops::Range;
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
    },
    Weak(WeakLabel),
}

/// Aligns and labels the verified pairs, weak ones too, in one reading. Those that neither scores
/// nor passages report become weak.
pub(crate) fn with_labels(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    mut found: ArticleFindings,
    budget: &Budget,
) -> Result<ArticleFindings> {
    let rows = SharedBlobFile::create(&budget.spill.folder)?;
    let outlets = OutletsOfCopies::of(corpus);
    let shared = SharedWords::of(corpus, found.pairs.iter().flat_map(|pair| [pair.a, pair.b]));
    let mut pairs = std::mem::take(&mut found.pairs);
    pairs.append(&mut found.weak);
    pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
    let aligner = PairAligner { corpus, paragraphs, outlets: &outlets, budget };
    let judgements = aligner.map(&pairs, |aligned| {
        let pair = &pairs[aligned.index];
        let judgement = judged(aligned, pair, &rows)?;
        if let PairJudgement::Reported { .. } = judgement {
            shared.add(corpus, (pair.a, pair.b), &aligned.shared, aligned.ngrams());
        }
        Ok(Some(judgement))
    })?;
    let mut labels = Labels::default();
    let mut all_aligned = Vec::new();
    for (pair, judgement) in pairs.into_iter().zip(judgements) {
        match judgement {
            PairJudgement::Reported { aligned, relation, truncated, parts, form_cue } => {
                let index = found.pairs.len() as u32;
                labels.parts.extend(parts.map(|parts| (index, parts)));
                labels.forms.extend(form_cue.map(|cue| (index, cue)));
                labels.truncated.extend(truncated.map(|text_id| (index, text_id)));
                labels.relations.push(relation);
                all_aligned.push(aligned);
                found.pairs.push(pair);
            }
            PairJudgement::Weak(weak) => {
                found.weak.push(pair);
                found.weak_labels.push(weak);
            }
        }
    }
    found.alignments = Some(Alignments::of(all_aligned, rows));
    found.labels = Some(labels);
    found.shared = Some(shared);
    Ok(found)
}

fn judged(aligned: &AlignedTexts<'_>, pair: &VerifiedPair, rows: &SharedBlobFile) -> Result<PairJudgement> {
    let facts = aligned.facts();
    let relation = label(&facts);
    // A weak pair stays one: the long run of a text that repeats itself may be of few shingles.
    let is_reported =
        pair.may_be_reported() && is_reported_with(pair.whole, pair.outside, facts.longest_outside);
    if !is_reported || relation == Relation::BoilerplateOnly {
        let parts = Some(story_parts(aligned, &facts)).filter(|parts| !parts.are_empty());
        let parts = parts.map(|parts| rows.append_row(&parts)).transpose()?;
        return Ok(PairJudgement::Weak(WeakLabel { parts }));
    }
    let evidence = evidence(&facts);
    let parts = may_contain_part(relation).then(|| rows.append_row(&story_parts(aligned, &facts)));
    Ok(PairJudgement::Reported {
        relation,
        form_cue: relation.may_be_copy().then(|| facts.form_cue()),
        truncated: more_contained(&evidence, pair).filter(|_| relation == Relation::CopyTruncated),
        aligned: aligned.store(evidence, rows)?,
        parts: parts.transpose()?,
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
