//! Texts that repeat themselves, against plain comparison of their words: what all shortcuts of
//! seeds and alignment are worst at.
//!
//! `WIRECOPY_FAULTS=100 cargo test --release --test it repeat` compares 4,000 corpora.

use crate::corpora::{Article, Draw, scan};
use crate::oracle::longest_run;
use crate::program::seeds;
use std::collections::{BTreeMap, BTreeSet};
use wirecopy::output::{Cluster, Member, Pair};
use wirecopy::{CandidateEngine, GivenArticle, ScanParams};
use wirecopy_reuse::overlap::six_decimals;

/// Passages of a corpus, from which each of its texts is put together: some are repeated, some lose
/// a word, and fillers are of one text alone.
fn corpus(seed: u64) -> Vec<Article> {
    let mut draw = Draw::new(seed);
    let mut next = 0;
    let mut unique = |len: usize| {
        next += len;
        (next - len..next).map(|number| format!("u{number}")).collect::<Vec<_>>()
    };
    let passages: Vec<Vec<String>> = [3, 12, 20, 43, 60, 90].into_iter().map(&mut unique).collect();
    let periods =
        [vec!["ha"], vec!["la", "la", "di", "da"], vec!["one", "two", "three", "four", "five", "six"]];
    let article = |number: usize| {
        let mut words = Vec::new();
        for _ in 0..1 + draw.below(6) {
            let mut piece = match draw.below(4) {
                0 => unique(10 + draw.below(60)),
                1 => {
                    let period = &periods[draw.below(periods.len())];
                    period.iter().cycle().take(5 + draw.below(120)).map(|word| (*word).to_owned()).collect()
                }
                _ => {
                    let passage = &passages[draw.below(passages.len())];
                    (0..1 + draw.below(2)).flat_map(|_| passage.clone()).collect()
                }
            };
            if draw.once_in(3) {
                let at = draw.below(piece.len());
                piece[at] = unique(1).remove(0);
            }
            words.append(&mut piece);
        }
        Article { id: format!("a{number:03}"), outlet: None, text: words.join(" ") }
    };
    (0..24).map(article).collect()
}

fn words(article: &Article) -> Vec<&str> {
    article.text.split(' ').collect()
}

fn tuples<'text>(words: &[&'text str]) -> BTreeSet<Vec<&'text str>> {
    words.windows(words.len().clamp(1, 5)).map(<[&str]>::to_vec).collect()
}

#[test]
fn texts_that_repeat_themselves_lose_no_pair_and_no_word_of_the_longest_run() {
    let (mut with_rows, mut by_run_alone) = (0, 0);
    let n_seeds = seeds(40);
    for seed in 0..n_seeds {
        let articles = corpus(seed);
        let scanned = scan(&articles, &ScanParams::default());
        let rows: BTreeMap<(String, String), Pair> = scanned
            .rows::<Pair>("pairs.jsonl")
            .into_iter()
            .map(|row| ((row.a.clone(), row.b.clone()), row))
            .collect();
        // Copies are a group with a row to its first, which represents them in all other rows.
        let mut seen = BTreeSet::new();
        let firsts: Vec<&Article> = articles.iter().filter(|article| seen.insert(&article.text)).collect();
        for (at, left) in firsts.iter().enumerate() {
            for right in &firsts[at + 1..] {
                let (a, b) = (words(left), words(right));
                let (in_a, in_b) = (tuples(&a), tuples(&b));
                let shared = in_a.intersection(&in_b).count();
                let (smaller, larger) = (in_a.len().min(in_b.len()), in_a.len().max(in_b.len()));
                let longest = longest_run(&a, &b);
                let by_scores = 2 * shared >= in_a.len() + in_b.len() - shared
                    || (10 * shared >= 3 * smaller && shared >= 50)
                    || (5 * shared >= 4 * smaller && shared >= 15);
                let by_run = longest >= 40 && shared >= 36;
                let row = rows.get(&(left.id.clone(), right.id.clone()));
                // Seeds of parts are not promised.
                if by_run || (by_scores && larger < 64) {
                    assert!(row.is_some(), "seed {seed}: {} and {}", left.id, right.id);
                    by_run_alone += u64::from(!by_scores);
                }
                if let Some(row) = row {
                    assert!(by_scores || by_run, "seed {seed}: {} and {}", left.id, right.id);
                    assert_eq!(
                        row.longest_match_words,
                        Some(longest),
                        "seed {seed}: {} and {}",
                        left.id,
                        right.id
                    );
                    with_rows += 1;
                }
            }
        }
    }
    assert!(with_rows > 25 * n_seeds, "{with_rows} rows");
    assert!(by_run_alone > n_seeds / 2, "{by_run_alone} by a run alone");
}

/// Returns whether an explanation says that a scan writes a row for the pair.
fn is_explained_as_row(left: &Article, right: &Article) -> bool {
    let given = |article: &Article| GivenArticle {
        id: article.id.clone(),
        outlet: article.outlet.clone(),
        published: None,
        title: None,
        text: article.text.clone(),
    };
    let explained = wirecopy::explain(&given(left), &given(right), CandidateEngine::Seeds);
    let mut clauses = explained.reporting.iter().map(|clause| clause.iter().all(|test| test.holds));
    assert_eq!(explained.reported, clauses.any(|holds| holds), "{left:?} {right:?}");
    explained.reported && explained.candidates.iter().any(|engine| engine.in_use && engine.proposed)
}

#[test]
fn scan_and_explain_agree_on_texts_that_repeat_themselves() {
    let (mut agreed, mut without_row) = (0, 0);
    let n_seeds = seeds(6);
    for seed in 0..n_seeds {
        let articles = corpus(seed);
        let rows: BTreeSet<(String, String)> = scan(&articles, &ScanParams::default())
            .rows::<Pair>("pairs.jsonl")
            .into_iter()
            .map(|row| (row.a, row.b))
            .collect();
        let mut seen = BTreeSet::new();
        let firsts: Vec<&Article> = articles.iter().filter(|article| seen.insert(&article.text)).collect();
        for (at, left) in firsts.iter().enumerate() {
            for right in &firsts[at + 1..] {
                let has_row = rows.contains(&(left.id.clone(), right.id.clone()));
                assert_eq!(
                    is_explained_as_row(left, right),
                    has_row,
                    "seed {seed}: {} {}",
                    left.id,
                    right.id
                );
                agreed += u64::from(has_row);
                without_row += u64::from(!has_row);
            }
        }
    }
    assert!(agreed > 20 * n_seeds && without_row > 20 * n_seeds, "{agreed} and {without_row}");
}

#[test]
fn a_refrain_of_many_words_is_no_pair_and_a_passage_beside_a_heavier_one_is() {
    let words = |name: &str, len: usize| (0..len).map(|at| format!("{name}{at} ")).collect::<String>();
    let article = |id: &str, text: String| Article { id: id.to_owned(), outlet: None, text };
    let (x, y) = (words("x", 20), words("y", 43));
    let articles = [
        article(
            "a",
            words("a", 150) + &x + &y.replace("y3 ", "z ") + &words("b", 150) + &y + &words("c", 150),
        ),
        article("b", words("d", 150) + &x + &y + &words("e", 150)),
        article("c", words("f", 150) + &"la la di da ".repeat(60) + &words("g", 150)),
        article("d", words("h", 150) + &"la la di da ".repeat(60) + &words("i", 150)),
    ];
    let rows = scan(&articles, &ScanParams::default()).rows::<Pair>("pairs.jsonl");
    let pairs: Vec<(&str, &str, Option<u64>)> =
        rows.iter().map(|row| (&*row.a, &*row.b, row.longest_match_words)).collect();
    assert_eq!(pairs, [("a", "b", Some(43))]);
    assert!(!is_explained_as_row(&articles[2], &articles[3]));
}

#[test]
fn means_are_of_exact_similarities() {
    let (mut clusters_seen, mut rounding_would_show) = (0, 0);
    let n_seeds = seeds(20);
    for seed in 0..n_seeds {
        let articles = corpus(seed);
        let scanned = scan(&articles, &ScanParams::default());
        let texts: BTreeMap<&str, Vec<&str>> =
            articles.iter().map(|article| (&*article.id, words(article))).collect();
        let members = scanned.rows::<Member>("members.jsonl");
        for cluster in scanned.rows::<Cluster>("clusters.jsonl") {
            let representative = tuples(&texts[&*cluster.representative]);
            let of_cluster =
                members.iter().filter(|row| row.cluster == cluster.cluster && row.role != "representative");
            let similarities: Vec<f64> = of_cluster
                .map(|row| {
                    let member = tuples(&texts[&*row.id]);
                    let shared = member.intersection(&representative).count() as f64;
                    shared / member.len().min(representative.len()) as f64
                })
                .collect();
            let mean = similarities.iter().sum::<f64>() / similarities.len() as f64;
            assert_eq!(cluster.mean_similarity, six_decimals(mean), "{cluster:?}");
            let rounded = similarities.iter().map(|similarity| six_decimals(*similarity)).sum::<f64>();
            let of_rounded = six_decimals(rounded / similarities.len() as f64);
            rounding_would_show += u64::from(of_rounded != cluster.mean_similarity);
            clusters_seen += 1;
        }
    }
    assert!(clusters_seen > n_seeds && rounding_would_show > 0, "{clusters_seen} {rounding_would_show}");
}

#[test]
fn texts_of_one_word_and_of_four_are_compared() {
    let article = |id: &str, text: String| Article { id: id.to_owned(), outlet: None, text };
    let articles = [
        article("a", "ha ".repeat(100)),
        article("b", "ha ".repeat(100) + "ho"),
        article("c", "la la di da ".repeat(60)),
        article("d", "la la di da ".repeat(60) + "du"),
    ];
    let rows = scan(&articles, &ScanParams::default()).rows::<Pair>("pairs.jsonl");
    let pairs: Vec<(&str, &str, f64, Option<u64>)> =
        rows.iter().map(|row| (&*row.a, &*row.b, row.jaccard, row.longest_match_words)).collect();
    assert_eq!(pairs, [("a", "b", 0.5, Some(100)), ("c", "d", 0.8, Some(240))]);
}
