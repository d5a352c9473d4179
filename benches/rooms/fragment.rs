//! Paragraphs that stand more than once: collapse, shingles and scores, drafts, echoes.

use crate::corpus::{ARTICLES, CORPUS};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput};
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use wirecopy::paragraphs::{DistinctParagraphs, NearScores, ParagraphShingles, drafts, echoes};
use wirecopy_article::text::Analysis;
use wirecopy_reuse::shingle::token_hashes;

pub fn benches(criterion: &mut Criterion) {
    let folded: Vec<&str> = CORPUS
        .analyses
        .iter()
        .flat_map(|analysis| {
            analysis.paragraphs.iter().map(|paragraph| analysis.folded_of(&paragraph.tokens))
        })
        .filter(|folded| !folded.is_empty())
        .collect();
    let mut group = criterion.benchmark_group("fragment");
    let repeats = collapse(&mut group, &folded);
    near(&mut group, &folded, &repeats);
    echo(&mut group);
    group.finish();
}

fn collapse(group: &mut BenchmarkGroup<'_, WallTime>, folded: &[&str]) -> DistinctParagraphs {
    // Paragraphs numbered by their text, in the place of hashes.
    let mut numbers: BTreeMap<&str, u64> = BTreeMap::new();
    let keys: Vec<u64> = folded
        .iter()
        .map(|text| {
            let next = numbers.len() as u64 + 1;
            *numbers.entry(*text).or_insert(next)
        })
        .collect();
    group.throughput(Throughput::Elements(keys.len() as u64)).bench_function("exact collapse", |bencher| {
        bencher.iter(|| {
            assert_eq!(DistinctParagraphs::of_keys(black_box(&keys)).first.len(), numbers.len());
        });
    });
    DistinctParagraphs::of_keys(&keys)
}

/// Each distinct paragraph against the one after it, and those that are near drawn together.
fn near(group: &mut BenchmarkGroup<'_, WallTime>, folded: &[&str], repeats: &DistinctParagraphs) {
    let texts: Vec<&str> = repeats.first.iter().map(|place| folded[*place as usize]).collect();
    let shingles: Vec<ParagraphShingles> = texts.iter().map(|text| ParagraphShingles::of(text)).collect();
    let bytes = texts.iter().map(|text| text.len() as u64).sum();
    let words: usize = shingles.iter().map(|shingles| shingles.words.len()).sum();
    group.throughput(Throughput::Bytes(bytes)).bench_function("shingles of paragraphs", |bencher| {
        bencher.iter(|| {
            let made = texts.iter().map(|text| ParagraphShingles::of(black_box(text)).words.len());
            assert_eq!(made.sum::<usize>(), words);
        });
    });

    let mut near = Vec::new();
    for place in 1..shingles.len() {
        let scores = NearScores::of(&shingles[place - 1], &shingles[place]);
        if scores.are_near() {
            near.push((place as u32 - 1, place as u32));
        }
    }
    group.throughput(Throughput::Elements(shingles.len() as u64 - 1)).bench_function("scores", |bencher| {
        bencher.iter(|| {
            let found = shingles.windows(2).filter(|two| NearScores::of(&two[0], &two[1]).are_near());
            assert_eq!(found.count(), near.len());
        });
    });

    let in_some: BTreeSet<u32> = near
        .iter()
        .flat_map(|(a, b)| [*a, *b])
        .chain((0..).zip(&repeats.occurrences).filter(|(_, count)| **count > 1).map(|(unit, _)| unit))
        .collect();
    let score = |pairs: &[(u32, u32)]| {
        let of = |(a, b): &(u32, u32)| NearScores::of(&shingles[*a as usize], &shingles[*b as usize]);
        Ok(pairs.iter().map(of).collect())
    };
    let n_units = repeats.occurrences.len() as u64;
    group.throughput(Throughput::Elements(n_units)).bench_function("drafts", |bencher| {
        bencher.iter(|| {
            let len = |unit: u32| texts[unit as usize].len() as u32;
            let drawn = drafts(black_box(&repeats.occurrences), &near, len, score).expect("nothing is read");
            let members = drawn.members.items();
            // No paragraph stands in two, and only one that is repeated or near to another stands in any.
            let distinct: BTreeSet<u32> = members.iter().map(|(unit, _)| *unit).collect();
            assert!(distinct.len() == members.len() && distinct.is_subset(&in_some));
        });
    });
}

fn echo(group: &mut BenchmarkGroup<'_, WallTime>) {
    let texts: Vec<String> = (0..ARTICLES)
        .map(|number| {
            let headline = format!("Ferry line number {number} closes for repairs until autumn");
            format!("{headline}\n\n{headline}, its owner said on Monday after the boats were looked at.\n")
        })
        .collect();
    let read: Vec<(Analysis, Vec<u64>)> = texts
        .iter()
        .map(|text| crate::corpus::analysed(text))
        .map(|analysis| {
            let hashes = token_hashes(&analysis, analysis.all_tokens()).collect();
            (analysis, hashes)
        })
        .collect();
    let bytes = texts.iter().map(|text| text.len() as u64).sum();
    group.throughput(Throughput::Bytes(bytes)).bench_function("echoes", |bencher| {
        bencher.iter(|| {
            let echoes_of =
                |(analysis, hashes): &(Analysis, Vec<u64>)| echoes(black_box(analysis), hashes).len();
            let found: usize = read.iter().map(echoes_of).sum();
            assert_eq!(found, texts.len());
        });
    });
}
