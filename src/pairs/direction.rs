//! Outlets and dates of two articles, and the direction that follows from them.

use crate::corpus::numbering::Corpus;
use crate::numbers::{ArticleId, OutletId, TextId};
use crate::output::PairDirection;
use std::cmp::Ordering;
use wirecopy_article::{DatePrecision, Published};
use wirecopy_news::credit::agency_name;
use wirecopy_news::direction::{
    Appearance, Confidence, Direction, DirectionRule, Origin, Side, Zones, direction, lag_seconds,
    own_and_canonical_host,
};
use wirecopy_news::relation::{Context, Relation};
use wirecopy_scratch::JaggedVec;

/// Returns which of two articles with this relation had the text first, and where neither can be
/// its source, which one appeared first. `is_truncated` is asked with a text.
pub(crate) fn direction_of(
    corpus: &Corpus,
    is_truncated: impl Fn(TextId) -> bool,
    (a, b): (ArticleId, ArticleId),
    relation: Relation,
) -> PairDirection {
    let found = match relation.may_be_copy() {
        true => direction_of_copies(corpus, is_truncated, a, b),
        false => {
            Direction { from: Origin::Unknown, rule: DirectionRule::NoSource, confidence: Confidence::High }
                .into()
        }
    };
    with_order(found, context_of(corpus, a, b).order)
}

/// Returns a direction with the order of appearance, which matters where neither is the source.
pub(crate) fn with_order(found: PairDirection, order: Option<Ordering>) -> PairDirection {
    let first = match order {
        Some(Ordering::Less) => Some(Origin::A),
        Some(Ordering::Greater) => Some(Origin::B),
        _ => None,
    };
    PairDirection { first: first.filter(|_| found.from == Origin::Unknown), ..found }
}

fn direction_of_copies(
    corpus: &Corpus,
    is_truncated: impl Fn(TextId) -> bool,
    a: ArticleId,
    b: ArticleId,
) -> PairDirection {
    let (side_a, side_b) = (side_of(corpus, a), side_of(corpus, b));
    let found = direction(&side_a, &side_b, Zones::Any);
    if found.from != Origin::Unknown || found.rule == DirectionRule::CommonAgency {
        return found.into();
    }
    // Truncation decides last, so it is asked for only where nothing else decided.
    let with_truncation =
        |article, side| Side { is_truncated: is_truncated(corpus.text_of(article)), ..side };
    direction(&with_truncation(a, side_a), &with_truncation(b, side_b), Zones::Any).into()
}

/// Returns what an article shows of its source; whether it is truncated is left open.
pub(crate) fn side_of(corpus: &Corpus, article: ArticleId) -> Side<'_> {
    let outlet = corpus.outlet(article);
    let (host, canonical_host) =
        own_and_canonical_host(outlet, corpus.host(article), corpus.canonical_host(article));
    Side {
        outlet,
        host,
        published: corpus.published(article),
        republished_from: corpus.appeared_before_in(article),
        canonical_host,
        agency: corpus.agency(article).map(agency_name),
        own_agency: corpus.own_agency(article).map(agency_name),
        words: corpus.row(article).tokens,
        is_truncated: false,
    }
}

/// Returns whether two articles have one outlet, which came first, and how long before the other.
pub(crate) fn context_of(corpus: &Corpus, a: ArticleId, b: ArticleId) -> Context {
    context_of_dates(
        corpus.row(a).outlet.zip(corpus.row(b).outlet).map(|(a, b)| a == b),
        corpus.published(a).zip(corpus.published(b)),
    )
}

/// Returns the context of two articles of one outlet or of two, with these dates.
pub(crate) fn context_of_dates(
    is_same_outlet: Option<bool>,
    dates: Option<(Published, Published)>,
) -> Context {
    let appeared = dates.map(|(a, b)| {
        // All clocks of one outlet are in one zone, whichever it is.
        let has_one_clock = is_same_outlet == Some(true)
            && [a, b].iter().all(|published| published.precision != DatePrecision::Instant);
        let zones = if has_one_clock { Zones::Utc } else { Zones::Any };
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
        days_apart: dates.map(|(a, b)| days_between(a, b)),
    }
}

/// Returns the whole days between two dates.
fn days_between(a: Published, b: Published) -> u32 {
    const DAY_SECONDS: u64 = 24 * 3600;
    u32::try_from(a.unix_seconds.abs_diff(b.unix_seconds) / DAY_SECONDS).unwrap_or(u32::MAX)
}

/// The outlets of each text that has copies, with the first article of each outlet.
pub(crate) struct OutletsOfCopies {
    /// The texts, ascending.
    text_ids: Vec<TextId>,
    outlets: JaggedVec<(OutletId, ArticleId)>,
}

impl OutletsOfCopies {
    pub(crate) fn of(corpus: &Corpus) -> Self {
        let text_ids: Vec<TextId> =
            corpus.text_ids().filter(|text_id| corpus.copies(*text_id).len() > 1).collect();
        let mut outlets = JaggedVec::default();
        for text_id in &text_ids {
            let mut of_text: Vec<(OutletId, ArticleId)> = corpus
                .copies(*text_id)
                .filter_map(|article| Some((corpus.row(article).outlet?, article)))
                .collect();
            of_text.sort_unstable();
            of_text.dedup_by_key(|(outlet, _)| *outlet);
            outlets.push(of_text);
        }
        OutletsOfCopies { text_ids, outlets }
    }

    fn of_text(&self, text_id: TextId) -> Option<&[(OutletId, ArticleId)]> {
        self.text_ids.binary_search(&text_id).ok().map(|index| self.outlets.of(index))
    }

    /// Returns what is known of two texts beside their words. O(outlets).
    ///
    /// It is taken from two copies of one outlet, if there are such, else from the first copies.
    /// A version belongs to the outlet that wrote both, whoever else printed one of them.
    pub(crate) fn context(&self, corpus: &Corpus, a: TextId, b: TextId) -> Context {
        let (first_a, first_b) = (corpus.article_of(a), corpus.article_of(b));
        if corpus.copies(a).len() + corpus.copies(b).len() == 2 {
            return context_of(corpus, first_a, first_b);
        }
        let single = |article: ArticleId| corpus.row(article).outlet.map(|outlet| (outlet, article));
        let (single_a, single_b) = (single(first_a), single(first_b));
        let of_a = self.of_text(a).unwrap_or(single_a.as_slice());
        let of_b = self.of_text(b).unwrap_or(single_b.as_slice());
        let one_outlet = of_a.iter().find_map(|(outlet, left)| {
            let index = of_b.binary_search_by_key(outlet, |(outlet, _)| *outlet).ok()?;
            Some((*left, of_b[index].1))
        });
        let (left, right) = one_outlet.unwrap_or((first_a, first_b));
        context_of(corpus, left, right)
    }
}
