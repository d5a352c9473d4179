//! Decisions about texts as decisions about their articles.

use crate::corpus::numbering::Corpus;
use crate::dedup::ArticleRemovals;
use crate::dedup::decide::PairJudge;
use crate::dedup::removed_article::{RemovedArticle, RemovedCopy};
use crate::error::{Error, Result};
use crate::numbers::{ArticleId, TextId};
use std::collections::HashMap;
use typed_index_collections::TiVec;
use wirecopy_news::relation::Relation;
use wirecopy_news::removal::{Removal, RemovalReason, deciding_rule};
use wirecopy_reuse::overlap::Overlap;

impl PairJudge<'_> {
    /// Turns decisions about texts into decisions about articles: copies are removed in favour of
    /// the best one of their text, or together with it. Of pages without a story, only those with
    /// the best one's title are its copies: the others are other stories that were lost.
    pub(super) fn of_articles(&self, removed: &[Option<Removal<TextId>>]) -> Result<ArticleRemovals> {
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
                for article in corpus.copies(text_id).filter(|article| !corpus.is_reference(*article)) {
                    removals[article] = Some(RemovedArticle::Kind(kind));
                }
                continue;
            }
            for article in corpus.copies(text_id).filter(|article| !corpus.is_reference(*article)) {
                if let Some(story) = self.failed.story_of(article) {
                    removals[article] = Some(RemovedArticle::Address(story));
                    continue;
                }
                let of_kept = removal.as_ref().and_then(|removal| self.kept_for(article, removal.kept));
                let best = self.kept_for(article, text_id).unwrap_or(article);
                removals[article] = match removal.as_ref().zip(of_kept) {
                    Some((Removal { reason, .. }, kept)) => removed_for(article, kept, *reason),
                    None if removes_exact && self.may_replace(best, article)? => {
                        let len = lens.get(&text_id).copied().unwrap_or(1);
                        let overlap = Overlap { shared: len, a_len: len, b_len: len };
                        removed_for(article, best, RemovalReason { relation: Relation::Exact, overlap })
                    }
                    None => None,
                };
            }
        }
        follow_addresses(&mut removals);
        Ok(removals)
    }

    /// Returns whether an article is removed for the best one of its text.
    fn may_replace(&self, best: ArticleId, article: ArticleId) -> Result<bool> {
        let corpus = &self.analysis.corpus.corpus;
        let is_asked = corpus.is_reference(best) || !self.policy.against_only;
        Ok(article != best && is_asked && is_same_page(corpus, best, article)?)
    }

    /// Returns the article of a text that may be kept in place of another article: the best one, or
    /// the best one of the same outlet.
    fn kept_for(&self, article: ArticleId, text_id: TextId) -> Option<ArticleId> {
        if !self.policy.keep_per_outlet {
            return Some(self.order.best[text_id]);
        }
        let corpus = &self.analysis.corpus.corpus;
        let outlet = corpus.outlet(article)?;
        let of_outlet = corpus
            .copies(text_id)
            .filter(|copy| corpus.outlet(*copy) == Some(outlet) && self.failed.story_of(*copy).is_none());
        of_outlet.min_by_key(|copy| self.order.ranks[*copy])
    }

    fn rule_between(&self, removed: ArticleId, kept: ArticleId, reason: &RemovalReason) -> &'static str {
        match reason.relation {
            _ if self.analysis.corpus.corpus.is_reference(kept) => "against",
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

/// Names for each page that is removed for its address the article that is kept: the story, or what
/// is kept in the story's place. Where nothing is, the page stays.
fn follow_addresses(removals: &mut ArticleRemovals) {
    for page in 0..removals.len() {
        let Some(RemovedArticle::Address(story)) = removals.raw[page] else { continue };
        let kept = match removals[story] {
            None => Some(story),
            Some(of_story) => of_story.kept(),
        };
        removals.raw[page] = kept.map(RemovedArticle::Address);
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
