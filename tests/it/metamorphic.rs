//! Changes of the input or of the machine that must not change the answer, or change it in a known
//! way.

use crate::corpora::{Article, corpus, json_lines, scan, scan_inputs, scan_within};
use std::collections::BTreeSet;
use std::fs;
use wirecopy::output;
use wirecopy::{CandidateEngine, Only, PairFilter, ScanParams};
use wirecopy_article::event::{Event, Warning};
use wirecopy_news::relation::Relation;

#[test]
fn the_order_of_records_changes_no_finding() {
    for seed in 0..5 {
        let mut articles = corpus(seed, 50);
        let in_order = scan(&articles, &ScanParams::default()).findings();
        articles.reverse();
        assert!(scan(&articles, &ScanParams::default()).findings() == in_order);
        articles.rotate_left(17);
        assert!(scan(&articles, &ScanParams::default()).findings() == in_order);
    }
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let articles = corpus(3, 200);
    let params = ScanParams { candidates: CandidateEngine::Both, ..ScanParams::default() };
    let bytes_with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| scan(&articles, &params).bytes())
    };
    let alone = bytes_with(1);
    for threads in [2, 3, 8] {
        assert!(bytes_with(threads) == alone, "{threads} threads");
    }
}

#[test]
fn the_memory_budget_changes_no_byte() {
    let articles = corpus(11, 300);
    for only in [Only::Everything, Only::Articles, Only::Paragraphs] {
        let params = ScanParams { only, candidates: CandidateEngine::Both, ..ScanParams::default() };
        let in_memory = scan(&articles, &params).bytes();
        for memory_bytes_max in [0, 1 << 16, 1 << 20, 1 << 30] {
            let spilled = scan_within(&articles, &params, memory_bytes_max).bytes();
            assert!(spilled == in_memory, "{only:?} in {memory_bytes_max} bytes");
        }
    }
}

#[test]
fn several_files_in_any_order_are_one_corpus() {
    let articles = corpus(9, 60);
    let in_order = |is_reversed: bool| {
        let home = tempfile::tempdir().unwrap();
        let (one, two) = (home.path().join("one.jsonl"), home.path().join("two.jsonl"));
        fs::write(&one, json_lines(&articles[..23])).unwrap();
        fs::write(&two, json_lines(&articles[23..])).unwrap();
        let inputs = if is_reversed { [&*two, &*one] } else { [&*one, &*two] };
        scan_inputs(&inputs, &ScanParams::default(), home)
    };
    let of_files = in_order(false);
    assert!(of_files.bytes() == in_order(true).bytes());
    assert!(of_files.findings() == scan(&articles, &ScanParams::default()).findings());
}

#[test]
fn an_unrelated_article_changes_no_pair() {
    let mut articles = corpus(5, 50);
    let before: Vec<output::Pair> = scan(&articles, &ScanParams::default()).rows("pairs.jsonl");
    articles.push(Article {
        id: "stranger".into(),
        outlet: None,
        text: "Nobody else tells of the lighthouse keeper who counts gulls before breakfast in winter".into(),
    });
    let after: Vec<output::Pair> = scan(&articles, &ScanParams::default()).rows("pairs.jsonl");
    assert_eq!(before, after);
}

#[test]
fn a_copy_adds_one_exact_row_and_no_other() {
    let mut articles = corpus(6, 50);
    let before: Vec<output::Pair> = scan(&articles, &ScanParams::default()).rows("pairs.jsonl");
    let first = articles.iter().find(|article| article.text.len() > 200).unwrap().clone();
    articles.push(Article { id: "zz".into(), ..first });
    let after: Vec<output::Pair> = scan(&articles, &ScanParams::default()).rows("pairs.jsonl");
    let new: Vec<&output::Pair> = after.iter().filter(|row| !before.contains(row)).collect();
    assert_eq!(new.len(), 1, "{new:?}");
    assert_eq!((&*new[0].b, new[0].relation), ("zz", Relation::Exact));
    assert!(before.iter().all(|row| after.contains(row)));
}

#[test]
fn duplicate_ids_are_renamed_by_content_and_none_is_lost() {
    let mut articles = corpus(7, 10);
    let twice = articles[0].id.clone();
    articles[1].id = twice.clone();
    let copy = articles[0].clone();
    articles.push(copy);
    let scanned = scan(&articles, &ScanParams::default());
    let ids: BTreeSet<String> =
        scanned.rows::<output::Article>("articles.jsonl").into_iter().map(|row| row.id).collect();
    assert_eq!(ids.len(), articles.len());
    assert!(!ids.contains(&twice));
    assert_eq!(ids.iter().filter(|id| id.starts_with(&format!("{twice}#"))).count(), 3);
    assert_eq!(ids.iter().filter(|id| id.ends_with("~2")).count(), 1);
    articles.reverse();
    assert!(scan(&articles, &ScanParams::default()).findings() == scanned.findings());
}

#[test]
fn an_all_identical_corpus_is_one_exact_cluster() {
    let same = "The same short text about the harbour stands here again and again";
    let articles: Vec<Article> =
        (0..3000).map(|number| Article { id: number.to_string(), outlet: None, text: same.into() }).collect();
    let scanned = scan(&articles, &ScanParams::default());
    assert_eq!(scanned.summary.counts.pairs, 2999);
    let clusters: Vec<output::Cluster> = scanned.rows("clusters.jsonl");
    assert_eq!((clusters.len(), clusters[0].size, &*clusters[0].rule), (1, 3000, "exact"));
    assert_eq!(clusters[0].members.len(), 100);
}

#[test]
fn one_paragraph_in_thousands_of_articles_exceeds_the_limit_and_stays_cheap() {
    let shared = "Every article of this corpus carries one long sentence that was written for all of them and for nobody else, which makes it the hottest text there is";
    let articles: Vec<Article> = (0..5000)
        .map(|number| Article {
            id: number.to_string(),
            outlet: None,
            text: format!(
                "Story {number} of the town {} begins\n{shared}\nand ends with {}",
                number * 7,
                number * 13
            ),
        })
        .collect();
    let params = ScanParams { group_len_max: 16, ..ScanParams::default() };
    let scanned = scan(&articles, &params);
    assert!(scanned.summary.counts.candidates < 5000 * 100, "{:?}", scanned.summary.counts);
    let fragments: Vec<output::Fragment> = scanned.rows("fragments.jsonl");
    assert_eq!(fragments[0].articles, 5000);
    let is_warned = scanned
        .events
        .iter()
        .any(|event| matches!(event, Event::Warning(Warning::GroupsOverLimit { limit: 16, .. })));
    assert!(is_warned || scanned.summary.counts.article_groups_over_limit == 0);
}

#[test]
fn filters_remove_rows_and_change_none() {
    let articles = corpus(8, 80);
    let all: Vec<output::Pair> = scan(&articles, &ScanParams::default()).rows("pairs.jsonl");
    let filtered = |filter: PairFilter| -> Vec<output::Pair> {
        scan(&articles, &ScanParams { filter, ..ScanParams::default() }).rows("pairs.jsonl")
    };
    let near = filtered(PairFilter { jaccard_min: Some(0.9), ..PairFilter::default() });
    let expected: Vec<output::Pair> = all.iter().filter(|row| row.jaccard >= 0.9).cloned().collect();
    assert!(!near.is_empty() && near.len() < all.len());
    assert_eq!(near, expected);
    let shared = filtered(PairFilter { shared_min: Some(60), ..PairFilter::default() });
    assert_eq!(shared, all.iter().filter(|row| row.shared_shingles >= 60).cloned().collect::<Vec<_>>());
    let outlet_of = |id: &str| articles.iter().find(|article| article.id == id).unwrap().outlet.clone();
    let across = filtered(PairFilter { across_outlets: true, ..PairFilter::default() });
    assert!(!across.is_empty() && across.len() < all.len());
    assert!(across.iter().all(|row| outlet_of(&row.a).is_some() && outlet_of(&row.b).is_some()));
    assert!(across.iter().all(|row| outlet_of(&row.a) != outlet_of(&row.b)));
}

#[test]
fn each_level_alone_gives_the_same_rows_as_with_the_other() {
    let articles = corpus(2, 80);
    let both = scan(&articles, &ScanParams::default());
    let paragraphs = scan(&articles, &ScanParams { only: Only::Paragraphs, ..ScanParams::default() });
    let fragments = |scanned: &crate::corpora::Scanned| scanned.rows::<output::Fragment>("fragments.jsonl");
    assert_eq!(fragments(&both), fragments(&paragraphs));
    assert_eq!(paragraphs.summary.counts.pairs, 0);
    let articles_only = scan(&articles, &ScanParams { only: Only::Articles, ..ScanParams::default() });
    assert_eq!(articles_only.summary.counts.fragments, 0);
    assert!(articles_only.summary.counts.pairs > 0);
}
