//! Credits of a text, and the verdict that follows from them.

use crate::corpus::CORPUS;
use criterion::{Criterion, Throughput};
use std::hint::black_box;
use wirecopy_lab::generate::TrueCredit;
use wirecopy_news::credit::{Credit, Neighbourhood, Verdict, agency_named, find, text_agency, verdict};

pub fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("credit");
    let is_credited = |at: usize| CORPUS.truth[at].credit == TrueCredit::WireCredited;
    let credited: Vec<usize> = (0..CORPUS.truth.len()).filter(|at| is_credited(*at)).collect();
    let mut found = Vec::new();
    group.throughput(Throughput::Bytes(CORPUS.text_bytes())).bench_function("find", |bencher| {
        bencher.iter(|| {
            let mut named = 0;
            for (at, (article, analysis)) in CORPUS.articles.iter().zip(&CORPUS.analyses).enumerate() {
                find(black_box(&article.text), analysis, &mut found);
                let agency = CORPUS.truth[at].agency.as_deref().and_then(agency_named);
                named += usize::from(is_credited(at) && text_agency(&found) == agency);
            }
            // Misread characters hide a name here and there.
            assert!(named * 100 >= credited.len() * 95, "{named} of {}", credited.len());
        });
    });

    let evidence: Vec<Vec<Credit>> = credited
        .iter()
        .map(|at| {
            let mut found = Vec::new();
            find(&CORPUS.articles[*at].text, &CORPUS.analyses[*at], &mut found);
            found
        })
        .collect();
    let origin = |credits: &&Vec<Credit>| text_agency(credits).is_some();
    let with_origin = evidence.iter().filter(origin).count();
    group.throughput(Throughput::Elements(evidence.len() as u64)).bench_function("verdict", |bencher| {
        bencher.iter(|| {
            let wire = evidence.iter().filter(|credits| {
                verdict(black_box(credits), &Neighbourhood::default(), |_| false) == Verdict::WireCredited
            });
            assert_eq!(wire.count(), with_origin);
        });
    });
    group.finish();
}
