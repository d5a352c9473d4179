//! Edges to clusters around representatives.

use criterion::{Criterion, Throughput};
use std::hint::black_box;
use wirecopy_news::relation::Bond;
use wirecopy_news::story::article_clusters;
use wirecopy_reuse::graph::stars;

/// Stories of the graph.
const STORIES: u32 = 2_000;

/// Articles of each, every one a copy of every other.
const SIZE: u32 = 10;

pub fn benches(criterion: &mut Criterion) {
    let n_units = STORIES * SIZE;
    // Members of a story lie far from each other, as units that are numbered by a hash do; a chain joins all stories, and no link of it holds.
    let unit = |story: u32, member: u32| member * STORIES + story;
    let mut edges: Vec<(u32, u32)> = (0..STORIES)
        .flat_map(|story| {
            let pairs = (0..SIZE).flat_map(|b| (0..b).map(move |a| (a, b)));
            pairs.map(move |(a, b)| (unit(story, a), unit(story, b)))
        })
        .collect();
    let chain = (1..STORIES).map(|story| (unit(story - 1, SIZE - 1), unit(story, SIZE - 1)));
    let chained: Vec<(u32, u32)> = edges.iter().copied().chain(chain).collect();
    edges.sort_unstable();
    let never = |pairs: &[(u32, u32)]| Ok::<_, std::convert::Infallible>(vec![false; pairs.len()]);

    let mut group = criterion.benchmark_group("cluster");
    group.throughput(Throughput::Elements(edges.len() as u64)).bench_function("stars", |bencher| {
        bencher.iter(|| {
            let found =
                stars(n_units, black_box(&edges), |unit| n_units - unit, never).expect("nothing is read");
            assert_eq!(found.len() as u32, STORIES);
            assert!(found.iter().all(|star| star.members.len() as u32 == SIZE));
        });
    });

    let mut bonds: Vec<(u32, u32, Bond)> = chained
        .iter()
        .map(|(a, b)| (*a, *b, if a % STORIES == b % STORIES { Bond::Whole } else { Bond::Part }))
        .collect();
    bonds.sort_unstable();
    group.throughput(Throughput::Elements(bonds.len() as u64)).bench_function("articles", |bencher| {
        bencher.iter(|| {
            let found = article_clusters(n_units, black_box(&bonds), |unit| n_units - unit, |_| 1, never)
                .expect("nothing is read");
            let members: usize = found.stars.iter().map(|star| star.members.len()).sum();
            assert_eq!((found.stars.len() as u32, members as u32), (STORIES, n_units));
        });
    });
    group.finish();
}
