//! The direction of a pair, from what is known of both articles.

use super::collapse::Corpus;
use crate::attribution::{Side, Zones, direction};
use crate::records::PairDirection;

/// Which of two articles had it first.
pub(super) fn direction_of(corpus: &Corpus, a: u32, b: u32) -> PairDirection {
    direction(&side_of(corpus, a), &side_of(corpus, b), Zones::Any).into()
}

fn side_of(corpus: &Corpus, article: u32) -> Side<'_> {
    Side {
        outlet: corpus.outlet(article),
        published: corpus.published(article),
        words: corpus.sketch(article).tokens,
        ..Side::default()
    }
}
