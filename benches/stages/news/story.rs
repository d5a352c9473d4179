//! Benches of directions, originality, versions and the network of outlets.

use crate::corpus::CORPUS;
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput};
use std::collections::BTreeSet;
use std::hint::black_box;
use wirecopy_io::parse_date;
use wirecopy_news::direction::{
    Appearance, Direction, DirectionRule, FirstMatches, Origin, Side, StoryCopy, Zones, direction,
};
use wirecopy_news::story::{
    LinkMode, NetworkAgencies, Precedence, SharedPart, network, originality, version_chains,
};

/// Outlets of the network.
const OUTLETS: u32 = 500;

/// Stories, each carried by as many outlets as follow.
const STORIES: u32 = 5_000;
const CARRIERS: u32 = 8;

pub fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("story");
    directions(&mut group);
    networks(&mut group);
    shares(&mut group);
    versions(&mut group);
    group.finish();
}

/// Copies come after their sources and all dates have zones: the date decides where nothing more
/// explicit does.
fn directions(group: &mut BenchmarkGroup<'_, WallTime>) {
    let sides: Vec<Side<'_>> = CORPUS
        .articles
        .iter()
        .map(|article| Side {
            outlet: Some(&article.outlet),
            published: parse_date(&article.published),
            ..Side::default()
        })
        .collect();
    let is_source = |at: u32| CORPUS.truth[at as usize].source.is_none();
    let expected: Vec<Origin> =
        CORPUS.pairs.iter().map(|(a, _)| if is_source(*a) { Origin::A } else { Origin::B }).collect();
    group.throughput(Throughput::Elements(CORPUS.pairs.len() as u64));
    group.bench_function("directions", |bencher| {
        bencher.iter(|| {
            for ((a, b), origin) in CORPUS.pairs.iter().zip(&expected) {
                let (a, b) = (&sides[*a as usize], &sides[*b as usize]);
                let Direction { from, rule, .. } = direction(black_box(a), b, Zones::Any);
                assert_eq!((from, rule), (*origin, DirectionRule::Date));
            }
        });
    });
}

/// Every story passes from its first outlet to all others, or from each to the next.
fn networks(group: &mut BenchmarkGroup<'_, WallTime>) {
    let carriers: Vec<StoryCopy> = (0..STORIES * CARRIERS)
        .map(|number| {
            let (story, step) = (number / CARRIERS, number % CARRIERS);
            let second = i64::from(story) * 1_000 + i64::from(step);
            StoryCopy {
                story,
                text: number,
                // The step is a prime, so that no outlet carries a story twice.
                outlet: Some((story + step * 61) % OUTLETS),
                appeared: Some(Appearance { earliest: second, latest: second }),
                words: 300,
                originality: Some(f64::from(u8::from(step == 0))),
                credits: None,
            }
        })
        .collect();
    let mut matches = FirstMatches::new(&carriers);
    for number in (1..STORIES * CARRIERS).filter(|number| number % CARRIERS > 0) {
        matches.add_pair(number - 1, number, 0.9);
    }
    let no_agency = NetworkAgencies { own: vec![None; OUTLETS as usize], ..NetworkAgencies::default() };
    group.throughput(Throughput::Elements(carriers.len() as u64));
    for (name, mode) in
        [("network by origin", LinkMode::Origin), ("network by match", LinkMode::FirstMatch(&matches))]
    {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let tally = network(black_box(&carriers), &no_agency, mode);
                let linked: u64 = tally.edges.values().map(|edge| edge.stories).sum();
                assert_eq!(linked, u64::from(STORIES * (CARRIERS - 1)));
                assert_eq!(tally.stories_shared, u64::from(STORIES));
            });
        });
    }
}

/// Every second part of 20 words is somebody else's, and is in three other articles.
fn shares(group: &mut BenchmarkGroup<'_, WallTime>) {
    let body = [0..200, 210..610];
    let parts: Vec<SharedPart> = (0..610)
        .step_by(40)
        .flat_map(|start| [start; 3])
        .map(|start| SharedPart { tokens: start..start + 20, other: Precedence::Earlier })
        .collect();
    let copied: BTreeSet<u32> = parts.iter().flat_map(|part| part.tokens.clone()).collect();
    let own = body.iter().cloned().flatten().filter(|word| !copied.contains(word)).count();
    let expected = own as f64 / body.iter().map(|stretch| stretch.len()).sum::<usize>() as f64;
    group.throughput(Throughput::Elements(parts.len() as u64)).bench_function("originality", |bencher| {
        bencher.iter(|| assert_eq!(originality(black_box(&body), &parts), Some(expected)));
    });
}

/// Chains of ten versions, of which each updates the one before it.
fn versions(group: &mut BenchmarkGroup<'_, WallTime>) {
    const LEN: u32 = 10;
    let n_articles = STORIES * LEN;
    let edges: Vec<(u32, u32)> =
        (1..n_articles).filter(|later| later % LEN > 0).map(|later| (later - 1, later)).collect();
    group.throughput(Throughput::Elements(edges.len() as u64)).bench_function("versions", |bencher| {
        bencher.iter(|| {
            let second = |article: u32| Some(Appearance { earliest: article.into(), latest: article.into() });
            let chains = version_chains(n_articles, black_box(&edges), second);
            assert_eq!(chains.len() as u32, STORIES);
            assert!(chains.iter().all(|chain| chain.len() as u32 == LEN && chain.is_sorted()));
        });
    });
}
