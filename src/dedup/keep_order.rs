//! The precedence of articles: which of several copies is kept.

use crate::corpus::numbering::Corpus;
use crate::dedup::failed_captures::FailedCaptures;
use crate::numbers::{ArticleId, TextId};
use std::collections::HashMap;
use typed_index_collections::TiVec;
use wirecopy_news::removal::{KeepKey, Policy, precedence};

/// The precedence of articles.
pub(super) struct KeepOrder {
    /// Article → what its precedence follows from.
    pub(super) keys: TiVec<ArticleId, KeepKey>,
    /// Article → its rank; of two articles the one with the smaller rank is kept.
    pub(super) ranks: TiVec<ArticleId, u32>,
    /// Text → its article with the smallest rank.
    pub(super) best: TiVec<TextId, ArticleId>,
}

impl KeepOrder {
    /// Ranks all articles: those of other inputs first, because nothing removes them.
    pub(super) fn of(corpus: &Corpus, policy: &Policy, failed: &FailedCaptures) -> KeepOrder {
        let preferred: HashMap<&str, u32> = policy.preferred.iter().map(String::as_str).zip(1..).collect();
        let of_outlet = |article| corpus.outlet(article).and_then(|outlet| preferred.get(outlet).copied());
        let key = |article: ArticleId| KeepKey {
            preferred: if corpus.is_reference(article) { Some(0) } else { of_outlet(article) },
            published: corpus.published(article),
            words: corpus.row(article).tokens,
            input_row: corpus.input_row(article).into(),
        };
        let keys: TiVec<ArticleId, KeepKey> = corpus.articles().map(key).collect();
        let ranks: TiVec<ArticleId, u32> = precedence(&keys.raw, policy.keep).into();
        let rank = |article: &ArticleId| (failed.story_of(*article).is_some(), ranks[*article]);
        let best_of = |text_id| corpus.copies(text_id).min_by_key(rank);
        let best =
            corpus.text_ids().map(|text_id| best_of(text_id).expect("a text has an article")).collect();
        KeepOrder { keys, ranks, best }
    }

    /// Text → the rank of its best article.
    pub(super) fn of_texts(&self) -> Vec<u32> {
        self.best.iter().map(|article| self.ranks[*article]).collect()
    }
}
