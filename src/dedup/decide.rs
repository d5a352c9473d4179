//! Decisions: which articles of a corpus are removed, and in favour of which.

use crate::dedup::failed_captures::FailedCaptures;
use crate::dedup::keep_order::KeepOrder;
use crate::dedup::{ArticleRemovals, DedupParams, SeededAnalysis};
use crate::error::{Error, Result};
use crate::numbers::TextId;
use crate::pairs::align::PairAligner;
use crate::pairs::candidates::candidates;
use crate::pairs::direction::OutletsOfCopies;
use crate::pairs::findings::VerifiedPair;
use crate::pairs::verify::overlaps;
use crate::scan::corpus_analysis::CorpusAnalysis;
use std::cmp::Ordering;
use wirecopy_news::relation::{is_reported, label};
use wirecopy_news::removal::{AlignOutcome, Policy, Removal, RemovalOptions, Versions, survivors};
use wirecopy_reuse::overlap::Overlap;

/// Decisions about all articles.
pub(super) struct Decisions {
    /// Article → its removal.
    pub(super) removals: ArticleRemovals,
    /// Number of pairs of copies that both stay because one is too short for a removal.
    pub(super) pairs_too_short: u64,
}

/// Decides for each article whether it is removed. `proposed` are the sorted candidates of the
/// scan; once articles are removed, groups over the limit may give others.
pub(super) fn decide(
    analysis: &SeededAnalysis,
    params: &DedupParams,
    has_key: bool,
    proposed: TextPairs,
) -> Result<Decisions> {
    let corpus = &analysis.corpus.corpus;
    let policy = &params.policy;
    if !policy.removes_articles() {
        let removals = vec![None; corpus.n_articles() as usize].into();
        return Ok(Decisions { removals, pairs_too_short: 0 });
    }
    let failed = match policy.keep_failed_pages {
        true => FailedCaptures::default(),
        false => FailedCaptures::of(corpus)?,
    };
    let (paragraphs, budget) = (&analysis.paragraphs, &analysis.budget);
    let order = &KeepOrder::of(analysis, policy, &failed);
    let outlets = OutletsOfCopies::of(corpus);
    let judge = PairJudge { analysis, order, policy, failed, has_key, outlets };
    let (pairs, one_way) = judge.pairs_to_follow()?;
    let mut verified = proposed;
    let more = |removed: &[Option<Removal<TextId>>]| {
        // Without a group over the limit every pair was proposed.
        if analysis.found.groups_over_limit == 0 {
            return Ok(Vec::new());
        }
        let is_kept = |text_id: TextId| removed[usize::from(text_id)].is_none();
        verified.retain(|(a, b)| is_kept(*a) && is_kept(*b));
        let mut new = candidates(&analysis.corpus, paragraphs, &params.search, budget, is_kept)?.pairs;
        remove_known(&mut new, &verified);
        verified.extend(&new);
        // Two sorted runs, which this stable sort merges in linear time.
        verified.sort();
        let found = overlaps(corpus, paragraphs, budget, &new, |whole, _| judge.may_matter(whole))?;
        Ok(found.iter().map(|pair| (pair.a, pair.b)).collect())
    };
    let mut too_short = Vec::new();
    let judged = |pairs: &[(TextId, TextId)]| {
        let options = judge.judge(pairs)?;
        too_short.extend(pairs.iter().zip(&options).filter(|(_, of)| of.is_too_short).map(|(pair, _)| *pair));
        Ok::<_, Error>(options)
    };
    let removed = survivors(&order.of_texts(), pairs, one_way, judged, more)?;
    let is_kept = |text_id: TextId| removed[usize::from(text_id)].is_none();
    too_short.retain(|(a, b)| is_kept(*a) && is_kept(*b));
    Ok(Decisions { removals: judge.of_articles(&removed)?, pairs_too_short: too_short.len() as u64 })
}

/// True if an older version is removed for a newer one.
fn removes_versions(policy: &Policy) -> bool {
    policy.versions == Versions::Newest || policy.remove.iter().any(|relation| relation.is_of_versions())
}

/// Removes from sorted pairs those that are among other sorted ones. Linear.
fn remove_known<Pair: Ord>(pairs: &mut Vec<Pair>, known: &[Pair]) {
    let mut rest = known.iter().peekable();
    pairs.retain(|pair| {
        while rest.next_if(|known| *known < pair).is_some() {}
        rest.peek() != Some(&pair)
    });
}

/// Judges pairs of texts by what they share and by the policy.
pub(super) struct PairJudge<'a> {
    pub(super) analysis: &'a SeededAnalysis,
    pub(super) order: &'a KeepOrder,
    pub(super) policy: &'a Policy,
    pub(super) failed: FailedCaptures,
    /// True if copies must have fields in common.
    has_key: bool,
    outlets: OutletsOfCopies,
}

type TextPairs = Vec<(TextId, TextId)>;

impl PairJudge<'_> {
    fn may_matter_of(&self, pair: &VerifiedPair) -> bool {
        let is_reference = |text_id| self.is_of_reference(text_id);
        let is_asked = match (is_reference(pair.a), is_reference(pair.b)) {
            (true, true) => false,
            (false, false) => !self.policy.against_only,
            _ => true,
        };
        is_asked
            && self.may_matter(pair.whole)
            && !self.is_nowhere_kept(pair.a)
            && !self.is_nowhere_kept(pair.b)
    }

    fn may_matter(&self, whole: Overlap) -> bool {
        is_reported(whole)
            && (whole.jaccard() >= self.policy.jaccard_min
                || whole.containment() >= self.policy.containment_min)
    }

    /// Returns whether an article that is only compared with has the text.
    fn is_of_reference(&self, text_id: TextId) -> bool {
        // Such articles come first in the order.
        self.analysis.corpus.corpus.is_reference(self.order.best[text_id])
    }

    /// Returns whether no article of a text is kept, whatever it is a copy of: none is removed for
    /// it.
    fn is_nowhere_kept(&self, text_id: TextId) -> bool {
        self.is_dropped(text_id) || self.failed.has_all(&self.analysis.corpus.corpus, text_id)
    }

    /// Returns whether a text is of a kind that is dropped.
    pub(super) fn is_dropped(&self, text_id: TextId) -> bool {
        let corpus = &self.analysis.corpus.corpus;
        self.policy.drop_kinds.contains(&corpus.kind(corpus.article_of(text_id)))
    }

    /// Returns the pairs along which copies are sought, and those of which only one side may be
    /// removed: the side that is kept, then the other.
    fn pairs_to_follow(&self) -> Result<(TextPairs, TextPairs)> {
        let matter: Vec<&VerifiedPair> =
            self.analysis.found.pairs.iter().filter(|pair| self.may_matter_of(pair)).collect();
        let mut one_way: TextPairs = matter
            .iter()
            .filter(|pair| {
                pair.whole.jaccard() < self.policy.jaccard_min && pair.whole.a_len != pair.whole.b_len
            })
            .map(|pair| if pair.whole.a_len < pair.whole.b_len { (pair.b, pair.a) } else { (pair.a, pair.b) })
            .collect();
        if removes_versions(self.policy) {
            let versions: TextPairs = matter
                .iter()
                .filter(|pair| pair.whole.jaccard() >= self.policy.jaccard_min)
                .map(|pair| (pair.a, pair.b))
                .filter(|(a, b)| self.order_of_versions(*a, *b).is_some_and(Ordering::is_ne))
                .collect();
            let newer_first = |((a, b), options): ((TextId, TextId), RemovalOptions)| match options {
                RemovalOptions { remove_a: Some(_), remove_b: None, .. } => Some((b, a)),
                RemovalOptions { remove_a: None, remove_b: Some(_), .. } => Some((a, b)),
                _ => None,
            };
            one_way.extend(versions.iter().copied().zip(self.judge(&versions)?).filter_map(newer_first));
        }
        Ok((matter.into_iter().map(|pair| (pair.a, pair.b)).collect(), one_way))
    }

    /// Returns the order of two dates if one outlet published both texts and both dates are known.
    fn order_of_versions(&self, a: TextId, b: TextId) -> Option<Ordering> {
        let corpus = &self.analysis.corpus.corpus;
        let (a, b) = (self.order.best[a], self.order.best[b]);
        let is_one_outlet = corpus.outlet(a).is_some() && corpus.outlet(a) == corpus.outlet(b);
        let dates = corpus.published(a).zip(corpus.published(b)).filter(|_| is_one_outlet);
        dates.map(|(a, b)| a.cmp(&b))
    }

    /// Judges sorted pairs: their relations, and what the policy makes of these. Texts of pairs
    /// below both scores are not read.
    fn judge(&self, pairs: &[(TextId, TextId)]) -> Result<Vec<RemovalOptions>> {
        let CorpusAnalysis { corpus, paragraphs, budget, .. } = self.analysis;
        let corpus = &corpus.corpus;
        let mut alike = self.verified(pairs)?;
        alike.retain(|pair| self.may_matter_of(pair));
        if self.has_key {
            alike = self.of_one_key(alike)?;
        }
        let aligner = PairAligner { corpus, paragraphs, outlets: &self.outlets, budget };
        let outcomes = aligner.map(&alike, |pair| {
            let facts = pair.facts();
            Ok(Some(AlignOutcome {
                relation: label(&facts),
                values_changed: facts.values_changed,
                unique: pair.unique_content(),
                corrects: (facts.a.corrects, facts.b.corrects),
            }))
        })?;
        let mut outcomes = alike.iter().zip(outcomes).peekable();
        let options = |(a, b): &(TextId, TextId)| {
            let (VerifiedPair { whole, .. }, outcome) =
                outcomes.next_if(|(pair, _)| (pair.a, pair.b) == (*a, *b))?;
            let of_any = RemovalOptions::of(outcome, *whole, self.order_of_versions(*a, *b), self.policy);
            Some(RemovalOptions {
                remove_a: of_any.remove_a.filter(|_| !self.is_of_reference(*a)),
                remove_b: of_any.remove_b.filter(|_| !self.is_of_reference(*b)),
                ..of_any
            })
        };
        Ok(pairs.iter().map(options).map(Option::unwrap_or_default).collect())
    }

    /// Returns the pairs whose articles have the fields in common that copies must have.
    fn of_one_key(&self, pairs: Vec<VerifiedPair>) -> Result<Vec<VerifiedPair>> {
        let key =
            |text_id| Ok::<_, Error>(self.analysis.corpus.corpus.metadata(self.order.best[text_id])?.key);
        let mut of_one = Vec::with_capacity(pairs.len());
        for pair in pairs {
            if key(pair.a)? == key(pair.b)? {
                of_one.push(pair);
            }
        }
        Ok(of_one)
    }

    /// Returns the scores of sorted pairs; known ones are looked up.
    fn verified(&self, pairs: &[(TextId, TextId)]) -> Result<Vec<VerifiedPair>> {
        let CorpusAnalysis { corpus, paragraphs, found, budget, .. } = self.analysis;
        let corpus = &corpus.corpus;
        let mut known = Vec::with_capacity(pairs.len());
        let mut new = Vec::new();
        for pair in pairs {
            match found.pairs.binary_search_by_key(pair, |pair| (pair.a, pair.b)) {
                Ok(index) => known.push(found.pairs[index]),
                Err(_) => new.push(*pair),
            }
        }
        known.extend(overlaps(corpus, paragraphs, budget, &new, |_, _| true)?);
        known.sort_unstable_by_key(|pair| (pair.a, pair.b));
        Ok(known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn remove_known_leaves_what_a_plain_set_difference_leaves(
            pairs in prop::collection::btree_set((0u32..8, 0u32..8), 0..40),
            known in prop::collection::btree_set((0u32..8, 0u32..8), 0..40),
        ) {
            let plain: Vec<(u32, u32)> = pairs.difference(&known).copied().collect();
            let (mut pairs, known): (Vec<_>, Vec<_>) = (pairs.into_iter().collect(), known.into_iter().collect());
            remove_known(&mut pairs, &known);
            prop_assert_eq!(pairs, plain);
        }
    }
}
