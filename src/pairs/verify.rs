//! Exact overlaps of candidates.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::TextId;
use crate::pairs::findings::{ArticleFindings, VerifiedPair, may_be_reported};
use crate::pairs::shingle_sets::{TextShingles, n_distinct_shingles, text_shingles};
use crate::paragraphs::repeated::Paragraphs;
use crate::params::Passages;
use wirecopy_news::relation::{is_reported, is_reported_outside, may_be_passage, may_share_passage};
use wirecopy_reuse::candidates::Candidates;
use wirecopy_reuse::overlap::{Overlap, TilePlan};

/// Shared shingles outside boilerplate from which a pair that is not reported may still show that
/// one of the two gathers several stories: a sentence or two of each.
const SHARED_OF_SOURCE: u32 = 25;

/// Returns whether a pair that is not reported shows where a text comes from: it shares enough, or
/// one text without its page is nearly all in the other without its page, however long the page is.
fn is_weak(outside: Overlap) -> bool {
    outside.shared >= SHARED_OF_SOURCE || is_reported(outside)
}

/// Computes the exact overlaps of candidates, and keeps those that are reported, may be for their
/// passages, or are weak.
pub(crate) fn verify(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    candidates: Candidates<TextId>,
    passages: Passages,
    budget: &Budget,
) -> Result<ArticleFindings> {
    let is_aligned = passages == Passages::All;
    let mut pairs = overlaps(corpus, paragraphs, budget, &candidates.pairs, |whole, at_most| {
        is_reported(whole) || may_be_reported(whole, at_most) || is_weak(at_most)
    })?;
    let is_pair = |pair: &VerifiedPair| match is_aligned {
        true => pair.may_be_reported(),
        false => is_reported_outside(pair.whole, pair.outside),
    };
    let boilerplate_only = pairs.iter().filter(|pair| is_reported(pair.whole) && !is_pair(pair)).count();
    pairs.retain(|pair| is_pair(pair) || is_weak(pair.outside));
    let weak = pairs.extract_if(.., |pair| !is_pair(pair)).collect();
    pairs.shrink_to_fit();
    let copied: Vec<TextId> = corpus.text_ids().filter(|text_id| corpus.copies(*text_id).len() > 1).collect();
    let lens = n_distinct_shingles(corpus, &copied)?;
    Ok(ArticleFindings {
        pairs,
        weak,
        copied: copied.into_iter().zip(lens).collect(),
        boilerplate_only: boilerplate_only as u64,
        candidates: candidates.pairs.len() as u64,
        groups_over_limit: candidates.groups_over_limit,
        proposed: if candidates.groups_over_limit > 0 { candidates.pairs } else { Vec::new() },
        ..ArticleFindings::default()
    })
}

/// Returns the exact overlaps of sorted pairs of texts, in their order, without those that
/// `is_wanted` refuses for the overlap of the whole texts and what may at most be shared outside
/// boilerplate.
pub(crate) fn overlaps(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    budget: &Budget,
    pairs: &[(TextId, TextId)],
    is_wanted: impl Fn(Overlap, Overlap) -> bool + Sync,
) -> Result<Vec<VerifiedPair>> {
    let weight = |text_id: TextId| 2 * u64::from(corpus.row(corpus.article_of(text_id)).shingles);
    TilePlan::new(pairs, weight, budget.shingles).score(
        |text_ids| text_shingles(corpus, paragraphs, text_ids),
        |index, left: &TextShingles, right| {
            let (a, b) = pairs[index];
            let whole = left.sets.overlap(&right.sets);
            is_wanted(whole, left.sets.overlap_outside_at_most(&right.sets, whole)).then(|| {
                let outside = left.sets.overlap_outside(&right.sets, whole);
                let may_share_passage = is_reported_outside(whole, outside)
                    || (may_share_passage(outside) && may_share_run(left, right));
                VerifiedPair { a, b, whole, outside, may_share_passage }
            })
        },
    )
}

/// Returns whether two texts may have a run outside boilerplate by which a pair is reported.
fn may_share_run(a: &TextShingles, b: &TextShingles) -> bool {
    let is_long = |text: &TextShingles, other: &TextShingles| {
        may_be_passage(text.sets.longest_row_at_most(&text.in_order, &other.sets))
    };
    is_long(a, b) && is_long(b, a)
}
