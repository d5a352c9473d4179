//! Findings become rows of the output contract, in fixed orders.

use crate::corpus::numbering::Corpus;
use crate::corpus::read_corpus::ReadingFacts;
use crate::error::Result;
use crate::output::article_rows::write_articles;
use crate::output::cluster_rows::write_clusters;
use crate::output::fragment_rows::write_fragments;
use crate::output::{Counts, MakingOrder, OutputDir, Pair, six_decimals};
use crate::pairs::alignments::PairDetails;
use crate::pairs::direction::{context_of, direction_of};
use crate::pairs::findings::{ArticleFindings, VerifiedPair};
use crate::pairs::passage_rows::exact_passage;
use crate::paragraphs::repeated::Paragraphs;
use crate::params::{PairFilter, ScanParams};
use crate::stories::verdict::Judged;
use rayon::prelude::*;
use wirecopy_news::relation::{Relation, mirrored, relation_by_scores};
use wirecopy_reuse::overlap::Overlap;
use wirecopy_scratch::order::ranks;

/// All that was found.
#[derive(Clone, Copy)]
pub(crate) struct Findings<'a> {
    pub(crate) paragraphs: &'a Paragraphs,
    pub(crate) articles: &'a ArticleFindings,
    pub(crate) judged: &'a Judged,
}

/// Writes every file of rows and counts them.
pub(crate) fn write(
    corpus: &Corpus,
    findings: &Findings<'_>,
    facts: &ReadingFacts,
    params: &ScanParams,
    order: MakingOrder,
    output: &OutputDir,
) -> Result<Counts> {
    let Findings { paragraphs, articles: found, .. } = *findings;
    let mut counts = Counts {
        read: facts.records,
        articles: corpus.n_articles().into(),
        rejected: facts.rejects.len() as u64,
        distinct: corpus.n_texts().into(),
        exact_copies: u64::from(corpus.n_articles() - corpus.n_texts()),
        dates_not_understood: facts.dates_not_understood,
        words: facts.tokens,
        paragraphs: facts.paragraphs,
        candidates: found.candidates,
        article_groups_over_limit: found.groups_over_limit,
        paragraph_groups_over_limit: paragraphs.groups_over_limit,
        ..Counts::default()
    };
    write_rejects(facts, output)?;
    write_pairs(corpus, findings, params, order, output, &mut counts)?;
    let clusters = write_clusters(corpus, found, output, &mut counts)?;
    let fragments = write_fragments(corpus, paragraphs, params, output, &mut counts)?;
    write_articles(corpus, findings, &clusters, &fragments, order, output, &mut counts)?;
    Ok(counts)
}

fn write_rejects(facts: &ReadingFacts, output: &OutputDir) -> Result<()> {
    let mut rejects: Vec<_> = facts.rejects.iter().collect();
    rejects.sort();
    let mut rows = output.rejects()?;
    for reject in rejects {
        rows.write(reject)?;
    }
    rows.finish().map(drop)
}

/// A row of `pairs.jsonl` before its ids are looked up.
struct PairRow {
    a: u32,
    b: u32,
    whole: Overlap,
    relation: Relation,
    /// TextLocation among the labelled pairs, and whether it stands there the other way round.
    labelled: Option<(u32, bool)>,
}

fn write_pairs(
    corpus: &Corpus,
    findings: &Findings<'_>,
    params: &ScanParams,
    order: MakingOrder,
    output: &OutputDir,
    counts: &mut Counts,
) -> Result<()> {
    let found = findings.articles;
    let mut rows: Vec<PairRow> =
        (0..).zip(&found.pairs).map(|(at, pair)| verified_row(corpus, found, at, pair)).collect();
    rows.extend(found.copied.iter().flat_map(|(text_id, len)| exact_rows(corpus, *text_id, *len)));
    rows.retain(|row| passes(corpus, found, row, &params.filter));
    for row in &rows {
        *counts.pairs_by_relation.entry(row.relation.name().to_owned()).or_default() += 1;
    }
    let mut written = output.pairs()?;
    let by_ids = |row: &PairRow| (corpus.id_rank[row.a as usize], corpus.id_rank[row.b as usize]);
    match order {
        // Pairs outnumber all else: no table of ranks beside them.
        MakingOrder::Rank => {
            rows.par_sort_unstable_by_key(by_ids);
            written.write_all(rows.len(), |at| pair_row(corpus, findings, &rows[at]))?;
        }
        MakingOrder::Number => {
            let ranks = ranks(rows.iter().map(by_ids));
            written.write_by_rank(&ranks, order, |at| pair_row(corpus, findings, &rows[at]))?;
        }
    }
    counts.pairs = written.finish()?;
    Ok(())
}

fn pair_row(corpus: &Corpus, findings: &Findings<'_>, row: &PairRow) -> Result<Pair> {
    let Findings { articles: found, judged, .. } = *findings;
    let (longest, shown) = shown_of(corpus, found, row)?.unzip();
    let (evidence, passages) = shown.map(|shown| (shown.evidence, shown.passages)).unzip();
    Ok(Pair {
        a: corpus.id(row.a).to_owned(),
        b: corpus.id(row.b).to_owned(),
        jaccard: six_decimals(row.whole.jaccard()),
        a_in_b: six_decimals(row.whole.a_in_b()),
        b_in_a: six_decimals(row.whole.b_in_a()),
        shared_shingles: row.whole.shared.into(),
        longest_match_words: longest.map(u64::from),
        relation: row.relation,
        // Copies are no finding that anything has to show.
        evidence: evidence.filter(|_| row.labelled.is_some()),
        direction: Some(direction_of(corpus, |text_id| judged.is_truncated(text_id), row.a, row.b)),
        lag_seconds: Some(context_of(corpus, row.a, row.b).lag_seconds),
        passages,
    })
}

/// The longest run of a row and what is shown of it; of copies, whose tokens are equal, nothing but one passage. `None` where pairs were not aligned.
fn shown_of(corpus: &Corpus, found: &ArticleFindings, row: &PairRow) -> Result<Option<(u32, PairDetails)>> {
    let Some(alignments) = &found.alignments else { return Ok(None) };
    let Some((at, is_mirrored)) = row.labelled else {
        let passages = exact_passage(corpus, row.a, row.b).into_iter().collect();
        return Ok(Some((corpus.row(row.a).tokens, PairDetails { evidence: Vec::new(), passages })));
    };
    let mut shown = alignments.details(at as usize)?;
    if is_mirrored {
        shown.evidence = mirrored(shown.evidence);
    }
    Ok(Some((alignments.longest(at as usize), shown)))
}

fn verified_row(corpus: &Corpus, found: &ArticleFindings, at: u32, pair: &VerifiedPair) -> PairRow {
    let relation = match &found.labels {
        Some(labels) => labels.relation(at as usize),
        None => relation_by_scores(pair.whole, pair.outside),
    };
    let (a, b) = (corpus.article_of(pair.a), corpus.article_of(pair.b));
    in_id_order(corpus, PairRow { a, b, whole: pair.whole, relation, labelled: Some((at, false)) })
}

fn exact_rows(corpus: &Corpus, text_id: u32, len: u32) -> impl Iterator<Item = PairRow> {
    let first = corpus.article_of(text_id);
    let whole = Overlap { shared: len, a_len: len, b_len: len };
    corpus.copies(text_id).skip(1).map(move |copy| {
        in_id_order(corpus, PairRow { a: first, b: copy, whole, relation: Relation::Exact, labelled: None })
    })
}

fn in_id_order(corpus: &Corpus, row: PairRow) -> PairRow {
    if corpus.id_rank[row.a as usize] < corpus.id_rank[row.b as usize] {
        return row;
    }
    let Overlap { shared, a_len, b_len } = row.whole;
    PairRow {
        a: row.b,
        b: row.a,
        whole: Overlap { shared, a_len: b_len, b_len: a_len },
        relation: row.relation,
        labelled: row.labelled.map(|(at, is_mirrored)| (at, !is_mirrored)),
    }
}

fn passes(corpus: &Corpus, found: &ArticleFindings, row: &PairRow, filter: &PairFilter) -> bool {
    let longest = || match (&found.alignments, row.relation) {
        (None, _) => 0,
        (Some(_), Relation::Exact) => corpus.row(row.a).tokens,
        (Some(alignments), _) => row.labelled.map_or(0, |(at, _)| alignments.longest(at as usize)),
    };
    let within = |seconds: i64| {
        let dates = corpus.published(row.a).zip(corpus.published(row.b));
        dates.is_some_and(|(a, b)| a.is_within(seconds, b))
    };
    let across = || {
        let outlets = corpus.outlet(row.a).zip(corpus.outlet(row.b));
        outlets.is_some_and(|(a, b)| a != b)
    };
    filter.jaccard_min.is_none_or(|least| row.whole.jaccard() >= least)
        && filter.containment_min.is_none_or(|least| row.whole.containment() >= least)
        && filter.shared_min.is_none_or(|least| u64::from(row.whole.shared) >= least)
        && filter.passage_words_min.is_none_or(|least| u64::from(longest()) >= least)
        && (!filter.across_outlets || across())
        && filter.within_seconds.is_none_or(within)
}
