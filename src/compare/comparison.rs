//! Two texts, compared.

use crate::compare::annotate::{annotated_alone, relation_of};
use crate::output::{Pair, PairPassage};
use crate::pairs::passage_rows::passage_rows;
use crate::pairs::tokenised::TokenisedText;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_news::relation::{AnnotatedText, Context, LongestRuns, Relation, RelationEvidence};
use wirecopy_reuse::align::{Passage, SharedRuns, align_shared, are_moved};
use wirecopy_reuse::overlap::Overlap;

/// The shared shingles, passages and relation of two texts.
///
/// ```
/// let lead = "The harbour board will close the old quay in March, said Ada Holm.";
/// let compared = wirecopy::compare(lead, &format!("TOLM - {lead}"));
/// assert_eq!((compared.a.words(), compared.longest()), (13, 13));
/// assert_eq!(compared.overlap.a_in_b(), 1.0);
/// ```
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The first text and its tokens.
    pub a: TokenisedText,
    /// The second text and its tokens.
    pub b: TokenisedText,
    /// Exact overlap of their sets of shingles.
    pub overlap: Overlap,
    longest: u32,
    /// Their passages in bytes, as `pairs.jsonl` has them, in the order of the first text.
    pub passages: Vec<PairPassage>,
    /// Those passages in tokens, in their order.
    pub alignment: Vec<Passage>,
    /// For each passage whether its place among the others differs between the texts.
    pub moved: Vec<bool>,
    /// Their relation; `None` if the texts share nothing.
    pub relation: Option<Relation>,
    /// Evidence of the relation.
    pub evidence: Vec<RelationEvidence>,
}

/// Compares two texts: shared shingles, aligned passages, and the relation that follows from these
/// alone.
///
/// Works on any two texts, whatever they share; linear in both in practice.
///
/// ```
/// let story = |days: &str| {
///     let reason = "so that divers can mend the wall";
///     format!("The board of Tolm will close the old quay for {days} days in March, {reason}.")
/// };
/// let comparison = wirecopy::compare(&story("eleven"), &story("12"));
/// assert!(comparison.jaccard() > 0.5 && comparison.containment() > 0.7);
/// assert_eq!(comparison.passages().len(), 1);
/// assert_eq!(comparison.passages()[0].edits.numbers, [["eleven".to_owned(), "12".to_owned()]]);
/// ```
pub fn compare(a: &str, b: &str) -> Comparison {
    let mut analysis = Analysis::default();
    let (a, annotated_a) = prepared(a, &mut analysis);
    let (b, annotated_b) = prepared(b, &mut analysis);
    let shared = SharedRuns::between(&a.ngrams, &b.ngrams);
    let alignment = align_shared(&a.ngrams, &b.ngrams, &shared);
    let longest = LongestRuns::of([&annotated_a, &annotated_b], [&a.ngrams, &b.ngrams], &shared);
    let overlap = a.ngrams.overlap(&b.ngrams);
    let shares_text = overlap.shared > 0 || !alignment.is_empty();
    let (relation, evidence) = shares_text
        .then(|| relation_of(&annotated_a, &annotated_b, (&alignment, longest), overlap, Context::default()))
        .unzip();
    Comparison {
        passages: passage_rows(&alignment, &a, &b),
        moved: are_moved(&alignment),
        relation,
        evidence: evidence.unwrap_or_default(),
        overlap,
        longest: longest.anywhere,
        alignment,
        a,
        b,
    }
}

fn prepared(text: &str, analysis: &mut Analysis) -> (TokenisedText, AnnotatedText) {
    analyse(text, analysis);
    let (annotated, _) = annotated_alone(text, analysis, None);
    (TokenisedText::of_hashed(text.to_owned(), analysis, annotated.tokens.clone()), annotated)
}

impl Comparison {
    /// Returns |A∩B| / |A∪B| over shingles.
    pub fn jaccard(&self) -> f64 {
        self.overlap.jaccard()
    }

    /// Returns the larger of |A∩B| / |A| and |A∩B| / |B| over shingles.
    pub fn containment(&self) -> f64 {
        self.overlap.containment()
    }

    /// Returns the passages in bytes of both texts, in the order of the first.
    pub fn passages(&self) -> &[PairPassage] {
        &self.passages
    }

    /// Returns what the pair is; `None` if the texts share nothing.
    pub fn relation(&self) -> Option<Relation> {
        self.relation
    }

    /// Returns the words of the longest run that both texts have.
    pub fn longest(&self) -> u32 {
        self.longest
    }

    /// Returns the comparison as a row of `pairs.jsonl`, sides as they were given; `None` if the
    /// texts share nothing.
    pub fn row(&self, a: &str, b: &str) -> Option<Pair> {
        Some(Pair {
            longest_match_words: Some(self.longest().into()),
            evidence: Some(self.evidence.clone()),
            passages: Some(self.passages.clone()),
            ..Pair::of([a, b], self.overlap, self.relation?)
        })
    }
}
