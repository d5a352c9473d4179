//! Why two articles are a pair, or are none, under the present parameters.

use crate::compare::find_article::GivenArticle;
use crate::corpus::sketch::scheme;
use crate::output::{
    ExplainedArticle, ExplainedCandidate, ExplainedRule, ExplainedScores, ExplainedTest, Explanation,
    six_decimals,
};
use crate::pairs::candidates::seeds_needed;
use crate::pairs::direction::context_of_dates;
use crate::pairs::label::reading_alone;
use crate::params::CandidateEngine;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_io::to_iso8601;
use wirecopy_news::relation::{
    AnnotatedText, Bound, PairFacts, Relation, Test, Tried, evidence, is_reported_with, judge,
    reporting_clauses,
};
use wirecopy_news::story::{Side, Zones, direction};
use wirecopy_reuse::align::align;
use wirecopy_reuse::candidates::Banding;
use wirecopy_reuse::minhash::{Kernel, MinHasher};
use wirecopy_reuse::overlap::Overlap;
use wirecopy_reuse::shingle::{distinct, intersection_len, word_shingles};
use wirecopy_reuse::winnow::seeds;

/// Explains a pair from its two texts alone: boilerplate is told by phrases, since its carriers need a corpus. Linear in both texts.
pub fn explain(a: &GivenArticle, b: &GivenArticle, engine: CandidateEngine) -> Explanation {
    let (left, right) = (Fingerprints::of(a), Fingerprints::of(b));
    let whole = Overlap::between(&left.whole, &right.whole);
    let outside = Overlap::between(&left.outside, &right.outside);
    let passages = align(&left.reading.tokens, &right.reading.tokens);
    let context = context_of_dates(
        a.outlet.as_deref().zip(b.outlet.as_deref()).map(|(a, b)| a == b),
        a.published.zip(b.published),
    );
    let facts = PairFacts::of(&left.reading, &right.reading, &passages, (whole, outside), context);
    let judgement = judge(&facts);
    let is_exact = left.reading.tokens == right.reading.tokens;
    let shares_text = facts.words > 0 || whole.shared > 0;
    let relation = if is_exact { Relation::Exact } else { judgement.fired.relation };
    let nearly = judgement.nearly_fired();
    Explanation {
        a: left.explained(a),
        b: right.explained(b),
        whole: scores(whole),
        outside_boilerplate: scores(outside),
        words: facts.words.into(),
        longest_match_words: facts.longest.into(),
        passages: facts.passages.into(),
        candidates: candidates(&left, &right, engine),
        reported: is_reported_with(whole, facts.longest),
        reporting: reporting_clauses(whole, facts.longest).iter().map(|clause| tests(clause)).collect(),
        relation: shares_text.then_some(relation),
        fired: (!is_exact && !judgement.fired.tests.is_empty()).then(|| rule(&judgement.fired)),
        others: judgement.others.iter().filter(|tried| !nearly.contains(tried)).map(rule).collect(),
        nearly: nearly.into_iter().map(rule).collect(),
        evidence: evidence(&facts),
        direction: direction(&side_of(a, &left), &side_of(b, &right), Zones::Any).into(),
        lag_seconds: context.lag_seconds,
    }
}

/// All that is worked out of one text.
struct Fingerprints {
    reading: AnnotatedText,
    n_boilerplate: u64,
    /// Distinct shingles.
    whole: Vec<u64>,
    /// Those that begin outside boilerplate.
    outside: Vec<u64>,
    /// Distinct seeds outside boilerplate.
    seeds: Vec<u64>,
    /// Keys of the bands of the signature.
    bands: Vec<u32>,
}

impl Fingerprints {
    fn of(article: &GivenArticle) -> Fingerprints {
        let mut analysis = Analysis::default();
        analyse(&article.text, &mut analysis);
        let (reading, boilerplate) = reading_alone(&article.text, &analysis, article.title.as_deref());
        let mut in_order = Vec::new();
        word_shingles(&reading.tokens, &mut in_order);
        let is_boilerplate = |position: usize| {
            let paragraphs = &analysis.paragraphs;
            let at = paragraphs.partition_point(|paragraph| paragraph.tokens.end as usize <= position);
            boilerplate.get(at) == Some(&true)
        };
        let mut found = Vec::new();
        seeds(&in_order, |position, seed| {
            if !is_boilerplate(position) {
                found.push(seed);
            }
        });
        distinct(&mut found);
        let (mut upper_halves, mut slots, mut bands) = (Vec::new(), Vec::new(), Vec::new());
        if !in_order.is_empty() {
            MinHasher::new(Banding::ARTICLES.slots(), scheme().seed, Kernel::detect()).signature(
                &in_order,
                &mut upper_halves,
                &mut slots,
            );
            Banding::ARTICLES.keys(&slots, &mut bands);
        }
        let mut outside: Vec<u64> = (0..)
            .zip(&in_order)
            .filter(|(at, _)| !is_boilerplate(*at))
            .map(|(_, shingle)| *shingle)
            .collect();
        distinct(&mut outside);
        let mut whole = in_order;
        distinct(&mut whole);
        let n_boilerplate = boilerplate.iter().filter(|boilerplate| **boilerplate).count() as u64;
        Fingerprints { reading, n_boilerplate, whole, outside, seeds: found, bands }
    }

    fn explained(&self, article: &GivenArticle) -> ExplainedArticle {
        ExplainedArticle {
            id: article.id.clone(),
            outlet: article.outlet.clone(),
            published: article.published.map(|published| to_iso8601(&published)),
            title: article.title.clone(),
            words: self.reading.len().into(),
            shingles: self.whole.len() as u64,
            paragraphs: self.reading.paragraphs.len() as u64,
            boilerplate: self.n_boilerplate,
        }
    }
}

fn side_of<'a>(article: &'a GivenArticle, taken: &Fingerprints) -> Side<'a> {
    Side {
        outlet: article.outlet.as_deref(),
        published: article.published,
        words: taken.reading.len(),
        ..Side::default()
    }
}

fn scores(overlap: Overlap) -> ExplainedScores {
    ExplainedScores {
        jaccard: six_decimals(overlap.jaccard()),
        a_in_b: six_decimals(overlap.a_in_b()),
        b_in_a: six_decimals(overlap.b_in_a()),
        shared_shingles: overlap.shared.into(),
    }
}

fn candidates(a: &Fingerprints, b: &Fingerprints, engine: CandidateEngine) -> Vec<ExplainedCandidate> {
    let seeds = intersection_len(&a.seeds, &b.seeds) as u64;
    let needed = seeds_needed(a.whole.len() as u32, b.whole.len() as u32) as u64;
    let bands = a.bands.iter().zip(&b.bands).filter(|(a, b)| a == b).count() as u64;
    let row = |name: &str, engines: [CandidateEngine; 2], keys: (usize, usize), shared: u64, needed: u64| {
        ExplainedCandidate {
            engine: name.to_owned(),
            in_use: engines.contains(&engine),
            a_keys: keys.0 as u64,
            b_keys: keys.1 as u64,
            shared,
            needed,
            proposed: shared >= needed,
        }
    };
    use CandidateEngine::{Bands, Both, Seeds};
    vec![
        row("seeds", [Seeds, Both], (a.seeds.len(), b.seeds.len()), seeds, needed),
        row("bands", [Bands, Both], (a.bands.len(), b.bands.len()), bands, 1),
    ]
}

fn rule(tried: &Tried) -> ExplainedRule {
    ExplainedRule { relation: tried.relation, tests: tests(&tried.tests) }
}

fn tests(tests: &[Test]) -> Vec<ExplainedTest> {
    let explained = |test: &Test| ExplainedTest {
        what: test.what.to_owned(),
        value: six_decimals(test.value),
        at_least: if let Bound::AtLeast(least) = test.bound { Some(least) } else { None },
        at_most: if let Bound::AtMost(most) = test.bound { Some(most) } else { None },
        holds: test.holds(),
    };
    tests.iter().map(explained).collect()
}
