//! Candidates by seeds and by bands, on all cores, as in a scan.

use crate::corpus::CORPUS;
use criterion::{Criterion, Throughput};
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use wirecopy_reuse::candidates::{Banding, SeedSink, band_candidates, seed_candidates};
use wirecopy_reuse::minhash::{Kernel, MinHasher};
use wirecopy_reuse::winnow::seeds;
use wirecopy_scratch::partition::SpillConfig;

/// No group of this corpus is larger, so that every pair of a group counts.
const GROUP_LEN_MAX: usize = 4_096;

/// Seeds that a pair must share.
const SEEDS_NEEDED: usize = 2;

/// Seeds that are added together.
const SEEDS_AT_ONCE: usize = 1 << 12;

pub fn benches(criterion: &mut Criterion) {
    let n_items = CORPUS.articles.len() as u32;
    // More than there is of either, so that nothing is written to a file.
    let spill = SpillConfig { folder: std::env::temp_dir(), entry_bytes: 1 << 33, occurrence_bytes: 1 << 33 };
    let mut group = criterion.benchmark_group("candidates");

    let seeds_of: Vec<Vec<u64>> = CORPUS.shingles.iter().map(|shingles| seeds_in(shingles)).collect();
    let expected = sharing(&seeds_of, SEEDS_NEEDED);
    group.throughput(Throughput::Elements(seeds_of.iter().map(|seeds| seeds.len() as u64).sum()));
    group.bench_function("candidates by seeds", |bencher| {
        bencher.iter(|| {
            let found = seed_candidates(
                black_box(n_items),
                |sink| add_seeds(&seeds_of, sink),
                |_, _| SEEDS_NEEDED,
                GROUP_LEN_MAX,
                &spill,
            );
            assert_eq!(found.expect("memory holds all").pairs.len(), expected);
        });
    });

    let banding = Banding::ARTICLES;
    let keys_of = keys_by_item(banding);
    let in_bands: Vec<Vec<u64>> = keys_of
        .iter()
        .map(|keys| (0u64..).zip(keys).map(|(band, key)| band << 32 | u64::from(*key)).collect())
        .collect();
    let expected = sharing(&in_bands, 1);
    group.throughput(Throughput::Elements((keys_of.len() * banding.bands) as u64));
    group.bench_function("candidates by bands", |bencher| {
        bencher.iter(|| {
            let found = band_candidates(
                n_items,
                black_box(banding.bands),
                |band, sink| (0..).zip(&keys_of).try_for_each(|(item, keys)| sink.push(keys[band], item)),
                GROUP_LEN_MAX,
                &spill,
            );
            assert_eq!(found.expect("memory holds all").pairs.len(), expected);
        });
    });
    group.finish();
}

fn add_seeds(seeds_of: &[Vec<u64>], sink: &SeedSink<'_>) -> wirecopy_reuse::Result<()> {
    let (mut gathered, mut space) = (Vec::with_capacity(2 * SEEDS_AT_ONCE), Vec::new());
    for (item, seeds) in (0..).zip(seeds_of) {
        gathered.extend(seeds.iter().filter(|seed| sink.accepts(**seed)).map(|seed| (*seed, item)));
        if gathered.len() >= SEEDS_AT_ONCE {
            sink.add(&gathered, &mut space)?;
            gathered.clear();
        }
    }
    sink.add(&gathered, &mut space)
}

fn seeds_in(shingles: &[u64]) -> Vec<u64> {
    let mut kept = Vec::new();
    seeds(shingles, |_, seed| kept.push(seed));
    kept
}

fn keys_by_item(banding: Banding) -> Vec<Vec<u32>> {
    let hasher = MinHasher::new(banding.slots(), 1, Kernel::detect());
    let (mut upper_halves, mut slots) = (Vec::new(), Vec::new());
    CORPUS
        .shingles
        .iter()
        .map(|shingles| {
            hasher.signature(shingles, &mut upper_halves, &mut slots);
            let mut keys = Vec::new();
            banding.keys(&slots, &mut keys);
            keys
        })
        .collect()
}

/// The number of pairs of items that share `needed` keys, counted by a table.
fn sharing(keys_of: &[Vec<u64>], needed: usize) -> usize {
    let mut items_with: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (item, keys) in keys_of.iter().enumerate() {
        for key in keys.iter().collect::<BTreeSet<_>>() {
            items_with.entry(*key).or_default().push(item);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for items in items_with.values() {
        for (at, a) in items.iter().enumerate() {
            for b in &items[at + 1..] {
                *shared.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    shared.values().filter(|keys| **keys >= needed).count()
}
