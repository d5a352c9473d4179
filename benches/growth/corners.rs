//! Families on which work was once the square of the dump, or more.

use super::Family;
use super::texts::{lines, many, row, sentence, words};

/// Families of one or many articles.
pub const CORNERS: &[Family] = &[
    Family { name: "paragraphs in another order (F3d)", n: 1_000, small: 40, texts: |n| many(n, reordered) },
    Family {
        name: "six paragraphs of sixty (F3d)",
        n: 1_000,
        small: 40,
        texts: |n| many(n, |at| lines(6, |line| sentence((at * 31 + line * (at % 7 + 1)) % 60, 20))),
    },
    Family {
        name: "one article: near paragraphs (F3c)",
        n: 5_000,
        small: 600,
        texts: |n| vec![lines(n, |at| format!("{} x{at}.", words(0, 59)))],
    },
    Family {
        name: "one article: paragraphs twice (F3a)",
        n: 8_000,
        small: 600,
        texts: |n| vec![lines(2 * n, |at| sentence(at % n, 12))],
    },
    Family {
        name: "two articles: paragraphs shuffled (F3a)",
        n: 4_000,
        small: 600,
        texts: |n| vec![lines(n, |at| sentence(at, 30)), lines(n, |at| sentence(at * 7919 % n, 30))],
    },
    Family {
        name: "two articles: near rows (F3b)",
        n: 1_000,
        small: 60,
        texts: |n| vec![lines(n, row), lines(n, |at| row(at + n))],
    },
    Family {
        name: "eight articles: near rows (F3b)",
        n: 250,
        small: 40,
        texts: |n| many(8, |article| lines(n, |at| row(at + n * article))),
    },
    Family {
        name: "articles of 25 near rows (F3b)",
        n: 200,
        small: 40,
        texts: |n| many(n, |article| lines(25, |at| row(at + 25 * article))),
    },
    Family {
        name: "twenty articles: halves of one set of paragraphs",
        n: 500,
        small: 40,
        texts: |n| many(20, |article| half(n, article)),
    },
];

/// Twenty paragraphs of one set, in an order that few others have.
fn reordered(at: usize) -> String {
    let step = [1, 3, 7, 9, 11, 13, 17, 19][at % 8];
    lines(20, |line| sentence((line * step + at / 8) % 20, 20))
}

/// Every second paragraph of one set of `n` on average, chosen by the number of the article, so
/// that hardly two paragraphs are in the same articles.
fn half(n: usize, article: usize) -> String {
    let word = |paragraph: usize| words(64 * paragraph + article, 1);
    let is_in = |paragraph: usize| word(paragraph).bytes().map(usize::from).sum::<usize>() % 2 == 0;
    lines(n, |paragraph| if is_in(paragraph) { sentence(paragraph, 20) } else { String::new() })
}
