//! Alignment of copies and their sources.

use crate::corpus::CORPUS;
use criterion::{BatchSize, Criterion, Throughput};
use std::hint::black_box;
use wirecopy_reuse::align::{NgramIndex, SharedRuns, align_both_ways, align_indexed, longest};

/// Every common run of this many words is found; a shorter one may be too frequent to be looked up.
const WORDS_FOUND: u32 = 12;

pub fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("align");
    let n_tokens: u64 = CORPUS.tokens.iter().map(|tokens| tokens.len() as u64).sum();
    group.throughput(Throughput::Elements(n_tokens)).bench_function("texts indexed", |bencher| {
        bencher.iter_batched(
            || CORPUS.tokens.clone(),
            |tokens| {
                let indexes: Vec<NgramIndex> = tokens.into_iter().map(NgramIndex::new).collect();
                assert_eq!(indexes.iter().map(|ngrams| ngrams.len() as u64).sum::<u64>(), n_tokens);
                indexes
            },
            BatchSize::LargeInput,
        );
    });

    let indexes: Vec<NgramIndex> = CORPUS.tokens.iter().cloned().map(NgramIndex::new).collect();
    let pair = |(a, b): &(u32, u32)| (&indexes[*a as usize], &indexes[*b as usize]);
    let runs: u64 = CORPUS
        .pairs
        .iter()
        .map(|(a, b)| longest_common_run(&CORPUS.tokens[*a as usize], &CORPUS.tokens[*b as usize]))
        .filter(|run| *run >= WORDS_FOUND)
        .map(u64::from)
        .sum();
    let found_run = |run: u32| if run >= WORDS_FOUND { u64::from(run) } else { 0 };
    group.throughput(Throughput::Bytes(CORPUS.pair_bytes()));
    group.bench_function("align", |bencher| {
        bencher.iter(|| {
            let found = CORPUS.pairs.iter().map(pair).map(|(a, b)| longest(&align_indexed(black_box(a), b)));
            assert_eq!(found.map(found_run).sum::<u64>(), runs);
        });
    });
    group.bench_function("align both ways", |bencher| {
        bencher.iter(|| {
            let found = CORPUS.pairs.iter().map(pair).map(|(a, b)| {
                let (there, back) = align_both_ways(black_box(a), b, &SharedRuns::between(a, b));
                [there, back].map(|passages| found_run(longest(&passages)))
            });
            assert_eq!(found.flatten().sum::<u64>(), 2 * runs);
        });
    });
    group.finish();
}

/// The textbook table, row by row.
fn longest_common_run(a: &[u64], b: &[u64]) -> u32 {
    let mut above = vec![0; b.len() + 1];
    let mut longest = 0;
    for token in a {
        let mut left_above = 0;
        for (at, other) in b.iter().enumerate() {
            let run = if token == other { left_above + 1 } else { 0 };
            left_above = std::mem::replace(&mut above[at + 1], run);
            longest = longest.max(run);
        }
    }
    longest
}
