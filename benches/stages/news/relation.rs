//! Texts as the rules see them, and what a pair is.

use crate::corpus::CORPUS;
use criterion::{Criterion, Throughput};
use std::hint::black_box;
use wirecopy_lab::generate::TrueRelation;
use wirecopy_news::relation::{AnnotatedText, Context, PairFacts, Relation, label};
use wirecopy_reuse::align::{Passage, align};
use wirecopy_reuse::overlap::Overlap;

pub fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("relation");
    let n_tokens: usize = CORPUS.tokens.iter().map(Vec::len).sum();
    let read = |at: usize| {
        let (article, analysis) = (&CORPUS.articles[at], &CORPUS.analyses[at]);
        AnnotatedText::of(black_box(&article.text), analysis, Some(&article.title), &[])
    };
    group.throughput(Throughput::Bytes(CORPUS.text_bytes())).bench_function("readings", |bencher| {
        bencher.iter(|| {
            let tokens: usize = (0..CORPUS.articles.len()).map(|at| read(at).len() as usize).sum();
            assert_eq!(tokens, n_tokens);
        });
    });

    let readings: Vec<AnnotatedText> = (0..CORPUS.articles.len()).map(read).collect();
    let pairs: Vec<Pair> = CORPUS.pairs.iter().map(|(a, b)| Pair::of(*a as usize, *b as usize)).collect();
    group.throughput(Throughput::Elements(pairs.len() as u64)).bench_function("labels", |bencher| {
        bencher.iter(|| {
            let mut right = 0;
            for pair in &pairs {
                let (a, b) = (&readings[pair.a], &readings[pair.b]);
                let scores = (pair.overlap, pair.overlap);
                let facts = PairFacts::of(black_box(a), b, &pair.passages, scores, Context::default());
                right += usize::from(pair.may_be(label(&facts)));
            }
            // From two texts alone; boilerplate and dates, which are not given here, decide the
            // rest.
            assert!(right * 100 >= pairs.len() * 85, "{right} of {}", pairs.len());
        });
    });
    group.finish();
}

struct Pair {
    a: usize,
    b: usize,
    overlap: Overlap,
    passages: Vec<Passage>,
    made: TrueRelation,
}

impl Pair {
    fn of(a: usize, b: usize) -> Pair {
        let copy = [a, b].into_iter().find_map(|at| CORPUS.truth[at].relation);
        Pair {
            a,
            b,
            overlap: Overlap::between(&CORPUS.sets[a], &CORPUS.sets[b]),
            passages: align(&CORPUS.tokens[a], &CORPUS.tokens[b]),
            made: copy.expect("one of the two is a copy"),
        }
    }

    /// Returns whether the label is one that two texts alone can show of what was made.
    fn may_be(&self, label: Relation) -> bool {
        match self.made {
            TrueRelation::Exact | TrueRelation::Near => matches!(
                label,
                Relation::Near
                    | Relation::Exact
                    | Relation::Excerpt
                    | Relation::Update
                    | Relation::CopyTruncated
            ),
            TrueRelation::CopyTruncated | TrueRelation::Teaser | TrueRelation::Excerpt => matches!(
                label,
                Relation::CopyTruncated
                    | Relation::Teaser
                    | Relation::Excerpt
                    | Relation::Contained
                    | Relation::Near
            ),
            TrueRelation::Update => matches!(label, Relation::Update | Relation::Near | Relation::Template),
            TrueRelation::Roundup => matches!(label, Relation::Excerpt | Relation::SharedQuote),
            TrueRelation::SharedQuote => label == Relation::SharedQuote,
            TrueRelation::Template => label == Relation::Template,
        }
    }
}
