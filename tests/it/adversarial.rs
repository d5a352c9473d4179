//! Adversarial corpora: rows and candidates are linear in the articles, no budget changes a byte,
//! and pairs above the limit per article are left out, counted, and warned of.

use crate::corpora::{Article, Draw, scan, scan_within};
use std::collections::{BTreeMap, BTreeSet};
use wirecopy::output::{Cluster, Member, Pair};
use wirecopy::{Event, Input, Passages, ReadOptions, ScanParams, TraceParams, Warning, trace};

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

/// Articles that are one set of paragraphs, each in an order of its own: all pairs are pairs.
fn reordered(n: usize) -> Vec<Article> {
    let paragraph = |number: usize| (0..30).map(|word| format!("p{number}w{word} ")).collect::<String>();
    let text = |at: usize| {
        let order = (0..20).map(|line| (line * [1, 3, 7, 9, 11, 13, 17, 19][at % 8] + at / 8) % 20);
        order.map(paragraph).collect::<Vec<_>>().join("\n")
    };
    (0..n).map(|at| Article { id: format!("a{at:03}"), outlet: None, text: text(at) }).collect()
}

fn pairs(rows: &[Pair]) -> BTreeSet<(&str, &str)> {
    rows.iter().map(|row| (&*row.a, &*row.b)).collect()
}

#[test]
fn pairs_above_the_limit_are_left_out_counted_and_warned_of_and_clusters_stay() {
    let articles = reordered(60);
    let whole = scan(&articles, &ScanParams::default());
    let few = scan(&articles, &ScanParams { pairs_max: 4, ..ScanParams::default() });
    let (all, kept): (Vec<Pair>, Vec<Pair>) = (whole.rows("pairs.jsonl"), few.rows("pairs.jsonl"));
    assert_eq!(all.len(), 60 * 59 / 2);
    assert!(kept.len() >= 59 && kept.len() <= 4 * 60, "{}", kept.len());
    assert!(pairs(&kept).is_subset(&pairs(&all)));
    let left_out = few.summary.counts.pairs_left_out;
    assert_eq!(left_out, (all.len() - kept.len()) as u64);
    assert_eq!(whole.summary.counts.pairs_left_out, 0);
    let is_warned = |event: &Event| matches!(event, Event::Warning(Warning::PairsOverLimit { left_out: of, limit: 4 }) if *of == left_out);
    assert_eq!(few.events.iter().filter(|event| is_warned(event)).count(), 1);
    // Every member has a row with its representative.
    let members: Vec<Member> = few.rows("members.jsonl");
    assert_eq!(members, whole.rows::<Member>("members.jsonl"));
    let clusters: Vec<Cluster> = few.rows("clusters.jsonl");
    let representatives: BTreeMap<&str, &str> =
        clusters.iter().map(|row| (&*row.cluster, &*row.representative)).collect();
    for member in members.iter().filter(|row| row.role != "representative") {
        let representative = representatives[&*member.cluster];
        let pair = if member.id.as_str() < representative {
            (&*member.id, representative)
        } else {
            (representative, &*member.id)
        };
        assert!(pairs(&kept).contains(&pair), "{pair:?}");
    }
}

#[test]
fn weak_pairs_above_the_limit_are_counted_and_warned_of() {
    let text = |at: usize| {
        let own = |part: usize| (0..100).map(|word| format!("o{at}p{part}w{word} ")).collect::<String>();
        own(0) + &(0..30).map(|word| format!("s{word} ")).collect::<String>() + &own(1)
    };
    let article = |at: usize| Article { id: format!("a{at:03}"), outlet: None, text: text(at) };
    let articles: Vec<Article> = (0..30).map(article).collect();
    let found = scan(&articles, &ScanParams { pairs_max: 4, ..ScanParams::default() });
    let left_out = found.summary.counts.weak_pairs_left_out;
    assert_eq!((found.summary.counts.pairs, left_out), (0, 30 * 29 / 2 - 4 * 30));
    let is_warned = |event: &Event| matches!(event, Event::Warning(Warning::WeakPairsOverLimit { left_out: of, limit: 4 }) if *of == left_out);
    assert_eq!(found.events.iter().filter(|event| is_warned(event)).count(), 1);
    let all = scan(&articles, &ScanParams::default());
    assert_eq!(all.summary.counts.weak_pairs_left_out, 0);
}

#[test]
fn rows_grow_with_the_articles_and_not_with_their_square() {
    let rows = |n: usize| {
        let params = ScanParams { pairs_max: 5, ..ScanParams::default() };
        scan(&reordered(n), &params).rows::<Pair>("pairs.jsonl").len()
    };
    let [one, two, four] = [40, 80, 160].map(rows);
    assert!(two <= 2 * one + 20 && four <= 2 * two + 20, "{one} {two} {four}");
}

#[test]
fn a_trace_leaves_out_what_is_above_the_limit_and_counts_it() {
    let home = tempfile::tempdir().unwrap();
    let write = |name: &str, articles: &[Article]| {
        let path = home.path().join(name);
        std::fs::write(&path, crate::corpora::json_lines(articles)).unwrap();
        [Input::Path(path)]
    };
    let stories = reordered(40);
    let copies: Vec<Article> =
        stories.iter().map(|story| Article { id: format!("copy-{}", story.id), ..story.clone() }).collect();
    let (wire, dump) = (write("wire.jsonl", &stories), write("dump.jsonl", &copies));
    let traced = |pairs_max: u32| {
        let params = TraceParams { pairs_max, ..TraceParams::default() };
        let found =
            trace(&wire, &dump, &ReadOptions::new(home.path().to_path_buf()), &params, &|_| {}).unwrap();
        (found.rows().map(Result::unwrap).collect::<Vec<_>>(), found.counts.rows_left_out)
    };
    let (all, none) = traced(1000);
    let (few, left_out) = traced(6);
    assert_eq!((all.len(), none), (40 * 40, 0));
    assert_eq!((few.len(), left_out), (6 * 40, 40 * 40 - 6 * 40));
    // The story that an article carries as a whole is never left out.
    assert!(few.iter().filter(|row| row.jaccard == 1.0).count() >= 40);
}
