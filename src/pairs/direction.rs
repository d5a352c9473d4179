//! The direction of a pair, from what is known of both articles.

use crate::corpus::numbering::Corpus;
use crate::output::PairDirection;
use std::cmp::Ordering;
use wirecopy_article::{DatePrecision, Published};
use wirecopy_news::credit::agency_name;
use wirecopy_news::relation::Context;
use wirecopy_news::story::{Appearance, Origin, Side, Zones, direction, is_same_outlet, lag_seconds};
use wirecopy_scratch::JaggedVec;

/// Which of two articles had it first. `is_truncated` is asked with a text.
pub(crate) fn direction_of(
    corpus: &Corpus,
    is_truncated: impl Fn(u32) -> bool,
    a: u32,
    b: u32,
) -> PairDirection {
    let (a_whole, b_whole) = (side_of(corpus, a, false), side_of(corpus, b, false));
    let told = direction(&a_whole, &b_whole, Zones::Any);
    if told.from != Origin::Unknown {
        return told.into();
    }
    // What is cut decides last: it is asked for only where nothing else did.
    let side = |article, whole| Side { is_truncated: is_truncated(corpus.text_of(article)), ..whole };
    direction(&side(a, a_whole), &side(b, b_whole), Zones::Any).into()
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
        words: corpus.row(article).tokens,
        is_truncated,
    }
}

/// What is known of two articles beside their texts: one outlet or two, which came first, how long after.
pub(crate) fn context_of(corpus: &Corpus, a: u32, b: u32) -> Context {
    context_of_dates(
        corpus.row(a).outlet.zip(corpus.row(b).outlet).map(|(a, b)| a == b),
        corpus.published(a).zip(corpus.published(b)),
    )
}

/// The same from what records say.
pub(crate) fn context_of_dates(
    is_same_outlet: Option<bool>,
    dates: Option<(Published, Published)>,
) -> Context {
    let appeared = dates.map(|(a, b)| {
        // The clock of one outlet stands in one zone, whichever that is.
        let is_of_one_clock = is_same_outlet == Some(true)
            && [a, b].iter().all(|published| published.precision != DatePrecision::Instant);
        let zones = if is_of_one_clock { Zones::Utc } else { Zones::Any };
        (Appearance::of(a, zones), Appearance::of(b, zones))
    });
    Context {
        is_same_outlet,
        order: appeared.and_then(|(a, b)| match (a.is_before(b), b.is_before(a)) {
            (true, _) => Some(Ordering::Less),
            (_, true) => Some(Ordering::Greater),
            _ => None,
        }),
        lag_seconds: appeared.and_then(|(a, b)| lag_seconds(a, b)),
    }
}

/// Outlets of the texts that have exact copies, each with its first article of them.
pub(crate) struct OutletsOfCopies {
    /// Units, ascending.
    text_ids: Vec<u32>,
    outlets: JaggedVec<(u32, u32)>,
}

impl OutletsOfCopies {
    pub(crate) fn of(corpus: &Corpus) -> Self {
        let text_ids: Vec<u32> =
            (0..corpus.n_texts()).filter(|text_id| corpus.copies(*text_id).len() > 1).collect();
        let mut outlets = JaggedVec::default();
        for text_id in &text_ids {
            let mut of_text: Vec<(u32, u32)> = corpus
                .copies(*text_id)
                .filter_map(|article| Some((corpus.row(article).outlet?, article)))
                .collect();
            of_text.sort_unstable();
            of_text.dedup_by_key(|(outlet, _)| *outlet);
            outlets.push(of_text);
        }
        OutletsOfCopies { text_ids, outlets }
    }

    fn of_text(&self, text_id: u32) -> Option<&[(u32, u32)]> {
        self.text_ids.binary_search(&text_id).ok().map(|at| self.outlets.of(at))
    }

    /// What is known of two texts beside their texts: of two copies that come from one outlet, where there are such; else of the articles that
    /// stand for the texts. A version belongs to the outlet that wrote both, whoever else printed one of them. O(outlets).
    pub(crate) fn context(&self, corpus: &Corpus, a: u32, b: u32) -> Context {
        let (first_a, first_b) = (corpus.article_of(a), corpus.article_of(b));
        if corpus.copies(a).len() + corpus.copies(b).len() == 2 {
            return context_of(corpus, first_a, first_b);
        }
        let single = |article: u32| corpus.row(article).outlet.map(|outlet| (outlet, article));
        let (single_a, single_b) = (single(first_a), single(first_b));
        let of_a = self.of_text(a).unwrap_or(single_a.as_slice());
        let of_b = self.of_text(b).unwrap_or(single_b.as_slice());
        let one_outlet = of_a.iter().find_map(|(outlet, left)| {
            let at = of_b.binary_search_by_key(outlet, |(outlet, _)| *outlet).ok()?;
            Some((*left, of_b[at].1))
        });
        let (left, right) = one_outlet.unwrap_or((first_a, first_b));
        context_of(corpus, left, right)
    }
}
