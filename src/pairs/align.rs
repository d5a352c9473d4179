//! Alignment of verified pairs: texts are read again tile by tile, so that a bounded number is in
//! memory.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::ArticleId;
use crate::pairs::alignments::{AlignedPair, PairDetails, SharedBlobFile};
use crate::pairs::direction::OutletsOfCopies;
use crate::pairs::findings::VerifiedPair;
use crate::pairs::passage_rows::passage_rows;
use crate::pairs::tokenised::TokenisedText;
use crate::paragraphs::repeated::Paragraphs;
use rayon::prelude::*;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_news::relation::{
    AnnotatedText, Context, LongestRuns, PairFacts, RelationEvidence, UniqueContent, unique_content,
};
use wirecopy_reuse::align::{NgramIndex, Passage, SharedRuns, align_both_ways, align_shared};
use wirecopy_reuse::overlap::{Overlap, TilePlan};

/// An article ready to be aligned and labelled.
pub(crate) struct PreparedArticle {
    pub(crate) text: TokenisedText,
    pub(crate) annotated: AnnotatedText,
}

/// Returns the result of `row` for each pair of articles, given its index and both articles, in the
/// order of pairs.
///
/// Articles of one story are read together, nearly all of them once.
pub(crate) fn map_article_pairs<Row: Send>(
    corpus: &Corpus,
    budget: &Budget,
    pairs: &[(ArticleId, ArticleId)],
    annotate: impl Fn(ArticleId, &str, &Analysis) -> Result<AnnotatedText> + Sync,
    row: impl Fn(usize, &PreparedArticle, &PreparedArticle) -> Option<Row> + Sync,
) -> Result<Vec<Row>> {
    let prepare_all = |articles: &[ArticleId]| {
        let prepare = |analysis: &mut Analysis, article: &ArticleId| {
            let text = corpus.text_source.text(&corpus.row(*article).location)?;
            analyse(&text, analysis);
            let annotated = annotate(*article, &text, analysis)?;
            let hashes = annotated.tokens.clone();
            Ok(PreparedArticle { text: TokenisedText::of_hashed(text, analysis, hashes), annotated })
        };
        articles.par_iter().map_init(|| corpus.analysis(), prepare).collect()
    };
    let weight = |article: ArticleId| u64::from(corpus.row(article).tokens) + 1;
    TilePlan::new(pairs, weight, budget.tokens).score(prepare_all, row)
}

/// Aligns pairs of the corpus.
#[derive(Clone, Copy)]
pub(crate) struct PairAligner<'all> {
    pub(crate) corpus: &'all Corpus,
    pub(crate) paragraphs: &'all Paragraphs,
    pub(crate) outlets: &'all OutletsOfCopies,
    pub(crate) budget: &'all Budget,
}

/// Two texts with the runs that both have, not yet aligned, sides in the order of texts.
pub(crate) struct SharedTexts<'all> {
    /// The index of the pair among those that are looked at.
    pub(crate) index: usize,
    /// The longest runs that both have.
    pub(crate) longest: LongestRuns,
    left: &'all PreparedArticle,
    right: &'all PreparedArticle,
    shared: SharedRuns,
    /// True if the second text has the smaller id.
    is_turned: bool,
    overlaps: (Overlap, Overlap),
    context: Context,
}

/// Two texts, aligned, sides in the order of texts.
pub(crate) struct AlignedTexts<'all> {
    /// The index of the pair among those that are aligned.
    pub(crate) index: usize,
    pub(crate) left: &'all PreparedArticle,
    pub(crate) right: &'all PreparedArticle,
    pub(crate) shared: SharedRuns,
    pub(crate) passages: Vec<Passage>,
    /// The longest runs that both have.
    pub(crate) longest: LongestRuns,
    /// The passages of the second text in the first, where the second has the smaller id.
    turned: Option<Vec<Passage>>,
    overlaps: (Overlap, Overlap),
    context: Context,
}

impl PairAligner<'_> {
    /// Returns the result of `row` for each pair once it is aligned, in the order of pairs, which
    /// are sorted.
    pub(crate) fn map<Row: Send>(
        &self,
        pairs: &[VerifiedPair],
        row: impl Fn(&AlignedTexts<'_>) -> Result<Option<Row>> + Sync,
    ) -> Result<Vec<Row>> {
        self.map_shared(pairs, |shared| row(&shared.aligned()))
    }

    /// Returns the result of `row` for each pair, in the order of pairs, which are sorted. Only
    /// what `row` aligns is aligned.
    pub(crate) fn map_shared<Row: Send>(
        &self,
        pairs: &[VerifiedPair],
        row: impl Fn(SharedTexts<'_>) -> Result<Option<Row>> + Sync,
    ) -> Result<Vec<Row>> {
        let corpus = self.corpus;
        // First copies are numbered in the order of their texts.
        let articles: Vec<(ArticleId, ArticleId)> =
            pairs.iter().map(|pair| (corpus.article_of(pair.a), corpus.article_of(pair.b))).collect();
        let annotate =
            |article: ArticleId, text: &str, analysis: &Analysis| self.annotated(article, text, analysis);
        map_article_pairs(corpus, self.budget, &articles, annotate, |index, left, right| {
            let (pair, (a, b)) = (&pairs[index], articles[index]);
            let shared = SharedRuns::between(&left.text.ngrams, &right.text.ngrams);
            let texts = SharedTexts {
                index,
                longest: longest_runs(left, right, &shared),
                left,
                right,
                shared,
                is_turned: corpus.id_rank[a] > corpus.id_rank[b],
                overlaps: (pair.whole, pair.outside),
                context: self.outlets.context(corpus, pair.a, pair.b),
            };
            row(texts).transpose()
        })?
        .into_iter()
        .collect()
    }

    /// Returns the first copy of a text annotated with its boilerplate.
    pub(crate) fn annotated(
        &self,
        article: ArticleId,
        text: &str,
        analysis: &Analysis,
    ) -> Result<AnnotatedText> {
        let title = self.corpus.metadata(article)?.title;
        let boilerplate = self.paragraphs.boilerplate.tokens(self.corpus, self.corpus.text_of(article));
        let annotated = AnnotatedText::of(text, analysis, title.as_deref(), &boilerplate);
        Ok(annotated.of_kind(self.corpus.kind(article)))
    }
}

impl<'all> SharedTexts<'all> {
    /// Aligns the two. Labels are found in the order of texts, which does not depend on ids;
    /// passages are shown in the order of ids.
    pub(crate) fn aligned(self) -> AlignedTexts<'all> {
        let SharedTexts { index, longest, left, right, shared, is_turned, overlaps, context } = self;
        let (of_left, of_right) = (&left.text.ngrams, &right.text.ngrams);
        let (passages, turned) = match is_turned {
            false => (align_shared(of_left, of_right, &shared), None),
            true => {
                let (passages, turned) = align_both_ways(of_left, of_right, &shared);
                (passages, Some(turned))
            }
        };
        AlignedTexts { index, left, right, shared, passages, longest, turned, overlaps, context }
    }
}

impl AlignedTexts<'_> {
    /// Returns the numbers that rules look at.
    pub(crate) fn facts(&self) -> PairFacts {
        let (left, right) = (&self.left.annotated, &self.right.annotated);
        let facts = PairFacts::of(left, right, &self.passages, self.overlaps, self.context);
        facts.with_longest(self.longest)
    }

    /// Returns what each text says that the other does not.
    pub(crate) fn unique_content(&self) -> (UniqueContent, UniqueContent) {
        unique_content(&self.left.annotated, &self.right.annotated, &self.passages)
    }

    /// Returns the runs of both texts that alignment looked up.
    pub(crate) fn ngrams(&self) -> (&NgramIndex, &NgramIndex) {
        (&self.left.text.ngrams, &self.right.text.ngrams)
    }

    /// Stores passages, sides in the order of ids, with evidence.
    pub(crate) fn store(
        &self,
        evidence: Vec<RelationEvidence>,
        rows: &SharedBlobFile,
    ) -> Result<AlignedPair> {
        let (left, right) = (&self.left.text, &self.right.text);
        let (passages, sides) = match &self.turned {
            None => (&self.passages, (left, right)),
            Some(turned) => (turned, (right, left)),
        };
        stored((passages, self.longest.anywhere), sides, evidence, rows)
    }
}

/// Returns the longest runs of two texts, given the runs that were found between them.
pub(crate) fn longest_runs(
    left: &PreparedArticle,
    right: &PreparedArticle,
    shared: &SharedRuns,
) -> LongestRuns {
    let indexes = [&left.text.ngrams, &right.text.ngrams];
    LongestRuns::of([&left.annotated, &right.annotated], indexes, shared)
}

/// Stores passages of two texts and the words of the longest run that both have, sides as they are
/// given, with evidence.
pub(crate) fn stored(
    (passages, longest): (&[Passage], u32),
    (a, b): (&TokenisedText, &TokenisedText),
    evidence: Vec<RelationEvidence>,
    rows: &SharedBlobFile,
) -> Result<AlignedPair> {
    let details = PairDetails { evidence, passages: passage_rows(passages, a, b) };
    Ok(AlignedPair { longest, details: rows.append_row(&details)? })
}
