//! Order of precedence in which articles are kept.

use super::policy::Keep;
use crate::direction::{SourceClaim, only_one_has_a_time, written_order};
use rayon::prelude::*;
use std::cmp::Reverse;
use wirecopy_article::Published;

/// The facts that decide the precedence of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeepKey {
    /// Rank of its outlet among the preferred ones, 0 first; `None` if it is not preferred.
    pub preferred: Option<u32>,
    /// The source of its text, by what the article itself shows.
    pub claim: SourceClaim,
    /// True if its text has a good part twice.
    pub is_doubled: bool,
    /// Its date of publication.
    pub published: Option<Published>,
    /// Number of its words outside boilerplate.
    pub words: u32,
    /// Its row in the input.
    pub input_row: u32,
}

/// Returns the rank of each article in the order of precedence, 0 first. Ties are decided by the
/// order of `articles`, which must not depend on the order of the input. O(n log n).
pub fn precedence(articles: &[KeepKey], keep: Keep) -> Vec<u32> {
    let mut order: Vec<u32> = (0..articles.len() as u32).collect();
    order.par_sort_unstable_by_key(|article| {
        let keys = &articles[*article as usize];
        (preference(keys), key(keys, keep), *article)
    });
    let mut ranks = vec![0; articles.len()];
    for (rank, article) in (0..).zip(order) {
        ranks[article as usize] = rank;
    }
    ranks
}

/// Returns the rank of the outlet. Smaller ranks are kept first.
fn preference(article: &KeepKey) -> (bool, Option<u32>) {
    (article.preferred.is_none(), article.preferred)
}

/// A sort key; smaller keys are kept first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct SortKey {
    claim: SourceClaim,
    is_doubled: bool,
    first: i64,
    date: i64,
    words: Reverse<u32>,
}

/// Returns a sort key by `keep`, then the earlier date, then the greater length. Which one was the
/// source, and which one is whole, matters to those who keep the earliest; the other rules do what
/// they say.
fn key(article: &KeepKey, keep: Keep) -> SortKey {
    let KeepKey { claim, is_doubled, published, words, input_row, .. } = *article;
    let is_earliest = keep == Keep::Earliest;
    let first = match keep {
        Keep::Earliest => 0,
        // Articles without a date come last.
        Keep::Latest => published.map_or(i64::MAX, |published| -published.unix_seconds),
        Keep::Longest => -i64::from(words),
        Keep::First => input_row.into(),
    };
    SortKey {
        claim: if is_earliest { claim } else { SourceClaim::Own },
        is_doubled: is_doubled && (is_earliest || keep == Keep::Longest),
        first,
        date: written_order(published),
        words: Reverse(words),
    }
}

/// Returns the name, in one word, of the rule by which one of two articles is kept. O(1).
pub fn deciding_rule(kept: &KeepKey, removed: &KeepKey, keep: Keep) -> &'static str {
    if preference(kept) < preference(removed) {
        return "preferred";
    }
    let (own, other) = (key(kept, keep), key(removed, keep));
    if preference(kept) > preference(removed) || own > other {
        // The survivor was settled earlier, because a third article was a part or a version of it.
        return "settled_first";
    }
    match keep {
        _ if own.claim != other.claim => "source",
        _ if own.is_doubled != other.is_doubled => "complete",
        Keep::Latest if own.first != other.first => rule_of_dates(kept, removed, "latest"),
        _ if own.first != other.first => keep.name(),
        _ if own.date != other.date => rule_of_dates(kept, removed, "earliest"),
        _ if own.words != other.words => "longest",
        _ => "order",
    }
}

/// Returns the rule by which dates that differ decided: `rule` if both have an order, `dated`
/// if one is missing, `exact_date` where one is the day alone on which the other has a time.
fn rule_of_dates(kept: &KeepKey, removed: &KeepKey, rule: &'static str) -> &'static str {
    match kept.published.zip(removed.published) {
        None => "dated",
        Some((kept, removed)) if only_one_has_a_time(kept, removed) => "exact_date",
        Some(_) => rule,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_article::DatePrecision;

    fn article(preferred: Option<u32>, day: Option<i64>, words: u32, input_row: u32) -> KeepKey {
        let published =
            day.map(|day| Published { unix_seconds: day * 86_400, precision: DatePrecision::Instant });
        KeepKey { preferred, claim: SourceClaim::Own, is_doubled: false, published, words, input_row }
    }

    fn rule_and_order(a: KeepKey, b: KeepKey, keep: Keep) -> (&'static str, bool) {
        let is_kept = precedence(&[a, b], keep)[0] == 0;
        let (kept, removed) = if is_kept { (a, b) } else { (b, a) };
        (deciding_rule(&kept, &removed, keep), is_kept)
    }

    #[test]
    fn a_source_comes_before_whoever_names_it_and_a_text_that_repeats_itself_last() {
        let earlier = article(None, Some(1), 900, 0);
        let copy = KeepKey { claim: SourceClaim::Elsewhere, ..earlier };
        let later = article(None, Some(5), 300, 1);
        assert_eq!(rule_and_order(later, copy, Keep::Earliest), ("source", true));
        assert_eq!(rule_and_order(later, copy, Keep::Longest), ("longest", false));
        let site = KeepKey { claim: SourceClaim::AgencySite, ..later };
        assert_eq!(rule_and_order(site, earlier, Keep::Earliest), ("source", true));
        let doubled = KeepKey { is_doubled: true, ..earlier };
        assert_eq!(rule_and_order(later, doubled, Keep::Earliest), ("complete", true));
        assert_eq!(rule_and_order(later, doubled, Keep::Longest), ("complete", true));
        assert_eq!(rule_and_order(later, doubled, Keep::First), ("first", false));
    }

    #[test]
    fn a_day_alone_never_beats_a_time_of_that_day_and_is_not_called_earlier() {
        let at = |unix_seconds, precision| KeepKey {
            published: Some(Published { unix_seconds, precision }),
            ..article(None, None, 300, 0)
        };
        let day = at(86_400, DatePrecision::Day);
        let evening = at(86_400 + 72_000, DatePrecision::Instant);
        let morning = at(86_400 + 21_600, DatePrecision::Instant);
        assert_eq!(rule_and_order(evening, day, Keep::Earliest), ("exact_date", true));
        assert_eq!(rule_and_order(evening, day, Keep::Latest), ("exact_date", true));
        assert_eq!(rule_and_order(morning, evening, Keep::Earliest), ("earliest", true));
        assert_eq!(
            rule_and_order(day, at(3 * 86_400, DatePrecision::Day), Keep::Earliest),
            ("earliest", true)
        );
        assert_eq!(rule_and_order(day, article(None, None, 900, 1), Keep::Earliest), ("dated", true));
    }

    #[test]
    fn each_rule_puts_first_what_it_names() {
        let articles = [
            article(None, None, 900, 3),
            article(None, Some(2), 300, 2),
            article(None, Some(1), 200, 1),
            article(Some(0), Some(3), 100, 0),
        ];
        let order = |keep| {
            let ranks = precedence(&articles, keep);
            let mut order = [0; 4];
            for (article, rank) in ranks.into_iter().enumerate() {
                order[rank as usize] = article;
            }
            order
        };
        assert_eq!(order(Keep::Earliest), [3, 2, 1, 0]);
        assert_eq!(order(Keep::Latest), [3, 1, 2, 0]);
        assert_eq!(order(Keep::Longest), [3, 0, 1, 2]);
        assert_eq!(order(Keep::First), [3, 2, 1, 0]);
        let rule =
            |kept: usize, removed: usize, keep| deciding_rule(&articles[kept], &articles[removed], keep);
        assert_eq!(rule(3, 0, Keep::Earliest), "preferred");
        assert_eq!(rule(2, 1, Keep::Earliest), "earliest");
        assert_eq!(rule(1, 2, Keep::Latest), "latest");
        assert_eq!(rule(2, 0, Keep::First), "first");
        assert_eq!(rule(0, 1, Keep::Earliest), "settled_first");
        assert_eq!(rule(0, 0, Keep::Earliest), "order");
    }
}
