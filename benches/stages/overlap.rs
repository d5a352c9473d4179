//! Exact overlaps of pairs: of sets in memory, and of sets loaded tile by tile.

use crate::corpus::CORPUS;
use criterion::{Criterion, Throughput};
use std::collections::BTreeSet;
use std::hint::black_box;
use wirecopy_reuse::overlap::{Overlap, SHINGLES_IN_MEMORY, SampleIndex, TilePlan};

/// Articles that all others are compared with.
const SAMPLE: usize = 50;

pub fn benches(criterion: &mut Criterion) {
    let set = |number: u32| &CORPUS.sets[number as usize];
    let shared: u64 = CORPUS.pairs.iter().map(|(a, b)| common(set(*a), set(*b))).sum();
    let compared: u64 = CORPUS.pairs.iter().map(|(a, b)| (set(*a).len() + set(*b).len()) as u64).sum();
    let mut group = criterion.benchmark_group("overlap");

    group.throughput(Throughput::Elements(compared));
    group.bench_function("overlaps", |bencher| {
        bencher.iter(|| {
            let found: u64 = CORPUS
                .pairs
                .iter()
                .map(|(a, b)| u64::from(Overlap::between(black_box(set(*a)), set(*b)).shared))
                .sum();
            assert_eq!(found, shared);
        });
    });
    group.bench_function("overlaps in tiles", |bencher| {
        bencher.iter(|| {
            let weight = |item| set(item).len() as u64;
            let rows = TilePlan::new(black_box(&CORPUS.pairs), weight, SHINGLES_IN_MEMORY).score(
                |items| {
                    Ok::<_, std::convert::Infallible>(items.iter().map(|item| set(*item).clone()).collect())
                },
                |_, a: &Vec<u64>, b| Some(u64::from(Overlap::between(a, b).shared)),
            );
            assert_eq!(rows.expect("nothing is read").iter().sum::<u64>(), shared);
        });
    });

    let (sample, others) = CORPUS.sets.split_at(SAMPLE);
    let index = SampleIndex::new(sample.iter().map(Vec::as_slice));
    let expected: u64 = others
        .iter()
        .flat_map(|other| sample.iter().map(|set| u64::from(Overlap::between(set, other).shared)))
        .sum();
    group.throughput(Throughput::Elements(others.iter().map(|set| set.len() as u64).sum()));
    group.bench_function(format!("overlaps with a sample of {SAMPLE}"), |bencher| {
        bencher.iter(|| {
            let found: u64 = others
                .iter()
                .flat_map(|set| index.overlaps(black_box(set)))
                .map(|(_, overlap)| u64::from(overlap.shared))
                .sum();
            assert_eq!(found, expected);
        });
    });
    group.finish();
}

fn common(a: &[u64], b: &[u64]) -> u64 {
    let a: BTreeSet<&u64> = a.iter().collect();
    b.iter().filter(|shingle| a.contains(shingle)).count() as u64
}
