//! Which of several articles is kept first.

use super::policy::Keep;
use rayon::prelude::*;
use std::cmp::Reverse;
use wirecopy_article::Published;

/// What precedence is decided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeepKey {
    /// Place of the article's outlet among the preferred ones.
    pub preferred: Option<u32>,
    /// When it was published.
    pub published: Option<Published>,
    /// Words of its text.
    pub words: u32,
    /// Its place in the order of reading.
    pub input_row: u32,
}

/// For each article its place in the order of precedence. Articles are given in an order that does not depend on that of reading; it decides last.
pub fn precedence(articles: &[KeepKey], keep: Keep) -> Vec<u32> {
    let mut order: Vec<u32> = (0..articles.len() as u32).collect();
    order.par_sort_unstable_by_key(|article| {
        let standing = &articles[*article as usize];
        (standing.preferred.unwrap_or(u32::MAX), key(standing, keep), *article)
    });
    let mut places = vec![0; articles.len()];
    for (place, article) in (0..).zip(order) {
        places[article as usize] = place;
    }
    places
}

/// Smaller is kept first: what `keep` asks for, then the earlier, then the longer.
fn key(standing: &KeepKey, keep: Keep) -> (i64, bool, Option<Published>, Reverse<u32>) {
    let unknown = standing.published.is_none();
    let first = match keep {
        Keep::Earliest => 0,
        // A date that is not known is not the latest.
        Keep::Latest => standing.published.map_or(i64::MAX, |published| -published.unix_seconds),
        Keep::Longest => -i64::from(standing.words),
        Keep::First => standing.input_row.into(),
    };
    (first, unknown, standing.published, Reverse(standing.words))
}

/// What made one of two articles stay, in one word.
pub fn deciding_rule(kept: &KeepKey, gone: &KeepKey, keep: Keep) -> &'static str {
    let preferred = |standing: &KeepKey| standing.preferred.unwrap_or(u32::MAX);
    if preferred(kept) < preferred(gone) {
        return "preferred";
    }
    let (first, unknown, published, words) = key(kept, keep);
    let other = key(gone, keep);
    if preferred(kept) > preferred(gone) || (first, unknown, published, words) > other {
        // One that had to be settled before, because something else was a part or a version of it.
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

    fn standing(preferred: Option<u32>, day: Option<i64>, words: u32, input_row: u32) -> KeepKey {
        let published =
            day.map(|day| Published { unix_seconds: day * 86_400, precision: DatePrecision::Instant });
        KeepKey { preferred, published, words, input_row }
    }

    #[test]
    fn each_rule_puts_first_what_it_names() {
        let articles = [
            standing(None, None, 900, 3),
            standing(None, Some(2), 300, 2),
            standing(None, Some(1), 200, 1),
            standing(Some(0), Some(3), 100, 0),
        ];
        let order = |keep| {
            let places = precedence(&articles, keep);
            let mut order = [0; 4];
            for (article, place) in places.into_iter().enumerate() {
                order[place as usize] = article;
            }
            order
        };
        assert_eq!(order(Keep::Earliest), [3, 2, 1, 0]);
        assert_eq!(order(Keep::Latest), [3, 1, 2, 0]);
        assert_eq!(order(Keep::Longest), [3, 0, 1, 2]);
        assert_eq!(order(Keep::First), [3, 2, 1, 0]);
        let rule = |kept: usize, gone: usize, keep| deciding_rule(&articles[kept], &articles[gone], keep);
        assert_eq!(rule(3, 0, Keep::Earliest), "preferred");
        assert_eq!(rule(2, 1, Keep::Earliest), "earliest");
        assert_eq!(rule(1, 2, Keep::Latest), "latest");
        assert_eq!(rule(2, 0, Keep::First), "first");
        assert_eq!(rule(0, 1, Keep::Earliest), "settled_first");
        assert_eq!(rule(0, 0, Keep::Earliest), "order");
    }
}
