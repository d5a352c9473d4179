//! What the reported pairs are, from each pair alone.

use super::articles::{ArticleFindings, VerifiedPair};
use super::collapse::Corpus;
use super::directions::OutletsOfCopies;
use super::paragraphs::Paragraphs;
use crate::document::Place;
use crate::error::Result;
use crate::formats::Spool;
use crate::furniture::at_page_ends;
use crate::passage::{Passage, align};
use crate::relation::{Context, Evidence, Marks, PairFacts, Reading, Relation, SideFacts, evidence, label};
use crate::text::{Analysis, analyse};
use crate::verify::{Overlap, SHINGLES_IN_MEMORY, in_tiles};
use rayon::prelude::*;
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Memory of a token in a [`Reading`], in units of 8 bytes: 8 for its hash, 1 for its marks, and a sixth of them are words that are kept.
const WEIGHT_OF_TOKEN: u64 = 2;

/// A shorter passage is a form of words and no part of a story.
const PART_WORDS_MIN: u32 = 12;

/// Words of running text before its first passage up to which a part of a story is its beginning.
const LEAD_WORDS_MAX: u32 = 25;

/// What the reported pairs are, in their order. Evidence lies in a spool: a row of it is larger than all else that is known of a pair.
pub(super) struct Labels {
    relations: Vec<Relation>,
    places: Vec<Place>,
    spool: Spool,
    /// Pairs of which one may hold a part of the other, by their place.
    pub(super) parts: Vec<(u32, Parts)>,
}

/// Which tokens of two articles stand in passages that are part of their stories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) a: Part,
    pub(super) b: Part,
}

/// The same of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) tokens: Vec<Range<u32>>,
    /// Whether its first words are among them.
    pub(super) is_lead: bool,
}

impl Labels {
    /// The label of the pair at this place.
    pub(super) fn relation(&self, at: usize) -> Relation {
        self.relations[at]
    }

    /// What shows it.
    pub(super) fn evidence(&self, at: usize) -> Result<Vec<Evidence>> {
        let text = self.spool.text(&self.places[at])?;
        Ok(serde_json::from_str(&text).expect("evidence is read as it was written"))
    }

    /// Gives a pair another label, which further evidence shows.
    pub(super) fn relabel(&mut self, at: usize, relation: Relation, further: Evidence) -> Result<()> {
        let mut evidence = self.evidence(at)?;
        evidence.push(further);
        self.places[at] = self.spool.append(&frame(&evidence))?;
        self.relations[at] = relation;
        Ok(())
    }
}

fn frame(evidence: &[Evidence]) -> Vec<u8> {
    Spool::frame(&serde_json::to_string(evidence).expect("evidence has no keys but strings"))
}

/// Labels the reported pairs.
pub(super) fn with_labels(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    mut found: ArticleFindings,
    temp_dir: &Path,
) -> Result<ArticleFindings> {
    let spool = Mutex::new(Spool::create(temp_dir)?);
    let outlets = OutletsOfCopies::of(corpus);
    let rows = compared(corpus, paragraphs, &outlets, &found.pairs, |facts, parts| {
        let relation = label(facts);
        let frame = frame(&evidence(facts));
        let place = spool.lock().unwrap_or_else(PoisonError::into_inner).append(&frame)?;
        Ok((relation, place, may_hold_part(relation).then_some(parts)))
    })?;
    let mut labels = Labels {
        relations: Vec::with_capacity(rows.len()),
        places: Vec::with_capacity(rows.len()),
        spool: spool.into_inner().unwrap_or_else(PoisonError::into_inner),
        parts: Vec::new(),
    };
    for (at, (relation, place, parts)) in (0..).zip(rows) {
        labels.relations.push(relation);
        labels.places.push(place);
        labels.parts.extend(parts.map(|parts| (at, parts)));
    }
    found.labels = Some(labels);
    Ok(found)
}

/// Whether one of the two may be made of the other and of more.
fn may_hold_part(relation: Relation) -> bool {
    matches!(relation, Relation::Excerpt | Relation::Contained | Relation::CopyTruncated | Relation::Teaser)
}

/// Aligns pairs, which are sorted, and gives what `row` makes of the facts and parts of each.
pub(super) fn compared<Row: Send>(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    outlets: &OutletsOfCopies,
    pairs: &[VerifiedPair],
    row: impl Fn(&PairFacts, Parts) -> Result<Row> + Sync,
) -> Result<Vec<Row>> {
    let units: Vec<(u32, u32)> = pairs.iter().map(|pair| (pair.a, pair.b)).collect();
    in_tiles(
        &units,
        |unit| WEIGHT_OF_TOKEN * u64::from(corpus.sketch(corpus.article_of(unit)).tokens),
        SHINGLES_IN_MEMORY,
        |units| readings(corpus, paragraphs, units),
        |a, b, left, right| {
            let at = units.binary_search(&(a, b)).expect("a tile is made of the pairs");
            let VerifiedPair { whole, outside, .. } = pairs[at];
            let passages = align(&left.tokens, &right.tokens);
            let context = outlets.context(corpus, a, b);
            let facts = PairFacts::of(left, right, &passages, (whole, outside), context);
            let parts = Parts {
                a: part(left, &facts.a, &passages, |passage| &passage.a),
                b: part(right, &facts.b, &passages, |passage| &passage.b),
            };
            Some(row(&facts, parts))
        },
    )?
    .into_iter()
    .collect()
}

fn part(
    reading: &Reading,
    facts: &SideFacts,
    passages: &[Passage],
    of: impl Fn(&Passage) -> &Range<u32>,
) -> Part {
    let is_of_story = |tokens: &&Range<u32>| {
        let marks = &reading.marks[tokens.start as usize..tokens.end as usize];
        let of_page = marks.iter().filter(|marks| marks.has(Marks::FURNITURE)).count();
        2 * of_page < marks.len()
    };
    let long = passages.iter().filter(|passage| passage.words >= PART_WORDS_MIN);
    Part {
        tokens: long.map(of).filter(is_of_story).cloned().collect(),
        is_lead: facts.before <= LEAD_WORDS_MAX,
    }
}

/// Units as the rules see them, in their order.
fn readings(corpus: &Corpus, paragraphs: &Paragraphs, units: &[u32]) -> Result<Vec<Reading>> {
    units
        .par_iter()
        .map_init(Analysis::default, |analysis, unit| {
            let article = corpus.article_of(*unit);
            let text = corpus.originals.text(&corpus.row(article).place)?;
            analyse(&text, analysis);
            let title = corpus.described(article)?.title;
            let first = corpus.paragraph_numbers(*unit).start;
            let is_furniture = |number: u32| paragraphs.furniture(first + number).is_some();
            Ok(Reading::of(&text, analysis, title.as_deref(), is_furniture))
        })
        .collect()
}

/// A text as the rules see it where no corpus tells what belongs to the page: known phrases do.
pub(super) fn reading_alone(text: &str, analysis: &Analysis, title: Option<&str>) -> (Reading, Vec<bool>) {
    let folded: Vec<&str> =
        analysis.paragraphs.iter().map(|paragraph| analysis.folded_of(&paragraph.tokens)).collect();
    let furniture = at_page_ends(&folded);
    (Reading::of(text, analysis, title, |paragraph| furniture[paragraph as usize]), furniture)
}

/// What two texts are and what shows it, from them alone.
pub(super) fn told_alone(
    a: &str,
    b: &str,
    passages: &[Passage],
    whole: Overlap,
    context: Context,
) -> (Relation, Vec<Evidence>) {
    let mut analysis = Analysis::default();
    let mut read = |text: &str| {
        analyse(text, &mut analysis);
        reading_alone(text, &analysis, None).0
    };
    let (a, b) = (read(a), read(b));
    if a.tokens == b.tokens {
        return (Relation::Exact, Vec::new());
    }
    let facts = PairFacts::of(&a, &b, passages, (whole, whole), context);
    (label(&facts), evidence(&facts))
}
