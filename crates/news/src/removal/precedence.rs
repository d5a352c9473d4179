//! Order of precedence in which articles are kept.

use super::policy::Keep;
use rayon::prelude::*;
use std::cmp::Reverse;
use wirecopy_article::Published;

/// The facts that decide the precedence of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeepKey {
    /// Rank of its outlet among the preferred ones, 0 first; `None` if it is not preferred.
    pub preferred: Option<u32>,
    /// Its date of publication.
    pub published: Option<Published>,
    /// Number of its words.
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

/// Returns a sort key by `keep`, then the earlier date, then the greater length. Smaller keys are
/// kept first.
fn key(article: &KeepKey, keep: Keep) -> (i64, bool, Option<Published>, Reverse<u32>) {
    let unknown = article.published.is_none();
    let first = match keep {
        Keep::Earliest => 0,
        // Articles without a date come last.
        Keep::Latest => article.published.map_or(i64::MAX, |published| -published.unix_seconds),
        Keep::Longest => -i64::from(article.words),
        Keep::First => article.input_row.into(),
    };
    (first, unknown, article.published, Reverse(article.words))
}

/// Returns the name, in one word, of the rule by which one of two articles is kept. O(1).
pub fn deciding_rule(kept: &KeepKey, removed: &KeepKey, keep: Keep) -> &'static str {
    if preference(kept) < preference(removed) {
        return "preferred";
    }
    let (first, unknown, published, words) = key(kept, keep);
    let other = key(removed, keep);
    if preference(kept) > preference(removed) || (first, unknown, published, words) > other {
        // The survivor was settled earlier, because a third article was a part or a version of it.
        return "settled_first";
    }
    match keep {
        _ if first != other.0 => keep.name(),
        _ if (unknown, published) != (other.1, other.2) => "earliest",
        _ if words != other.3 => "longest",
        _ => "order",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_article::DatePrecision;

    fn article(preferred: Option<u32>, day: Option<i64>, words: u32, input_row: u32) -> KeepKey {
        let published =
            day.map(|day| Published { unix_seconds: day * 86_400, precision: DatePrecision::Instant });
        KeepKey { preferred, published, words, input_row }
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
