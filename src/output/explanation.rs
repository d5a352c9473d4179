//! The explanation of one pair: one document.

use super::parts::PairDirection;
use serde::Serialize;
use wirecopy_news::relation::{Relation, RelationEvidence};

/// The reasons why two articles are a pair, or are none.
///
/// ```
/// use wirecopy::output::{
///     ExplainedArticle, ExplainedBoilerplate, ExplainedCandidate, ExplainedRule, ExplainedScores,
///     ExplainedTest, Explanation, WeighedEvidence,
/// };
/// use wirecopy::{CandidateEngine, Input, ReadOptions, explain, find_articles};
///
/// let inputs = [Input::Path("data/sample".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let [a, b] = find_articles(&inputs, &reading, ["ap-ferry-1", "hbc-1001"])?;
/// let explanation: Explanation = explain(&a, &b, CandidateEngine::Seeds);
///
/// let (whole, outside): (&ExplainedScores, &ExplainedScores) =
///     (&explanation.whole, &explanation.outside_boilerplate);
/// assert!(outside.shared_shingles <= whole.shared_shingles);
/// let engines: &[ExplainedCandidate] = &explanation.candidates;
/// assert!(engines.iter().any(|engine| engine.in_use && engine.proposed));
/// let clauses: &[Vec<ExplainedTest>] = &explanation.reporting;
/// assert!(clauses.iter().any(|clause| clause.iter().all(|test| test.holds)));
/// let rules: &[ExplainedRule] = &explanation.others;
/// assert!(rules.iter().all(|rule| !rule.tests.is_empty()));
///
/// let article: &ExplainedArticle = &explanation.b;
/// let units: &[ExplainedBoilerplate] = &article.boilerplate_units;
/// for evidence in units.iter().flat_map(|unit| &unit.evidence) {
///     let WeighedEvidence { name, weight } = evidence;
///     println!("{name} {weight:+}");
/// }
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explanation {
    /// The first article.
    pub a: ExplainedArticle,
    /// The second article.
    pub b: ExplainedArticle,
    /// Exact scores over the whole texts.
    pub whole: ExplainedScores,
    /// Exact scores outside boilerplate.
    pub outside_boilerplate: ExplainedScores,
    /// Equal words in all passages.
    pub words: u64,
    /// Words of the longest run that both have.
    pub longest_match_words: u64,
    /// Number of passages.
    pub passages: u64,
    /// The pair as each engine sees it.
    pub candidates: Vec<ExplainedCandidate>,
    /// True if a scan would report the pair once it is a candidate.
    pub reported: bool,
    /// The clauses of the rule for reporting; one that holds is enough.
    pub reporting: Vec<Vec<ExplainedTest>>,
    /// Minimum number of shingles of a text that is removed as a copy without being equal, where
    /// one of the two has fewer; `null` if neither has.
    pub copy_shingles_min: Option<u64>,
    /// Relation, judged by the pair alone; `null` if the two share nothing.
    pub relation: Option<Relation>,
    /// The rule that decided the relation; `null` if the tokens are equal or no rule fired.
    pub fired: Option<ExplainedRule>,
    /// Rules that failed one test only, the nearest first.
    pub nearly: Vec<ExplainedRule>,
    /// All other rules, in their order.
    pub others: Vec<ExplainedRule>,
    /// Evidence of the relation.
    pub evidence: Vec<RelationEvidence>,
    /// The one of the two that had the text first.
    pub direction: PairDirection,
    /// Seconds from the date of `a` to that of `b`; `null` if they are not both known to the
    /// second.
    pub lag_seconds: Option<i64>,
}

/// One of the two articles.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExplainedArticle {
    /// Id.
    pub id: String,
    /// Outlet, `null` if unknown.
    pub outlet: Option<String>,
    /// Date in ISO 8601, `null` if unknown.
    pub published: Option<String>,
    /// Title, `null` if unknown.
    pub title: Option<String>,
    /// Words.
    pub words: u64,
    /// Distinct shingles.
    pub shingles: u64,
    /// Paragraphs.
    pub paragraphs: u64,
    /// Units (paragraphs, or pieces of them) that are boilerplate by their form and place.
    pub boilerplate: u64,
    /// Each of these units, with its evidence.
    pub boilerplate_units: Vec<ExplainedBoilerplate>,
}

/// A unit that is boilerplate by its form and place.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExplainedBoilerplate {
    /// Its first byte in the text.
    pub start: u64,
    /// The byte after its last one.
    pub end: u64,
    /// The sum of the weights; a unit with a sum above 0 is boilerplate.
    pub score: f64,
    /// All evidence.
    pub evidence: Vec<WeighedEvidence>,
}

/// One piece of evidence for or against boilerplate.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WeighedEvidence {
    /// Its name; `nothing` is the weight without any other evidence.
    pub name: String,
    /// Its weight; evidence against boilerplate has a negative one.
    pub weight: f64,
}

/// Exact scores.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExplainedScores {
    /// |A∩B| / |A∪B|, six decimals.
    pub jaccard: f64,
    /// |A∩B| / |A|, six decimals.
    pub a_in_b: f64,
    /// |A∩B| / |B|, six decimals.
    pub b_in_a: f64,
    /// |A∩B|.
    pub shared_shingles: u64,
}

/// The pair as one engine sees it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExplainedCandidate {
    /// `seeds` or `bands`.
    pub engine: String,
    /// True if the parameters use it.
    pub in_use: bool,
    /// Keys of the first article.
    pub a_keys: u64,
    /// Keys of the second article.
    pub b_keys: u64,
    /// Keys that both have.
    pub shared: u64,
    /// Keys that a candidate must share.
    pub needed: u64,
    /// True if it proposes the pair.
    pub proposed: bool,
}

/// A rule and its tests.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExplainedRule {
    /// The relation that it decides for.
    pub relation: Relation,
    /// Its tests; all must hold.
    pub tests: Vec<ExplainedTest>,
}

/// One number against one threshold.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExplainedTest {
    /// The measured quantity, in words.
    pub what: String,
    /// The measured number, six decimals.
    pub value: f64,
    /// Smallest number that passes; absent if there is no lower bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// Largest number that passes; absent if there is no upper bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
    /// True if the number passes.
    pub holds: bool,
}
