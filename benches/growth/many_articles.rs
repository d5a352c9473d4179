//! Families of many short articles.

use super::Family;
use super::texts::{lines, many, numbered, own, random, sentence, words};

/// Families whose size is the number of articles.
pub const MANY_ARTICLES: &[Family] = &[
    Family { name: "identical", n: 20_000, small: 330, texts: |n| vec![words(0, 100); n] },
    Family { name: "one word, the same", n: 100_000, small: 1_660, texts: |n| vec!["word".to_owned(); n] },
    Family { name: "one word, of its own", n: 50_000, small: 830, texts: |n| many(n, |at| format!("w{at}")) },
    Family {
        name: "one word, of 50,000",
        n: 200_000,
        small: 1_660,
        texts: |n| many(n, |at| format!("w{}", at % 50_000)),
    },
    Family {
        name: "one shingle in all",
        n: 20_000,
        small: 160,
        texts: |n| many(n, |at| own(at, 40) + "a b c d e " + &own(n + at, 40)),
    },
    Family {
        name: "a run of 60 words in all",
        n: 10_000,
        small: 160,
        texts: |n| many(n, |at| own(at, 40) + &words(0, 60)),
    },
    Family {
        name: "eight runs of 20 words",
        n: 10_000,
        small: 160,
        texts: |n| many(n, |at| own(at, 40) + &words(at % 8, 20)),
    },
    Family {
        name: "60 words that differ by one",
        n: 8_000,
        small: 330,
        texts: |n| many(n, |at| words(0, 60) + &format!("x{at}")),
    },
    Family {
        name: "200 words that differ by one",
        n: 3_000,
        small: 130,
        texts: |n| many(n, |at| words(0, 200) + &format!("x{at}")),
    },
    Family {
        name: "a chain of thirds",
        n: 5_000,
        small: 160,
        texts: |n| many(n, |at| own(at, 30) + &own(at + 1, 30) + &own(at + 2, 30)),
    },
    Family {
        name: "an alphabet of twelve words",
        n: 5_000,
        small: 160,
        texts: |n| many(n, |at| random(at, 100, 12)),
    },
    Family {
        name: "an alphabet of two words",
        n: 16_000,
        small: 160,
        texts: |n| many(n, |at| random(at, 100, 2)),
    },
    Family {
        name: "periods of 1 to 50 words",
        n: 3_000,
        small: 83,
        texts: |n| many(n, |at| words(at % 50, 1 + at % 50).repeat(200 / (1 + at % 50))),
    },
    Family {
        name: "periods of their own",
        n: 3_000,
        small: 83,
        texts: |n| many(n, |at| words(at, 1 + at % 50).repeat(200 / (1 + at % 50))),
    },
    Family { name: "a template", n: 20_000, small: 160, texts: |n| many(n, template) },
    Family { name: "prefixes of one text (size: words)", n: 150_000, small: 5_000, texts: |n| prefixes(n) },
    Family {
        name: "rows shared by two articles each",
        n: 16_000,
        small: 66,
        texts: |n| many(n, |at| lines(4, |line| sentence(at / 2 * 4 + line, 15)) + &own(at, 40)),
    },
    Family {
        name: "page lines alone",
        n: 4_000,
        small: 66,
        texts: |n| many(n, |at| lines(8, |line| format!("Share this story {}.", (at + line) % 40))),
    },
    Family {
        name: "one-letter lines",
        n: 4_000,
        small: 66,
        texts: |n| {
            many(n, |at| lines(30, |line| char::from(b'a' + ((at * 7 + line * line) % 26) as u8).to_string()))
        },
    },
    Family {
        name: "credits",
        n: 20_000,
        small: 160,
        texts: |n| {
            many(n, |at| format!("{}(Reporting by Ann Lee {at}; editing by Tom Fo {at})", own(at, 40)))
        },
    },
    Family {
        name: "datelines",
        n: 20_000,
        small: 160,
        texts: |n| many(n, |at| format!("TOLM, March {} (AP) - {}", 1 + at % 28, own(at, 40))),
    },
];

/// Seven that no user has sent yet.
pub const INVENTED: &[Family] = &[
    Family {
        name: "invented: quotations shared by three",
        n: 4_000,
        small: 130,
        texts: |n| many(n, |at| format!("“{}” {}", words(at / 3, 50), own(at, 20))),
    },
    Family { name: "invented: a story that grows (size: words)", n: 100_000, small: 3_330, texts: growing },
    Family {
        name: "invented: alternating halves",
        n: 12_000,
        small: 100,
        texts: |n| many(n, |at| words(at % 60, 60) + &words(1_000 + at / 60, 60)),
    },
    Family {
        name: "invented: each paragraph in two others",
        n: 2_000,
        small: 66,
        texts: |n| many(n, |at| lines(3, |line| sentence(at + line * line, 40))),
    },
    Family {
        name: "invented: words that differ by a digit",
        n: 40_000,
        small: 160,
        texts: |n| many(n, |at| numbered(at, 40)),
    },
    Family {
        name: "invented: two words by turns, two articles",
        n: 25_000,
        small: 830,
        texts: |n| vec!["ha ho ".repeat(n), "ho ha ".repeat(n + 1)],
    },
    Family {
        name: "invented: a table in two articles",
        n: 1_500,
        small: 40,
        texts: |n| vec![lines(n, table_row), lines(n, |at| table_row(at + n / 2))],
    },
];

fn template(number: usize) -> String {
    let (company, percent) = (number % 9, number % 997);
    format!("Shares of company {company} rose {percent} percent to {percent} on Monday, {}", words(0, 40))
}

/// Texts of 20, 40, 60 … words, so many that they have `n` words together.
fn prefixes(n: usize) -> Vec<String> {
    (1..)
        .map(|at| 20 * at)
        .scan(0, |sum, len| {
            *sum += len;
            (*sum <= n).then(|| words(0, len))
        })
        .collect()
}

/// Versions of one story, each with a paragraph more than the one before.
fn growing(n: usize) -> Vec<String> {
    let version = |at: usize| lines(at, |line| sentence(line, 30));
    (1..)
        .scan(0, |sum, at| {
            *sum += 30 * at;
            (*sum <= n).then(|| version(at))
        })
        .collect()
}

fn table_row(number: usize) -> String {
    format!("Place {number} of the table with {} points from {} games.", number % 97, number % 31)
}
