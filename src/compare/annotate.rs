//! Texts without a corpus: boilerplate is known by form and place, and the relation of two texts by
//! the two alone.

use crate::fingerprints::TextFingerprints;
use std::ops::Range;
use wirecopy_article::text::{Analysis, ParagraphEnd};
use wirecopy_news::boilerplate::{KnownText, ShingleSets, TextUnit, boilerplate_alone, text_units};
use wirecopy_news::kind::page_kind;
use wirecopy_news::relation::{
    AnnotatedText, Context, LongestRuns, PairFacts, Relation, RelationEvidence, evidence, label,
};
use wirecopy_reuse::align::Passage;
use wirecopy_reuse::overlap::Overlap;
use wirecopy_reuse::shingle::token_hashes;

/// The units of a text, and which of them are boilerplate by form and place.
#[derive(Debug, Default)]
pub(crate) struct UnitsAlone {
    pub(crate) units: Vec<TextUnit>,
    pub(crate) is_boilerplate: Vec<bool>,
}

impl UnitsAlone {
    /// Cuts an analysed text with these hashes of its tokens into units and judges them.
    pub(crate) fn of(text: &str, analysis: &Analysis, hashes: &[u64]) -> UnitsAlone {
        let units = text_units(text, analysis, hashes, &KnownText::default());
        let is_boilerplate = boilerplate_alone(&units);
        UnitsAlone { units, is_boilerplate }
    }

    /// Returns the seeds of the text that propose candidates: those of units that are not
    /// boilerplate.
    pub(crate) fn seeds(&self, text: &TextFingerprints) -> Vec<u64> {
        let of_story = text.seeds_in(&self.units).filter(|(unit, _)| !self.is_boilerplate[*unit]);
        of_story.map(|(_, seed)| seed).collect()
    }

    /// Returns the shingle sets of the text.
    pub(crate) fn shingle_sets(&self, text: &TextFingerprints) -> ShingleSets {
        ShingleSets::of(text.shingles.clone(), text.tokens.len(), &self.boilerplate())
    }

    /// Returns the tokens that are boilerplate, as ascending ranges.
    fn boilerplate(&self) -> Vec<Range<u32>> {
        let marked = self.units.iter().zip(&self.is_boilerplate);
        marked.filter(|(_, is_boilerplate)| **is_boilerplate).map(|(unit, _)| unit.tokens.clone()).collect()
    }
}

/// Returns a text as the rules see it, and its units.
pub(crate) fn annotated_alone(
    text: &str,
    analysis: &Analysis,
    title: Option<&str>,
) -> (AnnotatedText, UnitsAlone) {
    let hashes: Vec<u64> = token_hashes(analysis, analysis.all_tokens()).collect();
    let alone = UnitsAlone::of(text, analysis, &hashes);
    let ends: Vec<ParagraphEnd> =
        analysis.paragraphs.iter().map(|part| ParagraphEnd::of(text, analysis, part)).collect();
    let annotated = AnnotatedText::of(text, analysis, title, &alone.boilerplate());
    (annotated.of_kind(page_kind(text, analysis, &ends, title)), alone)
}

/// Returns what two aligned texts are to each other, and what shows it. `longest` are the
/// longest runs that both have.
pub(crate) fn relation_of(
    a: &AnnotatedText,
    b: &AnnotatedText,
    (passages, longest): (&[Passage], LongestRuns),
    whole: Overlap,
    context: Context,
) -> (Relation, Vec<RelationEvidence>) {
    if a.tokens == b.tokens {
        return (Relation::Exact, Vec::new());
    }
    let facts = PairFacts::of(a, b, passages, (whole, whole), context).with_longest(longest);
    (label(&facts), evidence(&facts))
}
