//! Hashes of tokens, shingles, and sets of shingles.

use crate::corpus::{ARTICLES, CORPUS};
use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput};
use std::collections::BTreeSet;
use std::hint::black_box;
use wirecopy_reuse::shingle::{CHARACTERS, WORDS, character_shingles, distinct, token_hashes, word_shingles};

pub fn benches(criterion: &mut Criterion) {
    let folded_bytes: u64 = CORPUS.analyses.iter().map(|analysis| analysis.folded.len() as u64).sum();
    let mut group = criterion.benchmark_group("shingle");

    group.throughput(Throughput::Bytes(folded_bytes));
    let sum_of = |tokens: &[u64]| tokens.iter().fold(0u64, |sum, hash| sum.wrapping_add(*hash));
    let sum = CORPUS.tokens.iter().fold(0, |sum: u64, tokens| sum.wrapping_add(sum_of(tokens)));
    group.bench_function("token hashes", |bencher| {
        bencher.iter(|| {
            let hashes = CORPUS
                .analyses
                .iter()
                .flat_map(|analysis| token_hashes(black_box(analysis), analysis.all_tokens()));
            assert_eq!(hashes.fold(0, u64::wrapping_add), sum);
        });
    });

    let (mut characters, mut shingles) = (Vec::new(), Vec::new());
    let n_characters: usize = CORPUS.analyses.iter().map(|analysis| analysis.folded.chars().count()).sum();
    group.bench_function("characters", |bencher| {
        bencher.iter(|| {
            let mut made = 0;
            for analysis in &CORPUS.analyses {
                character_shingles(black_box(&analysis.folded), &mut characters, &mut shingles);
                made += shingles.len() + CHARACTERS - 1;
            }
            assert_eq!(made, n_characters);
        });
    });

    let n_tokens: usize = CORPUS.tokens.iter().map(Vec::len).sum();
    let n_shingles = n_tokens - ARTICLES as usize * (WORDS - 1);
    group.throughput(Throughput::Elements(n_shingles as u64));
    group.bench_function("words", |bencher| {
        bencher.iter(|| {
            let mut made = 0;
            for tokens in &CORPUS.tokens {
                word_shingles(black_box(tokens), &mut shingles);
                made += shingles.len();
            }
            assert_eq!(made, n_shingles);
        });
    });
    sets(&mut group);
    group.finish();
}

fn sets(group: &mut BenchmarkGroup<'_, WallTime>) {
    let n_distinct: usize = CORPUS.shingles.iter().map(|all| all.iter().collect::<BTreeSet<_>>().len()).sum();
    group.bench_function("sets", |bencher| {
        bencher.iter_batched(
            || CORPUS.shingles.clone(),
            |mut all| {
                all.iter_mut().for_each(distinct);
                assert_eq!(all.iter().map(Vec::len).sum::<usize>(), n_distinct);
                all
            },
            BatchSize::LargeInput,
        );
    });
}
