//! The precedence of articles: which of several copies is kept.

use crate::dedup::SeededAnalysis;
use crate::dedup::failed_captures::FailedCaptures;
use crate::numbers::{ArticleId, TextId};
use crate::pairs::direction::side_of;
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
    pub(super) fn of(analysis: &SeededAnalysis, policy: &Policy, failed: &FailedCaptures) -> KeepOrder {
        let corpus = &analysis.corpus.corpus;
        let preferred: HashMap<&str, u32> = policy.preferred.iter().map(String::as_str).zip(1..).collect();
        let of_outlet = |article| corpus.outlet(article).and_then(|outlet| preferred.get(outlet).copied());
        let key = |text_id: TextId, article: ArticleId| KeepKey {
            preferred: if corpus.is_reference(article) { Some(0) } else { of_outlet(article) },
            claim: side_of(corpus, article).claim(),
            is_doubled: corpus.row(article).is_doubled,
            published: corpus.published(article),
            words: words_outside_boilerplate(analysis, text_id),
            input_row: corpus.input_row(article).into(),
        };
        // Articles are numbered by their texts.
        let keys: TiVec<ArticleId, KeepKey> = corpus
            .text_ids()
            .flat_map(|text_id| corpus.copies(text_id).map(move |article| (text_id, article)))
            .map(|(text_id, article)| key(text_id, article))
            .collect();
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

/// Returns the number of words of a text outside boilerplate: boilerplate makes no text longer.
fn words_outside_boilerplate(analysis: &SeededAnalysis, text_id: TextId) -> u32 {
    let corpus = &analysis.corpus.corpus;
    let page = analysis.paragraphs.boilerplate.tokens(corpus, text_id).into_iter();
    let page_words: u32 = page.map(|tokens| tokens.len() as u32).sum();
    corpus.row(corpus.article_of(text_id)).tokens - page_words
}
