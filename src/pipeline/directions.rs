//! The direction of a pair, from what is known of both articles.

use super::collapse::Corpus;
use crate::attribution::{Appearance, Side, Zones, direction, lag_seconds};
use crate::document::DatePrecision;
use crate::records::PairDirection;
use crate::relation::Context;
use std::cmp::Ordering;

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

/// What is known of two articles beside their texts: one outlet or two, which came first, how long after.
pub(super) fn context_of(corpus: &Corpus, a: u32, b: u32) -> Context {
    let is_same_outlet = corpus.outlet(a).zip(corpus.outlet(b)).map(|(a, b)| a == b);
    let dates = corpus.published(a).zip(corpus.published(b)).map(|(a, b)| {
        // The clock of one outlet stands in one zone, whichever that is.
        let is_of_one_clock = is_same_outlet == Some(true)
            && [a, b].iter().all(|published| published.precision != DatePrecision::Instant);
        let zones = if is_of_one_clock { Zones::Utc } else { Zones::Any };
        (Appearance::of(a, zones), Appearance::of(b, zones))
    });
    Context {
        is_same_outlet,
        order: dates.and_then(|(a, b)| match (a.is_before(b), b.is_before(a)) {
            (true, _) => Some(Ordering::Less),
            (_, true) => Some(Ordering::Greater),
            _ => None,
        }),
        lag_seconds: dates.and_then(|(a, b)| lag_seconds(a, b)),
    }
}
