//! The whole scan, and the rooms that every byte passes, on the sample repeated with other ids and words.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use wirecopy::formats::{Input, ReadOptions};
use wirecopy::params::ScanParams;
use wirecopy::pipeline::scan;
use wirecopy::records::OutputDir;
use wirecopy::shingle::{token_hash, word_shingles};
use wirecopy::text::{Analysis, analyse};

/// Articles of the corpus.
const ARTICLES: usize = 2_000;

/// Texts of 300 words drawn from 5,000, every second one the copy of the one before it with a changed paragraph.
fn texts() -> Vec<String> {
    let mut state = 7u64;
    let mut draw = move |end: u64| {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        (state >> 33) % end
    };
    let mut paragraph = move || (0..50).map(|_| format!("word{}", draw(5_000))).collect::<Vec<_>>().join(" ");
    let mut texts: Vec<Vec<String>> = Vec::new();
    for number in 0..ARTICLES {
        if number % 2 == 1 {
            let mut copy = texts[number - 1].clone();
            copy[2] = paragraph();
            texts.push(copy);
        } else {
            texts.push((0..6).map(|_| paragraph()).collect());
        }
    }
    texts.into_iter().map(|paragraphs| paragraphs.join("\n")).collect()
}

fn whole_scan(criterion: &mut Criterion) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let input = home.path().join("articles.jsonl");
    let lines: String =
        texts().iter().map(|text| format!("{}\n", serde_json::json!({ "text": text }))).collect();
    std::fs::write(&input, &lines).expect("a disk with room");
    let mut group = criterion.benchmark_group("scan");
    group.throughput(Throughput::Bytes(lines.len() as u64)).sample_size(10);
    group.bench_function("everything", |bencher| {
        bencher.iter_batched(
            || OutputDir::create(&home.path().join("scan")).expect("a staging folder"),
            |output| {
                let options = ReadOptions::new(home.path().to_path_buf());
                let inputs = [Input::Path(input.clone())];
                let summary =
                    scan(&inputs, &options, &ScanParams::default(), &output, &|_| {}).expect("a scan");
                assert_eq!(summary.counts.pairs as usize, ARTICLES / 2);
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn rooms(criterion: &mut Criterion) {
    let texts = texts();
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group("rooms");
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(20);
    let mut analysis = Analysis::default();
    group.bench_function("text", |bencher| {
        bencher.iter(|| {
            let tokens: usize = texts
                .iter()
                .map(|text| {
                    analyse(black_box(text), &mut analysis);
                    analysis.tokens.len()
                })
                .sum();
            assert_eq!(tokens, ARTICLES * 300);
        });
    });
    let hashed: Vec<Vec<u64>> = texts
        .iter()
        .map(|text| text.split_whitespace().map(|word| token_hash(word.as_bytes())).collect())
        .collect();
    let mut shingles = Vec::new();
    group.bench_function("shingle", |bencher| {
        bencher.iter(|| {
            let made: usize = hashed
                .iter()
                .map(|tokens| {
                    word_shingles(black_box(tokens), &mut shingles);
                    shingles.len()
                })
                .sum();
            assert_eq!(made, ARTICLES * 296);
        });
    });
    group.finish();
}

criterion_group!(benches, whole_scan, rooms);
criterion_main!(benches);
