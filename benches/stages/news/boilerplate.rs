//! Benches of boilerplate: by the articles that repeat it, and by the form of one text.

use crate::corpus::{CORPUS, numbers};
use criterion::{Criterion, Throughput};
use std::hint::black_box;
use wirecopy_news::boilerplate::{
    CarrierFacts, KnownText, Page, PageForm, PageUnit, boilerplate_alone, detect, text_units,
};

/// Outlets, each with one line on all of its pages.
const OUTLETS: u32 = 200;

/// Pages of each outlet.
const PAGES: u32 = 30;

/// Paragraphs of a page's own.
const STORY_PARAGRAPHS: usize = 20;

/// Seeds of a paragraph.
const SEEDS: usize = 12;

pub fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("boilerplate");
    let pages = pages();
    // Every fragment is on pages of its own, as their first paragraph.
    let carriers: Vec<(u32, u32)> = (0..2 * OUTLETS * PAGES).map(|page| (page, 0)).collect();
    let carried: Vec<&[(u32, u32)]> = carriers.chunks(PAGES as usize).collect();
    // Page lines are boilerplate, the first paragraphs of form letters are not.
    let expected: Vec<bool> = (0..2 * OUTLETS).map(|fragment| fragment < OUTLETS).collect();
    group.throughput(Throughput::Elements(carried.len() as u64));
    group.bench_function("fragments by carriers", |bencher| {
        bencher.iter(|| {
            let found = detect(black_box(&carried), carrier, |page| {
                Ok::<_, std::convert::Infallible>(pages[page as usize].clone())
            });
            assert_eq!(found.expect("pages are at hand"), expected);
        });
    });

    let texts = || CORPUS.articles.iter().zip(&CORPUS.analyses).zip(&CORPUS.tokens);
    let bytes: usize = CORPUS.articles.iter().map(|article| article.text.len()).sum();
    group.throughput(Throughput::Bytes(bytes as u64)).bench_function("forms", |bencher| {
        bencher.iter(|| {
            for ((article, analysis), hashes) in texts() {
                let units = text_units(&article.text, analysis, hashes, &KnownText::default());
                assert_eq!(boilerplate_alone(black_box(&units)).len(), units.len());
            }
        });
    });
    group.finish();
}

/// Articles of each page: first the pages of each outlet, then as many of form letters, which
/// different outlets print.
fn carrier(number: u32) -> CarrierFacts {
    let fragment = number / PAGES;
    let outlet = if fragment >= OUTLETS { number % PAGES } else { fragment };
    CarrierFacts { outlet: Some(outlet), day: Some(10 * i64::from(number % PAGES)), copies: 1, units: 9 }
}

/// Pages of an outlet share its line and nothing else; form letters are printed whole.
fn pages() -> Vec<Page> {
    (0..2 * OUTLETS * PAGES)
        .map(|number| {
            let fragment = number / PAGES;
            let is_letter = fragment >= OUTLETS;
            let mut next = numbers(if is_letter { fragment } else { number + 2 * OUTLETS }.into());
            let mut page = Page::default();
            let mut push = |group: Option<u32>, tokens: u32| {
                let start = page.seeds.len();
                page.seeds.extend((0..SEEDS).map(|_| next()));
                page.seeds[start..].sort_unstable();
                page.units.push(PageUnit {
                    group,
                    tokens,
                    seeds_end: page.seeds.len() as u32,
                    form: PageForm::PHRASE,
                    is_boilerplate_alone: false,
                });
            };
            push(Some(fragment), 10);
            (0..STORY_PARAGRAPHS).for_each(|_| push(None, 40));
            page
        })
        .collect()
}
