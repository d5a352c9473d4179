//! Pairs of articles: candidates, exact scores, clusters.

use crate::corpus::budget::Budget;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::pairs::align::Alignments;
use crate::pairs::label::{Hint, Labels};
use crate::pairs::shingle_sets::{article_shingles, distinct_shingles};
use crate::paragraphs::repeated::Paragraphs;
use crate::params::{CandidateEngine, Passages, ScanParams};
use crate::stories::originality::SharedWords;
use std::collections::BTreeMap;
use wirecopy_article::event::{Event, Observer};
use wirecopy_news::relation::{Edge, SHARED_REPORTED_SHORT, edge, edge_of, is_reported, may_share_passage};
use wirecopy_news::story::{ArticleClusters, article_clusters};
use wirecopy_reuse::candidates::{BandSink, Banding, Candidates, SeedSink, band_candidates, seed_candidates};
use wirecopy_reuse::overlap::{Overlap, TilePlan};
use wirecopy_reuse::winnow::SHINGLES_ALL_EMITTED;

/// Units of fewer shingles are candidates by one shared seed: they have too few to share two.
const SHINGLES_ONE_SEED: u32 = 16;

/// A verified pair of texts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct VerifiedPair {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) whole: Overlap,
    pub(crate) outside: Overlap,
}

/// A pair outside the rule for reporting that shares this much outside boilerplate may still show that one of the two gathers several stories: a
/// sentence or two of each.
const SHARED_OF_SOURCE: u32 = 25;

/// A short text that stands nearly whole in another beside its page shows where it is from, however long the page.
fn is_weak(outside: Overlap) -> bool {
    outside.shared >= SHARED_OF_SOURCE || is_reported(outside)
}

/// What was found among articles.
#[derive(Default)]
pub(crate) struct ArticleFindings {
    /// Reported pairs of texts, sorted.
    pub(crate) pairs: Vec<VerifiedPair>,
    /// Pairs that are not reported and share [`SHARED_OF_SOURCE`], or of which one stands nearly whole in the other but for its page; sorted.
    pub(crate) weak: Vec<VerifiedPair>,
    /// What those show all the same, in their order; none where nothing was aligned.
    pub(crate) hints: Vec<Hint>,
    /// What the reported pairs are, in their order.
    pub(crate) labels: Option<Labels>,
    /// Which words of their texts the reported pairs share.
    pub(crate) shared: Option<SharedWords>,
    /// Passages of the reported pairs, in their order.
    pub(crate) alignments: Option<Alignments>,
    pub(crate) clusters: Option<ArticleClusters>,
    /// Overlaps of members with their representative that are no reported pair.
    pub(crate) further: BTreeMap<(u32, u32), Overlap>,
    /// Distinct shingles of each text with copies, by text.
    pub(crate) copied: Vec<(u32, u32)>,
    pub(crate) candidates: u64,
    pub(crate) groups_over_limit: u64,
    /// All candidates, sorted, where a group over the limit may give others among fewer texts.
    pub(crate) proposed: Vec<(u32, u32)>,
}

impl ArticleFindings {
    /// The reported pairs, and how firmly each belongs together.
    pub(crate) fn bonds(&self) -> impl Iterator<Item = (&VerifiedPair, Edge)> {
        self.pairs.iter().enumerate().map(|(at, pair)| {
            let edge = match &self.labels {
                Some(labels) => edge_of(labels.relation(at), pair.whole, pair.outside),
                None => edge(pair.whole, pair.outside),
            };
            (pair, edge)
        })
    }

    /// The overlap of a cluster's member with its representative.
    pub(crate) fn overlap(&self, a: u32, b: u32) -> Overlap {
        let pair = (a.min(b), a.max(b));
        match self.pairs.binary_search_by_key(&pair, |pair| (pair.a, pair.b)) {
            Ok(at) => self.pairs[at].whole,
            Err(_) => self.further[&pair],
        }
    }
}

/// Whether a pair is reported by its scores, or may be by its passages.
pub(crate) fn may_be_reported(pair: &VerifiedPair) -> bool {
    is_reported(pair.whole) || may_share_passage(pair.outside)
}

/// Pairs of texts that the chosen engine proposes, among those that are asked for.
pub(crate) fn candidates(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    params: &ScanParams,
    budget: &Budget,
    is_asked: impl Fn(u32) -> bool + Sync,
) -> Result<Candidates> {
    let group_len_max = params.group_len_max as usize;
    let text_ids = corpus.texts_by_row();
    let by_seeds = || {
        let spread = |sink: &SeedSink<'_>| {
            corpus.for_each_block_of_seeds(|seeds, (taken, space): &mut (Vec<(u64, u32)>, Vec<u64>)| {
                taken.clear();
                for row in seeds.rows() {
                    let text_id = text_ids[row as usize];
                    if text_id == u32::MAX || !is_asked(text_id) {
                        continue;
                    }
                    let first = corpus.paragraph_numbers(text_id).start;
                    seeds.for_each_seed(row, |paragraph, seed| {
                        if sink.accepts(seed) && paragraphs.boilerplate(first + paragraph as u32).is_none() {
                            taken.push((seed, text_id));
                        }
                    })?;
                }
                sink.add(taken, space)?;
                Ok(())
            })
        };
        let shingles = |text_id: u32| corpus.row(corpus.article_of(text_id)).shingles;
        let keys_needed = |a: u32, b: u32| seeds_needed(shingles(a), shingles(b));
        seed_candidates(corpus.n_texts(), spread, keys_needed, group_len_max, &budget.room)
    };
    let by_bands = || {
        let entries = |band, entries: &mut BandSink<'_>| {
            corpus.article_entries(&text_ids, band, |key, text_id| {
                if is_asked(text_id) {
                    entries.push(key, text_id)?;
                }
                Ok(())
            })
        };
        band_candidates(corpus.n_texts(), Banding::ARTICLES.bands, entries, group_len_max, &budget.room)
    };
    Ok(match params.candidates {
        CandidateEngine::Seeds => by_seeds()?,
        CandidateEngine::Bands => by_bands()?,
        CandidateEngine::Both => by_seeds()?.or(by_bands()?),
    })
}

/// Two; one where a text has too few, and where only one of both keeps all of its shingles, because the other one keeps two ninths of what they share.
pub(crate) fn seeds_needed(a: u32, b: u32) -> usize {
    let (short, long) = (a.min(b), a.max(b));
    let all_emitted = SHINGLES_ALL_EMITTED as u32;
    if short < SHINGLES_ONE_SEED || (short < all_emitted && long >= all_emitted) { 1 } else { 2 }
}

/// Exact overlaps of candidates; those that are reported or may be by their passages.
pub(crate) fn verify(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    candidates: Candidates,
    params: &ScanParams,
    budget: &Budget,
    observer: &Observer<'_>,
) -> Result<ArticleFindings> {
    let total = candidates.pairs.len() as u64;
    observer(Event::Progress { done: 0, total });
    let is_aligned = params.passages == Passages::All;
    let mut pairs = overlaps(corpus, paragraphs, budget, &candidates.pairs, |whole| {
        is_reported(whole) || (is_aligned && whole.shared >= SHARED_REPORTED_SHORT)
    })?;
    pairs.retain(|pair| is_reported(pair.whole) || is_weak(pair.outside));
    let is_pair =
        |pair: &VerifiedPair| if is_aligned { may_be_reported(pair) } else { is_reported(pair.whole) };
    let weak = pairs.extract_if(.., |pair| !is_pair(pair)).collect();
    pairs.shrink_to_fit();
    observer(Event::Progress { done: total, total });
    let copied: Vec<u32> =
        (0..corpus.n_texts()).filter(|text_id| corpus.copies(*text_id).len() > 1).collect();
    let lens = distinct_shingles(corpus, &copied)?;
    Ok(ArticleFindings {
        pairs,
        weak,
        copied: copied.into_iter().zip(lens).collect(),
        candidates: total,
        groups_over_limit: candidates.groups_over_limit,
        proposed: if candidates.groups_over_limit > 0 { candidates.pairs } else { Vec::new() },
        ..ArticleFindings::default()
    })
}

/// Exact overlaps of sorted pairs that `wanted` keeps, given the overlap of the whole texts.
pub(crate) fn overlaps(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    budget: &Budget,
    pairs: &[(u32, u32)],
    wanted: impl Fn(Overlap) -> bool + Sync,
) -> Result<Vec<VerifiedPair>> {
    let weight = |text_id| 2 * u64::from(corpus.row(corpus.article_of(text_id)).shingles);
    TilePlan::new(pairs, weight, budget.shingles).score(
        |text_ids| {
            article_shingles(corpus, text_ids, |paragraph| paragraphs.boilerplate(paragraph).is_some())
        },
        |at, left, right| {
            let (a, b) = pairs[at];
            let whole = left.whole(right);
            wanted(whole).then(|| VerifiedPair { a, b, whole, outside: left.outside(right, whole) })
        },
    )
}

/// Clusters of the verified pairs.
pub(crate) fn cluster(
    corpus: &Corpus,
    paragraphs: &Paragraphs,
    mut found: ArticleFindings,
    budget: &Budget,
) -> Result<ArticleFindings> {
    let edges: Vec<(u32, u32, Edge)> = found
        .bonds()
        .map(|(pair, edge)| (pair.a, pair.b, edge))
        .filter(|(_, _, edge)| *edge != Edge::None)
        .collect();
    let mut further = BTreeMap::new();
    let clusters = article_clusters(
        corpus.n_texts(),
        &edges,
        |text_id| corpus.row(corpus.article_of(text_id)).shingles,
        |text_id| corpus.copies(text_id).len() as u32,
        |pairs| {
            let verified = overlaps(corpus, paragraphs, budget, pairs, |_| true)?;
            further.extend(verified.iter().map(|pair| ((pair.a, pair.b), pair.whole)));
            Result::Ok(verified.iter().map(|pair| edge(pair.whole, pair.outside) != Edge::None).collect())
        },
    )?;
    found.clusters = Some(clusters);
    found.further = further;
    Ok(found)
}
