//! Adversarial corpora: rows and candidates are linear in the articles, and no budget changes a
//! byte.

use crate::corpora::{Article, Draw, scan, scan_within};
use wirecopy::{Passages, ScanParams};

/// Small, so that small corpora have groups above it.
const GROUP_LEN_MAX: u32 = 8;

fn words(draw: &mut Draw, n: usize) -> String {
    let words: Vec<String> = (0..n).map(|_| format!("w{}", draw.below(50_000))).collect();
    words.join(" ")
}

fn articles(n: usize, mut text: impl FnMut(usize) -> String) -> Vec<Article> {
    let article = |number: usize| Article {
        id: format!("a{number}"),
        outlet: Some(format!("o{}", number % 7)),
        text: text(number),
    };
    (0..n).map(article).collect()
}

fn identical(n: usize) -> Vec<Article> {
    let text = words(&mut Draw::new(1), 90);
    articles(n, |_| text.clone())
}

/// One paragraph in every article, with three words changed in each.
fn near_copies(n: usize) -> Vec<Article> {
    let mut draw = Draw::new(2);
    let base: Vec<String> = words(&mut draw, 80).split(' ').map(str::to_owned).collect();
    articles(n, |_| {
        let mut edited = base.clone();
        for _ in 0..3 {
            let at = draw.below(edited.len());
            edited[at] = words(&mut draw, 1);
        }
        edited.join(" ")
    })
}

/// A page line under every story.
fn one_page_line(n: usize) -> Vec<Article> {
    let mut draw = Draw::new(3);
    let line = words(&mut draw, 14);
    articles(n, |_| format!("{}.\n\n{}.\n\n{line}.", words(&mut draw, 60), words(&mut draw, 60)))
}

fn of_two_words(n: usize) -> Vec<Article> {
    let mut draw = Draw::new(4);
    articles(n, |_| words(&mut draw, 2))
}

/// One long article and a few short ones.
fn one_long(n: usize) -> Vec<Article> {
    let mut draw = Draw::new(5);
    articles(20, |number| {
        let paragraphs = if number == 7 { n } else { 2 };
        let paragraphs: Vec<String> = (0..paragraphs).map(|_| words(&mut draw, 40) + ".").collect();
        paragraphs.join("\n\n")
    })
}

/// Largest numbers of candidates and of rows of pairs for `n` articles.
type Bounds = fn(u64) -> (u64, u64);

/// A corpus of `n` articles.
type Corpus = fn(usize) -> Vec<Article>;

/// Names, corpora and bounds.
const CORPORA: [(&str, Corpus, Bounds); 5] = [
    ("identical", identical, |n| (0, n - 1)),
    // Each key of a text gives it at most GROUP_LEN_MAX others, and it shares some 20 keys.
    ("near copies", near_copies, |n| (20 * n * u64::from(GROUP_LEN_MAX), 20 * n * u64::from(GROUP_LEN_MAX))),
    ("one page line", one_page_line, |_| (0, 0)),
    // Equal texts are not candidates, and others share no shingle.
    ("two words", of_two_words, |n| (0, n)),
    ("one long article", one_long, |_| (0, 0)),
];

fn params() -> ScanParams {
    ScanParams { group_len_max: GROUP_LEN_MAX, passages: Passages::None, ..ScanParams::default() }
}

#[test]
fn candidates_and_pairs_are_linear_in_the_articles_of_every_corpus() {
    for (name, corpus, bounds) in CORPORA {
        for n in [150, 600] {
            let counts = scan(&corpus(n), &params()).summary.counts;
            let (candidates, pairs) = bounds(n as u64);
            assert!(counts.candidates <= candidates, "{name}: {} candidates of {n}", counts.candidates);
            assert!(counts.pairs <= pairs, "{name}: {} pairs of {n}", counts.pairs);
        }
    }
}

#[test]
fn adversarial_corpora_give_the_same_bytes_when_everything_is_in_files() {
    for (name, corpus, _) in CORPORA {
        // More than a run keeps before it spills.
        let articles = corpus(800);
        let in_memory = scan(&articles, &params()).bytes();
        assert!(scan_within(&articles, &params(), 0).bytes() == in_memory, "{name}");
    }
}
