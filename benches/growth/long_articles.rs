//! Families of one or two articles that are long.

use super::Family;
use super::texts::{edited, lines, own, random, sentence, words};

/// Families whose size is the number of words, lines or characters of one article, or of two.
pub const LONG_ARTICLES: &[Family] = &[
    Family { name: "one article: words", n: 400_000, small: 16_660, texts: |n| vec![random(0, n, 50_000)] },
    Family { name: "one article: one word", n: 400_000, small: 16_660, texts: |n| vec!["ha ".repeat(n)] },
    Family {
        name: "one article: paragraphs",
        n: 15_000,
        small: 660,
        texts: |n| vec![lines(n, |at| sentence(at, 12))],
    },
    Family {
        name: "one article: equal paragraphs",
        n: 15_000,
        small: 660,
        texts: |n| vec![lines(n, |_| sentence(0, 12))],
    },
    Family {
        name: "one article: one character",
        n: 3_000_000,
        small: 133_330,
        texts: |n| vec!["x".repeat(n)],
    },
    Family {
        name: "one article: headlines",
        n: 20_000,
        small: 330,
        texts: |n| vec![lines(n, |at| format!("Title {}.", own(at, 4)))],
    },
    Family {
        name: "two articles: edited",
        n: 80_000,
        small: 3_330,
        texts: |n| two(random(0, n, 50_000), |text| edited(text, 12, 5)),
    },
    Family {
        name: "two articles: three words",
        n: 100_000,
        small: 1_660,
        texts: |n| vec![random(0, n, 3), random(1, n, 3)],
    },
    Family {
        name: "two articles: one word",
        n: 150_000,
        small: 6_660,
        texts: |n| vec!["ha ".repeat(n), "ha ".repeat(n + 1)],
    },
    Family {
        name: "two articles: halves turned",
        n: 50_000,
        small: 1_660,
        texts: |n| {
            vec![random(1, n, 50_000) + &random(2, n, 50_000), random(2, n, 50_000) + &random(1, n, 50_000)]
        },
    },
    Family {
        name: "numbers",
        n: 150_000,
        small: 6_660,
        texts: |n| vec![(0..n).map(|at| format!("{} ", at * 7919 % 100_003)).collect()],
    },
    Family {
        name: "wrapped lines",
        n: 15_000,
        small: 660,
        texts: |n| vec![lines(n, |at| words(at, 10).trim_end().to_owned())],
    },
];

/// Families whose size is the number of repetitions of something in one article.
pub const CHARACTERS: &[Family] = &[
    Family {
        name: "combining marks of one class",
        n: 150_000,
        small: 6_660,
        texts: |n| vec!["e\u{301}\u{301}\u{301} ".repeat(n)],
    },
    Family {
        name: "combining marks of several classes",
        n: 150_000,
        small: 6_660,
        texts: |n| vec!["e\u{323}\u{302}\u{301} ".repeat(n)],
    },
    Family {
        name: "one letter and its marks",
        n: 400_000,
        small: 16_660,
        texts: |n| vec![format!("e{}", "\u{301}\u{323}".repeat(n / 2))],
    },
    Family {
        name: "Hangul jamo",
        n: 150_000,
        small: 6_660,
        texts: |n| vec!["\u{1112}\u{1161}\u{11ab} ".repeat(n)],
    },
    Family { name: "zero-width spaces", n: 400_000, small: 16_660, texts: |n| vec!["a\u{200b}".repeat(n)] },
    Family { name: "zero-width joiners", n: 400_000, small: 16_660, texts: |n| vec!["a\u{200d}".repeat(n)] },
    Family { name: "soft hyphens", n: 400_000, small: 16_660, texts: |n| vec!["a\u{ad}".repeat(n)] },
    Family {
        name: "right to left",
        n: 600_000,
        small: 6_660,
        texts: |n| vec!["\u{5e9}\u{5dc}\u{5d5}\u{5dd} ".repeat(n)],
    },
    Family { name: "emoji", n: 150_000, small: 6_660, texts: |n| vec!["\u{1f600}\u{1f3fd} x ".repeat(n)] },
    Family { name: "quotation marks", n: 400_000, small: 16_660, texts: |n| vec!["“a ".repeat(n)] },
    Family { name: "stops", n: 400_000, small: 16_660, texts: |n| vec!["a. ".repeat(n)] },
    Family {
        name: "line feeds",
        n: 400_000,
        small: 16_660,
        texts: |n| vec![format!("a{}b", "\n".repeat(n))],
    },
    Family {
        name: "Han",
        n: 400_000,
        small: 16_660,
        texts: |n| {
            vec![
                (0..n).map(|at| char::from_u32(0x4e00 + (at * 7919 % 5_003) as u32).unwrap_or('x')).collect(),
            ]
        },
    },
];

fn two(text: String, other: impl Fn(&str) -> String) -> Vec<String> {
    let other = other(&text);
    vec![text, other]
}
