//! Removed articles, each with its reason.

use crate::numbers::ArticleId;
use wirecopy_news::kind::PageKind;
use wirecopy_news::removal::RemovalReason;

/// The reason why an article is removed.
#[derive(Debug, Clone, Copy)]
pub(super) enum RemovedArticle {
    /// Another one is kept in its place.
    Copy(RemovedCopy),
    /// It is a page of this kind.
    Kind(PageKind),
    /// It is a page without a story, and another record of its address has the story.
    Address(ArticleId),
}

impl RemovedArticle {
    /// Returns the kind for which it is removed.
    pub(super) fn kind(&self) -> Option<PageKind> {
        match self {
            RemovedArticle::Kind(kind) => Some(*kind),
            RemovedArticle::Copy(_) | RemovedArticle::Address(_) => None,
        }
    }

    /// Returns the removal in favour of an article that has its text.
    pub(super) fn copy(&self) -> Option<&RemovedCopy> {
        match self {
            RemovedArticle::Copy(copy) => Some(copy),
            RemovedArticle::Kind(_) | RemovedArticle::Address(_) => None,
        }
    }

    /// Returns the article that is kept in its place.
    pub(super) fn kept(&self) -> Option<ArticleId> {
        match self {
            RemovedArticle::Copy(copy) => Some(copy.kept),
            RemovedArticle::Address(kept) => Some(*kept),
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
