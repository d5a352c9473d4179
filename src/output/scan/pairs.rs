//! `pairs.jsonl`: one row per reported pair of articles, ordered by (`a`, `b`).

use super::findings::Findings;
use super::summary::Counts;
use crate::corpus::numbering::Corpus;
use crate::error::Result;
use crate::numbers::{ArticleId, TextId};
use crate::output::OutputDir;
use crate::output::lines::MakingOrder;
use crate::output::parts::{PairDirection, PairPassage};
use crate::pairs::alignments::PairDetails;
use crate::pairs::direction::{context_of, direction_of};
use crate::pairs::findings::{ArticleFindings, VerifiedPair};
use crate::pairs::passage_rows::exact_passage;
use crate::params::PairFilter;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_with::rust::double_option;
use wirecopy_news::relation::{Relation, RelationEvidence, mirrored, relation_by_scores};
use wirecopy_reuse::overlap::{Overlap, six_decimals};
use wirecopy_scratch::order::ranks;

/// Two articles that share text. All scores are exact, over the sets of word-5-shingle hashes of
/// the whole texts.
///
/// ```
/// use wirecopy::output::{Pair, PairDirection, PairPassage, PassageEdits, PassageLabel};
///
/// let found = wirecopy::Scan::default().run_files(["data/sample"])?;
/// let pairs: Vec<Pair> = found.pairs().collect::<wirecopy::Result<_>>()?;
/// assert!(pairs.iter().all(|pair| pair.jaccard <= pair.a_in_b.min(pair.b_in_a)));
///
/// let first: &PairDirection = pairs[0].direction.as_ref().unwrap();
/// println!("{:?} by {:?}", first.from, first.rule);
/// let mut passages = pairs.iter().flat_map(|pair| &pair.passages).flatten();
/// let is_edited = |passage: &&PairPassage| passage.kind == PassageLabel::Edited;
/// let edited: &PairPassage = passages.find(is_edited).unwrap();
/// let edits: &PassageEdits = &edited.edits;
/// assert_ne!(edits, &PassageEdits::default());
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pair {
    /// The id that is smaller bytewise; where given articles are compared, the first of the two.
    pub a: String,
    /// The other id.
    pub b: String,
    /// |A∩B| / |A∪B|, six decimals.
    pub jaccard: f64,
    /// |A∩B| / |A|, six decimals.
    pub a_in_b: f64,
    /// |A∩B| / |B|, six decimals.
    pub b_in_a: f64,
    /// |A∩B|.
    pub shared_shingles: u64,
    /// Shared shingles with a token outside boilerplate in either text, by which pairs are
    /// reported; absent for exact copies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared_outside: Option<u64>,
    /// Words of the longest run that both have, wherever it is in either; absent if pairs
    /// were not aligned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longest_match_words: Option<u64>,
    /// Relation of the two articles.
    pub relation: Relation,
    /// Evidence of the relation; absent for exact copies and where pairs were not aligned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Vec<RelationEvidence>>,
    /// The one of the two that had the text first; absent if two files are compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<PairDirection>,
    /// Seconds from the date of `a` to that of `b`, negative where `b` is earlier; `null` if the
    /// two are not both known to the second; absent if two files are compared.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "double_option::deserialize"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<i64>"))]
    pub lag_seconds: Option<Option<i64>>,
    /// Corresponding stretches, in the order of `a`; absent if pairs were not aligned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passages: Option<Vec<PairPassage>>,
}

impl Pair {
    /// A row of two ids, with their exact scores and what they are to each other; all else is
    /// absent.
    pub(crate) fn of([a, b]: [&str; 2], whole: Overlap, relation: Relation) -> Pair {
        Pair {
            a: a.to_owned(),
            b: b.to_owned(),
            jaccard: six_decimals(whole.jaccard()),
            a_in_b: six_decimals(whole.a_in_b()),
            b_in_a: six_decimals(whole.b_in_a()),
            shared_shingles: whole.shared.into(),
            shared_outside: None,
            longest_match_words: None,
            relation,
            evidence: None,
            direction: None,
            lag_seconds: None,
            passages: None,
        }
    }
}

/// A row before its ids are looked up.
struct PairDraft {
    a: ArticleId,
    b: ArticleId,
    whole: Overlap,
    relation: Relation,
    /// Index among the labelled pairs, and whether that pair has its sides the other way round;
    /// `None` for exact copies.
    labelled: Option<(u32, bool)>,
}

/// Writes `pairs.jsonl`.
pub(super) fn write_pairs(findings: &Findings<'_>, output: &OutputDir, counts: &mut Counts) -> Result<()> {
    let Findings { corpus, articles: found, .. } = *findings;
    let mut drafts: Vec<PairDraft> =
        (0..).zip(&found.pairs).map(|(index, pair)| verified(corpus, found, index, pair)).collect();
    drafts.extend(found.copied.iter().flat_map(|(text_id, len)| exact_copies(corpus, *text_id, *len)));
    drafts.retain(|draft| passes(findings, draft));
    for draft in &drafts {
        *counts.pairs_by_relation.entry(draft.relation.name().to_owned()).or_default() += 1;
    }
    let mut rows = output.rows("pairs.jsonl")?;
    let by_ids = |draft: &PairDraft| (corpus.id_rank[draft.a], corpus.id_rank[draft.b]);
    match findings.order {
        // Pairs outnumber everything else: a table of ranks beside them would be the largest.
        MakingOrder::Rank => {
            drafts.par_sort_unstable_by_key(by_ids);
            rows.write_all(drafts.len(), |index| pair_row(findings, &drafts[index]))?;
        }
        MakingOrder::Number => {
            let ranks = ranks(drafts.iter().map(by_ids));
            rows.write_by_rank(&ranks, findings.order, |index| pair_row(findings, &drafts[index]))?;
        }
    }
    counts.pairs = rows.finish()?;
    Ok(())
}

fn pair_row(findings: &Findings<'_>, draft: &PairDraft) -> Result<Pair> {
    let Findings { corpus, articles: found, judged, .. } = *findings;
    let (longest, shown) = aligned(corpus, found, draft)?.unzip();
    let (evidence, passages) = shown.map(|shown| (shown.evidence, shown.passages)).unzip();
    let is_truncated = |text_id| judged.is_truncated(text_id);
    let direction = direction_of(corpus, is_truncated, (draft.a, draft.b), draft.relation);
    Ok(Pair {
        shared_outside: draft.labelled.map(|(index, _)| found.pairs[index as usize].outside.shared.into()),
        longest_match_words: longest.map(u64::from),
        // That tokens are equal needs no evidence.
        evidence: evidence.filter(|_| draft.labelled.is_some()),
        direction: Some(direction),
        lag_seconds: Some(context_of(corpus, draft.a, draft.b).lag_seconds),
        passages,
        ..Pair::of([corpus.id(draft.a), corpus.id(draft.b)], draft.whole, draft.relation)
    })
}

/// The longest common run of a pair with its evidence and passages; `None` if pairs were not
/// aligned. Exact copies are one passage.
fn aligned(
    corpus: &Corpus,
    found: &ArticleFindings,
    draft: &PairDraft,
) -> Result<Option<(u32, PairDetails)>> {
    let Some(alignments) = &found.alignments else { return Ok(None) };
    let Some((index, is_mirrored)) = draft.labelled else {
        let passages = exact_passage(corpus, draft.a, draft.b).into_iter().collect();
        return Ok(Some((corpus.row(draft.a).tokens, PairDetails { evidence: Vec::new(), passages })));
    };
    let mut shown = alignments.details(index as usize)?;
    if is_mirrored {
        shown.evidence = mirrored(shown.evidence);
    }
    Ok(Some((alignments.longest(index as usize), shown)))
}

fn verified(corpus: &Corpus, found: &ArticleFindings, index: u32, pair: &VerifiedPair) -> PairDraft {
    let relation = match &found.labels {
        Some(labels) => labels.relation(index as usize),
        None => relation_by_scores(pair.whole, pair.outside),
    };
    let (a, b) = (corpus.article_of(pair.a), corpus.article_of(pair.b));
    in_id_order(corpus, PairDraft { a, b, whole: pair.whole, relation, labelled: Some((index, false)) })
}

/// Pairs of the first copy of a text, which has `len` distinct shingles, with each further one.
fn exact_copies(corpus: &Corpus, text_id: TextId, len: u32) -> impl Iterator<Item = PairDraft> {
    let a = corpus.article_of(text_id);
    let whole = Overlap { shared: len, a_len: len, b_len: len };
    corpus.copies(text_id).skip(1).map(move |b| {
        in_id_order(corpus, PairDraft { a, b, whole, relation: Relation::Exact, labelled: None })
    })
}

fn in_id_order(corpus: &Corpus, draft: PairDraft) -> PairDraft {
    if corpus.id_rank[draft.a] < corpus.id_rank[draft.b] {
        return draft;
    }
    let Overlap { shared, a_len, b_len } = draft.whole;
    PairDraft {
        a: draft.b,
        b: draft.a,
        whole: Overlap { shared, a_len: b_len, b_len: a_len },
        labelled: draft.labelled.map(|(index, is_mirrored)| (index, !is_mirrored)),
        ..draft
    }
}

fn passes(findings: &Findings<'_>, draft: &PairDraft) -> bool {
    let Findings { corpus, articles: found, params, .. } = *findings;
    let PairFilter {
        jaccard_min,
        containment_min,
        shared_min,
        passage_words_min,
        across_outlets,
        within_seconds,
    } = params.filter;
    let longest = || match (&found.alignments, draft.labelled) {
        (None, _) => 0,
        (Some(_), None) => corpus.row(draft.a).tokens,
        (Some(alignments), Some((index, _))) => alignments.longest(index as usize),
    };
    let is_within = |seconds: i64| {
        let dates = corpus.published(draft.a).zip(corpus.published(draft.b));
        dates.is_some_and(|(a, b)| a.is_within(seconds, b))
    };
    let is_across = || {
        let outlets = corpus.outlet(draft.a).zip(corpus.outlet(draft.b));
        outlets.is_some_and(|(a, b)| a != b)
    };
    jaccard_min.is_none_or(|least| draft.whole.jaccard() >= least)
        && containment_min.is_none_or(|least| draft.whole.containment() >= least)
        && shared_min.is_none_or(|least| u64::from(draft.whole.shared) >= least)
        && passage_words_min.is_none_or(|least| u64::from(longest()) >= least)
        && (!across_outlets || is_across())
        && within_seconds.is_none_or(is_within)
}
