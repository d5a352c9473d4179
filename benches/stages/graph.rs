//! Clusters around representatives.

use criterion::{Criterion, Throughput};
use std::hint::black_box;
use wirecopy_news::relation::Edge;
use wirecopy_news::story::{TextSize, article_clusters};
use wirecopy_reuse::graph::{Edges, star_clusters};

/// Stories of the graph.
const STORIES: u32 = 2_000;

/// Articles of each story, every one a copy of every other.
const SIZE: u32 = 10;

pub fn benches(criterion: &mut Criterion) {
    let n_items = STORIES * SIZE;
    // Members of a story have distant numbers, as items that are numbered by a hash do; a chain
    // joins all stories, and none of its links is verified.
    let item = |story: u32, member: u32| member * STORIES + story;
    let mut edges: Vec<(u32, u32)> = (0..STORIES)
        .flat_map(|story| {
            let pairs = (0..SIZE).flat_map(|b| (0..b).map(move |a| (a, b)));
            pairs.map(move |(a, b)| (item(story, a), item(story, b)))
        })
        .collect();
    let chain = (1..STORIES).map(|story| (item(story - 1, SIZE - 1), item(story, SIZE - 1)));
    let chained: Vec<(u32, u32)> = edges.iter().copied().chain(chain).collect();
    edges.sort_unstable();
    let never = |pairs: &[(u32, u32)]| Ok::<_, std::convert::Infallible>(vec![false; pairs.len()]);

    let mut group = criterion.benchmark_group("graph");
    group.throughput(Throughput::Elements(edges.len() as u64)).bench_function("stars", |bencher| {
        bencher.iter(|| {
            let found =
                star_clusters(n_items, Edges::Verified(black_box(&edges)), |item| n_items - item, never)
                    .expect("nothing is read");
            assert_eq!(found.len() as u32, STORIES);
            assert!(found.iter().all(|star| star.members.len() as u32 == SIZE));
        });
    });

    let mut edges: Vec<(u32, u32, Edge)> = chained
        .iter()
        .map(|(a, b)| (*a, *b, if a % STORIES == b % STORIES { Edge::Full } else { Edge::Partial }))
        .collect();
    edges.sort_unstable();
    let size = |item: u32| TextSize { shingles: n_items - item, copies: 1 };
    group.throughput(Throughput::Elements(edges.len() as u64)).bench_function("articles", |bencher| {
        bencher.iter(|| {
            let found = article_clusters(n_items, black_box(&edges), size, never).expect("nothing is read");
            let members: usize = found.stars.iter().map(|star| star.members.len()).sum();
            assert_eq!((found.stars.len() as u32, members as u32), (STORIES, n_items));
        });
    });
    group.finish();
}
