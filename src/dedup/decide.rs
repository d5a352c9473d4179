//! Decisions: which articles of a corpus are removed, and in favour of which.

use crate::corpus::numbering::Corpus;
use crate::dedup::{DedupParams, SeededAnalysis};
use crate::error::{Error, Result};
use crate::numbers::{ArticleId, TextId};
use crate::pairs::align::PairAligner;
use crate::pairs::candidates::candidates;
use crate::pairs::direction::OutletsOfCopies;
use crate::pairs::findings::VerifiedPair;
use crate::pairs::verify::overlaps;
use crate::scan::corpus_analysis::CorpusAnalysis;
use std::cmp::Ordering;
use std::collections::HashMap;
use typed_index_collections::TiVec;
use wirecopy_news::kind::PageKind;
use wirecopy_news::relation::{Relation, is_reported, label};
use wirecopy_news::removal::{
    AlignOutcome, KeepKey, Policy, Removal, RemovalOptions, RemovalReason, deciding_rule, precedence,
    survivors,
};
use wirecopy_reuse::overlap::Overlap;

/// The reason why an article is removed.
#[derive(Debug, Clone, Copy)]
pub(super) enum RemovedArticle {
    /// Another one is kept in its place.
    Copy(RemovedCopy),
    /// It is a page of this kind.
    Kind(PageKind),
}

impl RemovedArticle {
    /// Returns the kind for which it is removed.
    pub(super) fn kind(&self) -> Option<PageKind> {
        match self {
            RemovedArticle::Kind(kind) => Some(*kind),
            RemovedArticle::Copy(_) => None,
        }
    }

    /// Returns the removal in favour of another article.
    pub(super) fn copy(&self) -> Option<&RemovedCopy> {
        match self {
            RemovedArticle::Copy(copy) => Some(copy),
            RemovedArticle::Kind(_) => None,
        }
    }
}

/// An article that is removed in favour of another one.
#[derive(Debug, Clone, Copy)]
pub(super) struct RemovedCopy {
    /// The article that is kept in its place.
    pub(super) kept: ArticleId,
    /// The relation of the two.
    pub(super) reason: RemovalReason,
    /// The rule that decided which of the two is kept.
    pub(super) rule: &'static str,
}

/// The precedence of articles.
struct KeepOrder {
    /// Article → what its precedence follows from.
    keys: TiVec<ArticleId, KeepKey>,
    /// Article → its rank; of two articles the one with the smaller rank is kept.
    ranks: TiVec<ArticleId, u32>,
    /// Text → its article with the smallest rank.
    best: TiVec<TextId, ArticleId>,
}

impl KeepOrder {
    fn of(analysis: &SeededAnalysis, policy: &Policy) -> KeepOrder {
        let corpus = &analysis.corpus.corpus;
        let preferred: HashMap<&str, u32> = policy.preferred.iter().map(String::as_str).zip(0..).collect();
        let key = |article: ArticleId| KeepKey {
            preferred: corpus.outlet(article).and_then(|outlet| preferred.get(outlet).copied()),
            published: corpus.published(article),
            words: corpus.row(article).tokens,
            input_row: corpus.input_row(article).into(),
        };
        let keys: TiVec<ArticleId, KeepKey> = corpus.articles().map(key).collect();
        let ranks: TiVec<ArticleId, u32> = precedence(&keys.raw, policy.keep).into();
        let best_of = |text_id| corpus.copies(text_id).min_by_key(|article| ranks[*article]);
        let best =
            corpus.text_ids().map(|text_id| best_of(text_id).expect("a text has an article")).collect();
        KeepOrder { keys, ranks, best }
    }

    fn of_texts(&self) -> Vec<u32> {
        self.best.iter().map(|article| self.ranks[*article]).collect()
    }
}

/// Decides for each article whether it is removed. `proposed` are the sorted candidates of the
/// scan; once articles are removed, groups over the limit may give others.
pub(super) fn decide(
    analysis: &SeededAnalysis,
    params: &DedupParams,
    proposed: TextPairs,
) -> Result<TiVec<ArticleId, Option<RemovedArticle>>> {
    let corpus = &analysis.corpus.corpus;
    let policy = &params.policy;
    if !policy.removes_articles() {
        return Ok(vec![None; corpus.n_articles() as usize].into());
    }
    let order = &KeepOrder::of(analysis, policy);
    let judge = PairJudge { analysis, order, policy, outlets: OutletsOfCopies::of(corpus) };
    let (pairs, one_way) = judge.pairs_to_follow()?;
    let mut verified = proposed;
    let more = |removed: &[Option<Removal<TextId>>]| {
        // Without a group over the limit every pair was proposed.
        if analysis.found.groups_over_limit == 0 {
            return Ok(Vec::new());
        }
        let is_kept = |text_id: TextId| removed[usize::from(text_id)].is_none();
        verified.retain(|(a, b)| is_kept(*a) && is_kept(*b));
        let mut new =
            candidates(&analysis.corpus, &analysis.paragraphs, &params.search, &analysis.budget, is_kept)?
                .pairs;
        remove_known(&mut new, &verified);
        verified.extend(&new);
        // Two sorted runs, which this stable sort merges in linear time.
        verified.sort();
        let found =
            overlaps(corpus, &analysis.paragraphs, &analysis.budget, &new, |whole| judge.may_matter(whole))?;
        Ok(found.iter().map(|pair| (pair.a, pair.b)).collect())
    };
    let removed = survivors(&order.of_texts(), pairs, one_way, |pairs| judge.judge(pairs), more)?;
    judge.of_articles(&removed)
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
struct PairJudge<'a> {
    analysis: &'a SeededAnalysis,
    order: &'a KeepOrder,
    policy: &'a Policy,
    outlets: OutletsOfCopies,
}

type TextPairs = Vec<(TextId, TextId)>;

impl PairJudge<'_> {
    fn may_matter_of(&self, pair: &VerifiedPair) -> bool {
        self.may_matter(pair.whole) && !self.is_dropped(pair.a) && !self.is_dropped(pair.b)
    }

    fn may_matter(&self, whole: Overlap) -> bool {
        is_reported(whole)
            && (whole.jaccard() >= self.policy.jaccard_min
                || whole.containment() >= self.policy.containment_min)
    }

    /// Returns whether a text is of a kind that is dropped: none is removed in favour of it.
    fn is_dropped(&self, text_id: TextId) -> bool {
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
        if self.policy.removes_versions() {
            let versions: TextPairs = matter
                .iter()
                .filter(|pair| pair.whole.jaccard() >= self.policy.jaccard_min)
                .map(|pair| (pair.a, pair.b))
                .filter(|(a, b)| self.order_of_versions(*a, *b).is_some_and(Ordering::is_ne))
                .collect();
            let newer_first = |((a, b), options): ((TextId, TextId), RemovalOptions)| match options {
                RemovalOptions { remove_a: Some(_), remove_b: None } => Some((b, a)),
                RemovalOptions { remove_a: None, remove_b: Some(_) } => Some((a, b)),
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
            Some(RemovalOptions::of(outcome, *whole, self.order_of_versions(*a, *b), self.policy))
        };
        Ok(pairs.iter().map(options).map(Option::unwrap_or_default).collect())
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
        known.extend(overlaps(corpus, paragraphs, budget, &new, |_| true)?);
        known.sort_unstable_by_key(|pair| (pair.a, pair.b));
        Ok(known)
    }

    /// Turns decisions about texts into decisions about articles: copies are removed in favour of
    /// the best one of their text, or together with it. Of pages without a story, only those with
    /// the best one's title are its copies: the others are other stories that were lost.
    fn of_articles(
        &self,
        removed: &[Option<Removal<TextId>>],
    ) -> Result<TiVec<ArticleId, Option<RemovedArticle>>> {
        let corpus = &self.analysis.corpus.corpus;
        let mut removals: TiVec<ArticleId, _> = vec![None; corpus.n_articles() as usize].into();
        let removes_exact = self.policy.remove.contains(&Relation::Exact);
        let lens: HashMap<TextId, u32> = self.analysis.found.copied.iter().copied().collect();
        let removed_for = |article, kept, reason: RemovalReason| {
            let rule = self.rule_between(article, kept, &reason);
            Some(RemovedArticle::Copy(RemovedCopy { kept, reason, rule }))
        };
        for (text_id, removal) in corpus.text_ids().zip(removed) {
            if self.is_dropped(text_id) {
                let kind = corpus.kind(corpus.article_of(text_id));
                corpus.copies(text_id).for_each(|article| {
                    removals[article] = Some(RemovedArticle::Kind(kind));
                });
                continue;
            }
            for article in corpus.copies(text_id) {
                let of_kept = removal.as_ref().and_then(|removal| self.kept_for(article, removal.kept));
                let best = self.kept_for(article, text_id).unwrap_or(article);
                removals[article] = match removal.as_ref().zip(of_kept) {
                    Some((Removal { reason, .. }, kept)) => removed_for(article, kept, *reason),
                    None if removes_exact && article != best && is_same_page(corpus, best, article)? => {
                        let len = lens.get(&text_id).copied().unwrap_or(1);
                        let overlap = Overlap { shared: len, a_len: len, b_len: len };
                        removed_for(article, best, RemovalReason { relation: Relation::Exact, overlap })
                    }
                    None => None,
                };
            }
        }
        Ok(removals)
    }

    /// Returns the article of a text that may be kept in place of another article: the best one, or
    /// the best one of the same outlet.
    fn kept_for(&self, article: ArticleId, text_id: TextId) -> Option<ArticleId> {
        if !self.policy.keep_per_outlet {
            return Some(self.order.best[text_id]);
        }
        let corpus = &self.analysis.corpus.corpus;
        let outlet = corpus.outlet(article)?;
        let of_outlet = corpus.copies(text_id).filter(|copy| corpus.outlet(*copy) == Some(outlet));
        of_outlet.min_by_key(|copy| self.order.ranks[*copy])
    }

    fn rule_between(&self, removed: ArticleId, kept: ArticleId, reason: &RemovalReason) -> &'static str {
        match reason.relation {
            Relation::Near if reason.overlap.jaccard() < self.policy.jaccard_min => "whole",
            Relation::CopyTruncated | Relation::Teaser | Relation::Excerpt => "whole",
            Relation::Update | Relation::Correction => "newest",
            _ => {
                let keys = &self.order.keys;
                deciding_rule(&keys[kept], &keys[removed], self.policy.keep)
            }
        }
    }
}

/// Returns whether of two articles of one text the second is a copy of the first, and not another
/// story of which the page without a story has nothing but its title.
pub(super) fn is_same_page(corpus: &Corpus, kept: ArticleId, article: ArticleId) -> Result<bool> {
    if corpus.kind(article).has_story() {
        return Ok(true);
    }
    let title =
        |article| Ok::<_, Error>(corpus.metadata(article)?.title.map(|title| title.trim().to_lowercase()));
    Ok(title(kept)? == title(article)?)
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
