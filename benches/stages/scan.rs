//! The whole way: JSON Lines on disk to all output files, unpublished. Uses all cores.

use crate::corpus::{ARTICLES, CORPUS};
use criterion::{BatchSize, Criterion, Throughput};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use wirecopy::output::{Counts, OutputDir, Pair, rows};
use wirecopy::scan;
use wirecopy::{Only, ScanParams};
use wirecopy_io::{Input, ReadOptions};
use wirecopy_news::relation::JACCARD_NEAR;
use wirecopy_reuse::overlap::Overlap;

pub fn benches(criterion: &mut Criterion) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let input = home.path().join("articles.jsonl");
    let lines = CORPUS.json_lines();
    std::fs::write(&input, &lines).expect("a disk with room");
    let mut group = criterion.benchmark_group("scan");
    group.throughput(Throughput::Bytes(lines.len() as u64));
    for (name, only) in [
        ("everything", Only::Everything),
        ("articles alone", Only::Articles),
        ("paragraphs alone", Only::Paragraphs),
    ] {
        let params = ScanParams { only, ..ScanParams::default() };
        let created = || OutputDir::create(&home.path().join("scan")).expect("a staging folder");
        let run = |output: &OutputDir| {
            let options = ReadOptions::new(home.path().to_path_buf());
            scan(&[Input::Path(input.clone())], &options, &params, output, &|_| {}).expect("a scan").counts
        };
        let expected = {
            let output = created();
            let counts = run(&output);
            if only != Only::Paragraphs {
                assert_near_copies_are_found(&counts, output.folder.path());
            }
            counts
        };
        group.bench_function(name, |bencher| {
            bencher.iter_batched(
                created,
                |output| assert_eq!(run(&output), expected),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

/// Every copy that is near to its source has a row with it. Of exact copies the first one is in
/// the rows of all.
fn assert_near_copies_are_found(counts: &Counts, folder: &Path) {
    assert_eq!(counts.articles, ARTICLES);
    let found: BTreeSet<(String, String)> = rows::<Pair>(&folder.join("pairs.jsonl"))
        .expect("a scan writes it")
        .map(|row| row.map(|pair| (pair.a, pair.b)).expect("a whole row"))
        .collect();
    let mut first_with: BTreeMap<&[u64], &str> = BTreeMap::new();
    for (article, tokens) in CORPUS.articles.iter().zip(&CORPUS.tokens) {
        first_with.entry(tokens).or_insert(&article.id);
    }
    for (a, b) in CORPUS.pairs.iter().map(|(a, b)| (*a as usize, *b as usize)) {
        let first = |at: usize| first_with[CORPUS.tokens[at].as_slice()].to_owned();
        let (one, other) = (first(a).min(first(b)), first(a).max(first(b)));
        if one != other && Overlap::between(&CORPUS.sets[a], &CORPUS.sets[b]).jaccard() >= JACCARD_NEAR {
            assert!(found.contains(&(one.clone(), other.clone())), "{one} and {other} have no row");
        }
    }
}
