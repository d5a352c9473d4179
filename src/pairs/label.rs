//! Passages of the verified pairs, and what those that are reported are, from each pair alone.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::pairs::align::{AlignedPair, Alignments, ReadArticle, SharedBlobFile, over_read};
use crate::pairs::candidates::{ArticleFindings, VerifiedPair, may_be_reported};
use crate::pairs::direction::OutletsOfCopies;
use crate::paragraphs::repeated::Paragraphs;
use crate::stories::originality::SharedWords;
use std::ops::Range;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_news::boilerplate::at_page_ends;
use wirecopy_news::relation::{
    AnnotatedText, Context, PairFacts, Relation, RelationEvidence, SideFacts, TokenFlags, UniqueContent,
    evidence, is_reported_with, label, unique_content,
};
use wirecopy_reuse::align::{Passage, SharedRuns, align_both_ways, align_shared, longest};
use wirecopy_reuse::overlap::Overlap;
use wirecopy_scratch::blob::FrameSpan;

/// A shorter passage is a form of words and no part of a story.
const PART_WORDS_MIN: u32 = 12;

/// Words of running text before its first passage up to which a part of a story is its beginning.
const LEAD_WORDS_MAX: u32 = 25;

/// What the reported pairs are, in their order.
pub(crate) struct Labels {
    relations: Vec<Relation>,
    /// Pairs of which one is the other's beginning, by their place, and the text of which more stands in the other.
    cut: Vec<(u32, u32)>,
    /// Pairs of which one may hold a part of the other, by their place, and where that lies.
    pub(crate) parts: Vec<(u32, FrameSpan)>,
}

/// What a pair that is not reported shows all the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hint {
    /// Whether one may be a copy of the other.
    pub(crate) may_be_copy: bool,
    /// Where it lies what either may hold of the other's story; `None` where it holds nothing.
    pub(crate) parts: Option<FrameSpan>,
}

/// Which tokens of two articles stand in passages that are part of their stories. They lie in the blob_file of passages.
#[derive(Debug, bincode::Encode, bincode::Decode)]
pub(crate) struct Parts {
    pub(crate) a: Part,
    pub(crate) b: Part,
}

/// The same of one article.
#[derive(Debug, bincode::Encode, bincode::Decode)]
pub(crate) struct Part {
    pub(crate) tokens: Vec<Range<u32>>,
    /// Whether its first words are among them.
    pub(crate) is_lead: bool,
}

impl Parts {
    /// Whether one of both holds anything of the other's story.
    fn are_some(&self) -> bool {
        !self.a.tokens.is_empty() || !self.b.tokens.is_empty()
    }
}

impl Labels {
    /// The label of the pair at this place.
    pub(crate) fn relation(&self, at: usize) -> Relation {
        self.relations[at]
    }

    /// Gives a pair another label.
    pub(crate) fn relabel(&mut self, at: usize, relation: Relation) {
        self.relations[at] = relation;
    }

    /// Units of which a longer copy shows that they were cut.
    pub(crate) fn cut_by_longer_copies(&self) -> impl Iterator<Item = u32> {
        let is_cut = |(at, _): &&(u32, u32)| self.relation(*at as usize) == Relation::CopyTruncated;
        self.cut.iter().filter(is_cut).map(|(_, text_id)| *text_id)
    }
}

/// What is told of one pair.
enum PairJudgement {
    Reported { aligned: AlignedPair, relation: Relation, cut: Option<u32>, parts: Option<FrameSpan> },
    Weak(Hint),
}

/// Aligns and labels the verified pairs in one reading, weak ones too; those that neither scores nor passages report are weak from here on.
pub(crate) fn with_labels(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    mut found: ArticleFindings,
    budget: &Budget,
) -> Result<ArticleFindings> {
    let rows = SharedBlobFile::create(&budget.room.folder)?;
    let outlets = OutletsOfCopies::of(corpus);
    let shared = SharedWords::of(corpus, &found.pairs);
    let mut pairs = std::mem::take(&mut found.pairs);
    pairs.append(&mut found.weak);
    pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
    let told = compared(corpus, paragraphs, &outlets, budget, &pairs, |pair| {
        let facts = pair.facts();
        let relation = label(&facts);
        let verified = &pairs[pair.at];
        if !may_be_reported(verified) || !is_reported_with(verified.whole, longest(pair.shown())) {
            let parts = Some(pair.parts(&facts)).filter(Parts::are_some);
            let parts = parts.map(|parts| rows.append_row(&parts)).transpose()?;
            return Ok(Some(PairJudgement::Weak(Hint { may_be_copy: relation.may_be_copy(), parts })));
        }
        shared.hear(corpus, verified, &pair.shared, (&pair.left.text.ngrams, &pair.right.text.ngrams));
        let evidence = evidence(&facts);
        Ok(Some(PairJudgement::Reported {
            relation,
            cut: of_more_held(&evidence, verified).filter(|_| relation == Relation::CopyTruncated),
            aligned: pair.keep(evidence, &rows)?,
            parts: may_hold_part(relation).then(|| rows.append_row(&pair.parts(&facts))).transpose()?,
        }))
    })?;
    let mut labels = Labels { relations: Vec::new(), cut: Vec::new(), parts: Vec::new() };
    let mut aligned = Vec::new();
    for (pair, told) in pairs.into_iter().zip(told) {
        match told {
            PairJudgement::Reported { aligned: kept, relation, cut, parts } => {
                let at = found.pairs.len() as u32;
                labels.parts.extend(parts.map(|parts| (at, parts)));
                labels.cut.extend(cut.map(|text_id| (at, text_id)));
                labels.relations.push(relation);
                aligned.push(kept);
                found.pairs.push(pair);
            }
            PairJudgement::Weak(hint) => {
                found.weak.push(pair);
                found.hints.push(hint);
            }
        }
    }
    found.alignments = Some(Alignments::of(aligned, rows));
    found.labels = Some(labels);
    found.shared = Some(shared);
    Ok(found)
}

/// The text of which more stands in the other one; none of two of which the same share does.
fn of_more_held(evidence: &[RelationEvidence], pair: &VerifiedPair) -> Option<u32> {
    let held = evidence.iter().find_map(|piece| match piece {
        RelationEvidence::Held { a, b, .. } => Some((a, b)),
        _ => None,
    });
    held.filter(|(a, b)| a != b).map(|(a, b)| if a > b { pair.a } else { pair.b })
}

/// Whether one of the two may be made of the other and of more.
fn may_hold_part(relation: Relation) -> bool {
    matches!(relation, Relation::Excerpt | Relation::Contained | Relation::CopyTruncated | Relation::Teaser)
}

/// A pair of articles, aligned.
pub(crate) struct ComparedPair<'all> {
    /// Its place among those that are compared.
    at: usize,
    left: &'all ReadArticle,
    right: &'all ReadArticle,
    shared: SharedRuns,
    passages: Vec<Passage>,
    /// Those of the second in the first, where its id is the smaller one.
    turned: Option<Vec<Passage>>,
    overlaps: (Overlap, Overlap),
    context: Context,
}

impl ComparedPair<'_> {
    pub(crate) fn facts(&self) -> PairFacts {
        PairFacts::of(&self.left.reading, &self.right.reading, &self.passages, self.overlaps, self.context)
    }

    /// What each of the two says that the other does not.
    pub(crate) fn unique_content(&self) -> (UniqueContent, UniqueContent) {
        unique_content(&self.left.reading, &self.right.reading, &self.passages)
    }

    pub(crate) fn parts(&self, facts: &PairFacts) -> Parts {
        Parts {
            a: part(&self.left.reading, &facts.a, &self.passages, |passage| &passage.a),
            b: part(&self.right.reading, &facts.b, &self.passages, |passage| &passage.b),
        }
    }

    /// The passages with sides in the order of ids.
    fn shown(&self) -> &[Passage] {
        self.turned.as_ref().unwrap_or(&self.passages)
    }

    fn keep(&self, evidence: Vec<RelationEvidence>, blob_file: &SharedBlobFile) -> Result<AlignedPair> {
        let (left, right) = (&self.left.text, &self.right.text);
        let texts = if self.turned.is_none() { (left, right) } else { (right, left) };
        AlignedPair::keep(self.shown(), texts, evidence, blob_file)
    }
}

/// Aligns pairs, which are sorted, and gives what `row` makes of them, in their order.
pub(crate) fn compared<Row: Send>(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    outlets: &OutletsOfCopies,
    budget: &Budget,
    pairs: &[VerifiedPair],
    row: impl Fn(&ComparedPair<'_>) -> Result<Option<Row>> + Sync,
) -> Result<Vec<Row>> {
    // Articles that stand for texts are numbered in the same order.
    let articles: Vec<(u32, u32)> =
        pairs.iter().map(|pair| (corpus.article_of(pair.a), corpus.article_of(pair.b))).collect();
    let read = |article: u32, text: &str, analysis: &Analysis| {
        let title = corpus.metadata(article)?.title;
        let first = corpus.paragraph_numbers(corpus.text_of(article)).start;
        let is_boilerplate = |number: u32| paragraphs.boilerplate(first + number).is_some();
        Ok(AnnotatedText::of(text, analysis, title.as_deref(), is_boilerplate))
    };
    over_read(corpus, budget, &articles, read, |at, left, right| {
        let (pair, (a, b)) = (&pairs[at], articles[at]);
        // Labels are told in the order of texts, whatever the articles are called; passages are shown in the order of ids.
        let (left_grams, right_grams) = (&left.text.ngrams, &right.text.ngrams);
        let shared = SharedRuns::between(left_grams, right_grams);
        let (passages, turned) = match corpus.id_rank[a as usize] <= corpus.id_rank[b as usize] {
            true => (align_shared(left_grams, right_grams, &shared), None),
            false => {
                let (passages, turned) = align_both_ways(left_grams, right_grams, &shared);
                (passages, Some(turned))
            }
        };
        let compared = ComparedPair {
            at,
            left,
            right,
            shared,
            passages,
            turned,
            overlaps: (pair.whole, pair.outside),
            context: outlets.context(corpus, pair.a, pair.b),
        };
        row(&compared).transpose()
    })?
    .into_iter()
    .collect()
}

fn part(
    reading: &AnnotatedText,
    facts: &SideFacts,
    passages: &[Passage],
    of: impl Fn(&Passage) -> &Range<u32>,
) -> Part {
    let is_of_story = |tokens: &&Range<u32>| {
        let marks = &reading.marks[tokens.start as usize..tokens.end as usize];
        let of_page = marks.iter().filter(|marks| marks.has(TokenFlags::BOILERPLATE)).count();
        2 * of_page < marks.len()
    };
    let long = passages.iter().filter(|passage| passage.words >= PART_WORDS_MIN);
    Part {
        tokens: long.map(of).filter(is_of_story).cloned().collect(),
        is_lead: facts.before <= LEAD_WORDS_MAX,
    }
}

/// A text as the rules see it where no corpus tells what belongs to the page: known phrases do.
pub(crate) fn reading_alone(
    text: &str,
    analysis: &Analysis,
    title: Option<&str>,
) -> (AnnotatedText, Vec<bool>) {
    let folded: Vec<&str> =
        analysis.paragraphs.iter().map(|paragraph| analysis.folded_of(&paragraph.tokens)).collect();
    let boilerplate = at_page_ends(&folded);
    (AnnotatedText::of(text, analysis, title, |paragraph| boilerplate[paragraph as usize]), boilerplate)
}

/// What two texts are and what shows it, from them alone.
pub(crate) fn told_alone(
    a: &str,
    b: &str,
    passages: &[Passage],
    whole: Overlap,
    context: Context,
) -> (Relation, Vec<RelationEvidence>) {
    let mut analysis = Analysis::default();
    let mut read = |text: &str| {
        analyse(text, &mut analysis);
        reading_alone(text, &analysis, None).0
    };
    told(&read(a), &read(b), passages, whole, context)
}

/// The same of texts that were read.
pub(crate) fn told(
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
