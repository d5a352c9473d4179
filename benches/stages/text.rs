//! Analysis of texts: tokens, paragraphs and their roles.

use crate::corpus::CORPUS;
use criterion::{Criterion, Throughput};
use std::hint::black_box;
use wirecopy_article::text::{Analysis, analyse, analyse_without_roles};
use wirecopy_lab::generate::Operation;

pub fn benches(criterion: &mut Criterion) {
    // No letter or digit is outside the tokens, so that text and tokens have equally many. A
    // fraction that a wrong decoding made is two digits.
    for ((article, row), analysis) in CORPUS.articles.iter().zip(&CORPUS.truth).zip(&CORPUS.analyses) {
        if !row.operations.contains(&Operation::Mojibake) {
            assert_eq!(letters_of(&analysis.folded), letters_of(&article.text), "{}", article.id);
        }
    }
    let tokens: usize = CORPUS.analyses.iter().map(|analysis| analysis.folded.split(' ').count()).sum();
    let mut group = criterion.benchmark_group("text");
    group.throughput(Throughput::Bytes(CORPUS.text_bytes()));
    let mut analysis = Analysis::default();
    for (name, analyse) in
        [("tokens", analyse_without_roles as fn(&str, &mut Analysis)), ("tokens and roles", analyse)]
    {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let found: usize = CORPUS
                    .articles
                    .iter()
                    .map(|article| {
                        analyse(black_box(&article.text), &mut analysis);
                        analysis.tokens.len()
                    })
                    .sum();
                assert_eq!(found, tokens);
            });
        });
    }
    group.finish();
}

fn letters_of(text: &str) -> usize {
    text.chars().filter(|character| character.is_alphanumeric()).count()
}
