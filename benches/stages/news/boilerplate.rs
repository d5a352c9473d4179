//! Benches of boilerplate: by the articles that repeat it, and by phrases at the ends of a text.

use crate::corpus::{CORPUS, numbers};
use criterion::{Criterion, Throughput};
use std::hint::black_box;
use wirecopy_article::text::Role;
use wirecopy_news::boilerplate::{CarrierFacts, Page, PageParagraph, RepeatedFragment, at_page_ends, detect};

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
    let carried: Vec<RepeatedFragment<'_>> = carriers
        .chunks(PAGES as usize)
        .map(|carriers| RepeatedFragment { role: Role::Body, carriers })
        .collect();
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

    let texts: Vec<Vec<&str>> = CORPUS
        .analyses
        .iter()
        .map(|analysis| {
            let story = analysis.paragraphs.iter().filter(|paragraph| paragraph.tokens.len() > 20);
            let story = story.map(|paragraph| analysis.folded_of(&paragraph.tokens));
            story.chain(["you may also like", "leave a comment"]).collect()
        })
        .collect();
    let bytes: usize = texts.iter().flatten().map(|folded| folded.len()).sum();
    group.throughput(Throughput::Bytes(bytes as u64)).bench_function("phrases", |bencher| {
        bencher.iter(|| {
            for folded in &texts {
                let found = at_page_ends(black_box(folded));
                assert_eq!(found.iter().filter(|boilerplate| **boilerplate).count(), 2);
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
    CarrierFacts {
        outlet: Some(outlet),
        day: Some(i64::from(number % PAGES)),
        paragraphs: 1 + STORY_PARAGRAPHS as u32,
    }
}

/// Pages of an outlet share its line and nothing else; form letters are printed whole.
fn pages() -> Vec<Page> {
    (0..2 * OUTLETS * PAGES)
        .map(|number| {
            let fragment = number / PAGES;
            let is_letter = fragment >= OUTLETS;
            let mut next = numbers(if is_letter { fragment } else { number + 2 * OUTLETS }.into());
            let mut page = Page::default();
            let mut push = |fragment: Option<u32>, tokens: u32| {
                let start = page.seeds.len();
                page.seeds.extend((0..SEEDS).map(|_| next()));
                page.seeds[start..].sort_unstable();
                page.paragraphs.push(PageParagraph { fragment, tokens, seeds_end: page.seeds.len() as u32 });
            };
            push(Some(fragment), 10);
            (0..STORY_PARAGRAPHS).for_each(|_| push(None, 40));
            page
        })
        .collect()
}
