//! Families on which work was once the square of the dump, or more.

use super::Family;
use super::texts::{lines, many, row, sentence, words};

/// Families of one or many articles.
pub const CORNERS: &[Family] = &[
    Family { name: "paragraphs in another order (F3d)", n: 1_000, texts: |n| many(n, reordered) },
    Family {
        name: "six paragraphs of sixty (F3d)",
        n: 1_000,
        texts: |n| many(n, |at| lines(6, |line| sentence((at * 31 + line * (at % 7 + 1)) % 60, 20))),
    },
    Family {
        name: "one article: near paragraphs (F3c)",
        n: 10_000,
        texts: |n| vec![lines(n, |at| format!("{} x{at}.", words(0, 59)))],
    },
    Family {
        name: "one article: paragraphs twice (F3a)",
        n: 8_000,
        texts: |n| vec![lines(2 * n, |at| sentence(at % n, 12))],
    },
    Family {
        name: "two articles: paragraphs shuffled (F3a)",
        n: 4_000,
        texts: |n| vec![lines(n, |at| sentence(at, 30)), lines(n, |at| sentence(at * 7919 % n, 30))],
    },
    Family {
        name: "two articles: near rows (F3b)",
        n: 1_000,
        texts: |n| vec![lines(n, row), lines(n, |at| row(at + n))],
    },
    Family {
        name: "articles of 250 near rows (F3b)",
        n: 8,
        texts: |n| many(n, |article| lines(250, |at| row(at + 250 * article))),
    },
];

/// Twenty paragraphs of one set, in an order that few others have.
fn reordered(at: usize) -> String {
    let step = [1, 3, 7, 9, 11, 13, 17, 19][at % 8];
    lines(20, |line| sentence((line * step + at / 8) % 20, 20))
}
