//! What `explain` tells of two articles: one document.

use super::PairDirection;
use serde::Serialize;
use wirecopy_news::relation::{Relation, RelationEvidence};

/// Why two articles are a pair, or are none.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The first article.
    pub a: ExplainedArticle,
    /// The second one.
    pub b: ExplainedArticle,
    /// Exact scores over the whole texts.
    pub whole: ExplainedScores,
    /// The same outside boilerplate.
    pub outside_boilerplate: ExplainedScores,
    /// Equal words of all passages.
    pub words: u64,
    /// The longest run of equal words.
    pub longest_match_words: u64,
    /// Passages.
    pub passages: u64,
    /// Whether each engine proposes the pair.
    pub candidates: Vec<ExplainedCandidate>,
    /// Whether a scan reports the pair, once it is proposed.
    pub reported: bool,
    /// The clauses of the rule for reporting; one is enough.
    pub reporting: Vec<Vec<ExplainedTest>>,
    /// What the pair is, from the pair alone; `null` where the two share nothing.
    pub relation: Option<Relation>,
    /// The rule that says so; `null` where the tokens are equal, or no rule fired.
    pub fired: Option<ExplainedRule>,
    /// Rules that missed one test alone and by little, or beside others that hold; the nearest first.
    pub nearly: Vec<ExplainedRule>,
    /// All further rules, in their order.
    pub others: Vec<ExplainedRule>,
    /// What shows what the pair is.
    pub evidence: Vec<RelationEvidence>,
    /// Which of the two had it first.
    pub direction: PairDirection,
    /// Seconds from the first to the second, where both are known to the second.
    pub lag_seconds: Option<i64>,
}

/// One of the two articles.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedArticle {
    /// Its id.
    pub id: String,
    /// Outlet, where it is known.
    pub outlet: Option<String>,
    /// When it was published, ISO 8601.
    pub published: Option<String>,
    /// Title, where it is known.
    pub title: Option<String>,
    /// Words.
    pub words: u64,
    /// Distinct shingles.
    pub shingles: u64,
    /// Paragraphs.
    pub paragraphs: u64,
    /// Paragraphs that a phrase shows to be boilerplate.
    pub boilerplate: u64,
}

/// Exact scores.
#[derive(Debug, Clone, PartialEq, Serialize)]
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

/// What one engine sees of a pair.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedCandidate {
    /// `seeds` or `bands`.
    pub engine: String,
    /// Whether the present parameters use it.
    pub in_use: bool,
    /// Keys of the first article.
    pub a_keys: u64,
    /// Keys of the second one.
    pub b_keys: u64,
    /// Keys of both.
    pub shared: u64,
    /// Keys that a candidate must share.
    pub needed: u64,
    /// Whether it proposes the pair.
    pub proposed: bool,
}

/// A rule and its tests.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedRule {
    /// The label that it gives.
    pub relation: Relation,
    /// What it looks at.
    pub tests: Vec<ExplainedTest>,
}

/// One number against one threshold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedTest {
    /// What was measured.
    pub what: String,
    /// What it is, six decimals.
    pub value: f64,
    /// The least that it has to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// The most that it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
    /// Whether it is.
    pub holds: bool,
}
