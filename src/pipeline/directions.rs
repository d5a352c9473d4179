//! The direction of a pair, from what is known of both articles.

use super::collapse::Corpus;
use crate::attribution::{Side, Zones, direction, is_same_outlet};
use crate::credit::agency_name;
use crate::records::PairDirection;

/// Which of two articles had it first. `is_truncated` is asked with a unit.
pub(super) fn direction_of(
    corpus: &Corpus,
    is_truncated: impl Fn(u32) -> bool,
    a: u32,
    b: u32,
) -> PairDirection {
    let side = |article| side_of(corpus, article, is_truncated(corpus.unit_of(article)));
    direction(&side(a), &side(b), Zones::Any).into()
}

fn side_of(corpus: &Corpus, article: u32, is_truncated: bool) -> Side<'_> {
    let (outlet, address) = (corpus.outlet(article), corpus.host(article));
    // A page whose outlet is a host and whose address is on another one names that as its canonical place.
    let is_elsewhere = outlet.zip(address).is_some_and(|(outlet, host)| {
        let is_host = outlet.contains('.') && !outlet.contains(char::is_whitespace);
        is_host && !is_same_outlet(outlet, host) && !outlet.ends_with(host) && !host.ends_with(outlet)
    });
    Side {
        outlet,
        host: address.filter(|_| !is_elsewhere),
        published: corpus.published(article),
        appeared_before_in: corpus.appeared_before_in(article),
        canonical_host: address.filter(|_| is_elsewhere),
        agency: corpus.agency(article).map(agency_name),
        own_agency: corpus.own_agency(article).map(agency_name),
        words: corpus.sketch(article).tokens,
        is_truncated,
    }
}
