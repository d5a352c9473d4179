//! Signatures and winnowed seeds of shingles.

use crate::corpus::CORPUS;
use criterion::{Criterion, Throughput};
use std::hint::black_box;
use wirecopy_reuse::minhash::{Kernel, MinHasher};
use wirecopy_reuse::winnow::{SHINGLES_ALL_EMITTED, WINDOW, seeds};

/// Slots of the signatures.
const SLOTS: usize = 128;

/// Seed of their permutations.
const SEED: u64 = 1;

pub fn benches(criterion: &mut Criterion) {
    let n_shingles: u64 = CORPUS.shingles.iter().map(|shingles| shingles.len() as u64).sum();
    let mut group = criterion.benchmark_group("sketch");
    group.throughput(Throughput::Elements(n_shingles));

    let plain = sum_of_slots(&MinHasher::new(SLOTS, SEED, Kernel::plain()));
    let hasher = MinHasher::new(SLOTS, SEED, Kernel::detect());
    group.bench_function(format!("signatures of {SLOTS} slots"), |bencher| {
        bencher.iter(|| assert_eq!(sum_of_slots(black_box(&hasher)), plain));
    });

    let by_windows: usize = CORPUS.shingles.iter().map(|shingles| seeds_by_windows(shingles)).sum();
    group.bench_function("seeds", |bencher| {
        bencher.iter(|| {
            let mut kept = 0;
            for shingles in &CORPUS.shingles {
                seeds(black_box(shingles), |_, seed| {
                    black_box(seed);
                    kept += 1;
                });
            }
            assert_eq!(kept, by_windows);
        });
    });
    group.finish();
}

fn sum_of_slots(hasher: &MinHasher) -> u64 {
    let (mut upper_halves, mut slots) = (Vec::new(), Vec::new());
    let mut sum = 0;
    for shingles in &CORPUS.shingles {
        hasher.signature(shingles, &mut upper_halves, &mut slots);
        sum += slots.iter().map(|slot| u64::from(*slot)).sum::<u64>();
    }
    sum
}

/// The definition: the right-most minimum of every window.
fn seeds_by_windows(shingles: &[u64]) -> usize {
    if shingles.len() < SHINGLES_ALL_EMITTED {
        return shingles.len();
    }
    let mut positions: Vec<usize> = (0..=shingles.len() - WINDOW)
        .filter_map(|start| (start..start + WINDOW).rev().min_by_key(|position| shingles[*position]))
        .collect();
    positions.dedup();
    positions.len()
}
