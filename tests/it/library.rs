//! The library as its users call it: articles in memory, files, and outputs that they name.

use crate::corpora::{Article, corpus, findings, json_lines};
use crate::report::html_page::ReadPage;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;
use std::{fs, iter};
use wirecopy::report::html::{PageOptions, scan_page};
use wirecopy::{
    ArticleKeys, CandidateEngine, ClusterThresholds, Dedup, Error, Event, FileError, Input, InputArticle,
    ReadOptions, Scan, ScanOutput, article_keys,
};

fn as_input(article: &Article) -> InputArticle {
    InputArticle { outlet: article.outlet.clone(), ..InputArticle::new(&article.id, &article.text) }
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entry = |entry: std::io::Result<fs::DirEntry>| entry.unwrap();
    let files = fs::read_dir(folder).unwrap().map(entry);
    files.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap())).collect()
}

fn in_memory(articles: &[Article]) -> ScanOutput {
    Scan::default().run(articles.iter().map(as_input)).unwrap()
}

#[test]
fn articles_in_memory_give_the_answer_of_a_file() {
    let articles = corpus(5, 80);
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("articles.jsonl");
    fs::write(&file, json_lines(&articles)).unwrap();
    let of_file = Scan::default().run_files([&file]).unwrap();
    assert!(findings(in_memory(&articles).folder()) == findings(of_file.folder()));
}

#[test]
fn a_written_folder_has_the_files_of_the_scan_and_replaces_an_earlier_one() {
    let home = tempfile::tempdir().unwrap();
    let found = home.path().join("found");
    for seed in [1, 2] {
        let scan = in_memory(&corpus(seed, 40));
        scan.write(&found).unwrap();
        assert!(files(&found) == files(scan.folder()));
    }
    fs::write(found.join("notes.txt"), "mine").unwrap();
    assert!(matches!(
        in_memory(&corpus(3, 40)).write(&found),
        Err(Error::Io(FileError::ForeignOutput { .. }))
    ));
}

#[test]
fn rows_are_values_and_an_article_is_found_by_its_id() {
    let articles = corpus(6, 60);
    let found = in_memory(&articles);
    let counts = &found.summary().counts;
    assert_eq!(found.articles().count() as u64, counts.articles);
    assert_eq!(found.pairs().map(Result::unwrap).count() as u64, counts.pairs);
    assert_eq!(found.clusters().map(Result::unwrap).count() as u64, counts.clusters);
    assert_eq!(found.fragments().map(Result::unwrap).count() as u64, counts.fragments);
    let pair = found.pairs().next().unwrap().unwrap();
    assert_eq!(found.article(&pair.a).unwrap().unwrap().id, pair.a);
    assert!(found.article("nowhere").unwrap().is_none());
}

#[test]
fn survivors_and_removals_account_for_every_article() {
    let mut articles: Vec<InputArticle> = corpus(7, 60).iter().map(as_input).collect();
    articles.push(InputArticle::new("empty", ""));
    let survivors = Dedup::default().loss_max(1.0).run(articles.iter().cloned()).unwrap();
    let report = &survivors.report;
    assert_eq!(report.read, articles.len() as u64);
    assert_eq!((report.kept, report.rejected), (survivors.kept.len() as u64, 1));
    assert_eq!(report.removed + report.rejected, survivors.removed.len() as u64);
    assert!(report.removed > 0 && survivors.kept.iter().all(|kept| articles.contains(kept)));
}

#[test]
fn a_written_output_has_what_the_list_leaves() {
    let home = tempfile::tempdir().unwrap();
    let (file, clean) = (home.path().join("in.jsonl"), home.path().join("clean.jsonl"));
    fs::write(&file, json_lines(&corpus(7, 60))).unwrap();
    let removals = Dedup::default().loss_max(1.0).run_files([&file]).unwrap();
    let written = removals.write(&clean).unwrap();
    assert_eq!((written.kept, written.removed), (removals.report().kept, removals.report().removed));
    assert_eq!(fs::read_to_string(&clean).unwrap().lines().count() as u64, written.kept);
    removals.write_list(home.path().join("list.jsonl")).unwrap();
    let rows = fs::read_to_string(home.path().join("list.jsonl")).unwrap().lines().count();
    assert_eq!(rows, removals.removed().map(Result::unwrap).count());
}

#[test]
fn an_outlet_that_would_lose_too_much_stops_a_deduplication() {
    let story = "The ferry stays in port until Friday, the harbour office said on Monday.";
    let article = |number: usize| InputArticle {
        outlet: Some("a.example".to_owned()),
        ..InputArticle::new(number.to_string(), story)
    };
    let stopped = Dedup::default().run((0..30).map(article));
    assert!(matches!(stopped, Err(Error::LossTooLarge { losses, .. }) if losses[0].removed == 29));
}

#[test]
fn a_parameter_out_of_range_is_named_and_nothing_is_read() {
    let refused = Scan::default().group_len_max(1).run(iter::empty::<InputArticle>());
    assert!(matches!(refused, Err(Error::Parameter { name: "group_len_max", .. })));
}

#[test]
fn events_reach_the_observer() {
    let stages = Mutex::new(Vec::new());
    let on_event = |event| {
        if let Event::Stage(stage) = event {
            stages.lock().unwrap().push(stage.name());
        }
    };
    let inputs = corpus(8, 20);
    Scan::default().on_event(&on_event).run(inputs.iter().map(as_input)).unwrap();
    let stages = stages.into_inner().unwrap();
    assert_eq!((stages.first(), stages.last()), (Some(&"read"), Some(&"write")));
}

#[test]
fn a_page_of_articles_in_memory_has_their_texts_and_is_the_same_each_time() {
    let articles = corpus(7, 60);
    let page = || {
        let found = in_memory(&articles);
        scan_page(found.folder(), &PageOptions::of(&found)).unwrap()
    };
    let shown = page();
    assert_eq!(shown.missing, Vec::<String>::new());
    let pairs = in_memory(&articles).pairs().count();
    assert!(pairs > 0);
    assert_eq!(ReadPage::of(&shown.html).rows("details").len(), pairs);
    assert!(shown == page());
}

#[test]
fn clusters_at_the_thresholds_of_a_scan_are_its_clusters() {
    for found in [in_memory(&corpus(8, 300)), Scan::default().run_files(["data/sample"]).unwrap()] {
        let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for member in found.members() {
            let member = member.unwrap();
            members.entry(member.cluster).or_default().insert(member.id);
        }
        let expected: BTreeSet<BTreeSet<String>> = members.into_values().collect();
        let redrawn = found.clusters_at(&ClusterThresholds::default()).unwrap();
        assert!(redrawn.is_sorted_by_key(|cluster| Reverse(cluster.size)) && !redrawn.is_empty());
        let redrawn: BTreeSet<BTreeSet<String>> =
            redrawn.into_iter().map(|cluster| cluster.members.into_iter().collect()).collect();
        assert_eq!(redrawn, expected);
    }
}

#[test]
fn a_threshold_that_is_no_share_is_refused() {
    let found = in_memory(&corpus(9, 20));
    let thresholds = ClusterThresholds { containment_min: Some(1.5), ..ClusterThresholds::default() };
    assert!(matches!(found.clusters_at(&thresholds), Err(Error::Parameter { name: "containment", .. })));
}

#[test]
fn keys_of_articles_are_the_same_in_any_order_and_on_any_number_of_threads() {
    let articles = corpus(10, 120);
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("articles.jsonl");
    let keys = |articles: &[Article], threads| {
        fs::write(&file, json_lines(articles)).unwrap();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut found = BTreeMap::new();
        let (inputs, reading) = ([Input::Path(file.clone())], ReadOptions::new(std::env::temp_dir()));
        let take = |article: ArticleKeys| drop(found.insert(article.id.clone(), article));
        pool.install(|| article_keys(&inputs, &reading, CandidateEngine::Seeds, &|_| {}, take)).unwrap();
        found
    };
    let forwards = keys(&articles, 1);
    let backwards: Vec<Article> = articles.iter().rev().cloned().collect();
    assert!(forwards == keys(&backwards, 3) && forwards.len() > 100);
}
