//! Dumps that grow: each family repeats something that a careless algorithm pays for by the square.

use rand_xoshiro::SplitMix64;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use std::fmt::Write as _;

/// A family of dumps.
pub struct Family {
    pub name: &'static str,
    /// Smallest size.
    pub n: usize,
    /// Texts of a dump of this size.
    pub texts: fn(usize) -> Vec<String>,
}

/// Every family.
pub const FAMILIES: [Family; 24] = [
    Family { name: "identical texts", n: 20_000, texts: |n| vec![words(0, 100); n] },
    Family {
        name: "one word each, of 50,000",
        n: 100_000,
        texts: |n| many(n, |at| format!("w{}", at % 50_000)),
    },
    Family {
        name: "one shingle in all",
        n: 10_000,
        texts: |n| many(n, |at| own(at, 40) + "a b c d e " + &own(n + at, 40)),
    },
    Family {
        name: "one run of 60 words in all",
        n: 10_000,
        texts: |n| many(n, |at| own(at, 40) + &words(0, 60)),
    },
    Family {
        name: "eight runs of 20 words",
        n: 8_000,
        texts: |n| many(n, |at| own(at, 40) + &words(at % 8, 20)),
    },
    Family {
        name: "texts that differ by a word",
        n: 20_000,
        texts: |n| many(n, |at| words(0, 60) + &format!("x{at}")),
    },
    Family {
        name: "a chain of thirds",
        n: 10_000,
        texts: |n| many(n, |at| own(at, 30) + &own(at + 1, 30) + &own(at + 2, 30)),
    },
    Family { name: "two letters", n: 10_000, texts: |n| many(n, |at| random(at, 100, 2)) },
    Family { name: "twelve letters", n: 10_000, texts: |n| many(n, |at| random(at, 100, 12)) },
    Family {
        name: "periods",
        n: 4_000,
        texts: |n| many(n, |at| words(at, 1 + at % 50).repeat(200 / (1 + at % 50))),
    },
    Family { name: "prefixes of one text", n: 1_000, texts: |n| many(n, |at| words(0, 20 + at)) },
    Family { name: "a template", n: 8_000, texts: |n| many(n, template) },
    Family { name: "one article of words", n: 400_000, texts: |n| vec![random(0, n, 50_000)] },
    Family { name: "one article of one word", n: 400_000, texts: |n| vec!["ha ".repeat(n)] },
    Family {
        name: "one article of headlines",
        n: 10_000,
        texts: |n| vec![lines(n, |at| format!("Title {}.", own(at, 4)))],
    },
    Family {
        name: "one article, paragraphs twice",
        n: 4_000,
        texts: |n| vec![lines(2 * n, |at| sentence(at % n, 12))],
    },
    Family {
        name: "one article, near paragraphs",
        n: 8_000,
        texts: |n| vec![lines(n, |at| format!("{} x{at}.", words(0, 59)))],
    },
    Family {
        name: "two articles, near rows",
        n: 500,
        texts: |n| vec![lines(n, row), lines(n, |at| row(at + n))],
    },
    Family {
        name: "two articles, paragraphs shuffled",
        n: 2_000,
        texts: |n| vec![lines(n, |at| sentence(at, 30)), lines(n, |at| sentence(at * 7919 % n, 30))],
    },
    Family {
        name: "paragraphs in another order",
        n: 500,
        texts: |n| many(n, |at| lines(20, |line| sentence((line * (at % 19 + 1) + at) % 20, 20))),
    },
    Family {
        name: "six paragraphs of sixty",
        n: 500,
        texts: |n| many(n, |at| lines(6, |line| sentence((at * 31 + line * (at % 7 + 1)) % 60, 20))),
    },
    Family {
        name: "rows shared by two",
        n: 2_000,
        texts: |n| many(n, |at| lines(4, |line| sentence(at / 2 * 4 + line, 15)) + &own(at, 40)),
    },
    Family { name: "combining marks", n: 100_000, texts: |n| vec!["e\u{301}\u{323}\u{302} ".repeat(n)] },
    Family {
        name: "page lines alone",
        n: 4_000,
        texts: |n| many(n, |at| lines(8, |line| format!("Share this story {}.", (at + line) % 40))),
    },
];

/// Six that no user has sent yet.
pub const INVENTED: [Family; 6] = [
    Family {
        name: "nested quotations",
        n: 4_000,
        texts: |n| many(n, |at| format!("“{}” {}", words(at / 3, 50), own(at, 20))),
    },
    Family {
        name: "a story that grows by a paragraph",
        n: 150,
        texts: |n| many(n, |at| lines(at + 1, |line| sentence(line, 30))),
    },
    Family {
        name: "alternating halves",
        n: 4_000,
        texts: |n| many(n, |at| words(at % 60, 60) + &words(1_000 + at / 60, 60)),
    },
    Family {
        name: "one article, its halves turned",
        n: 50_000,
        texts: |n| {
            vec![random(1, n, 50_000) + &random(2, n, 50_000), random(2, n, 50_000) + &random(1, n, 50_000)]
        },
    },
    Family {
        name: "two words by turns in two articles",
        n: 50_000,
        texts: |n| vec!["ha ho ".repeat(n), "ho ha ".repeat(n + 1)],
    },
    Family {
        name: "a table in two articles",
        n: 1_000,
        texts: |n| vec![lines(n, table_row), lines(n, |at| table_row(at + n / 2))],
    },
];

/// A dump as JSON Lines.
pub fn dump(texts: &[String]) -> String {
    let mut dump = String::new();
    for (number, text) in texts.iter().enumerate() {
        let _ = writeln!(dump, "{}", serde_json::json!({ "id": format!("a{number}"), "text": text }));
    }
    dump
}

fn many(n: usize, text: impl FnMut(usize) -> String) -> Vec<String> {
    (0..n).map(text).collect()
}

fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(|at| line(at) + "\n").collect()
}

/// Words of a vocabulary, chosen by a seed.
fn random(seed: usize, len: usize, vocabulary: u64) -> String {
    let mut draw = SplitMix64::from_seed((seed as u64).to_le_bytes());
    (0..len).map(|_| format!("w{} ", draw.next_u64() % vocabulary)).collect()
}

/// Words that are equal for equal seeds.
fn words(seed: usize, len: usize) -> String {
    random(seed + (1 << 40), len, 50_000)
}

/// Words that no other number has.
fn own(number: usize, len: usize) -> String {
    (0..len).map(|at| format!("o{number}x{at} ")).collect()
}

fn sentence(number: usize, len: usize) -> String {
    format!("The {}.", words(number, len).trim_end())
}

fn row(number: usize) -> String {
    let mut row: Vec<String> = words(0, 30).split_whitespace().map(str::to_owned).collect();
    row[number % 30] = format!("x{number}");
    format!("The {}.", row.join(" "))
}

fn table_row(number: usize) -> String {
    format!("Place {} of the table with {} points from {} games.", number, number % 97, number % 31)
}

fn template(number: usize) -> String {
    format!(
        "Shares of company {number} rose {} percent to {} on Monday, {}",
        number % 9,
        number % 997,
        words(0, 40)
    )
}
