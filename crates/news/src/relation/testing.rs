//! Texts and passages for tests.

use super::{AnnotatedText, Context, PairFacts, Relation, label};
use crate::kind::PageKind;
use std::ops::Range;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_reuse::align::{Edit, Passage, PassageKind, align};
use wirecopy_reuse::overlap::Overlap;
use wirecopy_reuse::shingle::{distinct, word_shingles};

/// Creates a passage with these edits.
pub(super) fn passage(a: Range<u32>, b: Range<u32>, edits: &[(Range<u32>, Range<u32>)]) -> Passage {
    let edited: u32 = edits.iter().map(|(a, _)| a.len() as u32).sum();
    let mut start = a.start;
    let mut longest = 0;
    for (edit, _) in edits {
        longest = longest.max(edit.start - start);
        start = edit.end;
    }
    Passage {
        words: a.len() as u32 - edited,
        longest: longest.max(a.end - start),
        kind: if edits.is_empty() { PassageKind::Identical } else { PassageKind::Edited },
        edits: edits.iter().map(|(a, b)| Edit { a: a.clone(), b: b.clone() }).collect(),
        a,
        b,
    }
}

/// An annotated text.
pub(super) struct Page {
    pub(super) text: AnnotatedText,
}

impl Page {
    pub(super) fn new(text: &str) -> Page {
        Page::with_boilerplate(text, &[])
    }

    pub(super) fn with_boilerplate(text: &str, boilerplate: &[u32]) -> Page {
        let mut analysis = Analysis::default();
        analyse(text, &mut analysis);
        let tokens = |index: &u32| analysis.paragraphs[*index as usize].tokens.clone();
        let boilerplate: Vec<_> = boilerplate.iter().map(tokens).collect();
        Page { text: AnnotatedText::of(text, &analysis, None, &boilerplate) }
    }

    /// Counts the facts of two texts with these passages.
    pub(super) fn facts(&self, other: &Page, passages: &[Passage]) -> PairFacts {
        let set = |page: &Page| {
            let mut shingles = Vec::new();
            word_shingles(&page.text.tokens, &mut shingles);
            distinct(&mut shingles);
            shingles
        };
        let overlap = Overlap::between(&set(self), &set(other));
        PairFacts::of(&self.text, &other.text, passages, (overlap, overlap), Context::default())
    }
}

/// Returns the label of two texts, aligned as a scan aligns them.
pub(super) fn relation(a: &str, b: &str, context: Context) -> (Relation, PairFacts) {
    relation_titled((a, None), (b, None), context)
}

/// Returns the label of two texts whose pages are of one kind.
pub(super) fn relation_of_kind(kind: PageKind, a: &str, b: &str, context: Context) -> Relation {
    relation_annotated([(a, None), (b, None)], context, |annotated| annotated.of_kind(kind)).0
}

/// Returns the label of two texts with their titles.
pub(super) fn relation_titled(
    a: (&str, Option<&str>),
    b: (&str, Option<&str>),
    context: Context,
) -> (Relation, PairFacts) {
    relation_annotated([a, b], context, |annotated| annotated)
}

/// Returns the label of two texts with their titles, of which more is known than they show.
fn relation_annotated(
    texts: [(&str, Option<&str>); 2],
    context: Context,
    known: impl Fn(AnnotatedText) -> AnnotatedText,
) -> (Relation, PairFacts) {
    let [(a, of_a), (b, of_b)] = texts.map(|(text, title)| {
        let mut analysis = Analysis::default();
        analyse(text, &mut analysis);
        let annotated = known(AnnotatedText::of(text, &analysis, title, &[]));
        let mut shingles = Vec::new();
        word_shingles(&annotated.tokens, &mut shingles);
        distinct(&mut shingles);
        (annotated, shingles)
    });
    let overlap = Overlap::between(&of_a, &of_b);
    let facts = PairFacts::of(&a, &b, &align(&a.tokens, &b.tokens), (overlap, overlap), context);
    (label(&facts), facts)
}
