//! Texts without a corpus: boilerplate is known by its phrases, and the relation of two texts by
//! the two alone.

use wirecopy_article::text::Analysis;
use wirecopy_news::boilerplate::at_page_ends;
use wirecopy_news::relation::{
    AnnotatedText, Context, PairFacts, Relation, RelationEvidence, evidence, label,
};
use wirecopy_reuse::align::Passage;
use wirecopy_reuse::overlap::Overlap;

/// Returns a text as the rules see it, and for each paragraph whether a known phrase shows it to be
/// boilerplate.
pub(crate) fn annotated_alone(
    text: &str,
    analysis: &Analysis,
    title: Option<&str>,
) -> (AnnotatedText, Vec<bool>) {
    let folded: Vec<&str> =
        analysis.paragraphs.iter().map(|paragraph| analysis.folded_of(&paragraph.tokens)).collect();
    let is_boilerplate = at_page_ends(&folded);
    let annotated = AnnotatedText::of(text, analysis, title, |paragraph| is_boilerplate[paragraph as usize]);
    (annotated, is_boilerplate)
}

/// Returns what two aligned texts are to each other, and what shows it.
pub(crate) fn relation_of(
    a: &AnnotatedText,
    b: &AnnotatedText,
    passages: &[Passage],
    whole: Overlap,
    context: Context,
) -> (Relation, Vec<RelationEvidence>) {
    if a.tokens == b.tokens {
        return (Relation::Exact, Vec::new());
    }
    let facts = PairFacts::of(a, b, passages, (whole, whole), context);
    (label(&facts), evidence(&facts))
}
