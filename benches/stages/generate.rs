//! Articles made, with and without their truth, one thread.

use crate::corpus::{ARTICLES, CORPUS, dump};
use criterion::{Criterion, Throughput};
use std::hint::black_box;
use wirecopy_lab::generate::{write_articles, write_block};

pub fn benches(criterion: &mut Criterion) {
    let dump = dump();
    let expected = CORPUS.json_lines();
    let mut group = criterion.benchmark_group("generate");
    group.throughput(Throughput::Bytes(expected.len() as u64));
    let (mut articles, mut truth) = (Vec::new(), Vec::new());
    group.bench_function("articles", |bencher| {
        bencher.iter(|| {
            articles.clear();
            write_articles(black_box(&dump), 0..ARTICLES, &mut articles);
            assert_eq!(articles.len(), expected.len());
        });
    });
    group.bench_function("articles and truth", |bencher| {
        bencher.iter(|| {
            articles.clear();
            truth.clear();
            write_block(black_box(&dump), 0..ARTICLES, &mut articles, &mut truth);
            assert_eq!(articles, expected.as_bytes());
        });
    });
    group.finish();
}
