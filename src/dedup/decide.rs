//! Which articles of a corpus go.

use crate::error::Result;
use crate::pairs::candidates::{VerifiedPair, candidates, overlaps};
use crate::pairs::direction::OutletsOfCopies;
use crate::pairs::label::compared;
use crate::params::ScanParams;
use crate::scan::corpus_analysis::Front;
use std::cmp::Ordering;
use std::collections::HashMap;
use wirecopy_news::relation::{Relation, is_reported, label};
use wirecopy_news::removal::{
    AlignOutcome, KeepKey, Policy, Removal, RemovalOptions, RemovalReason, deciding_rule, precedence,
    survivors,
};
use wirecopy_reuse::overlap::Overlap;

/// An article that goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RemovedArticle {
    /// The article that stays in its place.
    pub(crate) kept: u32,
    pub(crate) verdict: RemovalReason,
    /// What made the other one stay.
    pub(crate) rule: &'static str,
}

/// What is known of each article's precedence.
pub(crate) struct Order {
    pub(crate) standings: Vec<KeepKey>,
    /// Article → its place; the smallest stays.
    pub(crate) places: Vec<u32>,
    /// Unit → its article with the smallest place.
    pub(crate) best: Vec<u32>,
}

impl Order {
    pub(crate) fn of(front: &Front, policy: &Policy) -> Order {
        let corpus = &front.corpus;
        let preferred: HashMap<&str, u32> = policy.preferred.iter().map(String::as_str).zip(0..).collect();
        let standing = |article: u32| KeepKey {
            preferred: corpus.outlet(article).and_then(|outlet| preferred.get(outlet).copied()),
            published: corpus.published(article),
            words: corpus.row(article).tokens,
            input_row: corpus.input_row(article),
        };
        let standings: Vec<KeepKey> = (0..corpus.n_articles()).map(standing).collect();
        let places = precedence(&standings, policy.keep);
        let best_of = |text_id: u32| corpus.copies(text_id).min_by_key(|article| places[*article as usize]);
        let best =
            (0..corpus.n_texts()).map(|text_id| best_of(text_id).expect("a text has an article")).collect();
        Order { standings, places, best }
    }

    fn of_texts(&self) -> Vec<u32> {
        self.best.iter().map(|article| self.places[*article as usize]).collect()
    }
}

/// For each article whether it goes. `looked_at` are the sorted candidates of the scan, where a group over the limit may give others.
pub(crate) fn decide(
    front: &Front,
    order: &Order,
    params: &ScanParams,
    policy: &Policy,
    looked_at: Vec<(u32, u32)>,
) -> Result<Vec<Option<RemovedArticle>>> {
    if !policy.removes_articles() {
        return Ok(vec![None; front.corpus.n_articles() as usize]);
    }
    let judge = PairJudge { front, order, policy, outlets: OutletsOfCopies::of(&front.corpus) };
    let (ways, before) = judge.ways_of_pairs()?;
    let mut verified = looked_at;
    let more = |removed: &[Option<Removal>]| {
        // Without a group over the limit every pair was looked at.
        if front.found.groups_over_limit == 0 {
            return Ok(Vec::new());
        }
        let stays = |text_id: u32| removed[text_id as usize].is_none();
        verified.retain(|(a, b)| stays(*a) && stays(*b));
        let mut new = candidates(&front.corpus, &front.paragraphs, params, &front.budget, stays)?.pairs;
        remove_known(&mut new, &verified);
        verified.extend(&new);
        // Two sorted runs, which this sort merges in linear time.
        verified.sort();
        let found =
            overlaps(&front.corpus, &front.paragraphs, &front.budget, &new, |whole| judge.may_matter(whole))?;
        Ok(found.iter().map(|pair| (pair.a, pair.b)).collect())
    };
    let removed = survivors(&order.of_texts(), ways, before, |pairs| judge.rule(pairs), more)?;
    Ok(judge.of_articles(&removed))
}

/// Takes out of sorted pairs those that stand among other sorted ones. Linear.
fn remove_known(pairs: &mut Pairs, known: &[(u32, u32)]) {
    let mut rest = known.iter().peekable();
    pairs.retain(|pair| {
        while rest.next_if(|known| *known < pair).is_some() {}
        rest.peek() != Some(&pair)
    });
}

/// Where pairs of texts are judged.
struct PairJudge<'a> {
    front: &'a Front,
    order: &'a Order,
    policy: &'a Policy,
    outlets: OutletsOfCopies,
}

type Pairs = Vec<(u32, u32)>;

impl PairJudge<'_> {
    fn may_matter(&self, whole: Overlap) -> bool {
        is_reported(whole)
            && (whole.jaccard() >= self.policy.jaccard_min
                || whole.containment() >= self.policy.containment_min)
    }

    /// Pairs along which copies are met, and those of which one alone may go: the one that stays, then the one that may go.
    fn ways_of_pairs(&self) -> Result<(Pairs, Pairs)> {
        let matter: Vec<&VerifiedPair> =
            self.front.found.pairs.iter().filter(|pair| self.may_matter(pair.whole)).collect();
        let mut before: Pairs = matter
            .iter()
            .filter(|pair| {
                pair.whole.jaccard() < self.policy.jaccard_min && pair.whole.a_len != pair.whole.b_len
            })
            .map(|pair| if pair.whole.a_len < pair.whole.b_len { (pair.b, pair.a) } else { (pair.a, pair.b) })
            .collect();
        if self.policy.removes_versions() {
            let versions: Pairs = matter
                .iter()
                .filter(|pair| pair.whole.jaccard() >= self.policy.jaccard_min)
                .map(|pair| (pair.a, pair.b))
                .filter(|(a, b)| self.order_of_versions(*a, *b).is_some_and(Ordering::is_ne))
                .collect();
            let newer_first = |((a, b), options): ((u32, u32), RemovalOptions)| match options {
                RemovalOptions { a_goes: Some(_), b_goes: None } => Some((b, a)),
                RemovalOptions { a_goes: None, b_goes: Some(_) } => Some((a, b)),
                _ => None,
            };
            before.extend(versions.iter().copied().zip(self.rule(&versions)?).filter_map(newer_first));
        }
        Ok((matter.into_iter().map(|pair| (pair.a, pair.b)).collect(), before))
    }

    /// The order of two dates of one outlet, where both are known.
    fn order_of_versions(&self, a: u32, b: u32) -> Option<Ordering> {
        let corpus = &self.front.corpus;
        let (a, b) = (self.order.best[a as usize], self.order.best[b as usize]);
        let is_one_outlet = corpus.outlet(a).is_some() && corpus.outlet(a) == corpus.outlet(b);
        let dates = corpus.published(a).zip(corpus.published(b)).filter(|_| is_one_outlet);
        dates.map(|(a, b)| a.cmp(&b))
    }

    /// Judges sorted pairs: what the relation room says of them, and what the policy makes of it. Pairs below both scores are not read.
    fn rule(&self, pairs: &[(u32, u32)]) -> Result<Vec<RemovalOptions>> {
        let Front { corpus, paragraphs, budget, .. } = self.front;
        let mut alike = self.verified(pairs)?;
        alike.retain(|pair| self.may_matter(pair.whole));
        let told = compared(corpus, paragraphs, &self.outlets, budget, &alike, |pair| {
            let facts = pair.facts();
            Ok(Some(AlignOutcome {
                relation: label(&facts),
                values_changed: facts.values_changed,
                own: pair.unique_content(),
                corrects: (facts.a.corrects, facts.b.corrects),
            }))
        })?;
        let mut told = alike.iter().zip(told).peekable();
        let options = |(a, b): &(u32, u32)| {
            let (VerifiedPair { whole, .. }, told) =
                told.next_if(|(pair, _)| (pair.a, pair.b) == (*a, *b))?;
            Some(RemovalOptions::of(told, *whole, self.order_of_versions(*a, *b), self.policy))
        };
        Ok(pairs.iter().map(options).map(Option::unwrap_or_default).collect())
    }

    /// Scores of sorted pairs, looked up where they are known.
    fn verified(&self, pairs: &[(u32, u32)]) -> Result<Vec<VerifiedPair>> {
        let Front { corpus, paragraphs, found, budget, .. } = self.front;
        let mut known = Vec::with_capacity(pairs.len());
        let mut new = Vec::new();
        for pair in pairs {
            match found.pairs.binary_search_by_key(pair, |pair| (pair.a, pair.b)) {
                Ok(at) => known.push(found.pairs[at]),
                Err(_) => new.push(*pair),
            }
        }
        known.extend(overlaps(corpus, paragraphs, budget, &new, |_| true)?);
        known.sort_unstable_by_key(|pair| (pair.a, pair.b));
        Ok(known)
    }

    /// From texts to articles: copies go against the best of their text, or with it.
    fn of_articles(&self, removed: &[Option<Removal>]) -> Vec<Option<RemovedArticle>> {
        let corpus = &self.front.corpus;
        let mut gone = vec![None; corpus.n_articles() as usize];
        let removes_exact = self.policy.remove.contains(&Relation::Exact);
        let lens: HashMap<u32, u32> = self.front.found.copied.iter().copied().collect();
        for (text_id, removal) in (0..corpus.n_texts()).zip(removed) {
            let best = self.order.best[text_id as usize];
            for article in corpus.copies(text_id) {
                gone[article as usize] = match removal {
                    Some(Removal { kept, verdict }) => {
                        let kept = self.order.best[*kept as usize];
                        Some(RemovedArticle {
                            kept,
                            verdict: *verdict,
                            rule: self.rule_between(article, kept, verdict),
                        })
                    }
                    None if removes_exact && article != best => {
                        let len = lens.get(&text_id).copied().unwrap_or(1);
                        let overlap = Overlap { shared: len, a_len: len, b_len: len };
                        let verdict = RemovalReason { relation: Relation::Exact, overlap };
                        Some(RemovedArticle {
                            kept: best,
                            verdict,
                            rule: self.rule_between(article, best, &verdict),
                        })
                    }
                    None => None,
                };
            }
        }
        gone
    }

    fn rule_between(&self, gone: u32, kept: u32, verdict: &RemovalReason) -> &'static str {
        match verdict.relation {
            Relation::Near if verdict.overlap.jaccard() < self.policy.jaccard_min => "whole",
            Relation::CopyTruncated | Relation::Teaser | Relation::Excerpt => "whole",
            Relation::Update | Relation::Correction => "newest",
            _ => {
                let standings = &self.order.standings;
                deciding_rule(&standings[kept as usize], &standings[gone as usize], self.policy.keep)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_left_is_what_a_plain_filter_leaves(
            pairs in prop::collection::btree_set((0u32..8, 0u32..8), 0..40),
            known in prop::collection::btree_set((0u32..8, 0u32..8), 0..40),
        ) {
            let plain: Pairs = pairs.difference(&known).copied().collect();
            let (mut pairs, known): (Pairs, Pairs) = (pairs.into_iter().collect(), known.into_iter().collect());
            remove_known(&mut pairs, &known);
            prop_assert_eq!(pairs, plain);
        }
    }
}
