//! Explanations of why two articles are a pair, or are none, under the present parameters.
//!
//! *Takes* two articles and the candidate engine. *Gives* an [`Explanation`]: scores, what each
//! engine sees, which rule for reporting and which relation holds, and by how much others were
//! missed. *Costs* linear time in both texts in practice. *Never* defines anything itself: shingle
//! sets, candidates, passages, facts and rules are those that a scan uses; but boilerplate is known
//! by form and place only, because its carriers need a corpus. *Source*: the rules of
//! `wirecopy_news::relation`.

use crate::compare::annotate::{UnitsAlone, annotated_alone};
use crate::compare::find_article::GivenArticle;
use crate::corpus::sketch::{BandHasher, SignatureSpace};
use crate::fingerprints::TextFingerprints;
use crate::output::{
    ExplainedArticle, ExplainedBoilerplate, ExplainedCandidate, ExplainedRule, ExplainedScores,
    ExplainedTest, Explanation, WeighedEvidence, six_decimals,
};
use crate::pairs::direction::context_of_dates;
use crate::params::CandidateEngine;
use wirecopy_article::text::Analysis;
use wirecopy_io::to_iso8601;
use wirecopy_news::boilerplate::{ShingleSets, TextUnit, UnitEvidence, evidence_alone, score, weighed};
use wirecopy_news::direction::{Side, Zones, direction};
use wirecopy_news::relation::{
    AnnotatedText, Bound, LongestRuns, PairFacts, Relation, Test, Tried, evidence, is_reported_with, judge,
    reporting_clauses,
};
use wirecopy_news::removal::Policy;
use wirecopy_reuse::align::{NgramIndex, SharedRuns, align_shared};
use wirecopy_reuse::candidates::{Banding, SeedIndex, seeds_needed};
use wirecopy_reuse::overlap::Overlap;
use wirecopy_reuse::shingle::distinct;

/// Explains a pair from its two texts alone. Linear in both texts in practice.
///
/// ```
/// use wirecopy::{CandidateEngine, Input, ReadOptions, explain, find_articles};
///
/// let inputs = [Input::Path("data/sample".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let [a, b] = find_articles(&inputs, &reading, ["ap-ferry-1", "hbc-1001"])?;
/// let explanation = explain(&a, &b, CandidateEngine::Seeds);
/// assert!(explanation.reported);
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn explain(a: &GivenArticle, b: &GivenArticle, engine: CandidateEngine) -> Explanation {
    let (left, right) = (Fingerprints::of(a), Fingerprints::of(b));
    let whole = left.shingles.overlap(&right.shingles);
    let outside = left.shingles.overlap_outside(&right.shingles, whole);
    let texts = [&left.annotated, &right.annotated];
    let indexes = texts.map(|text| NgramIndex::new(text.tokens.clone()));
    let shared = SharedRuns::between(&indexes[0], &indexes[1]);
    let passages = align_shared(&indexes[0], &indexes[1], &shared);
    let longest = LongestRuns::of(texts, indexes.each_ref(), &shared);
    let context = context_of_dates(
        a.outlet.as_deref().zip(b.outlet.as_deref()).map(|(a, b)| a == b),
        a.published.zip(b.published),
    );
    let facts = PairFacts::of(&left.annotated, &right.annotated, &passages, (whole, outside), context);
    let facts = facts.with_longest(longest);
    let judgement = judge(&facts);
    let is_exact = left.annotated.tokens == right.annotated.tokens;
    let shares_text = facts.words > 0 || whole.shared > 0;
    let relation = if is_exact { Relation::Exact } else { judgement.fired.relation };
    let nearly = judgement.nearly_fired();
    let least = Policy::default().copy_shingles_min;
    Explanation {
        a: left.explained(a),
        b: right.explained(b),
        whole: scores(whole),
        outside_boilerplate: scores(outside),
        words: facts.words.into(),
        longest_match_words: facts.longest.into(),
        passages: facts.passages.into(),
        candidates: candidates(&left, &right, engine),
        reported: is_reported_with(whole, outside, facts.longest_outside),
        reporting: reporting_clauses(whole, outside, facts.longest_outside)
            .iter()
            .map(|clause| tests(clause))
            .collect(),
        copy_shingles_min: (!is_exact && whole.a_len.min(whole.b_len) < least).then_some(least.into()),
        relation: shares_text.then_some(relation),
        fired: (!is_exact && !judgement.fired.tests.is_empty()).then(|| rule(&judgement.fired)),
        others: judgement.others.iter().filter(|tried| !nearly.contains(tried)).map(rule).collect(),
        nearly: nearly.into_iter().map(rule).collect(),
        evidence: evidence(&facts),
        direction: direction(&side_of(a, &left), &side_of(b, &right), Zones::Any).into(),
        lag_seconds: context.lag_seconds,
    }
}

/// Everything that the stages of a scan compute of one text.
struct Fingerprints {
    annotated: AnnotatedText,
    boilerplate: Vec<ExplainedBoilerplate>,
    /// Shingles, by which candidates know short texts.
    n_shingles: u32,
    shingles: ShingleSets,
    /// Distinct seeds outside boilerplate.
    seeds: Vec<u64>,
    /// Keys of the bands of the signature.
    bands: Vec<u32>,
}

impl Fingerprints {
    fn of(article: &GivenArticle) -> Fingerprints {
        let mut text = TextFingerprints::default();
        text.read(&article.text);
        let (annotated, alone) = annotated_alone(&article.text, &text.analysis, article.title.as_deref());
        let (mut seeds, mut bands) = (alone.seeds(&text), Vec::new());
        distinct(&mut seeds);
        BandHasher::new(Banding::ARTICLES).keys(&text.shingles, &mut SignatureSpace::default(), &mut bands);
        Fingerprints {
            boilerplate: explained_boilerplate(&text.analysis, &alone),
            seeds,
            bands,
            n_shingles: text.n_shingles(),
            shingles: alone.shingle_sets(&text),
            annotated,
        }
    }

    fn explained(&self, article: &GivenArticle) -> ExplainedArticle {
        ExplainedArticle {
            id: article.id.clone(),
            outlet: article.outlet.clone(),
            published: article.published.map(|published| to_iso8601(&published)),
            title: article.title.clone(),
            words: self.annotated.len().into(),
            shingles: self.shingles.whole.len() as u64,
            paragraphs: self.annotated.paragraphs.len() as u64,
            boilerplate: self.boilerplate.len() as u64,
            boilerplate_units: self.boilerplate.clone(),
        }
    }
}

/// Returns the units of one text that are boilerplate, each with its evidence.
fn explained_boilerplate(analysis: &Analysis, alone: &UnitsAlone) -> Vec<ExplainedBoilerplate> {
    let evidence = evidence_alone(&alone.units, &alone.is_boilerplate);
    let units = alone.units.iter().zip(&evidence).zip(&alone.is_boilerplate);
    let explained = |((unit, evidence), _): ((&TextUnit, &UnitEvidence), _)| {
        let tokens = &analysis.tokens[unit.tokens.start as usize..unit.tokens.end as usize];
        let weighed = weighed(evidence).map(|(name, weight)| WeighedEvidence {
            name: name.to_lowercase(),
            weight: six_decimals(weight),
        });
        ExplainedBoilerplate {
            start: tokens.first().map_or(0, |token| token.start.into()),
            end: tokens.last().map_or(0, |token| token.end.into()),
            score: six_decimals(score(evidence)),
            evidence: weighed.collect(),
        }
    };
    units.filter(|(_, is_boilerplate)| **is_boilerplate).map(explained).collect()
}

fn side_of<'a>(article: &'a GivenArticle, fingerprints: &Fingerprints) -> Side<'a> {
    Side {
        outlet: article.outlet.as_deref(),
        published: article.published,
        words: fingerprints.annotated.len(),
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
    let needed = seeds_needed(a.n_shingles, b.n_shingles);
    // Two texts are a group of two, which no limit cuts.
    let index = SeedIndex::new(a.seeds.iter().map(|seed| (*seed, 0)), 2);
    let shared_seeds = index.candidates(&b.seeds, |_| 0).first().map_or(0, |(_, shared)| *shared);
    let shared_bands = a.bands.iter().zip(&b.bands).filter(|(a, b)| a == b).count();
    let row =
        |name: &str, is_used: bool, keys: [usize; 2], shared: usize, needed: usize| ExplainedCandidate {
            engine: name.to_owned(),
            in_use: is_used,
            a_keys: keys[0] as u64,
            b_keys: keys[1] as u64,
            shared: shared as u64,
            needed: needed as u64,
            proposed: shared >= needed,
        };
    let (seeds, bands) = ([a.seeds.len(), b.seeds.len()], [a.bands.len(), b.bands.len()]);
    vec![
        row("seeds", engine != CandidateEngine::Bands, seeds, shared_seeds, needed),
        row("bands", engine != CandidateEngine::Seeds, bands, shared_bands, 1),
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
